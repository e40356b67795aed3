"""Locks of senders, one for each, and the appeals against them that wait."""

import msgspec

from ...dynamodb import Item, Table
from ..model.locks import Lock

APPEALS = "DESK#report-locks"
IS_FREE = "attribute_not_exists(pk) OR ends_at <= :now"


def lock_key(reporter: str) -> tuple[str, str]:
    return f"REPORTER#{reporter}", "LOCK"


def checking_unlocked(table: Table, reporter: str, at: int) -> Item:
    return table.checking(*lock_key(reporter), IS_FREE, {":now": at})


def get(table: Table, reporter: str) -> Lock | None:
    item = table.get(*lock_key(reporter))
    return msgspec.convert(item, Lock) if item else None


def lock_item(lock: Lock) -> Item:
    pk, sk = lock_key(lock.reporter)
    return {"pk": pk, "sk": sk, "expires_at": lock.ends_at, **msgspec.to_builtins(lock)}


def putting(table: Table, lock: Lock) -> Item:
    """A write that fails while an earlier lock holds."""
    return table.putting(lock_item(lock), IS_FREE, {":now": lock.locked_at})


def changing(table: Table, old: Lock, new: Lock) -> Item:
    """A write that fails when the lock is another one, or an appeal or a decision came before."""
    return table.changing(lock_item(old), lock_item(new), "lock_id", "appealed_at", "decision")


def putting_appeal(table: Table, lock: Lock) -> Item:
    item = {"pk": APPEALS, "sk": lock.appeal_id, "reporter": lock.reporter, "expires_at": lock.ends_at}
    return table.putting(item)


def deleting_appeal(table: Table, lock: Lock) -> Item:
    return table.deleting(APPEALS, lock.appeal_id)


def deleting(table: Table, lock: Lock) -> Item:
    return table.deleting(*lock_key(lock.reporter))


def get_appealed(table: Table, appeal_id: str) -> Lock | None:
    """The lock against which this appeal stands."""
    item = table.get(APPEALS, appeal_id)
    return get(table, item["reporter"]) if item else None


def list_appealed(table: Table, most: int) -> list[Lock]:
    """The locks against which appeals wait, the oldest appeal first."""
    waiting = table.first(APPEALS, "", most)
    found = table.get_many([lock_key(one["reporter"]) for one in waiting]) if waiting else []
    locks = [msgspec.convert(one, Lock) for one in found if one]
    return [one for one in locks if one.appealed_at and not one.decision]
