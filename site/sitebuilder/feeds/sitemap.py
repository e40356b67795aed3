"""sitemap.xml: every page that was made and can really be read in its language."""

from collections.abc import Iterable
from html import escape

from ..i18n import KNOWN_LOCALES
from ..models import Alert, Site
from ..render import Drafts, ready
from ..render.sheet import SHEET

PAGE = "index.html"
PARTS = ("alerts/banner/", f"/{SHEET}")  # the frame that pages show, and sheets of paper: no pages of their own
ACCOUNT = "account/"  # forms, which say noindex themselves


def draft_sitemap(site: Site, site_url: str, made: Iterable[str]) -> Drafts:
    """`made` are the paths of all files of the site."""
    lines = "".join(f"<url><loc>{escape(site_url + path)}</loc></url>\n" for path in readable_pages(site, made))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    yield ready("sitemap.xml", f"{head}{lines}</urlset>\n")
    sitemaps = "".join(f"Sitemap: {site_url}{name}\n" for name in ("sitemap.xml", "news-sitemap.xml"))
    yield ready("robots.txt", f"User-agent: *\nAllow: /\n{sitemaps}")


def readable_pages(site: Site, made: Iterable[str]) -> list[str]:
    """The addresses of pages, without those that only show another language's text."""
    pages = {path.removesuffix(PAGE) for path in made if path.rpartition("/")[2] == PAGE and is_listed(path)}
    texted = [item for item in site.items() if not isinstance(item, Alert)]
    untranslated = {
        f"{locale.tag}/{item.address}"
        for item in texted
        for locale in KNOWN_LOCALES
        if locale.id not in item.locales_readable()
    }
    return sorted(pages - untranslated)


def is_listed(path: str) -> bool:
    return not path.removesuffix(PAGE).endswith(PARTS) and not path.partition("/")[2].startswith(ACCOUNT)
