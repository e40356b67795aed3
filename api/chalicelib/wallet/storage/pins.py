"""Wallet passwords and the proofs made with them, under the account they belong to."""

from datetime import datetime

import msgspec

from ...dynamodb import Item, RefusedError, Table
from ..model.pins import MAX_ATTEMPTS, PROOF_SECONDS, Pin

# The attempt is counted before anything is compared: however many come at once, five pass.
COUNT_ATTEMPT, MAY_ATTEMPT = "ADD attempts :one", "attempts < :most"
UNCHANGED = "stamp = :stamp"
IS_FOR_THIS = "subject = :subject AND amount = :amount AND ends_at > :now"


def pin_item(account_id: str, pin: Pin) -> Item:
    return {"pk": f"ACCOUNT#{account_id}", "sk": "PIN", **msgspec.to_builtins(pin)}


def get_pin(table: Table, account_id: str) -> Pin | None:
    item = table.get(f"ACCOUNT#{account_id}", "PIN")
    return msgspec.convert(item, Pin) if item else None


def putting_pin(table: Table, account_id: str, pin: Pin) -> Item:
    return table.putting(pin_item(account_id, pin))


def changing_pin(table: Table, account_id: str, old: Pin, new: Pin) -> Item:
    """A write that fails when the wallet password has changed since `old` was read."""
    return table.putting(pin_item(account_id, new), UNCHANGED, {":stamp": old.stamp})


def deleting_pin(table: Table, account_id: str) -> Item:
    return table.deleting(f"ACCOUNT#{account_id}", "PIN")


def count_attempt(table: Table, account_id: str) -> Pin | None:
    """The password to compare with, this attempt counted; None where no more may be made, or there is none."""
    values = {":one": 1, ":most": MAX_ATTEMPTS}
    try:
        item = table.update(f"ACCOUNT#{account_id}", "PIN", COUNT_ATTEMPT, MAY_ATTEMPT, values)
    except RefusedError:
        return None
    return msgspec.convert(item, Pin)


def clearing_attempts(table: Table, account_id: str, pin: Pin) -> Item:
    """A write after a right one; it fails when the password has changed since."""
    values = {":none": 0, ":stamp": pin.stamp}
    return table.updating(f"ACCOUNT#{account_id}", "PIN", "SET attempts = :none", UNCHANGED, values)


def putting_proof(table: Table, account_id: str, proof_hash: str, subject: str, amount: int, now: datetime) -> Item:
    ends_at = int(now.timestamp()) + PROOF_SECONDS
    item = {"pk": f"ACCOUNT#{account_id}", "sk": f"PROOF#{proof_hash}", "subject": subject, "amount": amount}
    return table.putting(item | {"ends_at": ends_at, "expires_at": ends_at})


def using_proof(table: Table, account_id: str, proof_hash: str, subject: str, amount: int, now: datetime) -> Item:
    """A write that succeeds once for each proof, soon after it was made, for what it was made for."""
    values = {":subject": subject, ":amount": amount, ":now": int(now.timestamp())}
    return table.deleting(f"ACCOUNT#{account_id}", f"PROOF#{proof_hash}", IS_FOR_THIS, values)


def deleting_proofs(table: Table, account_id: str) -> list[Item]:
    """Writes that end all proofs there are, for the transaction that changes the password."""
    return [table.deleting(one["pk"], one["sk"]) for one in table.query(f"ACCOUNT#{account_id}", "PROOF#")]
