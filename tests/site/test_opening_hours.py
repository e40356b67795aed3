"""Opening hours: what editors may write, and that page, browser and a reader of OpenStreetMap's own understand the same."""

import json
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import opening_hours as osm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene import ROOT
from sitebuilder.content.fields import WrongValueError
from sitebuilder.content.opening_hours import opening_hours
from sitebuilder.i18n import Catalogs, Formats, tell_hours
from sitebuilder.models import Site
from sitebuilder.models.clock import HUE
from sitebuilder.models.holidays import find_holidays
from sitebuilder.models.opening_hours import MONTHS, WEEKDAYS, clock_of
from sitebuilder.render.structured import hours_data

HOURS_JS = (ROOT / "site/assets/hours.js").read_text("utf-8")
CATALOGS = Catalogs(ROOT / "locales")
NO_HOLIDAYS = ["2099-01-01"]


def in_browser(cases: list[tuple[str, list[str], list[datetime]]]) -> list[list[dict[str, Any] | None]]:
    """What the page's own code says of (hours, holidays, instants), in a zone far from Huế."""
    asked = [
        [opening_hours(text).rows(), holidays, [int(at.timestamp() * 1000) for at in instants]]
        for text, holidays, instants in cases
    ]
    call = "asked.map(([rules, holidays, instants]) => instants.map((at) => stateAt(rules, holidays, at)))"
    script = f"{HOURS_JS}\nconst asked = {json.dumps(asked)};\nconsole.log(JSON.stringify({call}));"
    command, zone = ["node", "--input-type=module"], {"TZ": "America/New_York", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    ran = subprocess.run(command, input=script, capture_output=True, text=True, check=True, env=zone)
    told: list[list[dict[str, Any] | None]] = json.loads(ran.stdout)
    return told


def hue(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HUE)


minutes = st.integers(0, 24 * 60)


@st.composite
def times(draw: st.DrawFn) -> str:
    marks = sorted(draw(st.lists(minutes, min_size=2, max_size=6, unique=True)))
    marks = marks[: len(marks) // 2 * 2]
    pairs = zip(marks[::2], marks[1::2], strict=True)
    return ",".join(f"{clock_of(start)}-{clock_of(end)}" for start, end in pairs)


days_of_year = st.integers(0, 365).map(lambda n: f"{date(2024, 1, 1) + timedelta(days=n):%b %d}")
dates = st.one_of(
    st.sampled_from(MONTHS),
    days_of_year,
    st.tuples(st.sampled_from(MONTHS), st.sampled_from(MONTHS)).filter(lambda p: p[0] != p[1]).map("-".join),
    st.tuples(days_of_year, days_of_year).filter(lambda p: p[0] != p[1]).map("-".join),
)
weekdays = st.one_of(
    st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True).map(",".join),
    st.tuples(st.sampled_from(WEEKDAYS), st.sampled_from(WEEKDAYS)).filter(lambda p: p[0] != p[1]).map("-".join),
)
rules = st.tuples(st.none() | dates, st.none() | weekdays, st.just("off") | times()).map(lambda r: " ".join(filter(None, r)))
all_hours = st.lists(rules, min_size=1, max_size=3).map("; ".join) | st.just("24/7")
first, last = map(datetime.fromisoformat, ("2026-01-01", "2028-12-31"))
instants = st.datetimes(first, last).map(lambda at: at.replace(tzinfo=HUE))


def is_open_to_osm(text: str, at: datetime) -> bool:
    return osm.OpeningHours(text).is_open(at.replace(tzinfo=None))


def is_open(text: str, at: datetime) -> bool:
    minute = at.hour * 60 + at.minute
    return any(start <= minute < end for start, end in opening_hours(text).spans_on(at.date()))


@settings(max_examples=300)
@given(text=all_hours, ats=st.lists(instants, min_size=1, max_size=8))
def test_whatever_may_be_written_means_the_same_to_a_reader_of_openstreetmap(text: str, ats: list[datetime]) -> None:
    for at in ats:
        assert is_open(text, at) == is_open_to_osm(text, at), (text, at)


@settings(max_examples=30)
@given(cases=st.lists(st.tuples(all_hours, st.just(NO_HOLIDAYS), st.lists(instants, max_size=8)), max_size=30))
def test_the_browser_says_the_same_in_whatever_zone_it_is(cases: list[tuple[str, list[str], list[datetime]]]) -> None:
    for (text, _, ats), told in zip(cases, in_browser(cases), strict=True):
        for at, found in zip(ats, told, strict=True):
            assert found
            assert (found["state"] == "open") == is_open_to_osm(text, at), (text, at)
            assert found["next"] > at.timestamp() * 1000
            until = datetime.fromtimestamp(found["next"] / 1000, HUE) - timedelta(minutes=1)
            if until > at:
                assert is_open_to_osm(text, until) == (found["state"] == "open"), (text, at, until)


def test_hours_of_all_places_mean_the_same_to_all_readers(site: Site) -> None:
    texts = {item.opening_hours.text for item in site.attractions.values() if item.opening_hours}
    assert texts
    ats = [hue("2026-11-23T00:00") + timedelta(minutes=15 * n) for n in range(7 * 96)]
    for text, told in zip(texts, in_browser([(text, NO_HOLIDAYS, ats) for text in texts]), strict=True):
        assert osm.OpeningHours(text).warnings == []
        assert [bool(found) and found["state"] == "open" for found in told] == [is_open_to_osm(text, at) for at in ats]


def test_the_browser_says_until_when_and_does_not_know_what_holidays_change() -> None:
    text, holidays = "Mo-Fr 08:00-11:30,13:30-17:00", ["2026-09-02", "2027-09-03"]
    ats = ["2026-11-23T07:59", "2026-11-23T11:29", "2026-11-23T11:30", "2026-11-23T17:00", "2026-11-22T09:00"]
    ats += ["2026-09-02T09:00", "2027-12-31T23:59", "2028-01-03T09:00"]
    told = in_browser([(text, holidays, [hue(at) for at in ats])])[0]
    assert [(found["state"], found.get("clock")) if found else None for found in told] == [
        ("closed", 480),
        ("open", 690),
        ("closed", 810),
        ("closed", None),
        ("closed", None),
        ("holiday", None),
        ("closed", None),
        None,
    ]


@pytest.mark.parametrize(
    ("text", "problem", "allowed"),
    [
        ("", "is empty", "a text"),
        ("7h-17h30", "'7h-17h30' is no rule", "Mo-Fr 08:00-11:30"),
        ("PH off", "'PH off' is no rule", "24/7"),
        ("Mo-Fr 08:00-17:00;Sa off", "is no rule", "24/7"),
        ("sunrise-sunset", "is no rule", "24/7"),
        ("Mo-Fr 08:00+", "is no rule", "24/7"),
        ("18:00-02:00", "ends before it begins", "00:00 of the next day"),
        ("08:00-08:00", "ends before it begins", "24:00 at the latest"),
        ("08:00-25:00", "is not a time of day", "00:00 to 24:00"),
        ("08:60-09:00", "is not a time of day", "00:00 to 24:00"),
        ("08:00-12:00,11:00-13:00", "is not in order, or overlaps", "13:30"),
        ("Mo,Mo 08:00-12:00", "names a day twice", "each day once"),
        ("Mo-We,Tu 08:00-12:00", "names a day twice", "each day once"),
        ("Feb 30 08:00-12:00", "is no day of the year", "Feb 01 to Feb 29"),
        ("Apr-Sep 30 08:00-12:00", "has a day at one end only", "Apr 15-Sep 30"),
        (["08:00-12:00"], "is empty or not a text", "a text"),
        ("Mo 08:00-12:00; " * 500 + "x", "'x' is no rule", "24/7"),
    ],
)
def test_what_not_all_readers_would_understand_is_refused(text: object, problem: str, allowed: str) -> None:
    with pytest.raises(WrongValueError) as told:
        opening_hours(text)
    assert problem in told.value.problem
    assert allowed in told.value.allowed


@pytest.mark.parametrize(
    ("text", "english", "vietnamese"),
    [
        ("Mo-Su 07:00-17:30", "07:00–17:30", "07:00–17:30"),
        ("24/7", "day and night", "suốt ngày đêm"),
        ("Mo-Fr 08:00-11:30,13:30-17:00; Sa,Su off", "Mon–Fri 08:00–11:30, 13:30–17:00; Sat, Sun closed", None),
        ("Apr-Sep 07:00-18:00; Oct-Mar 07:00-17:00", "Apr–Sep 07:00–18:00; Oct–Mar 07:00–17:00", None),
        ("Apr 15-Sep 30 Mo 07:00-18:00", "Apr 15–Sep 30 Mon 07:00–18:00", None),
        ("Dec 24 off; Feb off", "Dec 24 closed; Feb closed", None),
    ],
)
def test_hours_are_told_in_words(text: str, english: str, vietnamese: str | None) -> None:
    def told(locale: str) -> str:
        return tell_hours(opening_hours(text), Formats(locale), CATALOGS[locale].translations.gettext)

    assert told("en") == english
    assert vietnamese is None or told("vi") == vietnamese


def test_structured_data_has_every_span_of_the_week_and_openstreetmaps_own_words() -> None:
    data = hours_data(opening_hours("Mo-Fr 08:00-11:30,13:30-24:00; We off"))
    days = [f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Thursday", "Friday")]
    told = [(one["dayOfWeek"], one["opens"], one["closes"]) for one in data["openingHoursSpecification"]]
    assert told == [(days, "08:00", "11:30"), (days, "13:30", "23:59")]
    assert data["additionalProperty"][0]["value"] == "Mo-Fr 08:00-11:30,13:30-24:00; We off"
    assert "openingHoursSpecification" not in hours_data(opening_hours("Apr-Sep 07:00-18:00"))


@pytest.mark.parametrize("year", range(2025, 2035))
def test_every_public_holiday_that_others_know_is_one_of_ours(year: int) -> None:
    hours = osm.OpeningHours("24/7; PH off", country="VN")
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    theirs = {day for day in days if not hours.is_open(datetime.fromisoformat(f"{day}T12:00"))}
    assert theirs
    assert theirs <= set(find_holidays(year))


def test_tet_and_the_feast_of_the_kings_are_holidays_by_the_moon() -> None:
    around = {date(2026, 2, 17) + timedelta(days=n) for n in range(-2, 5)}
    assert around | {date(2026, 4, 26)} <= set(find_holidays(2026))
    assert date(2027, 4, 16) in find_holidays(2027)


def test_hours_that_no_source_confirms_are_marked_and_not_in_structured_data(dist: Path) -> None:
    page = (dist / "en/attractions/dai-noi/index.html").read_text("utf-8")
    assert 'data-open-until="≈ Open now' in page
    assert "openingHoursSpecification" not in page
    assert "07:00–17:30" in page
    assert "data-hours" not in (dist / "en/attractions/lang-co/index.html").read_text("utf-8")
