"""What the items share about the city: wards, tickets, hotlines, rivers, sources."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest box of parallels and meridians around a place, in degrees (WGS 84)."""

    south: float
    west: float
    north: float
    east: float


REACH = 1.6  # times the radius of a round ward of the same area; every place to see lies within 1.52 of them

# Huế as a whole: its number in the list that the wards' codes come from (Decision 19/2025/QĐ-TTg), and its outermost points
# as the city's yearbooks give them (15°59'30" and 16°44'30" north, 107°00'56" and 108°12'57" east), rounded outwards.
CITY_CODE = "46"
CITY_BOUNDS = Bounds(15.991, 107.015, 16.742, 108.216)


@dataclass(frozen=True, slots=True)
class Ward:
    """One of the 40 wards (phường) and communes (xã).

    `code` is its number in the state's list of administrative units; `bounds` is None where no map was found to take
    them from. `center` is latitude and longitude (WGS 84).
    """

    slug: str
    name: str
    type: str
    former_district: str
    code: str
    bounds: Bounds | None = None
    center: tuple[float, float] | None = None
    area_km2: float | None = None

    @property
    def reach_km(self) -> float | None:
        """The radius of a circle around the center that holds the ward: wide, as wards are longer than they are broad."""
        return math.ceil(10 * REACH * math.sqrt(self.area_km2 / math.pi)) / 10 if self.area_km2 else None


@dataclass(frozen=True, slots=True)
class Ticket:
    """Prices in đồng; `child_vnd` is for 7 to 12 years, None where it is not known, as are the two that follow."""

    slug: str
    adult_vnd: int
    child_vnd: int | None = None
    resolution: str | None = None  # number of the People's Council's resolution that sets the price
    valid_from: date | None = None
    sources: tuple[str, ...] = ()
    unconfirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hotline:
    """`number` as one dials it in Vietnam; emergencies come first on every page."""

    slug: str
    number: str
    is_emergency: bool
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class River:
    """Names by locale id, as each language calls the river."""

    slug: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Station:
    """A river gauge with its alarm levels in metres; `derived` levels were worked out from bulletins."""

    slug: str
    name: str
    river: str
    alarm_m: tuple[float, float, float]
    unconfirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Removal:
    """An item that was taken out of the open data; `address` is kind/slug."""

    address: str
    removed_on: date


@dataclass(frozen=True, slots=True)
class City:
    """All reference data by slug."""

    wards: Mapping[str, Ward] = field(default_factory=dict)
    tickets: Mapping[str, Ticket] = field(default_factory=dict)
    hotlines: Mapping[str, Hotline] = field(default_factory=dict)
    rivers: Mapping[str, River] = field(default_factory=dict)
    stations: Mapping[str, Station] = field(default_factory=dict)
    reservoirs: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    removals: Mapping[str, Removal] = field(default_factory=dict)


def nearest_alarm(station: Station, level_m: float) -> tuple[int, float]:
    """The alarm level (1 to 3) that a bulletin measures against, and the signed distance to it in metres.

    Bulletins name the highest level reached, or level 1 while none is; below the next level by up to 0.2 m they
    name that one ("BĐ2-0.15").
    """
    reached = [number for number, alarm in enumerate(station.alarm_m, 1) if round(alarm - level_m, 2) <= 0.2]
    number = max(reached, default=1)
    return number, round(level_m - station.alarm_m[number - 1], 2)
