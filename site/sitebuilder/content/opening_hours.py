"""Reading opening hours: the part of OpenStreetMap's syntax that every reader of ours understands in the same way."""

import re
from calendar import monthrange
from typing import Any

from ..models.opening_hours import DAY_MINUTES, EVERY_DAY, MONTHS, WEEKDAYS, Minutes, MonthDay, OpeningHours, Rule
from . import fields as f

DAY, DATE, CLOCK = f"(?:{'|'.join(WEEKDAYS)})", rf"(?:{'|'.join(MONTHS)})(?: \d\d)?", r"\d\d:\d\d"


def several(part: str) -> str:
    """A list of parts or of ranges between two."""
    return f"{part}(?:-{part})?(?:,{part}(?:-{part})?)*"


RULE = re.compile(rf"(?:({several(DATE)}) )?(?:({several(DAY)}) )?(off|{CLOCK}-{CLOCK}(?:,{CLOCK}-{CLOCK})*)")
ALLOWED = "rules such as Mo-Fr 08:00-11:30,13:30-17:00; Sa,Su off; Apr 15-Sep 30 07:00-17:30; or 24/7"


def opening_hours(value: Any) -> OpeningHours:
    text = f.text(value)
    rules = tuple(map(read_rule, ["00:00-24:00"] if text == "24/7" else text.split("; ")))
    return OpeningHours(text, rules)


def read_rule(text: str) -> Rule:
    match = RULE.fullmatch(text)
    if not match:
        raise f.WrongValueError(f"{text!r} is no rule for opening hours", ALLOWED)
    dates, days, times = match.groups()
    seasons = tuple(map(read_season, dates.split(","))) if dates else ()
    return Rule(seasons, read_weekdays(days) if days else EVERY_DAY, () if times == "off" else read_times(times))


def read_season(text: str) -> tuple[MonthDay, MonthDay]:
    """Apr-Sep, Apr, Apr 15-Sep 30 or Apr 30: whole months or days at both ends."""
    first, _, last = text.partition("-")
    last = last or first
    if (" " in first) != (" " in last):
        raise f.WrongValueError(f"{text!r} has a day at one end only", "Apr-Sep or Apr 15-Sep 30")
    return read_date(first, is_last=False), read_date(last, is_last=True)


def read_date(text: str, is_last: bool) -> MonthDay:
    name, _, day = text.partition(" ")
    month = MONTHS.index(name) + 1
    longest = monthrange(f.LEAP_YEAR, month)[1]
    if not day:
        return month, longest if is_last else 1
    if not 1 <= int(day) <= longest:
        raise f.WrongValueError(f"{text!r} is no day of the year", f"{name} 01 to {name} {longest}")
    return month, int(day)


def read_weekdays(text: str) -> tuple[int, ...]:
    """Mo-Fr,Su; a range may run over the weekend."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        found += [day % 7 for day in range(start, (end if end >= start else end + 7) + 1)]
    if len(found) != len(set(found)):
        raise f.WrongValueError(f"{text!r} names a day twice", "each day once")
    return tuple(sorted(found))


def read_times(text: str) -> tuple[Minutes, ...]:
    spans: list[Minutes] = []
    for part in text.split(","):
        start, end = map(read_clock, part.split("-"))
        if end <= start:
            allowed = "an end after the start, 24:00 at the latest; what lasts longer goes on at 00:00 of the next day"
            raise f.WrongValueError(f"{part!r} ends before it begins", allowed)
        if spans and start <= spans[-1][1]:
            raise f.WrongValueError(f"{text!r} is not in order, or overlaps", "08:00-11:30,13:30-17:00")
        spans.append((start, end))
    return tuple(spans)


def read_clock(text: str) -> int:
    hours, minutes = map(int, text.split(":"))
    if minutes > 59 or hours * 60 + minutes > DAY_MINUTES:
        raise f.WrongValueError(f"{text!r} is not a time of day", "00:00 to 24:00")
    return hours * 60 + minutes
