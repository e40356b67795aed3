"""What the search page looks through: one list of all items of a language, and the words of their texts in parts."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ..changes import Folder
from ..i18n.locales import TAG_OF
from ..models import Alert, Attraction, Event, Item, PressRelease, Service
from ..models.clock import hue_day
from ..models.draft import Drafts, digest
from ..render import Draft, View, ready
from .texts import TextIndex, update_index

# Address, title, summary, kind, further words; language of the title if another; from and until. Summaries of items would
# be more than half of the list: they are searched as texts are, and a result shows the further words instead.
Row = list[Any]


def index_texts(view: View, before: TextIndex | None, changed: Iterable[Item] | None = None) -> TextIndex:
    """The words of all texts, made from those of the last build where it is known.

    Where these are the only items that have `changed`, and nothing but in their texts, the others are not looked at.
    """
    if before is None or changed is None:
        items, prints = text_items(view), {}
    else:
        items, prints = (item for item in changed if item.address in before.prints), dict(before.prints)
    places: dict[str, Folder] = {}
    for item in items:
        places[item.address], prints[item.address] = (item.kind, item.slug), text_print(view, item)

    def read(address: str) -> str:
        item = view.site.look(places[address])
        shown = item.shown_in(view.locale.id)
        return f"{shown.summary}\n{view.read_body(item, shown.body_locale)}"

    return update_index(before, prints, read)


def text_items(view: View) -> Iterator[Item]:
    """Items with a text of their own, the press in the order it came out: a new release changes no other's number."""
    site = view.site
    for kind in ("attractions", "events", "services", "pages"):
        yield from (site.look((kind, slug)) for slug in getattr(site, kind))
    press = sorted(site.press.values(), key=lambda item: (item.public_at, item.slug))
    yield from (item for item in press if not item.is_withdrawn(view.now))


def text_print(view: View, item: Item) -> str:
    """Changes with every word of the text that is searched."""
    shown = item.shown_in(view.locale.id)
    return "".join(item.texts[locale].fingerprint for locale in (shown.title_locale, shown.body_locale))


def draft_search(view: View, index: TextIndex) -> Drafts:
    """search.json of a language, and search/<number>.json for each part of the texts."""
    rows = [
        *(item_row(view, item) for item in text_items(view)),
        *(alert_row(view, alert) for alert in view.site.alerts.values()),
        *city_rows(view),
    ]
    kinds = list(dict.fromkeys(row[3] for row in rows))
    number = {kind: n for n, kind in enumerate(kinds)}
    for row in rows:
        row[3] = number[row[3]]
    phases = [view.label("phase", phase) for phase in ("future", "past")]
    whole = {"of": index.stamp, "parts": len(index.parts), "kinds": kinds, "phases": phases, "rows": rows}
    yield ready(f"{view.locale.tag}/search.json", json.dumps(whole, ensure_ascii=False, separators=(",", ":")))
    yield from draft_search_parts(view, index)


def search_parts(tag: str) -> tuple[str, ...]:
    """How the paths of a language's parts begin."""
    return tuple(f"{tag}/search/{digit}" for digit in range(10))


def draft_search_parts(view: View, index: TextIndex) -> Drafts:
    for n, text in enumerate(index.parts):
        yield Draft(f"{view.locale.tag}/search/{n}.json", digest(text), partial(str, text))


def item_row(view: View, item: Item) -> Row:
    shown = item.shown_in(view.locale.id)
    kind = view.label("kind", "guides" if item.kind == "pages" else item.kind)
    row = [item.address, shown.title, "", kind, " · ".join(words(view, item))]
    return [*row, TAG_OF[shown.title_locale]] if shown.title_locale != view.locale.id else row


def alert_row(view: View, alert: Alert) -> Row:
    """Alerts have no other text: all of it stands here, with the times between which it holds."""
    text = view.tell(alert)
    times = [instant.isoformat(timespec="minutes") for instant in (alert.effective_at, view.ends_for_readers(alert))]
    return [alert.address, text.headline, text.summary, view.label("kind", "alerts"), " ".join(text.areas), "", *times]


def city_rows(view: View) -> Iterable[Row]:
    """The pages made from the city's own data, with the words that people type when they are in a hurry."""
    _, city = view.translate, view.site.city
    numbers = [f"{line.number} {view.label('hotline', line.slug)}" for line in city.hotlines.values()]
    gauges = [f"{station.name} {city.rivers[station.river].names[view.locale.id]}" for station in city.stations.values()]
    help_words = _("emergency help rescue SOS telephone hotline ambulance fire police")
    water_words = _("flood flooding inundation water level river alarm")
    price_words = _("ticket price entry fee free day")
    sos = _("In danger? Call first. If no call gets through, send from here.")
    yield ["sos/", _("SOS: call for help"), sos, _("Safety"), _("SOS rescue danger trapped flood boat")]
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
    """What readers also type, and tell results apart by: Vietnamese title, category, ward, a release's number and day."""
    if item.texts["vi"].title != item.shown_in(view.locale.id).title:
        yield item.texts["vi"].title
    for kind, group in ((Attraction, "attraction"), (Event, "event"), (Service, "service")):
        if isinstance(item, kind):
            yield view.label(group, item.category)
    if isinstance(item, (Attraction, Event)) and item.ward:
        yield view.site.city.wards[item.ward].name
    if isinstance(item, PressRelease):
        yield item.number
        yield view.formats.day(hue_day(item.public_at))
