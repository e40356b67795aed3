"""Passkeys, under the account they belong to, and challenges that were used."""

from datetime import datetime

import msgspec

from ...dynamodb import Item, Table
from ..model.passkeys import CHALLENGE_SECONDS, Passkey


def get_passkey(table: Table, account_id: str, passkey_id: str) -> Passkey | None:
    item = table.get(f"ACCOUNT#{account_id}", f"PASSKEY#{passkey_id}")
    return msgspec.convert(item, Passkey) if item else None


def list_passkeys(table: Table, account_id: str) -> list[Passkey]:
    return [msgspec.convert(item, Passkey) for item in table.query(f"ACCOUNT#{account_id}", "PASSKEY#")]


def passkey_item(account_id: str, passkey: Passkey) -> Item:
    return {"pk": f"ACCOUNT#{account_id}", "sk": f"PASSKEY#{passkey.passkey_id}", **msgspec.to_builtins(passkey)}


def putting_passkey(table: Table, account_id: str, passkey: Passkey) -> Item:
    """A write that fails when the account has this passkey."""
    return table.putting(passkey_item(account_id, passkey))


def using_passkey(table: Table, account_id: str, old: Passkey, new: Passkey) -> Item:
    """A write that fails when the passkey was removed, or used in the same moment."""
    values = {":count": old.sign_count, ":used_at": old.used_at}
    return table.putting(passkey_item(account_id, new), "sign_count = :count AND used_at = :used_at", values)


def deleting_passkey(table: Table, account_id: str, passkey_id: str) -> Item:
    return table.deleting(f"ACCOUNT#{account_id}", f"PASSKEY#{passkey_id}")


def deleting_all(table: Table, account_id: str) -> list[Item]:
    return [deleting_passkey(table, account_id, one.passkey_id) for one in list_passkeys(table, account_id)]


def using_challenge(table: Table, challenge: str, now: datetime) -> Item:
    """A write that succeeds once for each challenge."""
    ends_at = int(now.timestamp()) + 2 * CHALLENGE_SECONDS
    return table.putting({"pk": f"CHALLENGE#{challenge}", "sk": "CHALLENGE", "expires_at": ends_at})
