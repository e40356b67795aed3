"""Pages made from the city's reference data: hotlines, rivers, tickets, wards, search, and 404."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..models import Alert, Station
from ..models.city import nearest_alarm
from ..models.draft import Drafts, ready
from ..models.lunar import LunarDate, to_solar
from .cards import approximate
from .view import View

FREE_DAYS = {"solar": ((3, 26), (9, 2), (11, 23)), "lunar": ((1, 1),)}  # resolution 27/2024, free for Vietnamese citizens


@dataclass(frozen=True, slots=True)
class Reading:
    """A river level that an alert reported, with its distance to the nearest alarm level in metres."""

    alert: Alert
    station: Station
    level: str
    time: str
    alarm: int
    difference: str
    is_confirmed: bool


def draft_city(view: View) -> Drafts:
    _ = view.translate
    yield view.ready(
        "hotlines.html",
        "hotlines/",
        title=_("Hotlines"),
        description=_("Whom to call in Huế, and what to say first."),
    )
    yield view.ready(
        "rivers.html",
        "rivers/",
        title=_("Rivers and alarm levels"),
        description=_("Alarm levels of the gauges at Kim Long and Phú Ốc, and the levels that alerts reported."),
        stations=list(view.site.city.stations.values()),
        readings=sorted(readings(view), key=lambda reading: reading.alert.sent_at, reverse=True),
    )
    yield view.ready(
        "tickets.html",
        "tickets/",
        title=_("Tickets"),
        description=_("What the monuments of Huế cost, and on which days entry is free."),
        rules=[(ticket, sites_of(view, ticket.slug)) for ticket in view.site.city.tickets.values()],
        free_days=free_days(view),
    )
    yield view.ready(
        "wards.html",
        "wards/",
        title=_("Wards and communes"),
        description=_("The 40 wards and communes of Huế, with the places to see in each."),
        districts=districts(view),
    )
    yield view.ready(
        "search.html",
        "search/",
        title=_("Search"),
        description=_("Search places, events, services, guides and press releases."),
    )
    yield ready(f"{view.locale.tag}/404.html", render_not_found(view))


def readings(view: View) -> Iterable[Reading]:
    fmt = view.formats
    for alert in view.site.alerts.values():
        for measured in alert.measurements:
            if measured.measured_at is None:
                continue
            station = view.site.city.stations[measured.station]
            alarm, difference = nearest_alarm(station, measured.level_m.high)
            sign = "+" if difference >= 0 else "−"
            yield Reading(
                alert,
                station,
                fmt.span(measured.level_m, "m", 2),
                fmt.instant(measured.measured_at),
                alarm,
                f"{sign}{fmt.number(abs(difference), 2)} m",
                alert.is_confirmed("measurements"),
            )


def sites_of(view: View, ticket: str) -> list[tuple[str, str]]:
    """(address, title) of the attractions that a ticket rule is for."""
    found = [place for place in view.places if place.ticket == ticket]
    return [(place.address, approximate(place.title_html, place.is_confirmed("ticket"))) for place in found]


def free_days(view: View) -> list[str]:
    year = view.today.year
    days = [date(y, *day) for y in (year, year + 1) for day in FREE_DAYS["solar"]]
    days += [to_solar(LunarDate(y, *day)) for y in (year, year + 1) for day in FREE_DAYS["lunar"]]
    return [view.formats.weekday(day) for day in sorted(days) if day >= view.today]


def districts(view: View) -> list[tuple[str, list[tuple[str, str, int, bool]]]]:
    """(former district, [(slug, name, number of places to see, is the ward of each confirmed)])."""
    places: dict[str, list[bool]] = {}
    for place in view.places:
        if place.ward:
            places.setdefault(place.ward, []).append(place.is_confirmed("ward"))
    grouped: dict[str, list[tuple[str, str, int, bool]]] = {}
    for ward in view.site.city.wards.values():
        sure = places.get(ward.slug, [])
        row = (ward.slug, view.label("unit", ward.type) % {"name": ward.name}, len(sure), all(sure))
        grouped.setdefault(ward.former_district, []).append(row)
    return [(view.label("district", district), rows) for district, rows in grouped.items()]


def render_not_found(view: View) -> str:
    """404.html of a language; its links are absolute paths, because it answers at any address."""
    return view.template("not_found.html").render(
        title=view.translate("There is nothing here"),
        description=view.translate("This address leads nowhere on HueCity."),
        address="",
        alternates_html="",
        title_tag=view.locale.tag,
        is_hidden=True,
        canonical=view.absolute("404.html"),
        crumbs_html="",
        **view.frame.around(f"/{view.locale.tag}/", "/", "", is_hidden=True),
    )
