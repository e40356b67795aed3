"""Feeds of what is in force or announced (Atom, RFC 4287), each entry with its facts: for all, and by language.

The facts stand in what Atom, Dublin Core and GeoRSS have for them, as feed readers and checkers know no elements of CAP;
aggregators look for those, so the index for all has them as well.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...i18n import KNOWN_LOCALES, Locale
from ...models import Alert
from ...models.draft import Draft, Drafts, digest
from ...render import View
from ...render.alerts import last_turn
from ...render.environment import SITE_NAME
from ..atom import ATOM, add, tell_apart
from . import terms
from .active import list_active
from .cap import NAMESPACE, event_of

DCTERMS, GEORSS = "http://purl.org/dc/terms/", "http://www.georss.org/georss"
INDEX, OWN = "alerts/cap/feed.xml", "alerts/feed.xml"


def draft_index(views: Mapping[str, View]) -> Drafts:
    """What aggregators read; its words are in Vietnamese, its entries lead to the pages of all languages."""
    view = views.get("vi") or next(iter(views.values()))
    yield draft_feed(view, INDEX, f"{view.settings.site_url}{INDEX}", tuple(one for one in KNOWN_LOCALES if one.id in views))


def draft_atom(view: View) -> Drafts:
    yield draft_feed(view, f"{view.locale.tag}/{OWN}", view.absolute(OWN), (view.locale,))


def draft_feed(view: View, path: str, url: str, locales: tuple[Locale, ...]) -> Draft:
    """An expired or replaced message leaves the feed; an all-clear stays until it expires, so that readers learn of it."""
    alerts = sorted(list_active(view), key=lambda alert: alert.sent_at, reverse=True)  # of one instant, the worst first
    updated = terms.instant(last_turn(view))
    key = digest([(one.slug, one.facts) for one in alerts], updated, locales)
    return Draft(path, key, partial(make_feed, view, url, locales, alerts, updated))


def make_feed(view: View, url: str, locales: tuple[Locale, ...], alerts: list[Alert], updated: str) -> bytes:
    spaces = {"xmlns": ATOM, "xmlns:dcterms": DCTERMS, "xmlns:georss": GEORSS}
    is_index = url.endswith(INDEX)
    feed = Element("feed", spaces | ({"xmlns:cap": NAMESPACE} if is_index else {}) | {"xml:lang": view.locale.tag})
    add(feed, "id", url)
    add(feed, "title", f"{view.translate('Alerts in force')} · {SITE_NAME}")
    add(feed, "updated", updated)
    add(SubElement(feed, "author"), "name", SITE_NAME)
    add(feed, "link", rel="self", type="application/atom+xml", href=url)
    for locale in locales:
        add(feed, "link", rel="alternate", type="text/html", hreflang=locale.tag, href=view.absolute("alerts/", locale.id))
    for alert, updated_at in zip(alerts, tell_apart(alert.sent_at for alert in alerts), strict=True):
        entry = SubElement(feed, "entry")
        add_entry(entry, view, alert, locales, updated_at)
        if is_index:
            add_cap_fields(entry, view, alert)
    indent(feed, "")
    xml: bytes = tostring(feed, "UTF-8", xml_declaration=True)
    return xml + b"\n"


def add_entry(entry: Element, view: View, alert: Alert, locales: tuple[Locale, ...], updated_at: datetime) -> None:
    text, message = view.tell(alert), f"{view.settings.site_url}{terms.cap_address(alert)}"
    add(entry, "id", message)
    add(entry, "title", text.headline)
    add(entry, "updated", terms.instant(updated_at))
    add(entry, "published", terms.instant(alert.sent_at))
    add(SubElement(entry, "author"), "name", view.label("issuer", alert.issuer))
    add(entry, "summary", " ".join((text.summary, *text.instructions)))
    add(entry, "link", rel="related", type="application/cap+xml", href=message)
    for locale in locales:
        page = view.absolute(alert.address, locale.id)
        add(entry, "link", rel="alternate", type="text/html", hreflang=locale.tag, href=page)
    add_facts(entry, view, alert)
    add_areas(entry, view, alert)


def facts_of(alert: Alert) -> dict[str, str]:
    """What tells whether a message concerns a reader without asking for the message itself, under CAP's own names."""
    return {
        "status": terms.status(alert),
        "msgType": alert.message_type.capitalize(),
        "category": terms.CATEGORIES[alert.type],
        "urgency": alert.urgency.capitalize(),
        "severity": alert.severity.capitalize(),
        "certainty": alert.certainty.capitalize(),
    }


def add_facts(entry: Element, view: View, alert: Alert) -> None:
    for name, value in facts_of(alert).items():
        add(entry, "category", scheme=f"{NAMESPACE}:{name}", term=value)
    add(entry, "category", scheme=f"{NAMESPACE}:eventCode", term=alert.type, label=event_of(view, alert))
    start, end = terms.instant(alert.effective_at), terms.instant(alert.expires_at)
    add(entry, "dcterms:valid", f"start={start}; end={end}; scheme=W3C-DTF")


def add_cap_fields(entry: Element, view: View, alert: Alert) -> None:
    times = {"sent": alert.sent_at, "effective": alert.effective_at, "expires": alert.expires_at}
    areas = {"areaDesc": view.formats.all_of(view.tell(alert).areas)}
    fields = facts_of(alert) | {name: terms.instant(at) for name, at in times.items()} | areas
    for name, value in {"identifier": alert.slug, **fields}.items():
        add(entry, f"cap:{name}", value)
    for area in alert.areas:
        if corners := terms.corners(view.site.city, area):
            add(entry, "cap:polygon", terms.polygon(corners))
        if circle := terms.circle(view.site.city, area):
            add(entry, "cap:circle", "{},{} {}".format(*circle))
        geocode = SubElement(entry, "cap:geocode")
        add(geocode, "cap:valueName", terms.AREA_CODE)
        add(geocode, "cap:value", terms.code(view.site.city, area))


def add_areas(entry: Element, view: View, alert: Alert) -> None:
    for area, name in zip(alert.areas, view.tell(alert).areas, strict=True):
        add(entry, "category", scheme=f"{NAMESPACE}:geocode", term=terms.code(view.site.city, area), label=name)
        if corners := terms.corners(view.site.city, area):
            add(entry, "georss:polygon", terms.polygon(corners).replace(",", " "))
        if circle := terms.circle(view.site.city, area):
            latitude, longitude, km = circle
            add(entry, "georss:circle", f"{latitude} {longitude} {km * 1000:.0f}")
