"""The pages of field reports as built: forms, words for whatever the API answers, and the pure parts of their scripts."""

import json
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest
from forms import assert_in_no_index, assert_labelled, assert_waits_for_its_script
from pages import BuiltPage
from scene import ROOT
from scripts import ASSETS
from sitebuilder.errors import CatalogError
from sitebuilder.i18n import KNOWN_LOCALES, load_report_names
from sitebuilder.render.reports import PAGES, WORDS, ReportPage
from test_account_pages import NOT_FROM_OUR_PAGES, api_description, error_codes

TAGS = [locale.tag for locale in KNOWN_LOCALES]
NAMES = ROOT / "api/chalicelib/reports/data"
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
FORMS = [page for page in PAGES if page.name in ("send", "mine", "rate", "unfollow", "following")]
every_form = pytest.mark.parametrize("page", FORMS, ids=lambda page: page.name)


def built(dist: Path, page: ReportPage, tag: str = "vi") -> BuiltPage:
    return BuiltPage(dist, dist / tag / page.address / "index.html")


@every_form
def test_every_field_has_a_label_and_a_place_for_its_error(dist: Path, page: ReportPage) -> None:
    kinds = "self::input or self::select or self::textarea"
    fields = f"//main//form//*[{kinds}][not(@type='radio' or @type='checkbox' or @type='hidden')]"
    assert_labelled(built(dist, page).tree, fields)


@every_form
def test_a_form_cannot_write_into_an_address_and_waits_for_its_script(dist: Path, page: ReportPage) -> None:
    tree = built(dist, page).tree
    for dialog in tree.xpath("//dialog"):  # its form is sent nowhere
        dialog.getparent().remove(dialog)
    assert_waits_for_its_script(tree)


@every_form
@pytest.mark.parametrize("tag", TAGS)
def test_pages_with_forms_are_in_no_index_and_name_the_hotline(dist: Path, page: ReportPage, tag: str) -> None:
    assert_in_no_index(dist, built(dist, page, tag).tree, tag, page.address)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    "address", ["", "for/citizen/", "for/business/", "services/field-report/", "guides/send-field-report/"]
)
def test_homes_the_service_and_the_guide_lead_to_sending_a_report(dist: Path, tag: str, address: str) -> None:
    page = BuiltPage(dist, dist / tag / address / "index.html")
    assert dist / tag / "reports/send/index.html" in {page.target(link) for link in page.tree.xpath("//main//a/@href")}


OPERATIONS = {
    "send": ["POST reports", "GET report-neighbours"],
    "mine": [
        "GET me/reports",
        "GET me/reports/{report_id}",
        "POST me/reports/{report_id}/moves",
        "POST me/reports/{report_id}/ratings",
    ],
    "list": ["GET reports"],
    "show": [
        "GET reports/{report_id}",
        "GET reports/{report_id}/cosigns",
        "POST reports/{report_id}/cosigns",
        "DELETE reports/{report_id}/cosigns",
        "GET me/report-follows",
        "POST me/report-follows",
        "DELETE me/report-follows/{follow_id}",
    ],
    "rate": ["POST report-rating-views", "POST report-ratings"],
    "unfollow": ["POST report-follow-endings"],
    "following": ["GET me/report-follows", "POST me/report-follows", "DELETE me/report-follows/{follow_id}"],
    "statistics": ["GET report-statistics"],
}


@pytest.mark.parametrize("page", OPERATIONS)
def test_every_code_that_the_api_may_answer_has_words_on_the_page_that_asks(page: str) -> None:
    described = api_description()
    known = {code for group in WORDS[page] for code in group}
    for operation in OPERATIONS[page]:
        assert error_codes(described, operation) - known - NOT_FROM_OUR_PAGES == set(), operation


def test_states_moves_actors_and_ratings_all_have_words() -> None:
    from typing import get_args

    from chalicelib.reports.model.reports import RATINGS
    from chalicelib.reports.model.states import STATES, Actor, MoveName

    mine = {code for group in WORDS["mine"] for code in group}
    assert {f"state-{one}" for one in STATES} | {f"move-{one}" for one in get_args(MoveName)} <= mine
    assert {f"by-{one}" for one in get_args(Actor)} | {f"rating-{one}" for one in RATINGS} <= mine


@pytest.mark.parametrize("tag", TAGS)
def test_every_matter_is_offered_with_its_questions_in_the_readers_language(dist: Path, tag: str) -> None:
    page = built(dist, FORMS[0], tag)
    for code, category in load_report_names(NAMES).categories.items():
        (tile,) = page.tree.xpath(f"//a[@data-category='{code}']")
        assert category.names[tag] in tile.text_content()
        assert page.target(tile.xpath("string(.//img/@src)")).is_file()  # type: ignore[union-attr]
        assert ("data-door" in tile.attrib) == bool(category.door)
        for question in category.questions:
            assert page.tree.xpath(f"//fieldset[@data-questions='{code}']//*[@name='{code}.{question.code}']")


def test_a_name_that_is_missing_in_one_language_stops_the_build(tmp_path: Path) -> None:
    for name in ("categories.json", "units.json"):
        (tmp_path / name).write_text((NAMES / name).read_text("utf-8").replace('"ja": "', '"jp": "', 1), "utf-8")
    with pytest.raises(CatalogError, match="has no name in ja"):
        load_report_names(tmp_path)


def run_module(name: str, code: str) -> Any:
    """What a pure module answers; node runs the same file as browsers do."""
    call = f"import * as it from '{ASSETS / 'reports' / name}.js'; console.log(JSON.stringify({code}));"
    ran = subprocess.run(["node", "--input-type=module"], input=call, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


def body_of(draft: dict[str, Any]) -> Any:
    return run_module("report", f"it.bodyOf({json.dumps(draft)})")


def test_a_draft_becomes_what_the_api_takes() -> None:
    import msgspec
    from chalicelib.reports.model.requests import ReportToSend

    values = {"waste.kind.household": "on", "waste.kind.other": "on", "waste.since": " hôm qua ", "traffic.kind": "jam"}
    values |= {"text": " Rác ", "lat": "16.46", "long": "107.59", "ward": "", "address": " 20 Lê Lợi "}
    photo = {"slot": "photo-1", "name": "cho.jpg", "is_sent": False}
    body = body_of({"category": "waste", "values": values, "written_at": 5, "media": [photo]})
    sent = msgspec.convert(body, ReportToSend)
    assert sent.answers == {"kind": ["household", "other"], "since": ["hôm qua"]}
    assert (sent.text, sent.lat, sent.long, sent.address, sent.written_at) == ("Rác", 16.46, 107.59, "20 Lê Lợi", 5)
    assert sent.media == ["photo-1"]


MISTAKES: list[tuple[dict[str, str], list[list[str]]]] = [
    ({}, [["waste.kind", "answer-missing"], ["place", "place-missing"]]),
    ({"waste.kind.other": "on", "text": "ngắn", "ward": "vy-da"}, [["text", "text-short"]]),
    ({"waste.kind.other": "on", "text": "đủ mười ký tự", "lat": "16.4", "long": "107.5"}, []),
    ({"waste.kind.other": "on", "text": "đủ mười ký tự", "address": "  "}, [["place", "place-missing"]]),
]


@pytest.mark.parametrize(("values", "wrong"), MISTAKES)
def test_mistakes_are_known_before_anything_is_sent(values: dict[str, str], wrong: list[list[str]]) -> None:
    draft = {"category": "waste", "values": values, "written_at": 5, "media": []}
    assert run_module("report", f"it.mistakesOf({json.dumps(draft)}, ['waste.kind'])") == wrong


def photo_at(lat: float, long: float, order: str) -> bytes:
    """The beginning of a JPEG whose Exif tells a place, in either order of bytes."""

    def entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
        return struct.pack(f"{order}HHI", tag, kind, count) + value.ljust(4, b"\0")

    def degrees(number: float) -> bytes:
        return struct.pack(f"{order}6I", int(abs(number)), 1, 0, 1, round(abs(number) % 1 * 3_600_000), 1000)

    at = {name: struct.pack(f"{order}I", where) for name, where in (("gps", 26), ("lat", 80), ("long", 104))}
    south, west = (b"S" if lat < 0 else b"N"), (b"W" if long < 0 else b"E")
    gps = [entry(1, 2, 2, south), entry(2, 5, 3, at["lat"]), entry(3, 2, 2, west), entry(4, 5, 3, at["long"])]
    tiff = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    tiff += struct.pack(f"{order}H", 1) + entry(0x8825, 4, 1, at["gps"]) + b"\0" * 4
    tiff += struct.pack(f"{order}H", 4) + b"".join(gps) + b"\0" * 4 + degrees(lat) + degrees(long)
    exif = b"Exif\0\0" + tiff
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"Hue!"
    return b"\xff\xd8" + comment + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xda\0\2"


def place_in(data: bytes) -> Any:
    return run_module("exif", f"it.placeOf(new Uint8Array({json.dumps(list(data))}).buffer)")


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_place_of_a_photo_is_read_as_its_camera_wrote_it(order: str) -> None:
    assert place_in(photo_at(16.4637, 107.5909, order)) == {"lat": 16.4637, "long": 107.5909}
    assert place_in(photo_at(-33.5, -70.25, order)) == {"lat": -33.5, "long": -70.25}


def test_videos_and_sounds_are_taken_as_the_api_takes_them_under_browsers_own_names_as_well() -> None:
    from typing import get_args

    from chalicelib.reports.model.containers import SoundType, VideoType
    from chalicelib.reports.model.media import most_bytes

    for slot, types in (("video", VideoType), ("sound", SoundType)):
        for type_ in get_args(types):
            file = {"type": type_, "size": most_bytes(slot)}  # type: ignore[arg-type]
            assert run_module("recording", f"it.recordingOf({json.dumps(file)})") == {"slot": slot, "type": type_}
            file["size"] += 1  # type: ignore[operator]
            assert run_module("recording", f"it.recordingOf({json.dumps(file)})") == {"problem": "recording-large"}
    taken = run_module(
        "recording",
        "['audio/x-m4a', 'video/webm;codecs=vp9', 'image/png', ''].map(type => it.recordingOf({ type, size: 1 }))",
    )
    assert taken == [
        {"slot": "sound", "type": "audio/mp4"},
        {"slot": "video", "type": "video/webm"},
        {"problem": "recording-type"},
        {"problem": "recording-type"},
    ]


def test_a_file_that_tells_no_place_or_breaks_off_tells_none() -> None:
    whole = photo_at(16.4637, 107.5909, "<")
    for data in (
        b"",
        b"\xff\xd8",
        b"\x89PNG\r\n\x1a\n" + whole,
        *(whole[:length] for length in range(20, len(whole) - 24, 17)),
    ):
        assert place_in(data) is None
