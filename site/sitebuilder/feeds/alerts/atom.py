"""Feeds of what is in force or announced (Atom, RFC 4287), each entry with its fields of CAP: for all, and by language."""

from collections.abc import Mapping
from functools import partial
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...i18n import KNOWN_LOCALES, Locale
from ...models import Alert
from ...models.draft import Draft, Drafts, digest
from ...render import View
from ...render.alerts import last_turn
from ...render.environment import SITE_NAME
from . import terms
from .active import list_active
from .cap import NAMESPACE

ATOM = "http://www.w3.org/2005/Atom"
INDEX, OWN = "alerts/cap/feed.xml", "alerts/feed.xml"


def draft_index(views: Mapping[str, View]) -> Drafts:
    """What aggregators read; its words are in Vietnamese, its entries lead to the pages of all languages."""
    view = views.get("vi") or next(iter(views.values()))
    yield draft_feed(view, INDEX, f"{view.settings.site_url}{INDEX}", tuple(one for one in KNOWN_LOCALES if one.id in views))


def draft_atom(view: View) -> Drafts:
    yield draft_feed(view, f"{view.locale.tag}/{OWN}", view.absolute(OWN), (view.locale,))


def draft_feed(view: View, path: str, url: str, locales: tuple[Locale, ...]) -> Draft:
    """An expired or replaced message leaves the feed; an all-clear stays until it expires, so that readers learn of it."""
    alerts, updated = list_active(view), terms.instant(last_turn(view))
    key = digest([(one.slug, one.facts) for one in alerts], updated, locales)
    return Draft(path, key, partial(make_feed, view, url, locales, alerts, updated))


def make_feed(view: View, url: str, locales: tuple[Locale, ...], alerts: list[Alert], updated: str) -> bytes:
    feed = Element("feed", {"xmlns": ATOM, "xmlns:cap": NAMESPACE, "xml:lang": view.locale.tag})
    add(feed, "id", url)
    add(feed, "title", f"{view.translate('Alerts in force')} · {SITE_NAME}")
    add(feed, "updated", updated)
    add(SubElement(feed, "author"), "name", SITE_NAME)
    add(feed, "link", rel="self", type="application/atom+xml", href=url)
    for locale in locales:
        add(feed, "link", rel="alternate", type="text/html", hreflang=locale.tag, href=view.absolute("alerts/", locale.id))
    for alert in alerts:
        add_entry(SubElement(feed, "entry"), view, alert, locales)
    indent(feed, "")
    xml: bytes = tostring(feed, "UTF-8", xml_declaration=True)
    return xml + b"\n"


def add_entry(entry: Element, view: View, alert: Alert, locales: tuple[Locale, ...]) -> None:
    text, message = view.tell(alert), f"{view.settings.site_url}{terms.cap_address(alert)}"
    add(entry, "id", message)
    add(entry, "title", text.headline)
    add(entry, "updated", terms.instant(alert.sent_at))
    add(entry, "published", terms.instant(alert.sent_at))
    add(SubElement(entry, "author"), "name", view.label("issuer", alert.issuer))
    add(entry, "summary", " ".join((text.summary, *text.instructions)))
    add(entry, "link", rel="related", type="application/cap+xml", href=message)
    for locale in locales:
        page = view.absolute(alert.address, locale.id)
        add(entry, "link", rel="alternate", type="text/html", hreflang=locale.tag, href=page)
    add_cap_fields(entry, view, alert)


def add_cap_fields(entry: Element, view: View, alert: Alert) -> None:
    """What tells whether a message concerns a reader without asking for the message itself."""
    fields = {
        "identifier": alert.slug,
        "status": terms.status(alert),
        "msgType": alert.message_type.capitalize(),
        "category": terms.CATEGORIES[alert.type],
        "urgency": alert.urgency.capitalize(),
        "severity": alert.severity.capitalize(),
        "certainty": alert.certainty.capitalize(),
        "sent": terms.instant(alert.sent_at),
        "effective": terms.instant(alert.effective_at),
        "expires": terms.instant(alert.expires_at),
        "areaDesc": view.formats.all_of(view.tell(alert).areas),
    }
    for name, value in fields.items():
        add(entry, f"cap:{name}", value)
    for area in alert.areas:
        code, bounds = terms.place(view.site.city, area)
        if bounds:
            add(entry, "cap:polygon", terms.polygon(bounds))
        geocode = SubElement(entry, "cap:geocode")
        add(geocode, "cap:valueName", terms.AREA_CODE)
        add(geocode, "cap:value", code)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text or None
