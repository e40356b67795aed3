"""Where something is: points in whole millionths of a degree, the map's tiles, and how far two points are apart."""

from dataclasses import dataclass
from math import asin, asinh, cos, degrees, pi, radians, sin, sqrt, tan

MILLION = 1_000_000
SOUTH, NORTH, WEST, EAST = 15.95, 16.85, 107.0, 108.25  # the city with its sea
TILE_ZOOM = 15  # about 1.2 kilometres in Huế
EARTH_METRES = 6_371_000


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth (WGS 84), in millionths of a degree: the database keeps no fractions."""

    lat_e6: int
    long_e6: int

    @property
    def lat(self) -> float:
        return self.lat_e6 / MILLION

    @property
    def long(self) -> float:
        return self.long_e6 / MILLION


def point_of(lat: float, long: float) -> Point:
    return Point(round(lat * MILLION), round(long * MILLION))


def is_in_city(point: Point) -> bool:
    return SOUTH <= point.lat <= NORTH and WEST <= point.long <= EAST


def tile_of(point: Point, zoom: int = TILE_ZOOM) -> tuple[int, int]:
    """(x, y) of the Web Mercator tile, as all web maps count them."""
    side = 2**zoom
    x = int((point.long + 180) / 360 * side)
    y = int((1 - asinh(tan(radians(point.lat))) / pi) / 2 * side)
    return min(x, side - 1), min(y, side - 1)


def tiles_around(point: Point, metres: int) -> list[tuple[int, int]]:
    """The tiles that a circle touches, one to four of them."""
    up = degrees(metres / EARTH_METRES)
    aside = up / cos(radians(point.lat))
    corners = [(point.lat + y * up, point.long + x * aside) for y in (1, -1) for x in (-1, 1)]
    return sorted({tile_of(point_of(*corner)) for corner in corners})


def metres_between(one: Point, other: Point) -> int:
    """Along the earth's surface (haversine)."""
    up = sin(radians(other.lat - one.lat) / 2) ** 2
    aside = sin(radians(other.long - one.long) / 2) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(up + cos(radians(one.lat)) * cos(radians(other.lat)) * aside)))
