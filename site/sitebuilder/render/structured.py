"""Structured data: what pages say in schema.org's words (JSON-LD), of confirmed facts only."""

import json
from typing import Any

from markupsafe import Markup

from ..models import Attraction, Event, OpeningHours
from ..models.opening_hours import DAY_MINUTES, Minutes, clock_of
from .cards import is_price_confirmed, picture_path, ward_title
from .view import View

Data = dict[str, Any]
SCHEMA_STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
    "postponed": "https://schema.org/EventPostponed",
}
SCHEMA_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
OSM_OPENING_HOURS = "https://wiki.openstreetmap.org/wiki/Key:opening_hours"


def script_safe(data: Data) -> Markup:
    """JSON that cannot end the script element it stands in."""
    return Markup(compact(data).replace("<", "\\u003c"))


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def attraction_data(view: View, item: Attraction, context: Data) -> Data:
    """schema.org TouristAttraction; a position, price or opening hour that nobody checked is left out."""
    data: Data = {
        "@context": "https://schema.org",
        "@type": "TouristAttraction",
        "name": context["title"],
        "description": context["description"],
        "@id": view.absolute(item.address),
        "url": view.absolute(item.address),
    }
    data |= picture_data(view, item)
    if item.ticket and is_price_confirmed(view, item):
        data["isAccessibleForFree"] = item.is_free
    if item.is_confirmed("coordinates"):
        data["geo"] = {"@type": "GeoCoordinates", "latitude": item.latitude, "longitude": item.longitude}
    if item.address_line and item.is_confirmed("address_line"):
        data["address"] = {"@type": "PostalAddress", "streetAddress": item.address_line, "addressLocality": "Huế"}
        data["address"] |= {"addressCountry": "VN"}
    if item.opening_hours and item.is_confirmed("opening_hours"):
        data |= hours_data(item.opening_hours)
    if offers := offers_data(view, item):
        data["@reverse"] = {"availableAtOrFrom": offers}  # a place has no offers of its own in schema.org
    return data


def picture_data(view: View, item: Attraction) -> Data:
    return {"image": f"{view.settings.site_url}{picture_path(item)}"} if item.picture else {}


def hours_data(opening_hours: OpeningHours) -> Data:
    """The hours as OpenStreetMap writes them; beside it each span of a week, where all weeks are alike."""
    osm = {"@type": "PropertyValue", "propertyID": OSM_OPENING_HOURS, "name": "opening_hours", "value": opening_hours.text}
    data: Data = {"additionalProperty": [osm]}
    days: dict[Minutes, list[str]] = {}
    for name, spans in zip(SCHEMA_DAYS, opening_hours.week or (), strict=False):
        for span in spans:
            days.setdefault(span, []).append(f"https://schema.org/{name}")
    if days:
        data["openingHoursSpecification"] = [
            {"@type": "OpeningHoursSpecification", "dayOfWeek": names, "opens": clock_of(opens), "closes": closes_at(closes)}
            for (opens, closes), names in days.items()
        ]
    return data


def closes_at(minutes: int) -> str:
    """schema.org knows no 24:00: a place is open to the last minute of the day."""
    return "23:59" if minutes == DAY_MINUTES else clock_of(minutes)


def offers_data(view: View, item: Attraction) -> list[Data]:
    """What a ticket costs grown-ups, and children where it is known; free entry is said by isAccessibleForFree."""
    ticket = view.site.city.tickets.get(item.ticket or "")
    if not ticket or not item.is_confirmed("ticket"):
        return []
    _, law = view.translate, {}
    if ticket.resolution and "resolution" not in ticket.unconfirmed:
        law["description"] = _("Resolution %(number)s") % {"number": ticket.resolution}
    if ticket.valid_from and "valid_from" not in ticket.unconfirmed:
        law["validFrom"] = ticket.valid_from.isoformat()
    prices = (("adult_vnd", _("Ticket, adults")), ("child_vnd", _("Ticket, children 7 to 12")))
    return [
        {"@type": "Offer", "name": name, "price": getattr(ticket, field), "priceCurrency": "VND", **law}
        for field, name in prices
        if getattr(ticket, field) is not None and field not in ticket.unconfirmed
    ]


def event_data(view: View, item: Event, context: Data) -> Data | None:
    """schema.org Event with the next occurrence; None where nobody confirms its day, without which no reader takes it."""
    occurrence = item.nearest(view.today)
    if not occurrence or not occurrence.is_exact or not item.is_confirmed("dates"):
        return None
    data: Data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": view.absolute(item.address),
        "name": context["title"],
        "description": context["description"],
        "url": view.absolute(item.address),
        "inLanguage": context["title_tag"],
        "eventStatus": SCHEMA_STATUS[item.status],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place_data(view, item),
        "startDate": (occurrence.starts_at or occurrence.starts_on).isoformat(),
    }
    if occurrence.ends_at or not occurrence.starts_at:  # a day alone would end what begins at an hour before it began
        data["endDate"] = (occurrence.ends_at or occurrence.ends_on).isoformat()
    return data


def place_data(view: View, item: Event) -> Data:
    """schema.org Place: where the event takes place as far as a source tells, else the city."""
    data: Data = {"@type": "Place", "name": "Huế", "address": "Huế, Việt Nam"}
    place = view.site.attractions[item.attraction] if item.attraction and item.is_confirmed("attraction") else None
    if place:
        data |= {
            "name": place.shown_in(view.locale.id).title,
            "url": view.absolute(place.address),
            **picture_data(view, place),
        }
        if place.is_confirmed("coordinates"):
            data["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    ward = next((one.ward for one in (place, item) if one and one.ward and one.is_confirmed("ward")), None)
    if ward:
        data["address"] = f"{ward_title(view, ward)}, Huế, Việt Nam"
    return data
