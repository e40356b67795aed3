"""alerts/cap/<identifier>.xml: each message as CAP 1.2, one file with an <info> a language, signed where there is a key."""

from collections.abc import Mapping
from functools import partial
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...models import Alert, Area
from ...models.alert import list_superseded
from ...models.draft import Draft, Drafts, digest
from ...render import View
from . import terms

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
HEADLINE_MAX = 139  # characters; longer ones are cut off by phones that show them
EXAMPLE = "An example that shows the form of such a message. No public source for this event was found."
APPROXIMATE = "Taken from public reports; the times of the message itself are approximate."
CONTACT = "hueioc"


def draft_cap(views: Mapping[str, View]) -> Drafts:
    view = next(iter(views.values()))
    signer = view.settings.keys.cap_signer
    for alert in view.site.alerts.values():
        superseded = list_superseded(alert, view.site.alerts)
        facts = [(one.slug, one.facts) for one in (alert, *superseded)]
        key = digest(facts, list(views), signer.key_id if signer else "")
        yield Draft(terms.cap_address(alert), key, partial(make_cap, views, alert, superseded))


def make_cap(views: Mapping[str, View], alert: Alert, superseded: list[Alert]) -> bytes:
    view = next(iter(views.values()))
    root = Element("alert", {"xmlns": NAMESPACE})
    add_message(root, view, alert, superseded)
    for own in views.values():
        add_info(SubElement(root, "info"), own, alert)
    indent(root, "")
    xml: bytes = tostring(root, "UTF-8", xml_declaration=True)
    signer = view.settings.keys.cap_signer
    return (signer.sign_xml(xml) if signer else xml) + b"\n"


def add_message(root: Element, view: View, alert: Alert, superseded: list[Alert]) -> None:
    """What is the same in every language; the note, for which CAP has one place, is in English."""
    own = terms.sender(view.settings.site_url)
    add(root, "identifier", alert.slug)
    add(root, "sender", own)
    add(root, "sent", terms.instant(alert.sent_at))
    add(root, "status", terms.status(alert))
    add(root, "msgType", alert.message_type.capitalize())
    add(root, "scope", "Public")
    if alert.unconfirmed:
        add(root, "note", APPROXIMATE if alert.is_confirmed("event") else EXAMPLE)
    if superseded:
        references = (f"{own},{one.slug},{terms.instant(one.sent_at)}" for one in superseded)
        add(root, "references", " ".join(references))


def add_info(info: Element, view: View, alert: Alert) -> None:
    """The message in one language, in the order that CAP's schema asks for."""
    text = view.tell(alert)
    add(info, "language", view.locale.tag)
    add(info, "category", terms.CATEGORIES[alert.type])
    add(info, "event", event_of(view, alert))
    for response in terms.responses(alert):
        add(info, "responseType", response)
    for name in ("urgency", "severity", "certainty"):
        add(info, name, getattr(alert, name).capitalize())
    add_pair(info, "eventCode", terms.EVENT_CODE, alert.type)
    add(info, "effective", terms.instant(alert.effective_at))
    add(info, "expires", terms.instant(alert.expires_at))
    add(info, "senderName", view.label("issuer", alert.issuer))
    add(info, "headline", shorten(text.headline))
    add(info, "description", text.summary)
    add(info, "instruction", " ".join(text.instructions))
    add(info, "web", view.absolute(alert.address))
    if hotline := view.site.city.hotlines.get(CONTACT):
        add(info, "contact", f"{view.label('hotline', hotline.slug)}: {hotline.number}")
    if alert.ends_at:
        add_pair(info, "parameter", terms.EVENT_END, terms.instant(alert.ends_at))
    for area, name in zip(alert.areas, text.areas, strict=True):
        add_area(SubElement(info, "area"), view, area, name)


def event_of(view: View, alert: Alert) -> str:
    return view.translate("Test") if alert.is_test else view.label("alert", alert.type)


def add_area(element: Element, view: View, area: Area, name: str) -> None:
    add(element, "areaDesc", name)
    if corners := terms.corners(view.site.city, area):
        add(element, "polygon", terms.polygon(corners))
    if circle := terms.circle(view.site.city, area):
        add(element, "circle", "{},{} {}".format(*circle))
    add_pair(element, "geocode", terms.AREA_CODE, terms.code(view.site.city, area))


def add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def add_pair(parent: Element, name: str, value_name: str, value: str) -> None:
    pair = SubElement(parent, name)
    add(pair, "valueName", value_name)
    add(pair, "value", value)


def shorten(headline: str) -> str:
    return headline if len(headline) <= HEADLINE_MAX else f"{headline[: HEADLINE_MAX - 1].rstrip()}…"
