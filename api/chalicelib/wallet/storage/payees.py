"""Payees that a wallet has paid, under a hash that says nobody's name, until they are forgotten by themselves."""

from contextlib import suppress
from datetime import datetime

from ...dynamodb import RefusedError, Table
from ..model.payees import FORGOTTEN_AFTER_SECONDS, KNOWN_AFTER_SECONDS

PAID = "SET known_from = if_not_exists(known_from, :known_from), expires_at = :expires_at"


def is_known(table: Table, account_id: str, payee_hash: str, now: datetime) -> bool:
    item = table.get(f"ACCOUNT#{account_id}", f"PAYEE#{payee_hash}")
    return item is not None and bool(item["known_from"] <= now.timestamp() < item["expires_at"])


def delete_all(table: Table, account_id: str) -> None:
    for item in table.query(f"ACCOUNT#{account_id}", "PAYEE#"):
        with suppress(RefusedError):  # somebody else was quicker
            table.delete(item["pk"], item["sk"])


def put_paid(table: Table, account_id: str, payee_hash: str, at: int) -> None:
    """A payment at an instant (seconds); said twice or out of order, it changes little."""
    values = {":known_from": at + KNOWN_AFTER_SECONDS, ":expires_at": at + FORGOTTEN_AFTER_SECONDS}
    table.update(f"ACCOUNT#{account_id}", f"PAYEE#{payee_hash}", PAID, "", values)
