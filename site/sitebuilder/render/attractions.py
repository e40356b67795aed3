"""Pages of the places to see: one each, and their lists by category and ward."""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from markupsafe import Markup

from ..models import Attraction, Event
from ..models.draft import Drafts
from ..models.item import SOURCE_LOCALE
from .cards import approximate, are_hours_confirmed, card, is_price_confirmed, picture_path, price
from .lists import Filter, Listing, draft_listing
from .view import TAGS, Crumb, View


def draft_attractions(view: View, items: Iterable[Attraction]) -> Drafts:
    for item in items:
        events = view.events_at.get(item.slug, [])
        made_of = (view.stamp(item), [view.card_stamp(event) for event in events], events and view.today)
        yield view.draft("attraction.html", item.address, made_of, partial(context_of, view, item, events))


def context_of(view: View, item: Attraction, events: list[Event]) -> dict[str, Any]:
    context = view.item_context(item)
    return {
        "crumbs": [Crumb(view.label("kind", "attractions"), "attractions/")],
        "item": item,
        "rows": facts(view, item),
        "picture": picture_path(item),
        "category": view.label("attraction", item.category),
        "events": [card(view, event, 3) for event in events],
        "json_ld": json_ld(view, item, context),
        **context,
    }


def facts(view: View, item: Attraction) -> list[tuple[str, str, bool]]:
    """(name, value, is it confirmed) in the order that visitors need them."""
    _, fmt, city = view.translate, view.formats, view.site.city
    rows: list[tuple[str, str, bool]] = []
    in_vietnamese = partial(view.in_language, tag=TAGS[SOURCE_LOCALE])
    if view.locale.id != SOURCE_LOCALE:
        rows.append((_("Name in Vietnamese"), in_vietnamese(item.texts[SOURCE_LOCALE].title), True))
    if item.opens and item.closes:
        rows.append((_("Open"), f"{item.opens}–{item.closes}", are_hours_confirmed(item)))
    if item.ticket:
        rows.append((_("Ticket, adults"), price(view, item), is_price_confirmed(view, item)))
    ticket = city.tickets.get(item.ticket or "")
    if ticket and ticket.child_vnd is not None:
        child = fmt.money(ticket.child_vnd) if ticket.child_vnd else _("Free entry")
        is_sure = item.is_confirmed("ticket") and "child_vnd" not in ticket.unconfirmed
        rows.append((_("Ticket, children 7 to 12"), child, is_sure))
    if item.ward:
        rows.append((_("Ward or commune"), city.wards[item.ward].name, item.is_confirmed("ward")))
    if item.address_line:
        rows.append((_("Address"), in_vietnamese(item.address_line), item.is_confirmed("address_line")))
    rows.append(
        (_("From the Flag Tower, as the crow flies"), approximate(fmt.distance(item.distance_km), is_sure=False), True)
    )
    place = f"{fmt.degrees(item.latitude)}° N, {fmt.degrees(item.longitude)}° E"
    rows.append((_("Position"), place, item.is_confirmed("coordinates")))
    if item.built_from:
        years = f"{item.built_from}–{item.built_to}" if item.built_to else str(item.built_from)
        rows.append((_("Built"), years, item.is_confirmed("built_from") and item.is_confirmed("built_to")))
    if item.unesco:
        rows.append((_("World Heritage"), _("Part of the Complex of Huế Monuments"), item.is_confirmed("unesco")))
    return rows


def json_ld(view: View, item: Attraction, context: dict[str, Any]) -> Markup:
    """schema.org TouristAttraction; a position or price that nobody checked is left out."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "TouristAttraction",
        "name": context["title"],
        "description": context["description"],
        "url": view.absolute(item.address),
        "inLanguage": context["title_tag"],
    }
    if item.ticket and is_price_confirmed(view, item):
        data["isAccessibleForFree"] = item.is_free
    if item.is_confirmed("coordinates"):
        data["geo"] = {"@type": "GeoCoordinates", "latitude": item.latitude, "longitude": item.longitude}
    return script_safe(data)


def script_safe(data: dict[str, Any]) -> Markup:
    """JSON that cannot end the script element it stands in."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def draft_attraction_lists(view: View) -> Drafts:
    _, city = view.translate, view.site.city
    listing = Listing(
        "attractions/",
        view.label("kind", "attractions"),
        _("Tombs, pagodas, markets, lagoons: where they are, what they cost, how far they lie."),
        sorted(view.site.attractions.values(), key=lambda item: (item.distance_km, item.slug)),
        lambda item: card(view, item),
        view.card_stamp,
        (
            Filter("category", _("Kind of place"), lambda item: [item.category], lambda c: view.label("attraction", c)),
            Filter(
                "ward", _("Ward or commune"), lambda item: [item.ward] if item.ward else [], lambda w: city.wards[w].name
            ),
        ),
    )
    yield from draft_listing(view, listing)
