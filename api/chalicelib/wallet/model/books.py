"""All that the wallet's table holds, sorted by what it is, for the audit to look through."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from .seals import Seal
from .transfers import Transfer, resolution_id

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Books:
    """Keys are those of the table, without what all of a sort begin with."""

    transfers: dict[str, Transfer] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    entries: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))  # by place, then by sort key
    balances: dict[str, Item] = field(default_factory=dict)
    outbox: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    waiting: set[str] = field(default_factory=set)  # ids in the sweeper's index
    reversed: dict[str, int] = field(default_factory=dict)
    spent: dict[tuple[str, str], int] = field(default_factory=dict)  # by account, month and group
    seals: list[Seal] = field(default_factory=list)
    bills: dict[str, Item] = field(default_factory=dict)

    def resolution_of(self, transfer_id: str) -> Transfer | None:
        return self.transfers.get(resolution_id(transfer_id))

    def open_holds(self) -> Iterable[Transfer]:
        """Pending transfers that nobody has decided."""
        return [one for one in self.transfers.values() if one.state == "pending" and not self.resolution_of(one.transfer_id)]


def read_books(items: Iterable[Item]) -> Books:
    books = Books()
    for item in items:
        sort, _, name = str(item["pk"]).partition("#")
        enter(books, sort, name, str(item["sk"]), item)
    books.seals.sort(key=lambda seal: seal.hour)
    return books


def enter(books: Books, sort: str, name: str, sk: str, item: Item) -> None:
    """One item in its place; what is not about money is passed over."""
    if sort == "TRANSFER" and sk == "HEAD":
        books.transfers[name], books.hashes[name] = msgspec.convert(item, Transfer), str(item["hash"])
    elif sort == "ENTRY":
        books.entries[name][sk] = item["amount"]
    elif sort == "ACCOUNT" and sk == "BALANCE":
        books.balances[name] = item
    elif sort == "ACCOUNT" and sk.startswith("SPENT#"):
        books.spent[name, sk.removeprefix("SPENT#")] = item["amount"]
    elif sort == "OUTBOX":
        books.outbox[str(item["transfer_id"])].append(item)
    elif sort == "PENDING":
        books.waiting.add(sk.partition("#")[2])
    elif sort == "REVERSED":
        books.reversed[name] = item["amount"]
    elif sort == "SEAL":
        books.seals.append(msgspec.convert(item, Seal))
    elif sort == "BILL":
        books.bills[name] = item
