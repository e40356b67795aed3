"""Reports by where they are: the map's tiles, and whether somebody has reported the same already."""

import re

from ...errors import InvalidInputError, NotFoundError
from ...world import World
from ..model.places import TILE_ZOOM, Point, metres_between, point_of, tiles_around
from ..model.reports import Report
from ..model.requests import Near, Neighbour, Neighbours, Reports
from ..storage import reports
from .showing import summary

A_TILE = 100
NEAR_METRES = 250
MOST_NEIGHBOURS = 5


def list_tile(world: World, x: str, y: str) -> Reports:
    """The newest of a tile; those that are too many stand in the list."""
    if not re.fullmatch(r"\d{1,5}", x) or not re.fullmatch(r"\d{1,5}", y):
        raise NotFoundError
    found, mark = newest_of(world, int(x), int(y))
    now = int(world.now.timestamp())
    return Reports([summary(one, now) for one in found], mark)


def newest_of(world: World, x: int, y: int) -> tuple[list[Report], str]:
    tile = f"{TILE_ZOOM}/{x}/{y}"
    return reports.page(world.reports, reports.TILE, tile, A_TILE, is_newest_first=True)


def list_near(world: World, query: Near) -> Neighbours:
    """Open reports of the same category: whoever finds theirs among them can follow it instead. One to four calls."""
    place = point_of(query.lat, query.long)
    if abs(place.lat) > 80:
        raise InvalidInputError("", {"lat": "there are no tiles near the poles"})
    return list_around(world, place, query.category)


def list_around(world: World, place: Point, category: str, but: str = "") -> Neighbours:
    """The nearest, without the report `but`."""
    found = [one for tile in tiles_around(place, NEAR_METRES) for one in newest_of(world, *tile)[0]]
    near = [
        (metres_between(place, one.point), one)
        for one in found
        if one.point and one.is_open and one.category == category and one.report_id != but
    ]
    nearest = sorted((pair for pair in near if pair[0] <= NEAR_METRES), key=lambda pair: pair[0])[:MOST_NEIGHBOURS]
    now = int(world.now.timestamp())
    return Neighbours([Neighbour(metres, summary(one, now)) for metres, one in nearest])
