"""Huế's clock: the whole country has lived at UTC+7, without summer time, since 1975."""

from datetime import date, datetime, timedelta, timezone

YEARS = range(1900, 2200)  # of all instants: far from the ends of what the lunar calendar and other clocks can reckon
HUE = timezone(timedelta(hours=7), "UTC+7")


def hue_time(instant: datetime) -> datetime:
    """The same instant as clocks in Huế show it."""
    return instant.astimezone(HUE)


def midnight(instant: datetime) -> datetime:
    """When the day it is in Huế began."""
    return datetime.combine(hue_day(instant), datetime.min.time(), HUE)


def tomorrow(instant: datetime) -> datetime:
    """The next midnight in Huế."""
    return midnight(instant) + timedelta(days=1)


def hue_day(instant: datetime) -> date:
    """The calendar day it is in Huế at an instant."""
    return hue_time(instant).date()
