"""What must hold between items: references, addresses and numbers taken once, links that lead somewhere."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ..changes import Folder
from ..errors import Mistake
from ..models import Alert, Attraction, Event, Item, PressRelease, Service, Site, Text
from ..models.alert import WHOLE_CITY
from ..models.service import ROLES
from .pictures import NAME
from .schemas import SCHEMAS

Tables = Mapping[str, Collection[str]]  # slugs by kind of item, or by table of the city's data

# Addresses that the site itself uses; no page may be called so, and no item may be called like a filter of its list.
SITE_PATHS = ("", "alerts", "attractions", "events", "press", "services", "guides", "for", "hotlines", "rivers", "search",
              "tickets", "wards", "data", "reports", "sos")  # fmt: skip
FILTERS = ("category", "ward", "month", "year", "page", "type", "banner", "feed", "weekly", "verify")
PUBLISHED_PATHS = frozenset(f"{path}/".lstrip("/") for path in SITE_PATHS if path != "for") | {
    *(f"for/{role}/" for role in ROLES),
    *("reports/send/", "reports/mine/"),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """What is there but wrong itself: whoever names it is not told that it does not exist."""

    folders: Collection[Folder]
    city: Tables  # those with a mistake
    texts: Mapping[str, Text]  # by file: those of wrong items, whose links are looked up all the same

    def of(self, table: str) -> Collection[str]:
        """Slugs of a kind, or of a table of the city's data."""
        return self.city[table] if table in self.city else {slug for kind, slug in self.folders if kind == table}

    @property
    def addresses(self) -> set[str]:
        either = {f"{start}{slug}/" for slug in self.of("pages") for start in ("", "guides/")}  # its section is not known
        return either | {f"{kind}/{slug}/" for kind, slug in self.folders}


def check_site(site: Site, unread: Unread) -> list[Mistake]:
    mistakes = [
        *check_addresses(site),
        *check_numbers(site),
        *check_replacements(site),
        *check_corrected(site),
        *check_removals(site),
        *check_links(site, unread),
    ]
    known = list_tables(site)
    for item in site.items():
        mistakes += check_references(item, known, unread)
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


def check_corrected(site: Site) -> Iterable[Mistake]:
    for release in site.press.values():
        corrected = site.press.get(release.corrects or "")
        if corrected and corrected is not release and corrected.public_at >= release.public_at:
            problem = f"{corrected.slug!r} was not public before this release"
            yield Mistake(facts_file(release), "corrects", problem, "a release that could be read before")


def check_removals(site: Site) -> Iterable[Mistake]:
    there = {item.address.rstrip("/") for item in site.items()}
    for removal in site.city.removals.values():
        if removal.address in there:
            problem = "is still there: only what has been taken out stands here"
            yield Mistake("city/removed.yaml", removal.address, problem, "no entry, or no such folder")


def check_links(site: Site, unread: Unread) -> Iterable[Mistake]:
    pages = {item.address for item in site.items()} | PUBLISHED_PATHS | unread.addresses
    pictures = {picture_of(item) for item in site.attractions.values() if item.picture}
    for file, text in (*linking_texts(site), *unread.texts.items()):
        for path in text.pictures:
            is_unread = tuple(path.split("/")[:2]) in unread.folders
            if path not in pictures and not is_unread:
                problem = "missing image" if NAME.search(path) else "no picture:"
                allowed = "the `picture` of a place to see, /attractions/<slug>/picture.svg"
                yield Mistake(file, "body", f"{problem} {unquote(f'/{path}')!r}", allowed)
        for path in text.links:
            if path not in pages:
                is_near = f"{path}/" in pages
                allowed = f"/{path}/" if is_near else "the address of an item without its language"
                yield Mistake(file, "body", f"broken link to {unquote(f'/{path}')!r}", allowed)


def linking_texts(site: Site) -> Iterable[tuple[str, Text]]:
    """(file, text) of all that lead to something of the site itself."""
    for item in site.items():
        for locale, text in item.texts.items():
            if text.links or text.pictures:
                yield f"{item.kind}/{item.slug}/{locale}.md", text


def picture_of(item: Attraction) -> str:
    return f"{item.address}{item.picture}"


def check_references(item: Item, known: Tables, unread: Unread) -> Iterable[Mistake]:
    """Every slug that an item names must be there, and be another one than its own."""
    for field, slugs, table, more in references(item):
        for slug in slugs:
            is_itself = table == item.kind and slug == item.slug
            if is_itself or not (slug in known[table] or slug in more or slug in unread.of(table)):
                allowed = ", ".join(sorted({*known[table], *more} - ({item.slug} if table == item.kind else set()))[:60])
                yield Mistake(facts_file(item), field, f"{slug!r} does not exist", allowed or "none yet")


def list_tables(site: Site) -> Tables:
    """The slugs that items may name, by table."""
    city = site.city
    return {
        "wards": city.wards,
        "tickets": city.tickets,
        "stations": city.stations,
        "reservoirs": city.reservoirs,
        "sources": city.sources,
        "attractions": site.attractions,
        "alerts": site.alerts,
        "press": site.press,
        "pages": {slug for slug, page in site.pages.items() if page.section == "guides"},
    }


def references(item: Item) -> Iterable[tuple[str, Iterable[str], str, Iterable[str]]]:
    """(field, slugs named in it, the table they come from, what else is allowed) for each kind."""
    yield "sources", item.sources, "sources", ()
    if isinstance(item, Attraction):
        yield "ward", some(item.ward), "wards", ()
        yield "ticket", some(item.ticket), "tickets", ["free"]
    elif isinstance(item, Event):
        yield "ward", some(item.ward), "wards", ()
        yield "attraction", some(item.attraction), "attractions", ()
    elif isinstance(item, Alert):
        yield "areas", [area.place for area in item.areas], "wards", [WHOLE_CITY]
        yield "replaces", item.replaces, "alerts", ()
        yield "measurements", [measured.station for measured in item.measurements], "stations", ()
        yield "discharge", [item.discharge.reservoir] if item.discharge else [], "reservoirs", ()
    elif isinstance(item, PressRelease):
        yield "corrects", some(item.corrects), "press", ()
    elif isinstance(item, Service):
        yield "guide", some(item.guide), "pages", ()


def some(slug: str | None) -> list[str]:
    return [slug] if slug else []
