"""Reminders of what is still to follow, each written in the transaction that it follows from."""

import msgspec

from ...dynamodb import Item, Table
from ..model.owed import Owed

PLACE = "OWED#OWNERS"


def sort_key(owed: Owed) -> str:
    return f"{owed.at:012d}#{owed.owed_id}"


def putting_owed(table: Table, owed: Owed) -> Item:
    return table.putting({"pk": PLACE, "sk": sort_key(owed), **msgspec.to_builtins(owed)})


def list_owed(table: Table, most: int) -> list[Owed]:
    """The oldest first."""
    return [msgspec.convert(item, Owed) for item in table.query(PLACE, oldest=most)]


def delete_owed(table: Table, owed: Owed) -> None:
    """Twice is as good as once."""
    table.transact([table.deleting(PLACE, sort_key(owed))])
