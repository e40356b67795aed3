"""Items kept packed, each by itself, and taken out when asked for: of tens of thousands most builds need a few."""

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from .item import Item

AnyItem = TypeVar("AnyItem", bound=Item)
AT_HAND = 2000  # items of a kind that a process keeps unpacked, some 5 KB each


class Shelf(Mapping[str, AnyItem]):
    """Items of one kind by slug, in the order given; one that was taken out stays at hand."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self.packed, self.taken = packed, dict[str, AnyItem]()

    def __getitem__(self, slug: str) -> AnyItem:
        item = self.taken.get(slug)
        if item is None:
            item = self.taken[slug] = unpack(self.packed[slug])
        return item

    def look(self, slug: str) -> AnyItem:
        """An item that is needed for a moment: kept at hand only where there is room."""
        return self[slug] if len(self.taken) < AT_HAND else self.taken.get(slug) or unpack(self.packed[slug])

    def put_back(self) -> None:
        """Lets go of what was taken out, where it is too much to keep."""
        if len(self.taken) > AT_HAND:
            self.taken.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __contains__(self, slug: object) -> bool:
        return slug in self.packed


def pack(item: Item) -> bytes:
    """Its class and values: a frozen dataclass by itself asks for its fields' names each time, which takes twice as long."""
    kind: Any = type(item)
    return pickle.dumps((kind, [getattr(item, name) for name in names_of(kind)]), pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """The item."""
    kind, values = pickle.loads(packed)  # noqa: S301 - packed by us, and kept in our own work folder
    item = object.__new__(kind)
    for name, value in zip(names_of(kind), values, strict=True):
        object.__setattr__(item, name, value)
    return item


@cache
def names_of(kind: Any) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(field.name for field in fields(kind))
