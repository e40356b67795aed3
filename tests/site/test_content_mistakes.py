"""What editors get to read when something in content/ is wrong: file, field, what is wrong, what is allowed."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sitebuilder.content.fields import CONTROL, find_control

Load = Callable[[], list[str]]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")


def test_real_items_have_no_mistakes(mistakes: Load) -> None:
    assert mistakes() == []


APPENDED = [
    ("attractions/dai-noi/attraction.yaml", "colour: red", "colour: unknown field", "category"),
    ("attractions/ky-dai/attraction.yaml", "opening_hours: 7h", "opening_hours: '7h' is no rule for opening hours", "Mo-Fr"),
    (
        "attractions/ky-dai/attraction.yaml",
        "changed_at: [2026-11-21T09:00+07:00, 2026-11-20T09:00+07:00]",
        "changed_at: is not in order",
        "earliest first",
    ),
    (
        "attractions/ky-dai/attraction.yaml",
        "changed_at: [2026-11-19T23:59+07:00]",
        "changed_at: begins before added_on",
        "after the item was added",
    ),
    ("events/tet/event.yaml", "status: cancelled", "changed_at: is missing; an event that is cancelled", "2026-11-20T09:00"),
    ("city/removed.yaml", "attractions/dai-noi: 2026-12-01", "attractions/dai-noi: is still there", "no such folder"),
    ("city/removed.yaml", "press/x: 2026-12-01", "press/x: unknown value 'press'", "attractions, events"),
    ("city/removed.yaml", "events/x: tomorrow", "events/x: 'tomorrow' is not a day", "YYYY-MM-DD"),
    ("city/tickets.yaml", "x: {adult_vnd: 1, valid_from: 2025}", "x.valid_from: '2025' is not a day", "YYYY-MM-DD"),
    ("attractions/dai-noi/attraction.yaml", "address_line: ''", "address_line: is empty", "a text"),
    ("events/tet/event.yaml", "days: many", "days: 'many' is not a whole number", "1 to 60"),
    ("events/tet/event.yaml", 'solar_date: "02-30"', "solar_date: '02-30' is not a day of the year", "MM-DD"),
    ("events/tet/event.yaml", "starts_at: 2027-02-06T08:00+07:00", "rule: an event needs exactly one rule", "lunar_date"),
    ("events/tet/event.yaml", "ends_at: 2027-02-06T08:00", "ends_at: '2027-02-06T08:00' has no offset", "+07:00"),
    ("events/tet/event.yaml", "starts_at: morning", "starts_at: 'morning' is not a date and time", "+07:00"),
    ("events/tet/event.yaml", "sources: [nobody]", "sources: 'nobody' does not exist", "vne2025"),
    (
        "press/gia-ve-2025/press.yaml",
        "withdrawn_at: 2001-01-01T00:00+07:00",
        "withdrawn_at: lies before published_at",
        "later",
    ),
    (
        "press/gia-ve-2025/press.yaml",
        "embargoed_until: 2025-01-02T08:59+07:00",
        "embargoed_until: ends before published_at",
        "2025-01-02T09:00+07:00 or later",
    ),
    ("press/gia-ve-2025/press.yaml", "corrects: dai-noi", "corrects: 'dai-noi' does not exist", "none yet"),
    (
        "press/gia-ve-2025/press.yaml",
        "corrections: [{at: 2026-11-20T09:00+07:00}]",
        "corrections: field 'reason'",
        "at, reason",
    ),
    (
        "alerts/lu-2025-11-03/alert.yaml",
        "effective_at: 2025-11-03T06:29+07:00",
        "effective_at: lies before sent_at",
        "later",
    ),
    ("alerts/lu-2025-11-03/alert.yaml", "effective_at: 2025-11-04T06:30+07:00", "expires_at: does not lie after", "later"),
    ("alerts/lu-2025-11-03/alert.yaml", "ends_at: 2025-11-03T06:29+07:00", "ends_at: lies before effective_at", "later"),
    ("alerts/lu-2025-11-03/alert.yaml", "message_type: update", "replaces: an update must name what", "earlier alerts"),
    ("alerts/lu-2025-11-03/alert.yaml", "replaces: [lu-2025-10-27]", "replaces: a first alert replaces nothing", "cancel"),
    ("alerts/lu-2025-11-03/alert.yaml", "message_type: cancel\nreplaces: [x]", "replaces: 'x' does not exist", "none yet"),
    ("alerts/lu-2025-11-03/alert.yaml", "status: test", "status: a test has type test and status test", "both or neither"),
]


@pytest.mark.parametrize(("file", "line", "problem", "allowed"), APPENDED)
def test_a_wrong_line_is_told_with_file_field_problem_and_what_is_allowed(
    content: Path, mistakes: Load, file: str, line: str, problem: str, allowed: str
) -> None:
    append(content / file, line)
    (told,) = mistakes()
    assert told.startswith(f"{file}: {problem}")
    assert allowed in told


CHANGED = [
    ("attractions/dai-noi/attraction.yaml", "category: citadel", "category: castle", "category: unknown value 'castle'"),
    ("attractions/dai-noi/attraction.yaml", "latitude: 16.4693", "latitude: 48.85", "latitude: 48.85 is out of range"),
    ("attractions/dai-noi/attraction.yaml", "latitude: 16.4693", "latitude: nan", "latitude: nan is out of range"),
    ("attractions/dai-noi/attraction.yaml", "longitude: 107.578", "longitude: east", "longitude: 'east' is not a number"),
    ("attractions/dai-noi/attraction.yaml", "ward: phu-xuan", "ward: paris", "ward: 'paris' does not exist"),
    ("attractions/dai-noi/attraction.yaml", "ticket: imperial-city", "ticket: gold", "ticket: 'gold' does not exist"),
    ("attractions/dai-noi/attraction.yaml", "built_to: 1833", "built_to: 1733", "built_to: lies before built_from"),
    (
        "attractions/dai-noi/attraction.yaml",
        "picture: picture.svg",
        "picture: photo.jpg",
        "picture: missing image 'photo.jpg'",
    ),
    (
        "attractions/dai-noi/attraction.yaml",
        "unesco: true",
        "unesco: perhaps",
        "unesco: 'perhaps' is neither true nor false",
    ),
    ("attractions/dai-noi/attraction.yaml", "category: citadel\n", "", "category: is missing"),
    ("attractions/dai-noi/attraction.yaml", "added_on: 2026-11-20", "added_on: soon", "added_on: 'soon' is not a day"),
    ("attractions/dai-noi/attraction.yaml", "added_on: 2026-11-20", "added_on: 2026-02-30", "'2026-02-30' is not a day"),
    ("events/tet/event.yaml", 'lunar_date: "01-01"', 'lunar_date: "13-01"', "lunar_date: '13-01' is not a lunar date"),
    (
        "alerts/lu-2025-11-03/alert.yaml",
        "expires_at: 2025-11-04",
        "expires_at: 2025-11-02",
        "expires_at: does not lie after",
    ),
    (
        "alerts/lu-2025-11-03/alert.yaml",
        "expires_at: 2025-11-04T06:30+07:00",
        "expires_at: 9999-12-31T23:00+00:00",
        "expires_at: '9999-12-31T23:00+00:00' is out of range",
    ),
    ("alerts/lu-2025-11-03/alert.yaml", "station: kim-long", "station: seine", "measurements: 'seine' does not exist"),
    (
        "alerts/lu-2025-11-03/alert.yaml",
        "level_m: 3.54, measured_at: 2025-11-03T06:00",
        "level_m: 3.54, measured_at: 2025-11-03T06:31",
        "measurements.measured_at: lies after sent_at",
    ),
    (
        "city/hotlines.yaml",
        'number: "112"',
        'number: "112 hoặc 113"',
        "rescue.number: '112 hoặc 113' is no telephone",
    ),
    ("city/tickets.yaml", "adult_vnd: 200000", "adult_vnd: -1", "imperial-city.adult_vnd: '-1' is not a whole number"),
    ("alerts/lu-2025-11-03/alert.yaml", "level_m: 3.54", "level_m: high", "measurements.level_m: 'high' is not a number"),
    ("alerts/lu-2025-11-03/alert.yaml", "areas: [city]", "areas: [moon]", "areas: 'moon' does not exist"),
    ("alerts/lu-2025-11-03/alert.yaml", "severity: severe", "severity: bad", "severity: unknown value 'bad'"),
    ("alerts/lu-2025-11-03/alert.yaml", "areas: [city]", "areas: []", "areas: is empty (allowed: slugs of wards"),
    (
        "alerts/lu-2025-11-03/alert.yaml",
        "areas: [city]",
        "areas: [{place: kim-long}]",
        "areas: field 'polygon' is missing (allowed: place, polygon",
    ),
    (
        "alerts/lu-2025-11-03/alert.yaml",
        "instructions: [move-to-high-ground, keep-off-floodwater, unplug, charge-phone]",
        "instructions: []",
        "instructions: is empty (allowed: move-to-high-ground",
    ),
    ("city/rivers.yaml", "alarm_m: [1.0, 2.0, 3.5]", "alarm_m: [2.0, 1.0, 3.5]", "stations.kim-long.alarm_m"),
    ("city/tickets.yaml", "adult_vnd: 200000", "adult_vnd: 200.000", "imperial-city.adult_vnd"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), CHANGED)
def test_a_wrong_value_is_told(content: Path, mistakes: Load, file: str, old: str, new: str, problem: str) -> None:
    change(content / file, old, new)
    told = mistakes()
    assert any(problem in line for line in told), told


SQUARE = "[16.45, 107.55], [16.48, 107.55], [16.48, 107.60], [16.45, 107.60]"
WRONG_POLYGONS = {
    f"{SQUARE}": "polygon: is not closed: the last point is not the first one",
    "[16.45, 107.55], [16.48, 107.55], [16.45, 107.55]": "polygon: has 3 points",
    "[16.45, 107.55], [16.48, 107.60], [16.48, 107.55], [16.45, 107.60], [16.45, 107.55]": (
        "polygon: crosses or touches itself: the lines from [16.45, 107.55] and [16.48, 107.55] meet"
    ),
    "[16.45, 107.55], [16.48, 107.55], [16.48, 107.60], [16.465, 107.55], [16.45, 107.60], [16.45, 107.55]": (
        "polygon: crosses or touches itself"
    ),
    "[16.45, 107.55], [16.48, 107.55], [16.48, 107.55], [16.48, 107.60], [16.45, 107.55]": (  # one point twice
        "polygon: crosses or touches itself"
    ),
    "[16.45, 107.55], [16.46, 107.55], [16.48, 107.55], [16.45, 107.55]": "polygon: crosses or touches itself",  # no area
    "[16.45, 107.55], [16.48, 107.55], [21.03, 105.85], [16.45, 107.55]": "polygon: 21.03 is out of range",  # Hà Nội
    "[107.55, 16.45], [107.55, 16.48], [107.60, 16.48], [107.55, 16.45]": "polygon: 107.55 is out of range",  # turned over
    "[16.45, 107.55, 3], [16.48, 107.55], [16.48, 107.60], [16.45, 107.55]": "is no point (allowed: [latitude, longitude]",
    "north, east": "polygon: 'north' is no point",
}


@pytest.mark.parametrize(("points", "problem"), WRONG_POLYGONS.items())
def test_a_polygon_that_draws_no_area_in_the_city_is_told(content: Path, mistakes: Load, points: str, problem: str) -> None:
    areas = f"areas: [{{place: kim-long, polygon: [{points}]}}]"
    change(content / "alerts/lu-2025-11-03/alert.yaml", "areas: [city]", areas)
    (told,) = mistakes()
    assert told.startswith("alerts/lu-2025-11-03/alert.yaml: areas.polygon: ")
    assert problem in told
    assert "(allowed: " in told


def test_any_closed_line_that_stays_clear_of_itself_is_a_polygon(content: Path, mistakes: Load) -> None:
    horseshoe = (
        "[16.40, 107.50], [16.50, 107.50], [16.50, 107.52], [16.42, 107.52], [16.42, 107.54], [16.50, 107.54],"
        "[16.50, 107.56], [16.45, 107.56], [16.40, 107.56], [16.40, 107.50]"
    )
    areas = f"areas: [phu-xuan, {{place: kim-long, polygon: [{horseshoe}]}}]"
    change(content / "alerts/lu-2025-11-03/alert.yaml", "areas: [city]", areas)
    assert mistakes() == []


def test_a_place_that_an_alert_names_twice_is_told_also_with_a_polygon(content: Path, mistakes: Load) -> None:
    areas = f"areas: [kim-long, {{place: kim-long, polygon: [{SQUARE}, [16.45, 107.55]]}}]"
    change(content / "alerts/lu-2025-11-03/alert.yaml", "areas: [city]", areas)
    assert mistakes() == ["alerts/lu-2025-11-03/alert.yaml: areas: 'kim-long' is named twice (allowed: each once)"]


TOLD_FROM = [
    ("flood", "", "measurements: is missing"),
    ("flood", "measurements: []", "measurements: is missing"),
    ("storm", "", "storm: is missing"),
    ("storm", "storm: {name: Vamco}", "storm: has neither gust_force nor rain_mm"),
    ("heavy-rain", "", "rain_mm: is missing"),
    ("reservoir-release", "", "discharge: is missing"),
    ("rumor-correction", "", "rumour: is missing"),
    ("evacuation", "households: 20", "people: is missing"),
    ("evacuation", "people: 80", "households: is missing"),
    ("landslide", "people: 80", "people: households and people go together"),
]
ALERT = """type: {type}
severity: minor
urgency: expected
certainty: likely
sent_at: 2025-11-04T06:30+07:00
expires_at: 2025-11-05T06:30+07:00
issuer: hueioc
areas: [city]
instructions: [charge-phone]
"""


def write_alert(content: Path, slug: str, facts: str) -> None:
    (content / "alerts" / slug).mkdir()
    (content / "alerts" / slug / "alert.yaml").write_text(facts, "utf-8")


@pytest.mark.parametrize(("kind", "facts", "problem"), TOLD_FROM)
def test_an_alert_without_the_facts_its_text_is_made_from_is_told(
    content: Path, mistakes: Load, kind: str, facts: str, problem: str
) -> None:
    write_alert(content, "moi", ALERT.format(type=kind) + facts)
    (told,) = mistakes()
    assert told.startswith(f"alerts/moi/alert.yaml: {problem}")
    assert "(allowed: " in told


@pytest.mark.parametrize(
    ("kind", "facts", "problem"),
    [
        ("flood", "", ""),
        ("heavy-rain", "", ""),
        ("storm", "", "storm: is missing"),
        ("reservoir-release", "", "discharge: is missing"),
    ],
)
def test_an_all_clear_needs_only_what_its_headline_is_made_from(
    content: Path, mistakes: Load, kind: str, facts: str, problem: str
) -> None:
    write_alert(content, "moi", ALERT.format(type=kind) + "message_type: cancel\nreplaces: [lu-2025-11-03]\n" + facts)
    told = mistakes()
    assert len(told) == bool(problem)
    assert all(problem in line for line in told)


def test_two_messages_that_replace_each_other_are_told(content: Path, mistakes: Load) -> None:
    for slug, other in (("mot", "hai"), ("hai", "mot")):
        write_alert(content, slug, ALERT.format(type="landslide") + f"message_type: update\nreplaces: [{other}]\n")
    assert mistakes() == [
        f"alerts/{slug}/alert.yaml: replaces: '{other}' was not sent before this message "
        "(allowed: messages sent before 2025-11-04T06:30+07:00)"
        for slug, other in (("hai", "mot"), ("mot", "hai"))
    ]


def test_a_message_that_replaces_a_later_one_is_told(content: Path, mistakes: Load) -> None:
    facts = ALERT.format(type="landslide").replace("sent_at: 2025-11-04T06:30", "sent_at: 2025-11-03T06:29")
    write_alert(content, "moi", facts + "message_type: update\nreplaces: [lu-2025-11-03]\n")
    (told,) = mistakes()
    assert told.startswith("alerts/moi/alert.yaml: replaces: 'lu-2025-11-03' was not sent before this message")


def test_a_test_that_ends_a_real_alert_is_told_and_the_reverse(content: Path, mistakes: Load) -> None:
    lifts = "message_type: cancel\nreplaces: [{}]\n"
    write_alert(content, "thu", ALERT.format(type="test") + "status: test\n" + lifts.format("lu-2025-11-03"))
    later = ALERT.format(type="landslide").replace("sent_at: 2025-11-04T06:30", "sent_at: 2025-11-04T06:31")
    write_alert(content, "that", later + lifts.format("thu"))
    assert mistakes() == [
        "alerts/that/alert.yaml: replaces: 'thu' has status test, this message status actual "
        "(allowed: messages with status actual)",
        "alerts/thu/alert.yaml: replaces: 'lu-2025-11-03' has status actual, this message status test "
        "(allowed: messages with status test)",
    ]


@pytest.mark.parametrize("name", ["banner", "feed"])
def test_an_alert_may_not_take_the_address_of_banner_or_feed(content: Path, mistakes: Load, name: str) -> None:
    write_alert(content, name, ALERT.format(type="landslide"))
    (told,) = mistakes()
    assert told.startswith(f"alerts/{name}/alert.yaml: slug: '{name}' is an address of the site itself")


def test_an_event_outside_the_lunar_calendar_is_told(content: Path, mistakes: Load) -> None:
    (content / "events/tet/event.yaml").write_text("category: festival\nstarts_at: 2150-02-06T08:00+07:00\n", "utf-8")
    assert mistakes() == [
        "events/tet/event.yaml: starts_at: lies outside the lunar calendar (allowed: the years 1901 to 2099)"
    ]


@pytest.mark.parametrize("end", ["2027-02-05T08:00", "2027-02-06T08:00"])
def test_an_end_that_is_not_after_its_start_is_told(content: Path, mistakes: Load, end: str) -> None:
    file = content / "events/tet/event.yaml"
    file.write_text(f"category: festival\nstarts_at: 2027-02-06T08:00+07:00\nends_at: {end}+07:00\n", "utf-8")
    assert mistakes() == ["events/tet/event.yaml: ends_at: does not lie after starts_at (allowed: a later instant)"]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("summary: Có\n", "title: is missing or empty"),
        ("title: ''\nsummary: Có\n", "title: is missing or empty"),
        ("title: [Một]\nsummary: Có\n", "title: is missing or empty"),
        ("title: Một\nsummary: Có\nauthor: Tôi\n", "author: unknown field"),
        ("title: Một\ntitle: Hai\nsummary: Có\n", "file: names the field 'title' twice"),
        (f"title: {'dài ' * 60}\nsummary: Có\n", "title: has 239 characters (allowed: at most 120)"),
        ("title: Một: Hai\nsummary: Có\n", "file: is not valid YAML: line 1"),
    ],
)
def test_a_wrong_head_of_a_text_is_told(content: Path, mistakes: Load, head: str, problem: str) -> None:
    (content / "attractions/dai-noi/vi.md").write_text(f"---\n{head}---\nChữ.\n", "utf-8")
    assert [line for line in mistakes() if problem in line], mistakes()


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<script>alert(1)</script>", "raw HTML '<script>'"),
        ("Chữ <img src=x onerror=alert(1)>", "raw HTML"),
        ("[bấm](javascript:alert(1))", "link to 'javascript:alert(1"),
        ("[bấm](JaVaScRiPt:alert(1))", "link to 'JaVaScRiPt:alert(1"),
        ("[bấm](data:text/html,x)", "link to 'data:text/html,x'"),
        ("<javascript:alert(1)>", "link to 'javascript:alert(1)'"),
        ("[một]\n\n[một]: javascript:alert(1)", "link to 'javascript:alert(1)'"),
        ("[nhà](../../etc/)", "link to '../../etc/'"),
        ("[lăng](/attractions/lang-khong-co/)", "broken link to '/attractions/lang-khong-co/'"),
        ("![ảnh](/attractions/dai-noi/none.svg)", "missing image '/attractions/dai-noi/none.svg'"),
        ("![ảnh](https://example.com/x.png)", "image 'https://example.com/x.png' is not an image of the site"),
        ("# Tựa", "a heading of the first level"),
        ("Tựa\n====", "a heading of the first level"),
    ],
)
def test_markdown_that_may_not_be_published_is_told(content: Path, mistakes: Load, body: str, problem: str) -> None:
    file = content / "attractions/dai-noi/vi.md"
    file.write_text(f"---\ntitle: Đại Nội\nsummary: Kinh thành\n---\n{body}\n", "utf-8")
    told = mistakes()
    assert told, body
    assert all(line.startswith("attractions/dai-noi/vi.md: body: ") for line in told), told
    assert any(problem in line for line in told), told


@pytest.mark.parametrize(
    "body", ["`<script>`", "1 < 2 và 3 > 2", "[lăng](/attractions/ky-dai/)", "<https://example.org/>", "a [b]"]
)
def test_markdown_that_only_looks_dangerous_is_fine(content: Path, mistakes: Load, body: str) -> None:
    file = content / "attractions/dai-noi/vi.md"
    file.write_text(f"---\ntitle: Đại Nội\nsummary: Kinh thành\n---\n{body}\n", "utf-8")
    assert mistakes() == []


def test_a_language_that_the_site_does_not_speak_is_told(content: Path, mistakes: Load) -> None:
    (content / "attractions/dai-noi/de.md").write_text("---\ntitle: a\nsummary: b\n---\n", "utf-8")
    (told,) = mistakes()
    assert told.startswith("attractions/dai-noi/de.md: locale: unknown language 'de' (allowed: vi.md, en.md")


def test_a_file_that_is_not_utf_8_is_told_with_the_byte(content: Path, mistakes: Load) -> None:
    (content / "attractions/dai-noi/vi.md").write_bytes("---\ntitle: Huế".encode("cp1258", "replace") + b"\xff\n---\n")
    assert any("vi.md: file: is not UTF-8 (byte" in line for line in mistakes())


def test_a_missing_source_text_and_missing_facts_are_told(content: Path, mistakes: Load) -> None:
    (content / "attractions/dai-noi/vi.md").unlink()
    (content / "events/tet/event.yaml").unlink()
    told = mistakes()
    assert "attractions/dai-noi/vi.md: file: is missing (allowed: the Vietnamese text is the source)" in told
    assert "events/tet/event.yaml: file: is missing (allowed: the facts of events stand in event.yaml)" in told


def test_an_address_taken_twice_is_told_for_both_items(content: Path, mistakes: Load) -> None:
    for kind, facts in (("pages/alerts", "section: about\norder: 1\n"), ("pages/x", "section: guides\norder: 1\n")):
        (content / kind).mkdir(parents=True)
        (content / kind / "page.yaml").write_text(facts, "utf-8")
        (content / kind / "vi.md").write_text("---\ntitle: Trang\nsummary: Trang\n---\n", "utf-8")
    (told,) = mistakes()
    assert told.startswith("pages/alerts/page.yaml: slug: 'alerts' is an address of the site itself")


def test_a_press_number_taken_twice_is_told(content: Path, mistakes: Load) -> None:
    (content / "press/lan-hai").mkdir()
    for file in (content / "press/gia-ve-2025").iterdir():
        (content / "press/lan-hai" / file.name).write_bytes(file.read_bytes())
    assert len([line for line in mistakes() if "number:" in line and "is taken twice" in line]) == 2


def test_a_correction_of_what_comes_later_is_told(content: Path, mistakes: Load) -> None:
    (content / "press/dinh-chinh").mkdir()
    for file in (content / "press/gia-ve-2025").iterdir():
        (content / "press/dinh-chinh" / file.name).write_bytes(file.read_bytes())
    facts = content / "press/dinh-chinh/press.yaml"
    facts.write_text(re.sub("number: .*", "number: 99/2025", facts.read_text("utf-8")) + "corrects: gia-ve-2025\n", "utf-8")
    assert mistakes() == [
        "press/dinh-chinh/press.yaml: corrects: 'gia-ve-2025' was not public before this release "
        "(allowed: a release that could be read before)"
    ]


@pytest.mark.parametrize("name", ["Dai-Noi", "đại-nội", "dai noi", "dai--noi"])
def test_a_folder_that_is_no_slug_is_told(content: Path, mistakes: Load, name: str) -> None:
    (content / "attractions" / name).mkdir()
    assert [line for line in mistakes() if line.startswith(f"attractions/{name}: slug:")]


MONSTERS = {
    "50 MB": "a: " + "x" * 50_000_000,
    "nested brackets": "a: " + "[" * 100_000,
    "nested maps": "a: " + "{b: " * 20_000,
    "nested blocks": "\n".join(" " * n + "a:" for n in range(300)),
    "nested dashes": "a:\n  " + "- " * 5_000 + "x",
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "tag": "a: !!python/object/apply:os.system ['true']",
    "tab": "a:\n\t- b",
    "list": "- a\n- b",
    "binary": "a: \x00",
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monstrous_yaml_is_refused_at_once(content: Path, mistakes: Load, name: str) -> None:
    (content / "attractions/dai-noi/attraction.yaml").write_text(MONSTERS[name], "utf-8")
    told = mistakes()
    assert told, name
    assert any("attraction.yaml" in line for line in told)


def test_an_svg_with_a_script_is_refused(content: Path, mistakes: Load) -> None:
    (content / "attractions/dai-noi/picture.svg").write_text('<svg xmlns="x"><script>alert(1)</script></svg>', "utf-8")
    assert any("holds a script" in line for line in mistakes())


def test_all_mistakes_of_all_files_are_told_in_one_run(content: Path, mistakes: Load) -> None:
    append(content / "attractions/dai-noi/attraction.yaml", "colour: red")
    append(content / "attractions/ky-dai/attraction.yaml", "opening_hours: 7h")
    append(content / "events/tet/event.yaml", "days: many")
    (content / "events/tet/vi.md").write_text("no head", "utf-8")
    assert len(mistakes()) == 4


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("x-y: 1\nx-y: 2", "file: names the field 'x-y' twice"),
        ("'picture': other.svg", "file: names the field 'picture' twice"),
        ("address_line: {a: 1, a: 2}", "file: names the field 'a' twice"),
        ("address_line: &a 1 Lê Huân", "file: uses YAML anchors"),
        ("address_line: *a", "file: uses YAML anchors"),
        ('address_line: "1\\u202E Lê Huân"', "address_line: holds the invisible character U+202E"),
        ('address_line: "1\\0"', "address_line: holds the invisible character U+0000"),
        ("address_line: 1\u202e Lê Huân", "file: line "),
        ("address_line: |\n  1 Lê Huân\n  Huế", "address_line: has more than one line"),
        ("sources: [vne2025, vne2025]", "file: names the field 'sources' twice"),
        ("unconfirmed: [ward, ward]", "file: names the field 'unconfirmed' twice"),
    ],
)
def test_a_trap_of_yaml_is_told(content: Path, mistakes: Load, line: str, problem: str) -> None:
    file = content / "attractions/dai-noi/attraction.yaml"
    facts = [known for known in file.read_text("utf-8").splitlines() if not known.startswith("address_line")]
    file.write_text("\n".join([*facts, line, ""]), "utf-8")
    told = [one for one in mistakes() if problem in one]
    assert told, mistakes()
    assert told[0].startswith("attractions/dai-noi/attraction.yaml: ")


def test_the_quick_look_for_invisible_signs_misses_none_that_the_slow_one_finds() -> None:
    for code in range(sys.maxunicode + 1):
        assert bool(find_control(chr(code))) == bool(CONTROL.search(chr(code))), hex(code)


@pytest.mark.parametrize("title", ['"A &B"', '"*x"', "'&a'", "Rock *n* roll & vua", "Trà & bánh", "A &B"])
def test_signs_of_anchors_in_a_text_are_only_signs(content: Path, mistakes: Load, title: str) -> None:
    (content / "attractions/dai-noi/vi.md").write_text(f"---\ntitle: {title}\nsummary: b\n---\nc\n", "utf-8")
    assert mistakes() == []


def test_a_list_that_names_something_twice_is_told(content: Path, mistakes: Load) -> None:
    change(content / "alerts/lu-2025-11-03/alert.yaml", "areas: [city]", "areas: [city, city]")
    assert mistakes() == ["alerts/lu-2025-11-03/alert.yaml: areas: 'city' is named twice (allowed: each once)"]


WARD, BOXED = (
    "{}: {{name: X, type: ward, former_district: {}}}",
    "h-phu-loc, code: 20001, bounds: {{south: {}, west: {}, north: {}, east: {}}}",
)
CITY = [
    (
        "hotlines.yaml",
        'gas: {number: "1", emergency: false, confirmed: true}',
        "gas: has no name in the interface",
        "rescue",
    ),
    ("wards.yaml", WARD.format("x", "nowhere, code: 20001"), "x.former_district: unknown value", "h-phu-loc"),
    ("wards.yaml", WARD.format("'a b'", "h-phu-loc, code: 20001"), "a b: 'a b' is not a slug", "small letters"),
    ("wards.yaml", WARD.format("x", "h-phu-loc"), "x: field 'code' is missing", "bounds"),
    ("wards.yaml", WARD.format("x", "h-phu-loc, code: 2001"), "x.code: '2001' is no code of a ward", "19753"),
    ("wards.yaml", WARD.format("x", BOXED.format(17, 107, 16, 108)), "x.bounds: is turned over", "south below north"),
    ("wards.yaml", WARD.format("x", BOXED.format(16, 107, 16, 108)), "x.bounds: is turned over", "south below north"),
    ("wards.yaml", WARD.format("x", BOXED.format(16, 108, 17, 107)), "x.bounds: is turned over", "west below east"),
    ("wards.yaml", WARD.format("x", BOXED.format(107, 16, 108, 17)), "x.bounds.south: 107 is out of range", "latitude"),
    (
        "wards.yaml",
        WARD.format("x", "h-phu-loc, code: 20001, center: [107.6, 16.4]"),
        "x.center: 107.6 is out of range",
        "latitude",
    ),
    (
        "wards.yaml",
        WARD.format("x", "h-phu-loc, code: 20001, center: 16.4"),
        "x.center: '16.4' is no point",
        "[16.45, 107.55]",
    ),
    ("wards.yaml", WARD.format("x", "h-phu-loc, code: 20001, area_km2: 0"), "x.area_km2: 0 is out of range", "km²"),
    ("rivers.yaml", "river: {}", "river: unknown field", "rivers, stations, reservoirs"),
]


@pytest.mark.parametrize(("file", "line", "problem", "allowed"), CITY)
def test_a_wrong_line_of_the_citys_data_is_told(
    content: Path, mistakes: Load, file: str, line: str, problem: str, allowed: str
) -> None:
    append(content / "city" / file, line)
    (told,) = mistakes()
    assert told.startswith(f"city/{file}: {problem}")
    assert allowed in told


def test_a_code_that_two_wards_have_is_told_at_both(content: Path, mistakes: Load) -> None:
    append(content / "city/wards.yaml", WARD.format("x", "h-phu-loc, code: 19777"))
    assert mistakes() == [
        f"city/wards.yaml: {slug}.code: 19777 is taken twice (allowed: one code a ward)" for slug in ("vy-da", "x")
    ]


def test_a_station_on_an_unknown_river_is_told(content: Path, mistakes: Load) -> None:
    change(content / "city/rivers.yaml", "name: Kim Long, river: huong", "name: Kim Long, river: seine")
    assert mistakes() == ["city/rivers.yaml: stations.kim-long.river: unknown value 'seine' (allowed: huong, bo)"]


@pytest.mark.parametrize("part", ["rivers", "stations", "reservoirs"])
def test_a_part_of_the_rivers_that_is_no_table_is_told(content: Path, mistakes: Load, part: str) -> None:
    change(content / "city/rivers.yaml", f"{part}:\n", f"{part}: [x]\nold:\n")
    told = mistakes()
    assert f"city/rivers.yaml: {part}: is not a list of `slug: value` lines" in told
    assert all(line.startswith("city/rivers.yaml: ") for line in told)


@pytest.mark.parametrize(
    "instant", ["9999-12-31T23:00-11:00", "9999-12-31T23:00+00:00", "0001-01-01T00:00+14:00", "1899-12-31T00:00+07:00"]
)
def test_an_instant_that_no_clock_will_show_is_told(content: Path, mistakes: Load, instant: str) -> None:
    append(content / "press/gia-ve-2025/press.yaml", f"embargoed_until: {instant}")
    (told,) = mistakes()
    assert told.startswith(
        f"press/gia-ve-2025/press.yaml: embargoed_until: '{instant}' is out of range (allowed: years 1900"
    )


def test_a_text_without_its_source_is_told_also_where_none_is_needed(content: Path, mistakes: Load) -> None:
    (content / "alerts/lu-2025-11-03/en.md").write_text("---\ntitle: a\nsummary: b\n---\nc\n", "utf-8")
    (told,) = mistakes()
    assert told.startswith("alerts/lu-2025-11-03/vi.md: file: is missing")


def test_one_mistake_is_told_once_and_not_in_what_leads_to_it(content: Path, mistakes: Load) -> None:
    place, event = content / "attractions/dai-noi/attraction.yaml", content / "events/tet"
    append(event / "event.yaml", "attraction: dai-noi")
    body = "[Đại Nội](/attractions/dai-noi/) ![ảnh](/attractions/dai-noi/picture.svg)"
    (event / "vi.md").write_text(f"---\ntitle: Tết\nsummary: Tết\n---\n{body}\n", "utf-8")
    assert mistakes() == []
    append(place, "colour: red")
    (told,) = mistakes()
    assert told.startswith("attractions/dai-noi/attraction.yaml: colour: unknown field")


@pytest.mark.parametrize(
    ("old", "new"),
    [("adult_vnd: 200000", "adult_vnd: many"), ("imperial-city:", "\timperial:")],
)
def test_a_mistake_in_the_citys_data_is_told_once(content: Path, mistakes: Load, old: str, new: str) -> None:
    change(content / "city/tickets.yaml", old, new)
    (told,) = mistakes()
    assert told.startswith("city/tickets.yaml: ")
