"""On which solar days events fall."""

from datetime import date

import pytest
from sitebuilder.models import Event, Occurrence, Site


def event(**rule: object) -> Event:
    return Event(slug="x", category="custom", **rule)  # type: ignore[arg-type]


def test_a_lunar_feast_of_the_last_month_falls_in_the_next_solar_year() -> None:
    assert event(lunar_date=(12, 23)).occurrences(2026) == [Occurrence(date(2026, 2, 10), date(2026, 2, 10))]
    assert event(lunar_date=(12, 23)).occurrences(2027) == [Occurrence(date(2027, 1, 30), date(2027, 1, 30))]


def test_a_feast_of_several_days_ends_on_its_last_day() -> None:
    (found,) = event(lunar_date=(7, 8), days=3).occurrences(2023)
    assert (found.starts_on, found.ends_on) == (date(2023, 8, 23), date(2023, 8, 25))


def test_a_solar_year_can_hold_the_same_lunar_feast_twice_or_never() -> None:
    counts = {len(event(lunar_date=(11, 25)).occurrences(year)) for year in range(1990, 2030)}
    assert counts == {0, 1, 2}


def test_a_feast_falls_in_the_ordinary_month_where_the_year_repeats_it() -> None:
    (found,) = event(lunar_date=(6, 1)).occurrences(2025)  # 2025 has a leap sixth month
    assert found.starts_on == date(2025, 6, 25)
    assert not found.lunar.is_leap


def test_the_thirtieth_of_a_short_month_is_its_last_day() -> None:
    (found,) = event(lunar_date=(12, 30)).occurrences(2026)  # the twelfth month of 2025 has 29 days
    assert found.starts_on == date(2026, 2, 16)
    assert found.lunar.day == 29


def test_the_29th_of_february_is_the_28th_in_a_year_without_one() -> None:
    leap_day = event(solar_date=(2, 29))
    assert leap_day.occurrences(2027)[0].starts_on == date(2027, 2, 28)
    assert leap_day.occurrences(2028)[0].starts_on == date(2028, 2, 29)


def test_a_month_or_a_window_is_not_exact() -> None:
    assert not event(lunar_month=3).occurrences(2026)[0].is_exact
    assert not event(window_from=(6, 7), window_to=(6, 30)).occurrences(2026)[0].is_exact


def test_an_event_of_odd_years_rests_in_even_ones() -> None:
    biennial = event(window_from=(4, 25), window_to=(5, 5), years="odd")
    assert biennial.occurrences(2026) == []
    assert biennial.upcoming(date(2027, 5, 6)) == Occurrence(date(2029, 4, 25), date(2029, 5, 5), is_exact=False)


@pytest.mark.parametrize(("today", "day"), [(date(2026, 2, 17), date(2026, 2, 17)), (date(2026, 2, 18), date(2027, 2, 6))])
def test_today_still_counts_as_upcoming_and_yesterday_does_not(today: date, day: date) -> None:
    upcoming = event(lunar_date=(1, 1)).upcoming(today)
    assert upcoming is not None
    assert upcoming.starts_on == day


def test_real_events_know_their_days_of_this_year_and_the_next(site: Site) -> None:
    for one in site.events.values():
        found = [o for year in (2026, 2027) for o in one.occurrences(year)]
        assert found or one.year_round, one.slug


@pytest.mark.parametrize(
    ("slug", "days"),
    [
        ("tet", [date(2026, 2, 17), date(2027, 2, 6)]),
        ("thuong-tieu", [date(2026, 2, 10), date(2027, 1, 30)]),
        ("trung-thu", [date(2026, 9, 25), date(2027, 9, 15)]),
        ("phat-dan", [date(2026, 5, 31), date(2027, 5, 20)]),
        ("countdown", [date(2026, 12, 31), date(2027, 12, 31)]),
    ],
)
def test_well_known_feasts_fall_on_their_known_days(site: Site, slug: str, days: list[date]) -> None:
    assert [o.starts_on for year in (2026, 2027) for o in site.events[slug].occurrences(year)] == days
