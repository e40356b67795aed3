"""news-sitemap.xml: the releases of the last two days in every language, for news search engines.

A sitemap may not be empty. While nothing is new it names the lists of releases, without calling them news.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...models import PressRelease
from ...models.draft import Draft, Drafts, digest
from ...models.press import NEWS_FOR
from ...render import View
from ...render.environment import SITE_NAME
from .entries import PRESS

NAME = "news-sitemap.xml"
SITEMAP, NEWS = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.google.com/schemas/sitemap-news/0.9"
LANGUAGES = {"zh-Hans": "zh-cn"}  # as Google writes what ISO 639 does not tell apart


def draft_news_sitemap(views: Mapping[str, View]) -> Drafts:
    rows = [(view, item) for view in views.values() for item in list_news(view)]
    stamp = [(view.locale.tag, view.card_stamp(item)) for view, item in rows]
    lists = [view.absolute(PRESS) for view in views.values()]
    yield Draft(NAME, digest(stamp, lists), lambda: make_news_sitemap(rows, lists))


def list_news(view: View) -> list[PressRelease]:
    """What came out in the last two days and can be read in this language; withdrawn releases are no news."""
    fresh = [item for item in view.site.press.values() if view.now < item.public_at + NEWS_FOR]
    kept = [item for item in fresh if not item.is_withdrawn(view.now) and view.locale.id in item.locales_readable()]
    return sorted(kept, key=lambda item: (item.public_at, item.slug), reverse=True)


def make_news_sitemap(rows: list[tuple[View, PressRelease]], lists: list[str]) -> bytes:
    urls = Element("urlset", {"xmlns": SITEMAP, "xmlns:news": NEWS})
    for address in [] if rows else lists:
        add(SubElement(urls, "url"), "loc", address)
    for view, item in rows:
        url = SubElement(urls, "url")
        add(url, "loc", view.absolute(item.address))
        news = SubElement(url, "news:news")
        publication = SubElement(news, "news:publication")
        add(publication, "news:name", SITE_NAME)
        add(publication, "news:language", LANGUAGES.get(view.locale.tag, view.locale.tag))
        add(news, "news:publication_date", item.public_at.isoformat())
        add(news, "news:title", item.texts[view.locale.id].title)
    indent(urls, "")
    text: bytes = tostring(urls, "UTF-8", xml_declaration=True)
    return text + b"\n"


def add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
