"""events/feed.xml: the events as Atom (RFC 4287), those that come next first, for readers of feeds without a calendar."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markupsafe import Markup

from ..i18n import TAG_OF
from ..models import Event
from ..models.clock import hue_time
from ..models.draft import Draft, Drafts, digest
from ..render import View
from ..render.cards import when
from ..render.environment import SITE_NAME
from ..render.events import coming_first, place_words
from .atom import ATOM, add, tell_apart
from .calendar import FIRST_PUBLISHED, last_changed_at, made_of, title

ADDRESS = "events/feed.xml"


def draft_event_feed(view: View) -> Drafts:
    events = coming_first(view)
    key = digest(view.locale.tag, *((made_of(view, item), when(view, item)) for item in events))
    yield Draft(f"{view.locale.tag}/{ADDRESS}", key, partial(make_feed, view, events))


def make_feed(view: View, events: Sequence[Event]) -> bytes:
    own, changed = view.absolute(ADDRESS), change_instants(events)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": view.locale.tag})
    add(feed, "id", own)
    add(feed, "title", f"{view.translate('Festivals and events of Huế')} · {SITE_NAME}")
    add(feed, "updated", max(changed.values(), default=hue_time(FIRST_PUBLISHED)).isoformat())
    add(SubElement(feed, "author"), "name", SITE_NAME)
    add(feed, "link", rel="self", type="application/atom+xml", href=own)
    add(feed, "link", rel="alternate", type="text/html", hreflang=view.locale.tag, href=view.absolute("events/"))
    for item in events:
        add_entry(SubElement(feed, "entry"), view, item, changed[item.slug])
    indent(feed, "")
    text: bytes = tostring(feed, "UTF-8", xml_declaration=True)
    return text + b"\n"


def change_instants(events: Sequence[Event]) -> Mapping[str, datetime]:
    """When each was changed last, told apart; which of them comes next does not matter, so time alone moves none of them."""
    latest = sorted(events, key=lambda item: (last_changed_at(item), item.slug), reverse=True)
    instants = tell_apart(hue_time(last_changed_at(item)) for item in latest)
    return {item.slug: instant for item, instant in zip(latest, instants, strict=True)}


def add_entry(entry: Element, view: View, item: Event, changed_at: datetime) -> None:
    """When and where in the reader's language, and the summary in the one it is written in."""
    shown, page = item.shown_in(view.locale.id), view.absolute(item.address)
    tag = TAG_OF[shown.title_locale]
    add(entry, "id", page)
    add(entry, "title", title(view, item, shown.title), **{"xml:lang": tag})
    add(entry, "updated", changed_at.isoformat())
    add(entry, "link", rel="alternate", type="text/html", href=page)
    if item.dated(view.today):
        add(entry, "link", rel="related", type="text/calendar", href=f"{page}event.ics")
    add(entry, "category", scheme=view.absolute("events/"), term=item.category, label=view.label("event", item.category))
    facts = Markup("<p>{}<br>{}</p>").format(when(view, item), place_words(view, item))
    summary = Markup("<p>{}</p>").format(view.in_language(shown.summary, tag))
    add(entry, "content", str(facts + summary), type="html")
