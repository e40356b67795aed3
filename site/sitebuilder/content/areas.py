"""Reading where an alert holds: a place, or what an outline of points takes out of it."""

from itertools import combinations, pairwise
from typing import Any

from ..models.alert import Area, Point, Polygon
from ..models.city import CITY_BOUNDS
from . import fields as f

LATITUDES = f.number(CITY_BOUNDS.south, CITY_BOUNDS.north, "latitude of Huế")
LONGITUDES = f.number(CITY_BOUNDS.west, CITY_BOUNDS.east, "longitude of Huế")
EXAMPLE = "[[16.45, 107.55], [16.48, 107.55], [16.48, 107.60], [16.45, 107.55]]"
POINTS_MIN = 4  # a triangle, with its first point again at the end: CAP 1.2, 3.2.4

Side = tuple[Point, Point]


def area(value: Any) -> Area:
    """The slug of a ward or `city`, or {place: kim-long, polygon: [...]} where only a part of it is meant."""
    if not isinstance(value, dict):
        return Area(f.slug(value))
    read: Area = f.record(Area, {"place": f.slug, "polygon": polygon}, ("place", "polygon"))(value)
    return read


def polygon(value: Any) -> Polygon:
    """Latitude and longitude of each point in WGS 84, as CAP 1.2 has them: the first point stands again at the end."""
    if not isinstance(value, list):
        raise f.WrongValueError("is not a list of points", EXAMPLE)
    points = tuple(map(point, value))
    if len(points) < POINTS_MIN:
        raise f.WrongValueError(f"has {len(points)} points", f"{POINTS_MIN} or more, such as {EXAMPLE}")
    if points[0] != points[-1]:
        raise f.WrongValueError("is not closed: the last point is not the first one", EXAMPLE)
    if crossing := find_crossing(points):
        (start, _), (other, _) = crossing
        raise f.WrongValueError(f"crosses or touches itself: the lines from {told(start)} and {told(other)} meet", EXAMPLE)
    return points


def point(value: Any) -> Point:
    if not isinstance(value, list) or len(value) != 2:
        raise f.WrongValueError(f"{value!r} is no point", "[latitude, longitude], such as [16.45, 107.55]")
    return LATITUDES(value[0]), LONGITUDES(value[1])


def told(place: Point) -> str:
    return f"[{place[0]:g}, {place[1]:g}]"


def find_crossing(points: Polygon) -> tuple[Side, Side] | None:
    """Two sides that meet elsewhere than at the corner that neighbours share."""
    sides = list(pairwise(points))
    for (number, one), (other_number, other) in combinations(enumerate(sides), 2):
        if other_number - number == 1:
            is_wrong = folds_back(one, other)
        elif other_number - number == len(sides) - 1:
            is_wrong = folds_back(other, one)
        else:
            is_wrong = meet(one, other)
        if is_wrong:
            return one, other
    return None


def turn(a: Point, b: Point, c: Point) -> int:
    """1, -1 or 0 where the way from a over b to c turns one way, the other, or not at all; counted in whole centimetres."""
    (ay, ax), (by, bx), (cy, cx) = ((round(y * 10**7), round(x * 10**7)) for y, x in (a, b, c))
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    return (area > 0) - (area < 0)


def folds_back(one: Side, following: Side) -> bool:
    """Whether a side lies on the one before it; a side without length does, too."""
    (a, b), (_, c) = one, following
    return turn(a, b, c) == 0 and not (a != b != c and lies_between(a, b, c))


def meet(one: Side, other: Side) -> bool:
    (a, b), (c, d) = one, other
    if turn(a, b, c) != turn(a, b, d) and turn(c, d, a) != turn(c, d, b):
        return True
    ends = ((a, c, b), (a, d, b), (c, a, d), (c, b, d))
    return any(turn(start, place, end) == 0 and lies_between(start, place, end) for start, place, end in ends)


def lies_between(start: Point, place: Point, end: Point) -> bool:
    """Of three points on one line: whether the second is not outside the other two."""
    return all(min(first, last) <= middle <= max(first, last) for first, middle, last in zip(start, place, end, strict=True))
