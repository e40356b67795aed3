"""Until when a report is to be answered: against what Huế's own published answers and the government's decisions show."""

from datetime import date, datetime

import pytest
from chalicelib.reports.model.deadlines import (
    HUE,
    Term,
    add_working_days,
    due_after,
    due_after_pause,
    due_on,
    is_working_day,
)
from hypothesis import given
from hypothesis import strategies as st

WEEK = Term("timed", 7)
SECONDS = st.integers(1_640_000_000, 1_830_000_000)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=HUE).timestamp())


@pytest.mark.parametrize(("sent", "due"), [("2022-01-28T09:00", "2022-02-15"), ("2023-02-08T15:30", "2023-02-17")])
def test_seven_working_days_end_where_the_city_says_so(sent: str, due: str) -> None:
    assert due_on(due_after(WEEK, at(sent))) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        ("2025-05-02", False),  # a Friday, in exchange for Saturday 26 April
        ("2026-02-16", False),  # the eve of Tết Bính Ngọ
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-27", False),  # the day of the Hùng kings was a Sunday
        ("2026-08-22", True),  # a Saturday that is worked for Monday 31 August
        ("2026-08-31", False),
        ("2026-09-02", False),
        ("2026-11-28", False),
        ("2026-11-27", True),
    ],
)
def test_days_off_are_those_that_the_government_has_decided(day: str, is_worked: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is is_worked


@pytest.mark.parametrize("sent", ["2026-11-27T00:00", "2026-11-27T23:59"])
def test_a_day_counts_to_its_end_in_hue(sent: str) -> None:
    due_at = due_after(Term("timed", 1), at(sent))
    assert due_at == at("2026-12-01T00:00"), "Friday's report is due at the end of Monday"
    assert due_on(due_at) == date(2026, 11, 30)


def test_what_is_urgent_counts_hours_and_knows_no_sunday() -> None:
    assert due_after(Term("urgent", 24), at("2026-11-28T22:00")) == at("2026-11-29T22:00")


def test_waiting_for_the_reporter_takes_nothing_of_the_agencys_time() -> None:
    due_at = due_after(WEEK, at("2026-11-23T09:00"))
    assert due_on(due_at) == date(2026, 12, 3), "the day of Vietnamese culture, the 24th, is off"
    later = due_after_pause("timed", due_at, at("2026-11-25T10:00"), at("2026-12-10T10:00"))
    assert due_on(later) == date(2026, 12, 18), "six working days were left"


def test_a_pause_does_not_make_late_things_early() -> None:
    due_at = at("2026-11-20T00:00")
    assert due_after_pause("timed", due_at, at("2026-11-23T10:00"), at("2026-12-10T10:00")) == due_at


def test_a_pause_on_the_last_day_leaves_the_day_of_the_reply() -> None:
    due_at = at("2026-11-28T00:00")
    assert due_after_pause("timed", due_at, at("2026-11-27T10:00"), at("2026-12-03T10:00")) == at("2026-12-04T00:00")


@given(SECONDS, st.integers(1, 20))
def test_the_last_day_is_worked_and_so_many_were_worked_until_then(sent: int, days: int) -> None:
    due = due_on(due_after(Term("timed", days), sent))
    start = datetime.fromtimestamp(sent, HUE).date()
    assert is_working_day(due)
    assert add_working_days(start, days) == due
    between = [date.fromordinal(n) for n in range(start.toordinal() + 1, due.toordinal() + 1)]
    assert sum(map(is_working_day, between)) == days


@given(SECONDS, st.integers(0, 40 * 86_400), st.integers(0, 90 * 86_400), st.sampled_from(["timed", "urgent"]))
def test_a_pause_never_brings_the_deadline_nearer(sent: int, until_pause: int, pause: int, procedure: str) -> None:
    due_at = due_after(Term(procedure, 24 if procedure == "urgent" else 7), sent)
    assert due_after_pause(procedure, due_at, sent + until_pause, sent + until_pause + pause) >= due_at
