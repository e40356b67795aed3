"""Opening hours in the words of one language."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from babel import dates

from ..models.opening_hours import DAY_MINUTES, EVERY_DAY, MonthDay, OpeningHours, Rule, clock_of
from .formats import Formats

ALL_DAY = ((0, DAY_MINUTES),)


def tell_hours(hours: OpeningHours, formats: Formats, translate: Callable[[str], str]) -> str:
    """07:00–17:30; where days differ, each rule after its days: "Mon–Fri 08:00–17:00; Sat, Sun closed"."""
    return "; ".join(tell_rule(rule, formats, translate) for rule in hours.rules)


def tell_rule(rule: Rule, formats: Formats, translate: Callable[[str], str]) -> str:
    if rule.spans == ALL_DAY:
        times = translate("day and night")
    else:
        times = ", ".join(f"{clock_of(start)}–{clock_of(end)}" for start, end in rule.spans) or translate("closed")
    days = [tell_days(rule.weekdays, formats)] if rule.weekdays != EVERY_DAY else []
    return " ".join([*(["·".join(tell_season(one, formats) for one in rule.seasons)] if rule.seasons else []), *days, times])


def tell_days(weekdays: tuple[int, ...], formats: Formats) -> str:
    """Runs of three days and more as a range."""
    names = dates.get_day_names("abbreviated", "stand-alone", formats.locale)
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and weekday == runs[-1][-1] + 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    parts = [[f"{names[run[0]]}–{names[run[-1]]}"] if len(run) > 2 else [names[one] for one in run] for run in runs]
    return ", ".join(part for one in parts for part in one)


def tell_season(season: tuple[MonthDay, MonthDay], formats: Formats) -> str:
    first, last = (date(2024, *day) for day in season)  # a leap year: 29 February is among the days
    is_whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    skeleton = "MMM" if is_whole else "MMMd"
    names = [dates.format_skeleton(skeleton, day, locale=formats.locale) for day in (first, last)]
    return "–".join(dict.fromkeys(names))
