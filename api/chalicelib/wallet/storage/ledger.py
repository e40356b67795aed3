"""The writes of a movement: all of them go into one transaction, each with the error that its refusal means."""

import msgspec

from ...dynamodb import Item, Table
from ...errors import KeyReusedError
from ..model.accounts import is_sharded, may_fall_below_zero, place_of, places_of, shard_of
from ..model.errors import AccountClosedError, AlreadyResolvedError, NotEnoughError, OverLimitError, TooMuchBackError
from ..model.limits import group_of, hue_time, limit_of, month_of
from ..model.transfers import Entry, Transfer, content_hash, entries_of
from .guarded import Guarded

HEAD, BALANCE, TOLD = "HEAD", "BALANCE", "OWNERS"
TOLD_SECONDS = 7 * 86_400  # streams keep a record for one day
OUTBOX_SHARDS = PENDING_SHARDS = 8
MOVE = "ADD balance :amount, available :amount, version :one"
IS_OPEN = "standing = :open"
CAN_PAY = "available >= :total AND standing = :open"
CAN_GIVE = "available >= :total"
HOLD, RELEASE = "ADD available :minus, held :total", "ADD available :total, held :minus"
TAKE_HELD, HELD = "ADD balance :minus, held :minus, version :one", "held >= :total"
ADD_UP = "ADD amount :amount"
IS_FIRST, HAS_ROOM = "attribute_not_exists(amount)", "amount <= :left"


def opening(table: Table, account_id: str) -> Item:
    """The write that opens an account of one person; it fails where there is one."""
    empty = {"balance": 0, "available": 0, "held": 0, "version": 0, "standing": "open"}
    return table.putting({"pk": f"ACCOUNT#{account_id}", "sk": BALANCE, **empty})


def closing(table: Table, account_id: str) -> Item:
    """The write that closes an account of one person; it fails where money lies in it or is set aside."""
    values = {":closed": "closed", ":zero": 0}
    key, is_empty = (f"ACCOUNT#{account_id}", BALANCE), "balance = :zero AND held = :zero"
    return table.updating(*key, "SET standing = :closed", is_empty, values)


def checking_open(table: Table, account_id: str) -> Guarded:
    """For money that is to reach somebody later: that there is a wallet, and that it is open."""
    check = table.checking(f"ACCOUNT#{account_id}", BALANCE, IS_OPEN, {":open": "open"})
    return Guarded(check, AccountClosedError)


def recording(table: Table, transfer: Transfer) -> list[Guarded]:
    """The transfer itself, and its message to the world: part of every movement, first in its transaction.

    Its id is made from the client's key, so this is the record of idempotency, too, and it never ends.
    """
    content = msgspec.to_builtins(transfer) | {"hash": content_hash(transfer)}
    head = {"pk": f"TRANSFER#{transfer.transfer_id}", "sk": HEAD, **content}
    refusal = AlreadyResolvedError if transfer.pending_id else KeyReusedError
    at = f"{transfer.at_ms:015d}#{transfer.transfer_id}"
    outbox = {"pk": outbox_place(transfer.at_ms, shard_of(transfer.transfer_id, OUTBOX_SHARDS)), "sk": at, **content}
    return [Guarded(table.putting(head), refusal), Guarded(table.putting(outbox), KeyReusedError)]


def outbox_place(at_ms: int, shard: int) -> str:
    """Messages of one hour in Huế, spread over shards."""
    return f"OUTBOX#{hue_time(at_ms):%Y-%m-%dT%H}#{shard}"


def posting(table: Table, transfer: Transfer) -> list[Guarded]:
    """Everything that a posted transfer writes."""
    moved = [one for entry in entries_of(transfer) for one in moving(table, transfer, entry)]
    return [*recording(table, transfer), *moved, *counting(table, transfer)]


def moving(table: Table, transfer: Transfer, entry: Entry) -> list[Guarded]:
    """One account's new balance, and the entry that explains it."""
    place = place_of(entry.account_id, transfer.placed_by)
    item = {"kind": transfer.kind, "amount": entry.amount, "subject": transfer.subject, "category": transfer.category}
    other = transfer.credit_account_id if entry.amount < 0 else transfer.debit_account_id
    key = {"pk": f"ENTRY#{place}", "sk": f"{transfer.at_ms:015d}#{transfer.transfer_id}"}
    balance = giving(table, place, entry) if entry.amount < 0 else getting(table, place, entry)
    return [balance, Guarded(table.putting({**key, **item, "other": other}), KeyReusedError)]


def giving(table: Table, place: str, entry: Entry) -> Guarded:
    values: Item = {":amount": entry.amount, ":one": 1}
    if may_fall_below_zero(entry.account_id):
        return Guarded(table.updating(f"ACCOUNT#{place}", BALANCE, MOVE, "", values), AccountClosedError)
    values[":total"] = -entry.amount
    if is_sharded(entry.account_id):
        return Guarded(table.updating(f"ACCOUNT#{place}", BALANCE, MOVE, CAN_GIVE, values), NotEnoughError)
    return Guarded(table.updating(f"ACCOUNT#{place}", BALANCE, MOVE, CAN_PAY, values | {":open": "open"}), NotEnoughError)


def getting(table: Table, place: str, entry: Entry) -> Guarded:
    """An account of a person must be there; the shards of others come into being with their first đồng."""
    values: Item = {":amount": entry.amount, ":one": 1, ":zero": 0}
    is_there = "" if is_sharded(entry.account_id) else "attribute_exists(pk)"
    move = f"{MOVE}, held :zero"  # so that every balance has all its parts
    return Guarded(table.updating(f"ACCOUNT#{place}", BALANCE, move, is_there, values), AccountClosedError)


def counting(table: Table, transfer: Transfer) -> list[Guarded]:
    """The month's counter of who pays, in the same transaction, so that no two payments can pass the limit together."""
    key = spent_key(transfer)
    return [Guarded(summing(table, key, transfer.amount, limit_of(transfer)), OverLimitError)] if key else []


def spent_key(transfer: Transfer) -> tuple[str, str] | None:
    """Where it counts; None for what the law does not limit."""
    group = group_of(transfer)
    return (f"ACCOUNT#{transfer.debit_account_id}", f"SPENT#{month_of(transfer.at_ms)}#{group}") if group else None


def summing(table: Table, key: tuple[str, str], amount: int, most: int) -> Item:
    """A write that adds to a sum, and fails where it would be more than `most`."""
    condition = f"{IS_FIRST} OR {HAS_ROOM}" if amount <= most else HAS_ROOM  # a first one can be too much as well
    return table.updating(*key, ADD_UP, condition, {":amount": amount, ":left": most - amount})


def uncounting(table: Table, original: Transfer, amount: int) -> list[Guarded]:
    """What is given back makes room again in the month in which it was paid."""
    key = spent_key(original)
    return [Guarded(table.updating(*key, ADD_UP, "", {":amount": -amount}), OverLimitError)] if key else []


def holding(table: Table, transfer: Transfer) -> list[Guarded]:
    """A pending transfer: money that is to leave a wallet cannot be spent twice meanwhile."""
    waiting = table.putting(dict(zip(("pk", "sk"), pending_key(transfer), strict=True)))
    writes = [*recording(table, transfer), Guarded(waiting, KeyReusedError)]
    if may_fall_below_zero(transfer.debit_account_id):
        return writes
    values = {":minus": -transfer.total, ":total": transfer.total, ":open": "open"}
    place = place_of(transfer.debit_account_id, transfer.placed_by)
    return [*writes, Guarded(table.updating(f"ACCOUNT#{place}", BALANCE, HOLD, CAN_PAY, values), NotEnoughError)]


def pending_key(transfer: Transfer) -> tuple[str, str]:
    """Where the sweeper finds it when it is due."""
    shard = shard_of(transfer.transfer_id, PENDING_SHARDS)
    return f"PENDING#{shard}", f"{transfer.due_ms:015d}#{transfer.transfer_id}"


def resolving(table: Table, pending: Transfer, resolution: Transfer) -> list[Guarded]:
    """What becomes of a pending transfer: its entries, or its money set free."""
    done = Guarded(table.deleting(*pending_key(pending)), AlreadyResolvedError)
    recorded = [*recording(table, resolution), done]
    entries = [one for entry in entries_of(resolution) for one in moving(table, resolution, entry)]
    if may_fall_below_zero(pending.debit_account_id):
        return [*recorded, *entries]
    values: Item = {":minus": -pending.total, ":total": pending.total}
    place = place_of(pending.debit_account_id, pending.placed_by)
    if resolution.state == "voided":
        freed = table.updating(f"ACCOUNT#{place}", BALANCE, RELEASE, HELD, values)
        return [*recorded, Guarded(freed, AlreadyResolvedError)]
    taken = table.updating(f"ACCOUNT#{place}", BALANCE, TAKE_HELD, HELD, values | {":one": 1})
    return [*recorded, Guarded(taken, AlreadyResolvedError), *entries[1:]]  # in place of the first entry's balance


def reversing(table: Table, original: Transfer, reversal: Transfer) -> list[Guarded]:
    """A linked transfer back; all of them together give no more than was paid."""
    summed = summing(table, (f"REVERSED#{original.transfer_id}", "SUM"), reversal.amount, original.amount)
    freed = uncounting(table, original, reversal.amount)
    return [Guarded(summed, TooMuchBackError), *posting(table, reversal), *freed]


def is_told(table: Table, transfer: Transfer) -> bool:
    """Whether the owners have heard of this transfer."""
    return table.get(f"TOLD#{transfer.transfer_id}", TOLD) is not None


def put_told(table: Table, transfer: Transfer) -> None:
    told = {"pk": f"TOLD#{transfer.transfer_id}", "sk": TOLD, "expires_at": transfer.at_ms // 1000 + TOLD_SECONDS}
    table.put(told, "")


def get_transfer(table: Table, transfer_id: str) -> Transfer | None:
    item = table.get(f"TRANSFER#{transfer_id}", HEAD)
    return msgspec.convert(item, Transfer) if item else None


def list_entries(table: Table, account_id: str, from_ms: int, until_ms: int) -> list[Item]:
    """Entries of all places of an account from one instant to before another, oldest first."""
    span = f"{from_ms:015d}", f"{until_ms:015d}"
    found = [item for place in places_of(account_id) for item in table.between(f"ENTRY#{place}", *span)]
    return sorted(found, key=lambda item: str(item["sk"]))


def get_balances(table: Table, account_id: str) -> list[Item]:
    """The balance items of all places of an account that have one."""
    found = table.get_many([(f"ACCOUNT#{place}", BALANCE) for place in places_of(account_id)])
    return [item for item in found if item]
