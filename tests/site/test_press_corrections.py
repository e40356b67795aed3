"""A correction keeps what stood before, says when and why, and is refused where it would hide something."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from lxml import html
from scene import TODAY
from test_press import build_at, pages_with

Mistakes = Callable[[], list[str]]
CORRECTION = "corrections:\n  - at: 2026-11-20T09:00+07:00\n    reason: Sai giá vé\n"
FACTS = "press/gia-ve-2025/press.yaml"
ATTACHMENT = "attachments:\n  - file: gia-ve-50000.csv\n    names: Bảng giá\n"


@pytest.fixture
def release(content: Path) -> Path:
    """The folder of a release, without its own corrections and attachments."""
    folder = content / "press/gia-ve-2025"
    write(folder, "")
    return folder


def write(folder: Path, more: str) -> None:
    path = folder / "press.yaml"
    path.write_text(path.read_text("utf-8").partition("corrections:")[0].partition("attachments:")[0] + more, "utf-8")


def correct(folder: Path, facts: str = CORRECTION) -> None:
    """As an editor does it: keep the text under its number, then change it."""
    (folder / "vi.1.md").write_text("---\ntitle: Giá vé\nsummary: Giá mới\n---\nVé 40.000 đồng. Mở cửa mỗi ngày.\n", "utf-8")
    (folder / "vi.md").write_text("---\ntitle: Giá vé\nsummary: Giá mới\n---\nVé 50.000 đồng. Mở cửa mỗi ngày.\n", "utf-8")
    write(folder, facts)


def test_a_correction_shows_when_and_why_and_word_by_word_what_was_changed(release: Path) -> None:
    correct(release)
    page = html.fromstring(build_at(release.parent.parent, TODAY)["vi/press/gia-ve-2025/index.html"])
    (place,) = page.xpath("//section[@id='corrections']")
    assert place.xpath(".//time/@datetime") == ["2026-11-20T09:00:00+07:00"]
    assert "Sai giá vé" in place.text_content()
    assert [part.text_content() for part in place.xpath(".//del")] == ["bỏ đi: 40.000"]
    assert [part.text_content() for part in place.xpath(".//ins")] == ["thêm vào: 50.000"]
    (former,) = place.xpath(".//div[@class='former']")
    assert "Vé 40.000 đồng. Mở cửa mỗi ngày." in former.text_content()
    assert page.xpath("//p[@class='state']/a/@href") == ["#corrections"]
    assert "Vé 50.000 đồng" in page.xpath("//div[@class='body']")[0].text_content()


def test_readers_of_other_languages_see_the_reason_and_the_words_in_the_language_they_are_in(release: Path) -> None:
    correct(release)
    page = html.fromstring(build_at(release.parent.parent, TODAY)["ja/press/gia-ve-2025/index.html"])
    (reason,) = page.xpath("//section[@id='corrections']/p[@lang]")
    assert (reason.get("lang"), reason.text_content()) == ("vi", "Sai giá vé")
    assert page.xpath("//div[@class='changes']/@lang") == ["vi"]
    assert page.xpath("//del/span/@lang") == ["ja"]


def test_what_will_be_corrected_stands_as_it_is_until_then(release: Path) -> None:
    correct(release)
    content = release.parent.parent
    before, after = build_at(content, "2026-11-19T09:00+07:00"), build_at(content, "2026-11-20T09:00+07:00")
    assert pages_with(before, "50.000 đồng") == pages_with(before, "Sai giá") == []
    assert "40.000" in before["vi/press/gia-ve-2025/index.html"]
    assert "vi/press/gia-ve-2025/index.html" in pages_with(after, "Sai giá")
    assert {"vi/press/feed.xml", "ja/press/feed.json"} <= set(pages_with(after, "Sai giá"))
    again = build_at(content, "2026-11-19T09:00+07:00")
    assert again == before


def test_lists_say_that_a_release_was_corrected(release: Path) -> None:
    correct(release)
    content = release.parent.parent
    for instant, is_said in (("2026-11-19T09:00+07:00", False), ("2026-11-20T09:00+07:00", True)):
        files = build_at(content, instant)
        for path in ("vi/press/index.html", "vi/press/weekly/2025-W01/index.html"):
            assert ("Đã đính chính" in files[path]) is is_said, (instant, path)


REFUSED = {
    "no reason": (CORRECTION.partition("    reason")[0], "corrections: field 'reason' is missing"),
    "an empty reason": (CORRECTION.replace("Sai giá vé", '" "'), "corrections.reason.vi: is empty"),
    "no time": (CORRECTION.replace("  - at: 2026-11-20T09:00+07:00\n    reason", "  - reason"), "field 'at' is missing"),
    "before it was public": (CORRECTION.replace("2026-11-20", "2024-11-20"), "correction 1 does not lie after published_at"),
    "an embargo after it": (
        f"embargoed_until: 2026-12-01T09:00+07:00\n{CORRECTION}",
        "embargoed_until: lies after correction 1: what was corrected had been public",
    ),
    "after a withdrawal": (
        f"withdrawn_at: 2026-11-19T09:00+07:00\n{CORRECTION}",
        "corrections.at: correction 1 lies after withdrawn_at",
    ),
    "out of order": (
        f"{CORRECTION}  - at: 2026-11-18T09:00+07:00\n    reason: Sai\n",
        "corrections.at: correction 2 does not lie after correction 1",
    ),
    "an unknown language": (CORRECTION.replace("Sai giá vé", "{vi: Sai, xx: No}"), "corrections.reason: unknown field 'xx'"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_correction_is_refused_in_the_editors_words(release: Path, mistakes: Mistakes, case: str) -> None:
    facts, problem = REFUSED[case]
    correct(release, facts)
    if case == "out of order":
        (release / "vi.2.md").write_text((release / "vi.1.md").read_text("utf-8").replace("40", "45"), "utf-8")
    told = mistakes()
    assert told
    assert all(line.startswith(f"{FACTS}: ") for line in told)
    assert any(problem in line for line in told), told


def test_a_former_text_must_be_there_differ_and_belong_to_a_correction(release: Path, mistakes: Mistakes) -> None:
    correct(release)
    assert mistakes() == []
    (release / "vi.1.md").rename(release / "vi.2.md")
    assert mistakes() == [
        f"{FACTS}: corrections: correction 1 has no former text (allowed: the text as it stood before, kept as vi.1.md)",
        "press/gia-ve-2025/vi.2.md: file: there is no correction 2 (allowed: corrections in press.yaml: so far 1)",
    ]
    (release / "vi.2.md").unlink()
    (release / "vi.1.md").write_text((release / "vi.md").read_text("utf-8"), "utf-8")
    assert mistakes() == [
        "press/gia-ve-2025/vi.1.md: body: correction 1 changes nothing in it (allowed: the text as it stood before)"
    ]
    (release / "en.1.md").write_text((release / "vi.md").read_text("utf-8"), "utf-8")
    assert "press/gia-ve-2025/en.1.md: file: has no present text beside it (allowed: en.md)" in mistakes()


def test_an_attachment_must_be_what_its_name_says(release: Path, mistakes: Mistakes) -> None:
    write(release, ATTACHMENT)
    assert mistakes() == []
    wrong = {
        "gia-ve.pdf": b"no pdf",
        "trong.csv": b"",
        "lon.zip": b"PK\x03\x04" + bytes(20_000_000),
        "../../city/wards.yaml": None,
        "khong-co.csv": None,
        "bang.exe": b"MZ",
    }
    for name, data in wrong.items():
        if data is not None:
            (release / name).write_bytes(data)
        write(release, ATTACHMENT.replace("gia-ve-50000.csv", name))
        (told,) = mistakes()
        assert told.startswith(f"{FACTS}: attachments: {name!r} "), told
    (release / "la.csv").symlink_to(release / "gia-ve-50000.csv")
    write(release, ATTACHMENT.replace("gia-ve-50000.csv", "la.csv"))
    assert any("symbolic link" in line for line in mistakes())


def test_a_translation_that_followed_is_shown_from_its_own_instant(release: Path) -> None:
    text = "---\ntitle: The price\nsummary: New\npublished_at: 2026-11-20T09:00+07:00\n---\nFifty thousand.\n"
    (release / "en.md").write_text(text, "utf-8")
    content = release.parent.parent
    assert pages_with(build_at(content, "2026-11-19T09:00+07:00"), "Fifty thousand") == []
    after = build_at(content, "2026-11-20T09:00+07:00")
    assert {"en/press/gia-ve-2025/index.html", "en/press/feed.xml"} <= set(pages_with(after, "Fifty thousand"))
    assert datetime.fromisoformat("2026-11-20T09:00+07:00") > datetime.fromisoformat("2025-01-02T09:00+07:00")
