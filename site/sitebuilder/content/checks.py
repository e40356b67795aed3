"""What must hold between items: references, addresses and numbers taken once, links that lead somewhere."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ..errors import Mistake
from ..models import Alert, Attraction, Event, Item, PressRelease, Service, Site
from ..models.alert import WHOLE_CITY
from .files import MAX_BYTES
from .items import OwnLink
from .schemas import SCHEMAS

# Addresses that the site itself uses; no page may be called so, and no item may be called like a filter of its list.
SITE_PATHS = ("", "alerts", "attractions", "events", "press", "services", "guides", "for", "hotlines", "rivers", "search",
              "tickets", "wards")  # fmt: skip
FILTERS = ("category", "ward", "month", "year", "page", "type", "banner")
UNSAFE_SVG = re.compile(
    rb"<script|<foreignObject|\son\w+\s*=|(?:href|src)\s*=\s*[\"'](?!#)|<!ENTITY|@import|url\(\s*[\"']?http", re.I
)


def check_site(site: Site, links: Iterable[OwnLink], root: Path) -> list[Mistake]:
    known = {item.address for item in site.items()} | {f"{path}/".lstrip("/") for path in SITE_PATHS}
    mistakes = [*check_addresses(site), *check_numbers(site), *check_replacements(site)]
    for item in site.items():
        mistakes += check_references(item, site)
        if isinstance(item, Attraction) and item.picture:
            mistakes += check_picture(item, root)
    mistakes += check_links(links, known, root)
    return mistakes


def facts_file(item: Item) -> str:
    return f"{item.kind}/{item.slug}/{SCHEMAS[item.kind].file}"


def check_addresses(site: Site) -> Iterable[Mistake]:
    taken = Counter(item.address for item in site.items())
    for item in site.items():
        if taken[item.address] > 1:
            yield Mistake(facts_file(item), "slug", f"duplicate slug: /{item.address} is taken twice", "another folder name")
        if item.slug in FILTERS or item.address.rstrip("/") in SITE_PATHS:
            yield Mistake(facts_file(item), "slug", f"{item.slug!r} is an address of the site itself", "another folder name")


def check_numbers(site: Site) -> Iterable[Mistake]:
    taken = Counter((release.issuer, release.number) for release in site.press.values())
    for release in site.press.values():
        if taken[release.issuer, release.number] > 1:
            yield Mistake(facts_file(release), "number", f"{release.number!r} is taken twice", "one number a release")


def check_replacements(site: Site) -> Iterable[Mistake]:
    """A message follows those it replaces, so none can replace each other, and only a test ends a test."""
    for alert in site.alerts.values():
        for replaced in (site.alerts[slug] for slug in alert.replaces if slug in site.alerts and slug != alert.slug):
            if replaced.sent_at >= alert.sent_at:
                allowed = f"messages sent before {alert.sent_at.isoformat(timespec='minutes')}"
                yield Mistake(facts_file(alert), "replaces", f"{replaced.slug!r} was not sent before this message", allowed)
            if replaced.is_test != alert.is_test:
                problem = f"{replaced.slug!r} has status {replaced.status}, this message status {alert.status}"
                yield Mistake(facts_file(alert), "replaces", problem, f"messages with status {alert.status}")


def check_links(links: Iterable[OwnLink], known: set[str], root: Path) -> Iterable[Mistake]:
    for link in links:
        if link.is_image and not (root / link.path.lstrip("/")).is_file():
            allowed = "a picture beside an item, /attractions/<slug>/picture.svg"
            yield Mistake(link.file, "body", f"missing image {link.path!r}", allowed)
        elif not link.is_image and f"{link.path.strip('/')}/".lstrip("/") not in known:
            yield Mistake(link.file, "body", f"broken link to {link.path!r}", "the address of an item without its language")


def check_references(item: Item, site: Site) -> Iterable[Mistake]:
    """Every slug that an item names must be there."""
    for field, slugs, known in references(item, site):
        for slug in slugs:
            if slug not in known:
                allowed = ", ".join(sorted(known)[:60]) or "none yet"
                yield Mistake(facts_file(item), field, f"{slug!r} does not exist", allowed)


def references(item: Item, site: Site) -> Iterable[tuple[str, Iterable[str], Iterable[str]]]:
    """(field, slugs named in it, slugs that exist) for each kind."""
    city = site.city
    yield "sources", item.sources, city.sources
    if isinstance(item, Attraction):
        yield "ward", some(item.ward), city.wards
        yield "ticket", some(item.ticket), [*city.tickets, "free"]
    elif isinstance(item, Event):
        yield "ward", some(item.ward), city.wards
        yield "attraction", some(item.attraction), site.attractions
    elif isinstance(item, Alert):
        yield "areas", item.areas, [*city.wards, WHOLE_CITY]
        yield "replaces", item.replaces, [slug for slug in site.alerts if slug != item.slug]
        yield "measurements", [measured.station for measured in item.measurements], city.stations
        yield "discharge", [item.discharge.reservoir] if item.discharge else [], city.reservoirs
    elif isinstance(item, PressRelease):
        yield "corrects", some(item.corrects), [slug for slug in site.press if slug != item.slug]
    elif isinstance(item, Service):
        guides = [slug for slug, page in site.pages.items() if page.section == "guides"]
        yield "guide", some(item.guide), guides


def some(slug: str | None) -> list[str]:
    return [slug] if slug else []


def check_picture(item: Attraction, root: Path) -> Iterable[Mistake]:
    name = item.picture or ""
    path = root / item.kind / item.slug / name
    if "/" in name or not name.endswith((".svg", ".webp", ".jpg", ".png")):
        yield Mistake(
            facts_file(item), "picture", f"{name!r} is no picture beside the item", "picture.svg, .webp, .jpg, .png"
        )
    elif not path.is_file():
        yield Mistake(facts_file(item), "picture", f"missing image {name!r}", "a file in the item's folder")
    elif path.stat().st_size > MAX_BYTES:
        yield Mistake(facts_file(item), "picture", f"has {path.stat().st_size:,} bytes", f"at most {MAX_BYTES:,}")
    elif name.endswith(".svg") and UNSAFE_SVG.search(path.read_bytes()):
        yield Mistake(
            facts_file(item), "picture", f"{name!r} holds a script or a link to elsewhere", "drawing elements only"
        )
