"""The sitemap: every page that was made and can really be read in its language, and in which others it can be read."""

import zlib
from collections.abc import Iterable, Mapping
from functools import partial
from html import escape

from ..i18n import KNOWN_LOCALES
from ..models import Alert, Site
from ..models.draft import Draft, digest
from ..render import Drafts, ready
from ..render.sheet import SHEET

PAGE = "index.html"
PARTS = ("alerts/banner/", f"/{SHEET}")  # the frame that pages show, and sheets of paper: no pages of their own
FORMS = ("account/", "desk/", "reports/", "wallet/")  # which say noindex themselves
# Addresses a file on average, each in up to six languages: far from the limits of 50,000 pages and 50 MB. Which file an
# address stands in hangs on the address alone, so a new page changes one file and not all that follow.
ADDRESSES_A_FILE = 2000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
URLSET = f'{HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
INDEX = f'{HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
Pages = dict[str, list[str]]  # the languages (tags) of each address below the language, in the order of KNOWN_LOCALES


def draft_sitemap(site: Site, site_url: str, made: Iterable[str]) -> Drafts:
    """`made` are the paths of all files of the site. One file, or an index of several where there are many pages."""
    pages = readable_pages(site, made)
    parts = share_out(pages)
    if len(parts) == 1:
        yield draft_part("sitemap.xml", site_url, parts[0])
    else:
        names = [f"sitemap/{number}.xml" for number in range(len(parts))]
        for name, part in zip(names, parts, strict=True):
            yield draft_part(name, site_url, part)
        lines = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
        yield ready("sitemap.xml", f"{INDEX}{lines}</sitemapindex>\n")
    sitemaps = "".join(f"Sitemap: {site_url}{name}\n" for name in ("sitemap.xml", "news-sitemap.xml"))
    yield ready("robots.txt", f"User-agent: *\nAllow: /\n{sitemaps}")


def readable_pages(site: Site, made: Iterable[str]) -> Pages:
    """The addresses of pages, in the languages in which they do not only show another language's text."""
    tags = {locale.tag: number for number, locale in enumerate(KNOWN_LOCALES)}
    pages: Pages = {}
    for path in made:
        tag, _, rest = path.removesuffix(PAGE).partition("/")
        if path.endswith(PAGE) and tag in tags and is_listed(rest):
            pages.setdefault(rest, []).append(tag)
    for item in site.items():
        if not isinstance(item, Alert) and item.address in pages:
            readable = set(item.locales_readable())
            wanted = {locale.tag for locale in KNOWN_LOCALES if locale.id in readable}
            pages[item.address] = [tag for tag in pages[item.address] if tag in wanted]
    return {address: sorted(found, key=tags.__getitem__) for address, found in sorted(pages.items()) if found}


def is_listed(address: str) -> bool:
    return not address.endswith(PARTS) and not address.startswith(FORMS)


def share_out(pages: Pages) -> list[Pages]:
    """The pages in as many files as they need, a power of two, so that their number seldom changes."""
    count = 1
    while count * ADDRESSES_A_FILE < len(pages):
        count *= 2
    parts: list[Pages] = [{} for _ in range(count)]
    for address, tags in pages.items():
        parts[zlib.crc32(address.encode()) % count][address] = tags
    return parts


def draft_part(path: str, site_url: str, pages: Pages) -> Draft:
    return Draft(path, digest(site_url, path, pages), partial(urlset, site_url, pages))


def urlset(site_url: str, pages: Mapping[str, list[str]]) -> str:
    root = escape(site_url)  # addresses below it are slugs and slashes, with nothing to escape
    door = f"<url><loc>{root}</loc>{alternates(root, '', pages[''])}</url>\n" if "" in pages else ""
    return f"{URLSET}{door}{''.join(entries(root, *page) for page in pages.items())}</urlset>\n"


def entries(root: str, address: str, tags: list[str]) -> str:
    """One address in all of its languages, each with links to all: every one of them must name the others."""
    links = alternates(root, address, tags) if len(tags) > 1 else ""
    return "".join(f"<url><loc>{root}{tag}/{address}</loc>{links}</url>\n" for tag in tags)


def alternates(root: str, address: str, tags: list[str]) -> str:
    """As in the heads of the pages: the door stands for readers of other languages on the homes, elsewhere English."""
    default = root + (f"{'en' if 'en' in tags else tags[0]}/{address}" if address else "")
    links = [*((tag, f"{root}{tag}/{address}") for tag in tags), ("x-default", default)]
    return "".join(f'<xhtml:link rel="alternate" hreflang="{tag}" href="{href}"/>' for tag, href in links)
