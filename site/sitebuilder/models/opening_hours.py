"""When a place is open: the part of OpenStreetMap's opening_hours that we know. The last rule that fits a day holds."""

from dataclasses import dataclass
from datetime import date

WEEKDAYS = "Mo Tu We Th Fr Sa Su".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
EVERY_DAY = tuple(range(7))
DAY_MINUTES = 24 * 60

MonthDay = tuple[int, int]
Minutes = tuple[int, int]  # from and until, counted from midnight in Huế; until 1440 at most, so no span leaves its day


@dataclass(frozen=True, slots=True)
class Rule:
    """`seasons` are first and last days, both included, also over New Year; none is the whole year. No spans: closed."""

    seasons: tuple[tuple[MonthDay, MonthDay], ...]
    weekdays: tuple[int, ...]  # Monday is 0
    spans: tuple[Minutes, ...]

    def fits(self, day: date) -> bool:
        here = (day.month, day.day)
        return day.weekday() in self.weekdays and (not self.seasons or any(holds(season, here) for season in self.seasons))


def holds(season: tuple[MonthDay, MonthDay], day: MonthDay) -> bool:
    first, last = season
    return first <= day <= last if first <= last else day >= first or day <= last


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """`text` as OpenStreetMap writes it, and the rules that it says."""

    text: str
    rules: tuple[Rule, ...]

    def spans_on(self, day: date) -> tuple[Minutes, ...]:
        return next((rule.spans for rule in reversed(self.rules) if rule.fits(day)), ())

    @property
    def week(self) -> tuple[tuple[Minutes, ...], ...] | None:
        """The spans of Monday to Sunday, where all weeks of the year are alike."""
        if any(rule.seasons for rule in self.rules):
            return None
        return tuple(self.spans_on(date(2024, 1, 1 + weekday)) for weekday in EVERY_DAY)  # 1 January 2024 was a Monday

    def rows(self) -> list[list[object]]:
        """The rules as assets/hours.js reads them: [seasons as 415 to 930, weekdays, spans in minutes]."""
        return [
            [[[m * 100 + d for m, d in season] for season in rule.seasons], rule.weekdays, rule.spans] for rule in self.rules
        ]


def clock_of(minutes: int) -> str:
    """07:30; the end of the day is 24:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
