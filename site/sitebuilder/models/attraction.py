"""A place to see: where it is, what it costs, when it opens."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import ClassVar

from .item import Item
from .opening_hours import OpeningHours

CATEGORIES = (
    "citadel tomb pagoda temple altar museum palace monument landmark market street viewpoint craft-village nature beach"
).split()

CITY_CENTRE = (16.4673, 107.5790)  # Phu Van Lau, in front of the Flag Tower: where Huế counts its distances from
EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attraction(Item):
    """Coordinates are WGS 84 degrees; `ticket` is "free", a rule of city/tickets.yaml, or None where nothing is known."""

    kind: ClassVar[str] = "attractions"
    category: str
    latitude: float
    longitude: float
    ward: str | None = None
    address_line: str | None = None
    unesco: bool = False
    built_from: int | None = None
    built_to: int | None = None
    ticket: str | None = None
    opening_hours: OpeningHours | None = None
    picture: str | None = None

    @property
    def is_free(self) -> bool:
        return self.ticket == "free"

    @property
    def distance_km(self) -> float:
        """Great-circle distance from the city centre, in kilometres."""
        return haversine_km(CITY_CENTRE, (self.latitude, self.longitude))


def haversine_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance in kilometres between two (latitude, longitude) pairs in degrees, on a sphere (error below 0.5 %)."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))
