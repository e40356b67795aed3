"""sitemap.xml: every address that can really be read in its language."""

from collections.abc import Iterable
from html import escape

from ..i18n import KNOWN_LOCALES, LOCALE_IDS
from ..models import Alert, Site
from ..render import Drafts, ready

LISTS = (
    "",
    "attractions/",
    "events/",
    "alerts/",
    "press/",
    "services/",
    "guides/",
    "hotlines/",
    "rivers/",
    "tickets/",
    "wards/",
)


def draft_sitemap(site: Site, site_url: str) -> Drafts:
    lines = "".join(f"<url><loc>{escape(site_url + path)}</loc></url>\n" for path in paths(site))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    yield ready("sitemap.xml", f"{head}{lines}</urlset>\n")
    yield ready("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n")


def paths(site: Site) -> Iterable[str]:
    readable = [(item.address, LOCALE_IDS if isinstance(item, Alert) else item.locales_readable()) for item in site.items()]
    for locale in KNOWN_LOCALES:
        yield from (f"{locale.tag}/{address}" for address in LISTS)
        yield from (f"{locale.tag}/{address}" for address, locales in readable if locale.id in locales)
