"""Lists of items with filters that are plain links: one page a choice, long lists cut into numbered pages."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .cards import Card
from .view import Crumb, Rendered, View

PAGE_SIZE = 60
Listed = TypeVar("Listed")


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
    filters: Sequence[Filter[Listed]] = ()


def render_listing(view: View, listing: Listing[Listed]) -> Rendered:
    """The whole list, then one list for each choice of each filter."""
    choices = [(one, filter_choices(listing, one)) for one in listing.filters]
    yield from render_pages(view, listing, listing.address, listing.items, choices)
    for one, options in choices:
        for choice in options:
            kept = [item for item in listing.items if choice.value in one.values(item)]
            yield from render_pages(view, listing, choice.address, kept, choices, choice)


def filter_choices(listing: Listing[Listed], one: Filter[Listed]) -> list[Choice]:
    counts = Counter(value for item in listing.items for value in set(one.values(item)))
    values = sorted(counts, key=one.order)
    return [Choice(v, one.title(v), f"{listing.address}{one.part}/{v}/", counts[v]) for v in values]


def render_pages(
    view: View,
    listing: Listing[Listed],
    address: str,
    items: Sequence[Listed],
    choices: Sequence[tuple[Filter[Listed], list[Choice]]],
    chosen: Choice | None = None,
) -> Rendered:
    cuts = [items[n : n + PAGE_SIZE] for n in range(0, len(items), PAGE_SIZE)] or [items]
    addresses = [address, *(f"{address}page/{n}/" for n in range(2, len(cuts) + 1))]
    crumbs = [Crumb(listing.title, listing.address)] if chosen else []
    title = f"{listing.title}: {chosen.title}" if chosen else listing.title
    for number, (cut, here) in enumerate(zip(cuts, addresses, strict=True), 1):
        yield view.page(
            "list.html",
            here,
            title=title if number == 1 else f"{title} ({number})",
            description=listing.description,
            crumbs=crumbs,
            cards=[listing.card(item) for item in cut],
            filters=[(one.name, options) for one, options in choices],
            chosen=chosen.value if chosen else "",
            everything=listing.address,
            pages=list(enumerate(addresses, 1)) if len(cuts) > 1 else [],
            number=number,
        )
