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


def add_release(content: Path, slug: str, facts: str, words: str = "Chưa được nói") -> None:
    folder = content / "press" / slug
    shutil.copytree(content / "press/gia-ve-2025", folder)
    head = f'number: "{slug}/2026"\ntype: weekly\nissuer: huecity-desk\nsources: [vne2025]\nsectors: [culture]\n'
    (folder / "press.yaml").write_text(f"{head}{facts}", "utf-8")
    (folder / "vi.md").write_text(f"---\ntitle: Điều bí mật\nsummary: {words}\n---\n{words}.\n", "utf-8")


def build_at(content: Path, instant: str) -> dict[str, str]:
    """Builds where the last call did, and returns the text of every page and feed by path."""
    folder = content.parent / f"{content.name}-out"
    options = ["--content", str(content), "--dist", str(folder / "dist"), "--work", str(folder / "work"), "--jobs", "1"]
    assert build.main(["build", *options, "--now", instant]) == 0
    dist = folder / "dist"
    files = [path for path in dist.rglob("*") if path.suffix in (".html", ".json", ".xml", ".csv", ".ics", ".geojson")]
    return {str(path.relative_to(dist)): path.read_text("utf-8") for path in files}


def pages_with(files: dict[str, str], words: str) -> list[str]:
    return sorted(path for path, text in files.items() if words in text or words in path)


def test_a_release_withdrawn_during_its_embargo_is_never_seen(content: Path) -> None:
    times = "published_at: 2026-11-20T09:00+07:00\nembargoed_until: 2026-12-01T09:00+07:00\n"
    add_release(content, "bi-mat", f"{times}withdrawn_at: 2026-11-25T09:00+07:00\n")
    for instant in ("2026-11-23T10:00+07:00", "2026-11-26T10:00+07:00", "2026-12-02T10:00+07:00"):
        files = build_at(content, instant)
        assert pages_with(files, "Điều bí mật") == pages_with(files, "bi-mat") == []


def test_a_release_bears_the_date_on_which_it_could_be_read(content: Path) -> None:
    times = "published_at: 2026-10-20T09:00+07:00\nembargoed_until: 2026-11-21T09:00+07:00\n"
    add_release(content, "bi-mat", times)
    page = build_at(content, TODAY)["vi/press/bi-mat/index.html"]
    assert "21 tháng 11 năm 2026" in page
    assert '"datePublished":"2026-11-21T09:00:00+07:00"' in page
    assert "2026-10-20" not in page
    assert "20 tháng 10 năm 2026" not in page


def test_only_the_title_of_a_withdrawn_release_is_left_anywhere(content: Path) -> None:
    times = "published_at: 2026-11-20T09:00+07:00\nwithdrawn_at: 2026-11-22T09:00+07:00\n"
    add_release(content, "bi-mat", times, "Điều xyzzy")
    before, after = build_at(content, "2026-11-21T10:00+07:00"), build_at(content, TODAY)
    told = pages_with(before, "xyzzy")
    assert {"vi/press/bi-mat/index.html", "vi/press/index.html"} <= set(told)
    assert {path.split("/")[0] for path in told if "/search/" in path} >= {"vi", "ja"}
    assert pages_with(after, "xyzzy") == []
    assert "Điều bí mật" in after["vi/press/bi-mat/index.html"]
    assert "Đã rút" in after["vi/press/bi-mat/index.html"]


def test_a_link_to_what_is_not_public_yet_is_only_words_until_its_instant(content: Path) -> None:
    add_release(content, "bi-mat", "published_at: 2026-11-25T09:00+07:00\n")
    alert = (content / "alerts/lu-2025-11-03/alert.yaml").read_text("utf-8")
    (content / "alerts/lu-kin").mkdir()
    (content / "alerts/lu-kin/alert.yaml").write_text(alert.replace("2025-11-0", "2026-11-2"), "utf-8")
    links = '[thông báo](/press/bi-mat/ "sắp có") và **[cảnh báo](/alerts/lu-kin/)**, [Đại Nội](/attractions/dai-noi/)'
    text = content / "attractions/ky-dai/vi.md"
    text.write_text(f"---\ntitle: Kỳ Đài\nsummary: Cột cờ\n---\nXem {links}.\n", "utf-8")
    hidden = build_at(content, "2026-11-22T08:00+07:00")
    assert pages_with(hidden, "bi-mat") == pages_with(hidden, "lu-kin") == pages_with(hidden, "sắp có") == []
    page = "vi/attractions/ky-dai/index.html"
    assert 'Xem thông báo và <strong>cảnh báo</strong>, <a href="../../attractions/dai-noi/">Đại Nội</a>.' in hidden[page]
    shown = build_at(content, "2026-11-25T09:00+07:00")
    for path in (page, "ja/attractions/ky-dai/index.html"):
        assert 'href="../../press/bi-mat/" title="sắp có">thông báo</a>' in shown[path]
        assert 'href="../../alerts/lu-kin/">cảnh báo</a>' in shown[path]
    assert build_at(content, "2026-11-22T08:00+07:00") == hidden
