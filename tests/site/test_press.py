"""When a release may be seen, and when it is withdrawn."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from scene import TODAY
from sitebuilder.models import PressRelease
from sitebuilder.models.clock import HUE

import build

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=HUE)
HOUR = timedelta(hours=1)


def release(**changes: object) -> PressRelease:
    facts: dict[str, object] = {"number": "1", "type": "weekly", "issuer": "huecity-desk", "published_at": NOON}
    return PressRelease(slug="x", **(facts | changes))  # type: ignore[arg-type]


def test_a_release_is_public_from_its_publication_and_not_before() -> None:
    assert not release().is_public(NOON - HOUR)
    assert release().is_public(NOON)


def test_an_embargo_holds_a_published_release_back_until_its_end() -> None:
    held = release(embargoed_until=NOON + 2 * HOUR)
    assert not held.is_public(NOON + HOUR)
    assert held.is_public(NOON + 2 * HOUR)


def test_a_release_is_withdrawn_from_that_instant_on() -> None:
    withdrawn = release(withdrawn_at=NOON + HOUR)
    assert not withdrawn.is_withdrawn(NOON)
    assert withdrawn.is_withdrawn(NOON + HOUR)
    assert not release().is_withdrawn(NOON + HOUR)


def test_nothing_of_an_embargoed_release_reaches_the_output(content: Path) -> None:
    secret = content / "press/bi-mat"
    shutil.copytree(content / "press/gia-ve-2025", secret)
    facts = (secret / "press.yaml").read_text("utf-8").replace('"01/2025"', '"99/2026"')
    (secret / "press.yaml").write_text(f"{facts}embargoed_until: 2026-12-01T09:00+07:00\n", "utf-8")
    (secret / "vi.md").write_text("---\ntitle: Điều bí mật\nsummary: Chưa được nói\n---\nChưa.\n", "utf-8")
    folder = content.parent / f"{content.name}-out"
    options = ["--content", str(content), "--dist", str(folder / "dist"), "--work", str(folder / "work"), "--jobs", "1"]
    for instant, is_seen in ((TODAY, False), ("2026-12-01T09:00+07:00", True)):
        assert build.main(["build", *options, "--now", instant]) == 0
        texts = [path.read_bytes() for path in (folder / "dist").rglob("*.*") if path.is_file()]
        assert any(b"bi-mat" in text or "Điều bí mật".encode() in text for text in texts) is is_seen
