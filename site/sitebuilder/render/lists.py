"""Lists of items with filters that are plain links: one page a choice, long lists cut into numbered pages."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from ..models import Item
from ..models.draft import Drafts, digest
from .cards import Card
from .frame import Crumb, put
from .places import Place
from .view import View

PAGE_SIZE = 60
BASE_MARK = "WAY-UP-TO-THE-LANGUAGE/"  # stands in a card made once for lists of all depths
Listed = TypeVar("Listed", bound=Item | Place)


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of a filter: the value it keeps, its name, where it leads, how many items it shows."""

    value: str
    title: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter(Generic[Listed]):
    """A way to narrow a list: its address part, its name, and the values an item falls under, with their names."""

    part: str
    name: str
    values: Callable[[Listed], Iterable[str]]
    title: Callable[[str], str]
    order: Callable[[str], Any] = str


@dataclass(frozen=True, slots=True)
class Listing(Generic[Listed]):
    """A list of one kind: where it lies, what it is called, its items in order, and its filters."""

    address: str
    title: str
    description: str
    items: Sequence[Listed]
    card: Callable[[Listed], Card]
    stamp: Callable[[Listed], str]
    filters: Sequence[Filter[Listed]] = ()
    doors: Sequence[Crumb] = ()  # other ways into the same
    calendar: str = ""  # a file beside the list that calendars subscribe to
    changes_with: object = None  # what the cards show beside the items themselves, such as today's date
    cards: dict[str, Markup] = field(default_factory=dict)  # by address, as an item stands on several lists


def draft_listing(view: View, listing: Listing[Listed]) -> Drafts:
    """The whole list, then one list for each choice of each filter."""
    choices = [(one, filter_choices(listing, one)) for one in listing.filters]
    yield from draft_pages(view, listing, listing.address, listing.items, choices)
    for one, options in choices:
        kept: dict[str, list[Listed]] = {}
        for item in listing.items:
            for value in one.values(item):
                kept.setdefault(value, []).append(item)
        for choice in options:
            yield from draft_pages(view, listing, choice.address, kept[choice.value], choices, choice)


def filter_choices(listing: Listing[Listed], one: Filter[Listed]) -> list[Choice]:
    counts = Counter(value for item in listing.items for value in set(one.values(item)))
    values = sorted(counts, key=one.order)
    return [Choice(v, one.title(v), f"{listing.address}{one.part}/{v}/", counts[v]) for v in values]


def cut_pages(address: str, items: Sequence[Listed], size: int) -> list[tuple[int, str, Sequence[Listed]]]:
    """(number, address, items) of each page of a list; one page where there is nothing to show."""
    cuts = [items[n : n + size] for n in range(0, len(items), size)] or [items]
    return [(number, address if number == 1 else f"{address}page/{number}/", cut) for number, cut in enumerate(cuts, 1)]


def draft_pages(
    view: View,
    listing: Listing[Listed],
    address: str,
    items: Sequence[Listed],
    choices: Sequence[tuple[Filter[Listed], list[Choice]]],
    chosen: Choice | None = None,
) -> Drafts:
    cuts = cut_pages(address, items, PAGE_SIZE)
    options = digest([options for _, options in choices])
    title = f"{listing.title}: {chosen.title}" if chosen else listing.title
    common = {
        "description": listing.description,
        "crumbs": [Crumb(listing.title, listing.address)] if chosen else [],
        "filters": [(one.name, choice) for one, choice in choices],
        "calendar": f"{listing.address}{listing.calendar}" if listing.calendar and not chosen else "",
        "chosen": chosen.value if chosen else "",
        "everything": listing.address,
        "doors": [] if chosen else listing.doors,
        "pages": [(number, here) for number, here, _ in cuts] if len(cuts) > 1 else [],
    }
    for number, here, cut in cuts:
        made_of = (options, len(cuts), listing.changes_with, [listing.stamp(item) for item in cut])
        numbered = title if number == 1 else f"{title} ({number})"
        context = {**common, "title": numbered, "number": number}
        yield view.draft("list.html", here, made_of, partial(list_context, view, listing, here, cut, context))


def list_context(
    view: View, listing: Listing[Listed], here: str, cut: Sequence[Listed], common: dict[str, Any]
) -> dict[str, Any]:
    cards = Markup("").join(card_html(view, listing, item) for item in cut)
    return {**common, "cards_html": put(cards, BASE_MARK, "../" * here.count("/"))}


def card_html(view: View, listing: Listing[Listed], item: Listed) -> Markup:
    known = listing.cards.get(item.address)
    if known is None:
        made = view.template("parts/card.html").render(card=listing.card(item), base=BASE_MARK, root=f"{BASE_MARK}../")
        known = listing.cards[item.address] = Markup(made)
    return known
