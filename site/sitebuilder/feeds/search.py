"""The list that the search page looks through: one row an item, small enough to be fetched whole."""

import json
from collections.abc import Iterable

from ..models import Alert, Attraction, Event, Item, Service
from ..render import Draft, View, ready


def draft_search(view: View) -> Draft:
    """search.json of a language: [address, title, summary, kind, further words] for items and pages of the city."""
    rows = [*city_rows(view), *(row(view, item) for item in view.site.items())]
    return ready(f"{view.locale.tag}/search.json", json.dumps(rows, ensure_ascii=False, separators=(",", ":")))


def row(view: View, item: Item) -> list[str]:
    if isinstance(item, Alert):
        text = view.tell(item)
        return [item.address, text.headline, text.summary, view.label("kind", "alerts"), " ".join(text.areas)]
    shown = item.shown_in(view.locale.id)
    kind = "guides" if item.kind == "pages" else item.kind
    summary = shown.summary or view.translate("Withdrawn")  # of a release that was withdrawn only the title is left
    return [item.address, shown.title, summary, view.label("kind", kind), " ".join(words(view, item))]


def city_rows(view: View) -> Iterable[list[str]]:
    """The pages made from the city's own data, with the words that people type when they are in a hurry."""
    _, city = view.translate, view.site.city
    numbers = [f"{line.number} {view.label('hotline', line.slug)}" for line in city.hotlines.values()]
    gauges = [f"{station.name} {city.rivers[station.river].names[view.locale.id]}" for station in city.stations.values()]
    help_words = _("emergency help rescue SOS telephone hotline ambulance fire police")
    water_words = _("flood flooding inundation water level river alarm")
    price_words = _("ticket price entry fee free day")
    yield ["hotlines/", _("Hotlines"), ", ".join(numbers), _("Safety"), help_words]
    yield ["rivers/", _("Rivers and alarm levels"), ", ".join(gauges), _("Safety"), water_words]
    yield [
        "tickets/",
        _("Tickets"),
        _("What the monuments of Huế cost, and on which days entry is free."),
        _("Tourism"),
        price_words,
    ]
    for ward in city.wards.values():
        yield ["wards/", view.label("unit", ward.type) % {"name": ward.name}, "", _("Wards and communes"), ""]


def words(view: View, item: Item) -> Iterable[str]:
    """What readers also type: the Vietnamese title, the category, the ward."""
    if item.texts["vi"].title != item.shown_in(view.locale.id).title:
        yield item.texts["vi"].title
    for kind, group in ((Attraction, "attraction"), (Event, "event"), (Service, "service")):
        if isinstance(item, kind):
            yield view.label(group, item.category)
    if isinstance(item, (Attraction, Event)) and item.ward:
        yield view.site.city.wards[item.ward].name
