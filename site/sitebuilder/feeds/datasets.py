"""The tables of the open data: which there are, and their rows made from the city's facts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..i18n import KNOWN_LOCALES, LABELS, TAG_OF
from ..i18n.labels import N_
from ..models import Attraction, Event, Item, Occurrence
from ..models.clock import hue_day
from ..models.draft import digest
from ..render import View
from ..render.cards import picture_path

Row = dict[str, Any]  # None where nothing is known, or nothing is translated


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table: the files data/<name>.<ending>; `columns` are those of its CSV, name.* one a language, a.b a part of a.

    `stamp` changes with any row, and is cheaper than these.
    """

    name: str
    title: str
    description: str
    columns: str
    rows: Callable[[View], Iterable[Row]]
    stamp: Callable[[View], object]
    endings: tuple[str, ...] = ("json", "csv")


def words_of(view: View, group: str, value: str) -> dict[str, str]:
    """The word for a fixed value in all languages, whichever of them are built."""
    return {one.tag: view.catalogs[one.id].translations.gettext(LABELS[group][value]) for one in KNOWN_LOCALES}


def common_row(view: View, item: Item) -> Row:
    """Words only in languages that they were really written in, and addresses of pages that can really be read."""
    texts = {locale.tag: item.texts.get(locale.id) for locale in KNOWN_LOCALES}
    readable = {TAG_OF[locale] for locale in item.locales_readable()}
    return {
        "id": item.slug,
        "name": {tag: text and text.title for tag, text in texts.items()},
        "summary": {tag: text and text.summary for tag, text in texts.items()},
        "url": {one.tag: view.absolute(item.address, one.id) if one.tag in readable else None for one in KNOWN_LOCALES},
        "sources": [view.site.city.sources[source] for source in item.sources],
        "unconfirmed": sorted(item.unconfirmed),
        "added_on": text_of(item.added_on),
        "changed_at": text_of(item.changed_at[-1] if item.changed_at else None),
    }


def text_of(moment: date | None) -> str | None:
    """A day, or an instant with its offset."""
    return moment.isoformat() if moment else None


def item_stamp(item: Item) -> str:
    """Changes with everything that a row shows of an item, which need not be made for it."""
    texts = [(locale, text.title, text.summary) for locale, text in sorted(item.texts.items())]
    return digest(item.slug, item.facts, texts, item.locales_readable())


def attraction_rows(view: View) -> Iterable[Row]:
    return (common_row(view, item) | attraction_facts(view, item) for item in view.site.attractions.values())


def attraction_facts(view: View, item: Attraction) -> Row:
    picture = picture_path(item)
    return {
        "category": item.category,
        "latitude": item.latitude,
        "longitude": item.longitude,
        "ward": item.ward,
        "address": item.address_line,
        "unesco": item.unesco,
        "built_from": item.built_from,
        "built_to": item.built_to,
        "opening_hours": item.opening_hours and item.opening_hours.text,
        "ticket": item.ticket,
        "picture": f"{view.settings.site_url}{picture}" if picture else None,
    }


def event_rows(view: View) -> Iterable[Row]:
    return (common_row(view, item) | event_facts(view, item) for item in view.site.events.values())


def event_facts(view: View, item: Event) -> Row:
    """`dates` are known days, `seasons` the months or windows in which the day is still to be fixed."""
    around = item.around(view.today)
    return {
        "category": item.category,
        "status": item.status,
        "attraction": item.attraction,
        "ward": item.ward,
        "solar_date": month_day(item.solar_date),
        "lunar_date": month_day(item.lunar_date),
        "lunar_month": item.lunar_month,
        "year_round": item.year_round,
        "years": item.years,
        "starts_at": text_of(item.starts_at),
        "ends_at": text_of(item.ends_at),
        "dates": [interval(one) for one in around if one.is_exact],
        "seasons": [interval(one) for one in around if not one.is_exact],
    }


def month_day(pair: tuple[int, int] | None) -> str | None:
    return pair and "{:02}-{:02}".format(*pair)


def interval(one: Occurrence) -> str:
    """First and last day as ISO 8601 writes an interval; both belong to it."""
    return f"{one.starts_on}/{one.ends_on}"


def ward_rows(view: View) -> list[Row]:
    return [
        {
            "id": ward.slug,
            "code": ward.code,
            "name": {tag: words % {"name": ward.name} for tag, words in words_of(view, "unit", ward.type).items()},
            "type": ward.type,
            "former_district": ward.former_district,
            "latitude": ward.center and ward.center[0],
            "longitude": ward.center and ward.center[1],
            "area_km2": ward.area_km2,
        }
        for ward in view.site.city.wards.values()
    ]


def gauge_rows(view: View) -> list[Row]:
    rivers = view.site.city.rivers
    return [
        {
            "id": station.slug,
            "name": station.name,
            "river": station.river,
            "river_name": {one.tag: rivers[station.river].names.get(one.id) for one in KNOWN_LOCALES},
            **{f"alarm_{number}_m": level for number, level in enumerate(station.alarm_m, 1)},
            "unconfirmed": sorted(station.unconfirmed),
        }
        for station in view.site.city.stations.values()
    ]


def hotline_rows(view: View) -> list[Row]:
    return [
        {
            "id": line.slug,
            "name": words_of(view, "hotline", line.slug),
            "number": line.number,
            "is_emergency": line.is_emergency,
            "is_confirmed": line.is_confirmed,
        }
        for line in view.site.city.hotlines.values()
    ]


def ticket_rows(view: View) -> list[Row]:
    city, places = view.site.city, view.site.attractions.values()
    return [
        {
            "id": ticket.slug,
            "adult_vnd": ticket.adult_vnd,
            "child_vnd": ticket.child_vnd,
            "resolution": ticket.resolution,
            "valid_from": text_of(ticket.valid_from),
            "attractions": [item.slug for item in places if item.ticket == ticket.slug],
            "sources": [city.sources[source] for source in ticket.sources],
            "unconfirmed": sorted(ticket.unconfirmed),
        }
        for ticket in city.tickets.values()
    ]


def change_rows(view: View) -> list[Row]:
    """What was added, changed and removed, the latest first; `at` is known of changes alone."""
    found = [row for item in data_items(view) for row in item_changes(item)]
    for removal in view.site.city.removals.values():
        kind, _, slug = removal.address.partition("/")
        found.append({"on": removal.removed_on, "at": None, "change": "removed", "kind": kind, "id": slug})
    found.sort(key=lambda row: (row["on"], row["at"] is not None, row["at"], row["kind"], row["id"]), reverse=True)
    return [row | {"on": text_of(row["on"]), "at": text_of(row["at"])} for row in found]


def data_items(view: View) -> Iterable[Item]:
    return [*view.site.attractions.values(), *view.site.events.values()]


def item_changes(item: Item) -> Iterable[Row]:
    if item.added_on:
        yield {"on": item.added_on, "at": None, "change": "added", "kind": item.kind, "id": item.slug}
    for at in item.changed_at:
        yield {"on": hue_day(at), "at": at, "change": "changed", "kind": item.kind, "id": item.slug}


ITEM_COLUMNS = "url.* sources unconfirmed added_on changed_at"
DATASETS = (
    Dataset(
        "attractions",
        N_("Places to see"),
        N_("Name, kind, position, opening hours in OpenStreetMap's syntax, ticket, ward and years of building."),
        "id name.* category latitude longitude ward address unesco built_from built_to opening_hours ticket picture "
        f"{ITEM_COLUMNS}",
        attraction_rows,
        lambda view: [item_stamp(item) for item in view.site.attractions.values()],
        ("json", "csv", "geojson"),
    ),
    Dataset(
        "events",
        N_("Events"),
        N_("Name, kind, state, place, and the days of this year and the next, by the solar and the lunar calendar."),
        "id name.* category status attraction ward solar_date lunar_date lunar_month year_round years starts_at ends_at "
        f"dates seasons {ITEM_COLUMNS}",
        event_rows,
        lambda view: [
            (item_stamp(item), [interval(one) for one in item.around(view.today)]) for item in view.site.events.values()
        ],
    ),
    Dataset(
        "tickets",
        N_("Tickets"),
        N_("Prices in đồng, the resolution that sets them and since when, and the places they are for."),
        "id adult_vnd child_vnd resolution valid_from attractions sources unconfirmed",
        ticket_rows,
        ticket_rows,
    ),
    Dataset(
        "wards",
        N_("Wards and communes"),
        N_("The 40 wards and communes since 1 July 2025, with the code, former district, center and area of each."),
        "id code name.* type former_district latitude longitude area_km2",
        ward_rows,
        ward_rows,
    ),
    Dataset(
        "gauges",
        N_("Rivers and alarm levels"),
        N_("The river gauges with their three alarm levels in metres."),
        "id name river river_name.* alarm_1_m alarm_2_m alarm_3_m unconfirmed",
        gauge_rows,
        gauge_rows,
    ),
    Dataset(
        "hotlines",
        N_("Hotlines"),
        N_("The telephone numbers that stand on every page."),
        "id name.* number is_emergency is_confirmed",
        hotline_rows,
        hotline_rows,
    ),
    Dataset(
        "changes",
        N_("List of changes"),
        N_("Which places and events were added, changed or removed, and when, for those who keep a copy."),
        "on at change kind id",
        change_rows,
        change_rows,
    ),
)
