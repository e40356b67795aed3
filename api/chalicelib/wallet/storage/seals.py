"""Seals and the messages that they are made over."""

from datetime import datetime

import msgspec

from ...dynamodb import Item, RefusedError, Table
from ..model.limits import HUE
from ..model.seals import START, Seal
from .ledger import OUTBOX_SHARDS


def list_messages(table: Table, hour: str) -> list[Item]:
    """All of an hour in Huế (2026-11-27T05), in the order of their instants."""
    found = [item for shard in range(OUTBOX_SHARDS) for item in table.query(f"OUTBOX#{hour}#{shard}")]
    return sorted(found, key=lambda item: str(item["sk"]))


def last_seal(table: Table, now: datetime) -> Seal | None:
    """The newest of this year or of the one before it."""
    year = now.astimezone(HUE).year
    for one in (year, year - 1):
        if newest := table.query(f"SEAL#{one}", newest=1):
            return msgspec.convert(newest[0], Seal)
    return None


def put_seal(table: Table, seal: Seal) -> bool:
    """False where this hour has one: another sealer was faster."""
    try:
        table.put({"pk": f"SEAL#{seal.hour[:4]}", "sk": seal.hour, **msgspec.to_builtins(seal)})
    except RefusedError:
        return False
    return True


def digest_of(seal: Seal | None) -> str:
    return seal.digest if seal else START
