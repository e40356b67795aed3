"""Until when a report is to be answered: working days of Vietnam, pauses, and the end of a day said plainly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from holidays.countries.vietnam import Vietnam

HUE = timezone(timedelta(hours=7))
WORKING_DAYS = 7  # Decision 30/2022/QĐ-UBND, as its published answers show
URGENT_HOURS = 24
SATURDAY = 5
Procedure = Literal["timed", "urgent"]


@dataclass(frozen=True, slots=True)
class Term:
    """How long a report may take: working days, or hours where it is urgent."""

    procedure: Procedure
    amount: int


@lru_cache(maxsize=8)
def calendar_of(year: int) -> "Vietnam":
    """Loaded with the first deadline (0.2 s)."""
    from holidays.countries.vietnam import Vietnam

    return Vietnam(years=year)  # type: ignore[no-untyped-call]


def is_working_day(day: date) -> bool:
    """As the government decided the year: also the Saturdays that are worked in exchange for a day off."""
    calendar = calendar_of(day.year)
    return day in calendar.weekend_workdays if day.weekday() >= SATURDAY else day not in calendar


def add_working_days(day: date, count: int) -> date:
    """The last of `count` working days after `day`; `day` itself where that is none."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start`, up to and with `end`."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(map(is_working_day, days))


def day_in_hue(at: int) -> date:
    return datetime.fromtimestamp(at, HUE).date()


def end_of(day: date) -> int:
    """The instant at which a day in Huế is over."""
    return int(datetime.combine(day + timedelta(days=1), time(), HUE).timestamp())


def due_on(due_at: int) -> date:
    """The day at whose end a timed report is due."""
    return day_in_hue(due_at - 1)


def due_after(term: Term, at: int) -> int:
    """When what begins `at` is due."""
    if term.procedure == "urgent":
        return at + term.amount * 3600
    return end_of(add_working_days(day_in_hue(at), term.amount))


def due_after_pause(procedure: Procedure, due_at: int, paused_at: int, at: int) -> int:
    """When a report is due that waited for its reporter from `paused_at` until `at`: the time that was left begins anew.

    What was late before its pause stays as late as it was.
    """
    if due_at <= paused_at:
        return due_at
    if procedure == "urgent":
        return at + due_at - paused_at
    return end_of(add_working_days(day_in_hue(at), working_days_between(day_in_hue(paused_at), due_on(due_at))))


def lengthened(term: Term, due_at: int) -> int:
    """The deadline with the same term once more."""
    if term.procedure == "urgent":
        return due_at + term.amount * 3600
    return end_of(add_working_days(due_on(due_at), term.amount))


def due_under(term: Term, began_at: int, pauses: Iterable[tuple[int, int]], is_extended: bool) -> int:
    """When a report would be due had it been under this term from the beginning, with its extension and its pauses."""
    due_at = due_after(term, began_at)
    if is_extended:
        due_at = lengthened(term, due_at)
    for paused_at, resumed_at in pauses:
        due_at = due_after_pause(term.procedure, due_at, paused_at, resumed_at)
    return due_at
