"""Something that happens in Huế, and the rule by which its solar days are found."""

from calendar import isleap
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import ClassVar

from .clock import hue_time
from .item import Item
from .lunar import LunarDate, find_month, to_lunar

CATEGORIES = "court new-year village faith custom festival craft".split()
STATUSES = "scheduled cancelled postponed".split()


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """Solar days from `starts_on` to `ends_on`, both included; inexact where only a month or a season is known.

    `starts_at` and `ends_at` are the hours by Huế's clock, where they are known.
    """

    starts_on: date
    ends_on: date
    is_exact: bool = True
    starts_at: datetime | None = field(default=None, compare=False)
    ends_at: datetime | None = field(default=None, compare=False)

    def is_over(self, today: date) -> bool:
        return self.ends_on < today

    @property
    def lunar(self) -> LunarDate:
        return to_lunar(self.starts_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Item):
    """Exactly one rule is set: a solar or lunar date (MM, DD), a lunar month, a window, the year round, or instants.

    A lunar feast falls in the ordinary month where that year repeats it, and on the last day of a month too short for it.
    """

    kind: ClassVar[str] = "events"
    category: str
    status: str = "scheduled"
    attraction: str | None = None
    ward: str | None = None
    days: int = 1
    solar_date: tuple[int, int] | None = None
    lunar_date: tuple[int, int] | None = None
    lunar_month: int | None = None
    window_from: tuple[int, int] | None = None
    window_to: tuple[int, int] | None = None
    years: str = "all"
    year_round: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def occurrence_id(self, occurrence: Occurrence) -> str:
        """The same for one feast of one year (the lunar year where the rule is lunar), whatever becomes of its day."""
        if self.only:
            return self.slug
        is_lunar = self.lunar_date or self.lunar_month
        return f"{self.slug}-{occurrence.lunar.year if is_lunar else occurrence.starts_on.year}"

    def dated(self, today: date) -> list[Occurrence]:
        """Those around today of which the day is known, and not only a month or a season."""
        return [one for one in self.around(today) if one.is_exact]

    @property
    def only(self) -> Occurrence | None:
        """The occurrence of what takes place once, on the days that it is then in Huế."""
        if self.starts_at is None:
            return None
        starts, ends = hue_time(self.starts_at), hue_time(self.ends_at) if self.ends_at else None
        return Occurrence(starts.date(), (ends or starts).date(), starts_at=starts, ends_at=ends)

    def occurrences(self, year: int) -> list[Occurrence]:
        """Those that begin in the solar year, in order; none for what is there the year round."""
        if only := self.only:
            return [only] if only.starts_on.year == year else []
        if self.years == "odd" and year % 2 == 0:
            return []
        if self.solar_date or self.window_from:
            found = [self._solar_occurrence(year)]
        elif self.lunar_date or self.lunar_month:
            found = [self._lunar_occurrence(lunar_year) for lunar_year in (year - 1, year)]
        else:
            found = []
        return sorted(o for o in found if o.starts_on.year == year)

    def upcoming(self, today: date) -> Occurrence | None:
        """The running or next occurrence within this year and the next two (an odd-year event may skip one)."""
        years = range(today.year - 1, today.year + 3)
        found = [self.only] if self.only else (one for year in years for one in self.occurrences(year))
        return next((one for one in found if not one.is_over(today)), None)

    def nearest(self, today: date) -> Occurrence | None:
        """The running or next occurrence; of what took place once, that one."""
        return self.upcoming(today) or self.only

    def around(self, today: date) -> list[Occurrence]:
        """Those that begin this year or the next, one of last year that still runs, and that of what takes place once."""
        if self.only:
            return [self.only]
        running = [one for one in self.occurrences(today.year - 1) if not one.is_over(today)]
        return [*running, *self.occurrences(today.year), *self.occurrences(today.year + 1)]

    def _solar_occurrence(self, year: int) -> Occurrence:
        if self.window_from and self.window_to:
            return Occurrence(day_of(year, self.window_from), day_of(year, self.window_to), is_exact=False)
        assert self.solar_date is not None
        first = day_of(year, self.solar_date)
        return Occurrence(first, first + timedelta(days=self.days - 1))

    def _lunar_occurrence(self, lunar_year: int) -> Occurrence:
        month, day = self.lunar_date or (self.lunar_month or 1, 1)
        found = find_month(lunar_year, month)
        last_of_month = found.ends_before - timedelta(days=1)
        if self.lunar_date is None:
            return Occurrence(found.starts_on, last_of_month, is_exact=False)
        first = min(found.starts_on + timedelta(days=day - 1), last_of_month)
        return Occurrence(first, first + timedelta(days=self.days - 1))


def day_of(year: int, month_and_day: tuple[int, int]) -> date:
    """A day of the year; 29 February is the 28th in a year without one."""
    month, day = month_and_day
    return date(year, month, min(day, 28) if month == 2 and not isleap(year) else day)
