"""Our facts of an alert in the terms of CAP 1.2: categories, responses, and how instants and places are written."""

from collections.abc import Iterable
from datetime import datetime

from ...models import Alert, Area, City
from ...models.alert import WHOLE_CITY, Polygon
from ...models.city import CITY_BOUNDS, CITY_CODE
from ...models.clock import hue_time

CATEGORIES = {
    "flood": "Met",
    "reservoir-release": "Infra",
    "storm": "Met",
    "heavy-rain": "Met",
    "landslide": "Geo",
    "road-flooded": "Transport",
    "evacuation": "Safety",
    "school-closure": "Safety",
    "heat": "Met",
    "power-outage": "Infra",
    "water-outage": "Infra",
    "rumor-correction": "Safety",
    "health": "Health",
    "test": "Other",
}
RESPONSES = {
    "move-to-high-ground": "Evacuate",
    "keep-off-floodwater": "Avoid",
    "charge-phone": "Prepare",
    "no-boats-downstream": "Avoid",
    "stay-indoors": "Shelter",
    "leave-when-told": "Evacuate",
    "secure-roof": "Prepare",
    "avoid-slopes": "Avoid",
    "take-detour": "Avoid",
    "keep-children-home": "Shelter",
    "drink-water": "Execute",
    "rest-in-shade": "Shelter",
    "unplug": "Execute",
    "store-water": "Prepare",
    "check-official": "Monitor",
    "wash-hands": "Execute",
    "see-doctor": "Monitor",
    "nothing-to-do": "None",
}
EVENT_CODE = "huecity:type"
AREA_CODE = "vn:administrative-unit"  # Decision 19/2025/QĐ-TTg: five digits for a ward or commune, two for the city
EVENT_END = "eventEndingTime"  # as others name the end of the event, which is not that of the message


def instant(value: datetime) -> str:
    """With the offset of Huế and without fractions: CAP allows no Z."""
    return hue_time(value).isoformat(timespec="seconds")


def sender(site_url: str) -> str:
    """The domain that vouches for our identifiers."""
    return site_url.split("/")[2].replace(":", ".")


def cap_address(alert: Alert) -> str:
    """Where the message lies, below the site; an alert's slug is its identifier."""
    return f"alerts/cap/{alert.slug}.xml"


def status(alert: Alert) -> str:
    """An example that no public source confirms is no warning of anything: an exercise."""
    if alert.is_test:
        return "Test"
    return "Actual" if alert.is_confirmed("event") else "Exercise"


def responses(alert: Alert) -> Iterable[str]:
    return ["AllClear"] if alert.is_cancel else dict.fromkeys(RESPONSES[name] for name in alert.instructions)


def code(city: City, area: Area) -> str:
    """The official number of a ward or of the city, also where only a part of it is meant."""
    return CITY_CODE if area.place == WHOLE_CITY else city.wards[area.place].code


def corners(city: City, area: Area) -> Polygon:
    """What the editors drew, else the box around the place; nothing where no map for it was found."""
    box = CITY_BOUNDS if area.place == WHOLE_CITY else city.wards[area.place].bounds
    if area.polygon or box is None:
        return area.polygon
    start = (box.south, box.west)
    return start, (box.north, box.west), (box.north, box.east), (box.south, box.east), start


def circle(city: City, area: Area) -> tuple[float, float, float] | None:
    """Latitude, longitude and kilometres around a ward that nobody has drawn, where its center is known."""
    ward = city.wards.get(area.place)
    if corners(city, area) or ward is None or ward.center is None or ward.reach_km is None:
        return None
    return *ward.center, ward.reach_km


def polygon(points: Polygon) -> str:
    """latitude,longitude of each point, the first one again at the end."""
    return " ".join(f"{latitude},{longitude}" for latitude, longitude in points)
