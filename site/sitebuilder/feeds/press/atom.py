"""feed.xml: the press as Atom (RFC 4287), with full texts."""

from datetime import UTC, datetime
from functools import partial
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...models import PressRelease
from ...models.draft import Draft, Drafts
from ...render import View
from ..atom import ATOM, add, tell_apart
from .entries import PRESS, FeedEntry, feed_key, feed_title, list_newest, tell_entry

NAME = "feed.xml"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants an instant also of a feed in which nothing has happened


def draft_atom(view: View) -> Drafts:
    items = list_newest(view)
    yield Draft(f"{view.locale.tag}/{PRESS}{NAME}", feed_key(view, items), partial(make_atom, view, items))


def make_atom(view: View, items: list[PressRelease]) -> bytes:
    entries = [tell_entry(view, item) for item in items]
    home, own = view.absolute(PRESS), view.absolute(f"{PRESS}{NAME}")
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": view.locale.tag})
    add(feed, "id", own)
    add(feed, "title", feed_title(view))
    add(feed, "updated", max((entry.updated_at for entry in entries), default=NEVER).isoformat())
    add(feed, "link", rel="self", type="application/atom+xml", href=own)
    add(feed, "link", rel="alternate", type="text/html", hreflang=view.locale.tag, href=home)
    for entry, updated_at in zip(entries, tell_apart(entry.updated_at for entry in entries), strict=True):
        add_entry(feed, entry, updated_at)
    indent(feed, "")
    text: bytes = tostring(feed, "UTF-8", xml_declaration=True)
    return text + b"\n"


def add_entry(feed: Element, entry: FeedEntry, updated_at: datetime) -> None:
    element = SubElement(feed, "entry")
    add(element, "id", entry.url)
    add(element, "title", entry.title, **{"xml:lang": entry.title_tag})
    add(element, "published", entry.published_at.isoformat())
    add(element, "updated", updated_at.isoformat())
    add(element, "link", rel="alternate", type="text/html", href=entry.url)
    for attachment, url, name in entry.attachments:
        size = str(attachment.size_bytes)
        add(element, "link", rel="enclosure", type=attachment.media_type, length=size, title=name, href=url)
    add(SubElement(element, "author"), "name", entry.author)
    for tag in entry.tags:
        add(element, "category", term=tag)
    if entry.summary:
        add(element, "summary", entry.summary, **{"xml:lang": entry.title_tag})
    add(element, "content", entry.html, type="html", **{"xml:lang": entry.body_tag})
