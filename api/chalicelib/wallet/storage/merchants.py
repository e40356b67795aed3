"""Shops, applications that wait for somebody of the city, and orders."""

from collections.abc import Sequence

import msgspec

from ...dynamodb import Item, Table
from ..model.merchants import AlreadyAppliedError, AlreadyDecidedError, Merchant, Order, OrderNotPayableError
from ..model.transfers import Transfer
from .guarded import Guarded

QUEUE = "MERCHANT-APPLICATIONS"
MAY_APPLY = "attribute_not_exists(pk) OR standing = :refused"
IS_UNDECIDED = "standing = :applied AND applied_at = :at"
PAY, IS_PAYABLE = "SET standing = :paid, paid_by = :transfer", "standing = :open AND amount = :amount AND ends_at > :now"
BATCH = 100  # items that DynamoDB gives at once
KEEP_SECONDS = 90 * 24 * 3600  # an order, paid or not; its payment stays in the ledger


def get_merchant(table: Table, merchant_id: str) -> Merchant | None:
    item = table.get(f"MERCHANT#{merchant_id}", "PROFILE")
    return msgspec.convert(item, Merchant) if item else None


def names_of(table: Table, merchant_ids: Sequence[str]) -> dict[str, str]:
    """Names by id, a hundred a call."""
    found: list[Item | None] = []
    for start in range(0, len(merchant_ids), BATCH):
        found += table.get_many([(f"MERCHANT#{one}", "PROFILE") for one in merchant_ids[start : start + BATCH]])
    return {item["merchant_id"]: item["name"] for item in found if item}


def merchant_item(merchant: Merchant) -> Item:
    return {"pk": f"MERCHANT#{merchant.merchant_id}", "sk": "PROFILE", **msgspec.to_builtins(merchant)}


def applying(table: Table, merchant: Merchant) -> list[Guarded]:
    """Refused where this owner has a shop, or an application that waits; who was refused may apply again."""
    profile = table.putting(merchant_item(merchant), MAY_APPLY, {":refused": "refused"})
    waiting = {"pk": QUEUE, "sk": queue_place(merchant), "merchant_id": merchant.merchant_id}
    return [Guarded(profile, AlreadyAppliedError), Guarded(table.putting(waiting), AlreadyAppliedError)]


def queue_place(merchant: Merchant) -> str:
    return f"{merchant.applied_at:012d}#{merchant.merchant_id}"


def deciding(table: Table, applied: Merchant, decided: Merchant) -> list[Guarded]:
    """Refused where somebody decided since `applied` was read."""
    values = {":applied": "applied", ":at": applied.applied_at}
    profile = table.putting(merchant_item(decided), IS_UNDECIDED, values)
    return [Guarded(profile, AlreadyDecidedError), Guarded(table.deleting(QUEUE, queue_place(applied)), AlreadyDecidedError)]


def list_waiting(table: Table, most: int) -> list[Merchant]:
    """The oldest first."""
    keys = [(f"MERCHANT#{item['merchant_id']}", "PROFILE") for item in table.query(QUEUE, oldest=most)]
    found = table.get_many(keys) if keys else []
    return [msgspec.convert(item, Merchant) for item in found if item]


def put_order(table: Table, order: Order) -> None:
    item = {"pk": f"MERCHANT#{order.merchant_id}", "sk": f"ORDER#{order.order_id}", **msgspec.to_builtins(order)}
    table.put({**item, "expires_at": order.ends_at + KEEP_SECONDS})


def get_order(table: Table, merchant_id: str, order_id: str) -> Order | None:
    item = table.get(f"MERCHANT#{merchant_id}", f"ORDER#{order_id}")
    return msgspec.convert(item, Order) if item else None


def paying_order(table: Table, merchant_id: str, order_id: str, transfer: Transfer) -> Guarded:
    """The write of a payment that lets an order be paid once, in time, and with its amount."""
    values: Item = {":paid": "paid", ":open": "open", ":amount": transfer.amount, ":transfer": transfer.transfer_id}
    values[":now"] = transfer.at_ms // 1000
    return Guarded(
        table.updating(f"MERCHANT#{merchant_id}", f"ORDER#{order_id}", PAY, IS_PAYABLE, values), OrderNotPayableError
    )
