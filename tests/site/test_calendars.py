"""Calendars as other programs read them (icalendar and vobject): every known day of every event, in its own language."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar import Calendar
from pages import BuiltPage
from scene import CONTENT, ROOT, TODAY
from sitebuilder.feeds.calendar import FIRST_PUBLISHED
from sitebuilder.i18n import KNOWN_LOCALES, LABELS, Catalogs
from sitebuilder.models import Event, Occurrence, Site
from sitebuilder.models.clock import HUE, hue_day

TAGS = [locale.tag for locale in KNOWN_LOCALES]
DAY = hue_day(datetime.fromisoformat(TODAY))
FACTS = {
    "tet": 'category: new-year\nlunar_date: "01-01"\n',
    "mot-buoi": "category: festival\nstarts_at: 2027-01-20T08:00+07:00\nends_at: 2027-01-20T11:30+07:00\nward: thuan-an\n",
    "giao-thua": "category: festival\nstarts_at: 2026-12-31T22:00+07:00\n",
    "mua-he": 'category: festival\nwindow_from: "04-10"\nwindow_to: "08-20"\n',
    "thang-hai": "category: court\nlunar_month: 2\n",
    "quanh-nam": "category: festival\nyear_round: true\n",
    "chua-chac": 'category: faith\nlunar_date: "07-15"\nunconfirmed: [dates]\n',
}
CANCELLED = "status: cancelled\nchanged_at: [2026-11-20T09:00+07:00, 2026-11-21T10:30+07:00]\n"


@pytest.fixture
def build_events(tmp_path: Path, build_site: Callable[..., Path]) -> Callable[..., Path]:
    """Builds a website of made-up events and returns where it lies; facts to add, by slug."""

    def build(folder: str = "one", now: str = TODAY, **more: str) -> Path:
        content = tmp_path / folder / "content"
        shutil.copytree(CONTENT / "city", content / "city", dirs_exist_ok=True)
        for slug, facts in FACTS.items():
            (content / "events" / slug).mkdir(parents=True, exist_ok=True)
            whole = facts + more.get(slug.replace("-", "_"), "")
            (content / "events" / slug / "event.yaml").write_text(whole, "utf-8")
            for locale, words in (("vi", "Hội; một, hai"), ("en", "Feast: one")):
                text = f'---\ntitle: "{words} {slug}"\nsummary: {slug} {locale}\n---\n'
                (content / "events" / slug / f"{locale}.md").write_text(text, "utf-8")
        return build_site(tmp_path / folder, now, "--content", str(content))

    return build


def read(path: Path) -> list[Any]:
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def last_change(event: Event) -> datetime:
    added = event.added_on and datetime.combine(event.added_on, datetime.min.time(), HUE)
    return event.changed_at[-1] if event.changed_at else added or FIRST_PUBLISHED


def known_days(event: Event) -> list[Occurrence]:
    return [one for one in event.around(DAY) if one.is_exact]


@pytest.mark.parametrize("locale", KNOWN_LOCALES, ids=TAGS)
def test_the_calendar_of_a_language_has_every_known_day_and_nothing_else(dist: Path, site: Site, locale: Any) -> None:
    told = {str(entry["UID"]): entry for entry in read(dist / locale.tag / "events/calendar.ics")}
    say = Catalogs(ROOT / "locales")[locale.id].translations.gettext
    expected = {f"{e.occurrence_id(o)}@huecity.example": (e, o) for e in site.events.values() for o in known_days(e)}
    assert told.keys() == expected.keys()
    for uid, (event, one) in expected.items():
        entry, text = told[uid], event.texts[locale.id]
        assert str(entry["SUMMARY"]) == ("" if event.is_confirmed("dates") else "≈ ") + text.title
        assert str(entry["DESCRIPTION"]).startswith(text.summary)
        assert entry["SUMMARY"].params["LANGUAGE"] == locale.tag
        assert (entry.start, entry.end) == (one.starts_on, one.ends_on + timedelta(days=1))
        assert str(entry["URL"]) == f"https://huecity.example/{locale.tag}/{event.address}"
        assert entry["STATUS"] == ("CONFIRMED" if event.is_confirmed("dates") else "TENTATIVE")
        assert [str(one) for one in entry["CATEGORIES"].cats] == [say(LABELS["event"][event.category])]
        assert (entry["SEQUENCE"], str(entry["TRANSP"])) == (len(event.changed_at), "TRANSPARENT")
        assert entry["LAST-MODIFIED"].dt == entry["DTSTAMP"].dt == last_change(event)
        place = site.attractions[event.attraction] if event.attraction and event.is_confirmed("attraction") else None
        assert not place or place.texts[locale.id].title in str(entry["LOCATION"])
        is_placed = place is not None and place.is_confirmed("coordinates")
        assert ("GEO" in entry) == is_placed
        if place and is_placed:
            assert (entry["GEO"].latitude, entry["GEO"].longitude) == (place.latitude, place.longitude)
    categories = {str(category) for entry in told.values() for category in entry["CATEGORIES"].cats}
    assert locale.tag == "en" or "Court rite" not in categories


@pytest.mark.parametrize("tag", TAGS)
def test_another_reader_finds_the_same(dist: Path, tag: str) -> None:
    path = dist / tag / "events/calendar.ics"
    theirs = vobject.readOne(path.read_text("utf-8")).vevent_list
    ours = read(path)
    assert [one.uid.value for one in theirs] == [str(one["UID"]) for one in ours]
    assert [one.summary.value for one in theirs] == [str(one["SUMMARY"]) for one in ours]
    assert [(one.dtstart.value, one.dtend.value) for one in theirs] == [(one.start, one.end) for one in ours]


@pytest.mark.parametrize("tag", TAGS)
def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says(dist: Path, tag: str) -> None:
    data = (dist / tag / "events/calendar.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n", data)


@pytest.mark.parametrize("tag", TAGS)
def test_an_event_has_a_file_and_its_page_a_link_exactly_where_its_day_is_known(dist: Path, site: Site, tag: str) -> None:
    in_calendar = {str(entry["UID"]): entry.to_ical() for entry in read(dist / tag / "events/calendar.ics")}
    for event in site.events.values():
        path = dist / tag / event.address / "event.ics"
        assert path.is_file() == bool(known_days(event)), event.slug
        page = BuiltPage(dist, dist / tag / event.address / "index.html")
        assert page.tree.xpath("//a[@type='text/calendar']/@href") == (["event.ics"] if path.is_file() else []), event.slug
        for entry in read(path) if path.is_file() else []:
            assert in_calendar[str(entry["UID"])] == entry.to_ical()


@pytest.mark.parametrize("tag", TAGS)
def test_the_list_offers_to_subscribe(dist: Path, tag: str) -> None:
    page = BuiltPage(dist, dist / tag / "events/index.html")
    links = page.tree.xpath("//p[@class='calendar']/a/@href")
    assert links == [f"webcal://huecity.example/{tag}/events/calendar.ics", "../events/calendar.ics"]


def test_what_has_only_a_month_or_a_season_is_given_no_day(build_events: Callable[..., Path]) -> None:
    entries = read(build_events() / "en/events/calendar.ics")
    slugs = {str(entry["UID"]).partition("@")[0].removesuffix("-2026").removesuffix("-2027") for entry in entries}
    assert slugs == {"tet", "mot-buoi", "giao-thua", "chua-chac"}


def test_hours_stand_in_hues_zone_which_the_calendar_explains(build_events: Callable[..., Path]) -> None:
    dist = build_events()
    whole = Calendar.from_ical((dist / "vi/events/calendar.ics").read_bytes())
    (zone,) = whole.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Ho_Chi_Minh"
    entries = {str(entry["UID"]).partition("@")[0]: entry for entry in whole.walk("VEVENT")}
    morning = entries["mot-buoi"]
    assert morning["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert (morning.start, morning.end) == (
        datetime(2027, 1, 20, 1, tzinfo=UTC),
        datetime(2027, 1, 20, 4, 30, tzinfo=UTC),
    )
    assert entries["giao-thua"].start == datetime(2026, 12, 31, 15, tzinfo=UTC)
    assert "DTEND" not in entries["giao-thua"]
    other = vobject.readOne((dist / "vi/events/calendar.ics").read_text("utf-8"))
    assert datetime(2027, 1, 20, 1, tzinfo=UTC) in [e.dtstart.value for e in other.vevent_list if e.dtstart.value != DAY]


@pytest.mark.parametrize(("tag", "word"), [("en", "Cancelled: "), ("vi", "ĐÃ HỦY: "), ("ja", "【中止】")])
def test_a_cancelled_event_stays_says_so_in_its_title_and_is_a_later_version_of_the_same(
    build_events: Callable[..., Path], tag: str, word: str
) -> None:
    before = read(build_events("before") / tag / "events/tet/event.ics")
    after = read(build_events("after", tet=CANCELLED) / tag / "events/tet/event.ics")
    assert [one["UID"] for one in before] == [one["UID"] for one in after]
    for old, new in zip(before, after, strict=True):
        assert str(new["SUMMARY"]) == word + str(old["SUMMARY"])
        assert (old["STATUS"], new["STATUS"]) == ("CONFIRMED", "CANCELLED")
        assert (old["SEQUENCE"], new["SEQUENCE"]) == (0, 2)
        assert new["LAST-MODIFIED"].dt == new["DTSTAMP"].dt == datetime(2026, 11, 21, 3, 30, tzinfo=UTC)


def test_an_event_moved_to_another_day_is_the_same_event(
    build_events: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(build_events("before") / "en/events/mot-buoi/event.ics")
    monkeypatch.setitem(FACTS, "mot-buoi", FACTS["mot-buoi"].replace("2027-01-20", "2027-02-03"))
    dist = build_events("after", mot_buoi="changed_at: [2026-11-20T09:00+07:00]\n")
    after = read(dist / "en/events/mot-buoi/event.ics")
    assert [one["UID"] for one in before] == [one["UID"] for one in after]
    assert before[0].start != after[0].start
    assert after[0]["SEQUENCE"] == 1


def test_a_text_without_a_translation_says_which_language_it_is_in(build_events: Callable[..., Path]) -> None:
    (entry,) = read(build_events() / "fr/events/giao-thua/event.ics")
    assert entry["SUMMARY"].params["LANGUAGE"] == "vi"
    assert str(entry["SUMMARY"]).startswith("Hội; một, hai")


def test_days_nobody_confirms_are_tentative(build_events: Callable[..., Path]) -> None:
    entries = read(build_events() / "en/events/chua-chac/event.ics")
    assert {str(entry["STATUS"]) for entry in entries} == {"TENTATIVE"}
    assert all(str(entry["SUMMARY"]).startswith("≈ ") for entry in entries)


@pytest.mark.parametrize("year", range(1990, 2060))
def test_two_feasts_of_one_solar_year_have_names_of_their_own(year: int) -> None:
    feast = Event(slug="x", category="custom", lunar_date=(11, 25))
    days = [one for y in (year, year + 1) for one in feast.occurrences(y)]
    assert len({feast.occurrence_id(one) for one in days}) == len(days)


def test_a_feast_that_runs_over_new_year_stays_until_it_ends() -> None:
    feast = Event(slug="x", category="custom", solar_date=(12, 28), days=7)
    assert [one.starts_on for one in feast.dated(date(2027, 1, 3))] == [
        date(2026, 12, 28),
        date(2027, 12, 28),
        date(2028, 12, 28),
    ]
    assert date(2026, 12, 28) not in [one.starts_on for one in feast.dated(date(2027, 1, 4))]
