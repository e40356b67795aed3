"""Writes of a transaction, each with the error that its refusal means."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...dynamodb import Item, RefusedError, Table
from ...errors import ApiError


@dataclass(frozen=True, slots=True)
class Guarded:
    """A write, and what it means where its condition refuses it."""

    write: Item
    refusal: type[ApiError]


def commit(table: Table, writes: Sequence[Guarded]) -> None:
    """All writes, or the error of the first one that was refused."""
    try:
        table.transact([one.write for one in writes])
    except RefusedError as error:
        raise writes[error.refused[0]].refusal from None
