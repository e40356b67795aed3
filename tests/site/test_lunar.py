"""The lunar calendar of Huế: printed dates, every new moon and leap month of 1950 to 2079, the Chinese calendar's traps."""

import itertools
from datetime import UTC, date, datetime, timedelta
from math import degrees, floor

import ephem
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sitebuilder.models.lunar import LunarDate, find_month, lunar_year, new_moon_on, to_lunar, to_solar

HUE = timedelta(hours=7)
FIRST, LAST = 1950, 2079
# ephem puts this moon 26 seconds before midnight with a forecast of the Earth's rotation (170 s) that has proved too slow:
# today's trend (about 95 s by then) puts it after midnight. Nobody can know the day yet.
UNDECIDED = {date(2077, 11, 15)}

PRINTED = [  # pairs of dates printed by newspapers and by the city's tourism portal
    (date(2023, 1, 31), (1, 10)),
    (date(2023, 2, 1), (1, 11)),
    (date(2023, 8, 23), (7, 8)),
    (date(2024, 2, 18), (1, 9)),
    (date(2026, 2, 7), (12, 20)),
    (date(2026, 2, 10), (12, 23)),
    (date(2026, 2, 11), (12, 24)),
    (date(2026, 2, 15), (12, 28)),
]


@pytest.mark.parametrize(("solar", "lunar"), PRINTED)
def test_agrees_with_printed_dates(solar: date, lunar: tuple[int, int]) -> None:
    found = to_lunar(solar)
    assert (found.month, found.day, found.is_leap) == (*lunar, False)


@pytest.mark.parametrize(
    ("year", "first_day"),
    [(2007, date(2007, 2, 17)), (2030, date(2030, 2, 2)), (2026, date(2026, 2, 17)), (2027, date(2027, 2, 6))],
)
def test_tet_falls_on_hues_day_where_the_chinese_calendar_differs(year: int, first_day: date) -> None:
    assert to_solar(LunarDate(year, 1, 1)) == first_day


def hue_day(moment: ephem.Date) -> date:
    return (moment.datetime() + HUE).date()


def new_moons() -> list[date]:
    """The day in Huế of every new moon of the years in question, by ephem."""
    moment, days = ephem.Date(f"{FIRST - 1}/11/1"), []
    while moment.datetime().year <= LAST + 1:
        moment = ephem.next_new_moon(moment)
        days.append(hue_day(moment))
    return days


def test_every_new_moon_falls_on_the_day_that_astronomy_gives() -> None:
    first = round((ephem.julian_date(ephem.Date(f"{FIRST - 1}/11/15")) - 2451550.1) / 29.530588861)
    ours = [new_moon_on(k) for k in range(first - 1, first + 1700)]
    wrong = [day for day in new_moons() if day not in set(ours) and day not in UNDECIDED]
    assert wrong == []


def sun_sector(midnight_in_hue: date) -> int:
    """The 30-degree sector of the sun's apparent longitude at the first instant of a day in Huế, by ephem."""
    instant = datetime.combine(midnight_in_hue, datetime.min.time(), UTC) - HUE
    sun = ephem.Sun(ephem.Date(instant.replace(tzinfo=None)))
    apparent = ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=ephem.Date(instant.replace(tzinfo=None)))
    return floor(degrees(ephem.Ecliptic(apparent).lon) / 30)


def leap_months_by_astronomy() -> dict[date, bool]:
    """For the first day of each month whether it is a leap month, by the rule and ephem's sun and moon alone."""
    starts = new_moons()
    sectors = [sun_sector(day) for day in starts]
    holds_solstice = [n for n in range(len(starts) - 1) if sectors[n] <= 8 and sectors[n + 1] >= 9 and sectors[n] >= 6]
    leap = dict.fromkeys(starts, False)
    for first, last in itertools.pairwise(holds_solstice):
        if last - first == 13:
            without_term = [n for n in range(first + 1, last) if sectors[n] == sectors[n + 1]]
            leap[starts[without_term[0]]] = True
    return leap


def test_every_leap_month_is_the_one_that_astronomy_gives() -> None:
    expected = leap_months_by_astronomy()
    months = [month for year in range(FIRST, LAST + 1) for month in lunar_year(year)]
    wrong = [m for m in months if expected.get(m.starts_on, m.is_leap) != m.is_leap]
    assert wrong == []
    assert sum(month.is_leap for month in months) >= (LAST - FIRST) * 7 // 19


@given(st.dates(date(1950, 3, 1), date(2079, 12, 31)))
def test_there_and_back_is_the_same_day(day: date) -> None:
    assert to_solar(to_lunar(day)) == day


@given(st.integers(1950, 2079))
def test_months_of_a_year_follow_each_other_without_a_gap(year: int) -> None:
    months = lunar_year(year)
    assert [m.month for m in months if not m.is_leap] == list(range(1, 13))
    assert all(one.ends_before == other.starts_on for one, other in itertools.pairwise(months))
    assert all((m.ends_before - m.starts_on).days in (29, 30) for m in months)


def test_a_day_that_does_not_exist_is_refused() -> None:
    short = next(m for m in lunar_year(2026) if (m.ends_before - m.starts_on).days == 29)
    with pytest.raises(ValueError, match="has no day 30"):
        to_solar(LunarDate(2026, short.month, 30, short.is_leap))
    with pytest.raises(ValueError, match="has no leap month 1"):
        find_month(2026, 1, is_leap=True)
