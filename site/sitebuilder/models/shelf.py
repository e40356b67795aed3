"""Items kept packed, each by itself, and taken out when asked for: of tens of thousands most builds need a few."""

import pickle
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from .item import Item

AnyItem = TypeVar("AnyItem", bound=Item)


class Shelf(Mapping[str, AnyItem]):
    """Items of one kind by slug, in the order given; one that was taken out stays at hand."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self.packed, self.taken = packed, dict[str, AnyItem]()

    def __getitem__(self, slug: str) -> AnyItem:
        item = self.taken.get(slug)
        if item is None:
            item = self.taken[slug] = unpack(self.packed[slug])
        return item

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __contains__(self, slug: object) -> bool:
        return slug in self.packed


def pack(item: Item) -> bytes:
    return pickle.dumps(item, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """The item."""
    return pickle.loads(packed)  # noqa: S301 - packed by us, and kept in our own work folder
