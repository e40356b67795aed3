"""Pages of the places to see: one each, and their lists by category and ward."""

from collections.abc import Iterable
from functools import partial
from operator import attrgetter
from typing import Any

from ..i18n import TAG_OF
from ..models import Attraction, Event, Ticket
from ..models.draft import Drafts
from ..models.holidays import find_holidays
from ..models.item import SOURCE_LOCALE
from .cards import approximate, card, hours, is_price_confirmed, picture_path, price
from .frame import Crumb
from .lists import Filter, Listing, draft_listing
from .structured import attraction_data, compact, script_safe
from .view import View

Fact = tuple[str, str, bool]  # name, value, is it confirmed


def draft_attractions(view: View, items: Iterable[Attraction]) -> Drafts:
    for item in items:
        events = view.events_at.get(item.slug, [])
        shows_hours = item.opening_hours and view.today.year
        made_of = (view.stamp(item), [view.card_stamp(event) for event in events], events and view.today, shows_hours)
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
        "json_ld": script_safe(attraction_data(view, item, context)),
        **hours_context(view, item),
        **context,
    }


def hours_context(view: View, item: Attraction) -> dict[str, Any]:
    """What the browser needs to say whether a place is open: rules and public holidays of this year and the next."""
    if item.opening_hours is None:
        return {"hours": ""}
    holidays = [str(day) for year in (view.today.year, view.today.year + 1) for day in find_holidays(year)]
    return {
        "hours": compact(item.opening_hours.rows()),
        "holidays": compact(holidays),
        "sure": approximate("", item.is_confirmed("opening_hours")),
    }


def facts(view: View, item: Attraction) -> list[Fact]:
    """In the order that visitors need them."""
    _, fmt, city = view.translate, view.formats, view.site.city
    rows: list[Fact] = []
    in_vietnamese = partial(view.in_language, tag=TAG_OF[SOURCE_LOCALE])
    if view.locale.id != SOURCE_LOCALE:
        rows.append((_("Name in Vietnamese"), in_vietnamese(item.texts[SOURCE_LOCALE].title), True))
    if item.opening_hours:
        rows.append((_("Open"), hours(view, item.opening_hours), item.is_confirmed("opening_hours")))
    if item.ticket:
        rows.append((_("Ticket, adults"), price(view, item), is_price_confirmed(view, item)))
    if ticket := city.tickets.get(item.ticket or ""):
        rows += ticket_facts(view, item, ticket)
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


def ticket_facts(view: View, item: Attraction, ticket: Ticket) -> Iterable[Fact]:
    """What children pay, and by which decision since when these are the prices."""
    _, fmt = view.translate, view.formats

    def row(name: str, value: str, field: str) -> Fact:
        return name, value, item.is_confirmed("ticket") and field not in ticket.unconfirmed

    if ticket.child_vnd is not None:
        child = fmt.money(ticket.child_vnd) if ticket.child_vnd else _("Free entry")
        yield row(_("Ticket, children 7 to 12"), child, "child_vnd")
    if ticket.resolution:
        yield row(_("Prices set by"), _("Resolution %(number)s") % {"number": ticket.resolution}, "resolution")
    if ticket.valid_from:
        yield row(_("Prices valid from"), fmt.day(ticket.valid_from), "valid_from")


def draft_attraction_lists(view: View) -> Drafts:
    _, city = view.translate, view.site.city
    listing = Listing(
        "attractions/",
        view.label("kind", "attractions"),
        _("Tombs, pagodas, markets, lagoons: where they are, what they cost, how far they lie."),
        sorted(view.places, key=lambda place: (place.distance_km, place.slug)),
        lambda place: card(view, view.site.look(("attractions", place.slug))),
        attrgetter("stamp"),
        (
            Filter("category", _("Kind of place"), lambda place: [place.category], lambda c: view.label("attraction", c)),
            Filter("ward", _("Ward or commune"), lambda one: [one.ward] if one.ward else [], lambda w: city.wards[w].name),
        ),
    )
    yield from draft_listing(view, listing)
