"""Bills as their billers said they are, and payments that a biller has not heard of yet."""

import msgspec

from ...dynamodb import Item, RefusedError, Table
from ...errors import KeyReusedError
from ..model.accounts import biller_account, shard_of
from ..model.bills import FRESH_SECONDS, Bill, BillNotDueError, Untold
from ..model.transfers import Transfer
from .guarded import Guarded

UNTOLD_SHARDS = 4
IS_NOT_PAID = "attribute_not_exists(pk) OR standing <> :paid"
PAY, IS_DUE = "SET standing = :paid, paid_by = :transfer", "standing = :due AND amount = :amount AND seen_at > :oldest"
RETURN, WAS_PAID_BY = "SET standing = :reversed", "standing = :paid AND paid_by = :transfer"


def bill_key(biller: str, customer_code: str, bill_id: str) -> str:
    return f"BILL#{biller}#{customer_code}#{bill_id}"


def note_due(table: Table, bill: Bill) -> Bill:
    """The bill as it stands here now: a paid one stays paid, whatever its biller still says."""
    key = bill_key(bill.biller, bill.customer_code, bill.bill_id)
    item = {"pk": key, "sk": "BILL", **msgspec.to_builtins(bill)}
    try:
        table.write("put_item", table.putting(item, IS_NOT_PAID, {":paid": "paid"})["Put"])
    except RefusedError:
        return get_bill(table, bill.biller, bill.customer_code, bill.bill_id) or bill
    return bill


def get_bill(table: Table, biller: str, customer_code: str, bill_id: str) -> Bill | None:
    item = table.get(bill_key(biller, customer_code, bill_id), "BILL")
    return msgspec.convert(item, Bill) if item else None


def paying(table: Table, key: str, transfer: Transfer) -> Guarded:
    """The write of a payment that lets it happen once, with the amount that the biller said not long ago."""
    values: Item = {":paid": "paid", ":due": "due", ":transfer": transfer.transfer_id, ":amount": transfer.amount}
    values[":oldest"] = transfer.at_ms // 1000 - FRESH_SECONDS
    return Guarded(table.updating(key, "BILL", PAY, IS_DUE, values), BillNotDueError)


def returning(table: Table, key: str, transfer_id: str) -> Guarded:
    """The write of a reversal that makes a bill unpaid again."""
    values = {":paid": "paid", ":reversed": "reversed", ":transfer": transfer_id}
    return Guarded(table.updating(key, "BILL", RETURN, WAS_PAID_BY, values), BillNotDueError)


def untold_key(transfer: Transfer) -> tuple[str, str]:
    """By biller, so that one that is silent for long hides no other's."""
    shard = shard_of(transfer.transfer_id, UNTOLD_SHARDS)
    return f"UNTOLD#{transfer.credit_account_id}#{shard}", f"{transfer.at_ms:015d}#{transfer.transfer_id}"


def putting_untold(table: Table, transfer: Transfer, untold: Untold) -> Guarded:
    """Part of the payment, so that no crash can keep it from the biller."""
    key = dict(zip(("pk", "sk"), untold_key(transfer), strict=True))
    return Guarded(table.putting({**key, **msgspec.to_builtins(untold)}), KeyReusedError)


def list_untold(table: Table, biller: str, most: int) -> list[Untold]:
    """Of each shard of a biller so many, the oldest first."""
    places = [f"UNTOLD#{biller_account(biller)}#{shard}" for shard in range(UNTOLD_SHARDS)]
    return [msgspec.convert(item, Untold) for place in places for item in table.query(place, oldest=most)]


def get_untold(table: Table, transfer: Transfer) -> Untold | None:
    item = table.get(*untold_key(transfer))
    return msgspec.convert(item, Untold) if item else None


def delete_untold(table: Table, transfer: Transfer) -> None:
    """Twice is as good as once."""
    table.transact([table.deleting(*untold_key(transfer))])
