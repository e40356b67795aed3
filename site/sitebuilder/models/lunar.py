"""The Vietnamese lunar calendar: months begin on the day of the new moon as Huế's clocks (UTC+7) see it.

Packages for the Chinese calendar reckon in UTC+8 and miss Tết in years such as 2007 and 2030. New moon and sun after
Jean Meeus, Astronomical Algorithms (2nd ed.), chapters 25 and 49; rules of the months: the month of the winter solstice
is the 11th, and in a year of 13 months the first month without a major solar term is the leap month.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import floor, radians, sin

UTC_OFFSET_DAYS = 7 / 24
SYNODIC_MONTH_DAYS = 29.530588861
J2000 = 2451545.0
JULIAN_CENTURY_DAYS = 36525.0
ORDINAL_TO_JULIAN_DAY = 1721424.5  # Julian day of midnight UTC on the day with date.toordinal() == 0
SECONDS_A_DAY = 86400

# (coefficient in days, power of E, multiples of M, M', F, Omega), Meeus table 49.A, new moon
NEW_MOON_TERMS = (
    (-0.40720, 0, 0, 1, 0, 0), (0.17241, 1, 1, 0, 0, 0), (0.01608, 0, 0, 2, 0, 0), (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0), (-0.00514, 1, 1, 1, 0, 0), (0.00208, 2, 2, 0, 0, 0), (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0), (0.00056, 1, 1, 2, 0, 0), (-0.00042, 0, 0, 3, 0, 0), (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0), (-0.00024, 1, -1, 2, 0, 0), (-0.00017, 0, 0, 0, 0, 1), (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0), (0.00004, 0, 3, 0, 0, 0), (0.00003, 0, 1, 1, -2, 0), (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0), (0.00003, 0, -1, 1, 2, 0), (-0.00002, 0, -1, 1, -2, 0), (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
)  # fmt: skip
# (coefficient in days, constant in degrees, degrees a lunation), the planetary arguments of Meeus chapter 49
PLANET_TERMS = (
    (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478), (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732), (0.000056, 154.84, 7.306860), (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824), (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099), (0.000023, 331.55, 3.592518),
)  # fmt: skip
# The series above is good to some ten seconds. Where a moon is new closer to midnight than that, the JPL ephemeris decides.
DECIDED_BY_EPHEMERIS = {-402: date(1967, 7, 8)}  # 17:00:02 UT on 7 July 1967


@dataclass(frozen=True, slots=True, order=True)
class LunarDate:
    """A day of the lunar calendar; `year` is the solar year in which that lunar year began."""

    year: int
    month: int
    day: int
    is_leap: bool = False


@dataclass(frozen=True, slots=True)
class LunarMonth:
    """A month of a lunar year; `ends_before` is the first day of the next one."""

    year: int
    month: int
    is_leap: bool
    starts_on: date
    ends_before: date


def to_lunar(day: date) -> LunarDate:
    """The lunar date of a solar day (years 1900 to 2100)."""
    for year in (day.year, day.year - 1):
        for month in lunar_year(year):
            if month.starts_on <= day < month.ends_before:
                return LunarDate(year, month.month, (day - month.starts_on).days + 1, month.is_leap)
    raise ValueError(f"{day} lies outside the lunar calendar")


def to_solar(lunar: LunarDate) -> date:
    """The solar day of a lunar date; ValueError where that month or day does not exist in that year."""
    month = find_month(lunar.year, lunar.month, is_leap=lunar.is_leap)
    day = month.starts_on + timedelta(days=lunar.day - 1)
    if not month.starts_on <= day < month.ends_before:
        raise ValueError(f"month {lunar.month} of lunar year {lunar.year} has no day {lunar.day}")
    return day


def find_month(year: int, month: int, *, is_leap: bool = False) -> LunarMonth:
    """One month of a lunar year; ValueError where the year has no such (leap) month."""
    for candidate in lunar_year(year):
        if (candidate.month, candidate.is_leap) == (month, is_leap):
            return candidate
    raise ValueError(f"lunar year {year} has no {'leap ' if is_leap else ''}month {month}")


@lru_cache(maxsize=64)
def lunar_year(year: int) -> tuple[LunarMonth, ...]:
    """The 12 or 13 months of the lunar year that begins in solar year `year`."""
    head = [m for m in _months_from_solstice(year - 1) if m.month <= 10]
    tail = [m for m in _months_from_solstice(year) if m.month >= 11]
    return tuple(LunarMonth(year, m.month, m.is_leap, m.starts_on, m.ends_before) for m in head + tail)


@lru_cache(maxsize=64)
def _months_from_solstice(year: int) -> tuple[LunarMonth, ...]:
    """The months from the 11th of `year` up to, without it, the 11th of the next year."""
    first, last = _eleventh_month(year), _eleventh_month(year + 1)
    starts = [new_moon_on(k) for k in range(first, last + 1)]
    leap = _leap_index(starts) if last - first == 13 else None
    months, number, named = [], 11, year
    for index in range(last - first):
        is_leap = index == leap
        if index and not is_leap:
            number = number % 12 + 1
        months.append(LunarMonth(named, number, is_leap, starts[index], starts[index + 1]))
    return tuple(months)


def _leap_index(starts: list[date]) -> int:
    terms = [_major_term(start) for start in starts]
    return next(i for i in range(1, len(starts) - 1) if terms[i] == terms[i + 1])


def _eleventh_month(year: int) -> int:
    """Lunation number of the month that holds the winter solstice of `year`."""
    k = floor((date(year, 12, 31).toordinal() + ORDINAL_TO_JULIAN_DAY - J2000) / SYNODIC_MONTH_DAYS) + 1
    while new_moon_on(k) > date(year, 12, 31):
        k -= 1
    return k - 1 if _major_term(new_moon_on(k)) >= 9 else k


def _major_term(day: date) -> int:
    """Which 30-degree sector (0 to 11) the sun stands in at the first instant of the day in Huế."""
    return int(sun_longitude(day.toordinal() + ORDINAL_TO_JULIAN_DAY - UTC_OFFSET_DAYS) // 30)


@lru_cache(maxsize=4096)
def new_moon_on(k: int) -> date:
    """The day in Huế of the k-th new moon, counted from that of 6 January 2000."""
    local = new_moon_at(k) + UTC_OFFSET_DAYS
    return DECIDED_BY_EPHEMERIS.get(k) or date.fromordinal(floor(local - ORDINAL_TO_JULIAN_DAY))


def new_moon_at(k: int) -> float:
    """Julian day (UT) of the k-th new moon, within a few seconds for 1900 to 2100."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    m = 2.5534 + 29.10535670 * k - 0.0000014 * t * t
    m_moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t
    f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
    omega = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
    jde = 2451550.09766 + SYNODIC_MONTH_DAYS * k + 0.00015437 * t * t
    for size, power, *factors in NEW_MOON_TERMS:
        angle = sum(n * part for n, part in zip(factors, (m, m_moon, f, omega), strict=True))
        jde += size * e**power * sin(radians(angle))
    for size, constant, rate in PLANET_TERMS:
        bend = 0.009173 * t * t if constant == 299.77 else 0.0
        jde += size * sin(radians(constant + rate * k - bend))
    return jde - _delta_t_seconds(2000 + t * 100) / SECONDS_A_DAY


def sun_longitude(julian_day: float) -> float:
    """Apparent longitude of the sun in degrees (0 to 360) at a Julian day (UT), within about 0.003 degrees."""
    year = 2000 + (julian_day - J2000) / 365.25
    t = (julian_day + _delta_t_seconds(year) / SECONDS_A_DAY - J2000) / JULIAN_CENTURY_DAYS
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    m = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m)
    omega = radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * sin(omega)) % 360


def _delta_t_seconds(year: float) -> float:
    """TT - UT: after Espenak and Meeus up to 2005, then the slow growth that was really seen."""
    knots = ((1900, -3), (1920, 21), (1950, 29), (1965, 36), (1980, 51), (2000, 64), (2025, 69), (2100, 95))
    for (left, low), (right, high) in pairwise(knots):
        if year <= right:
            return low + (high - low) * (year - left) / (right - left)
    return float(knots[-1][1])
