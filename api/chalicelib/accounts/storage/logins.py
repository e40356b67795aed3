"""Login records, claims to them by others, and profiles."""

from contextlib import suppress
from functools import lru_cache

import msgspec

from ...attributes import from_item, to_item
from ...dynamodb import Item, RefusedError, Table
from ..model.account import CLAIM_SECONDS, LogEntry, Login, Profile
from ..model.passwords import DUMMY_HASH

UNCHANGED = "stamp = :stamp"


def get_login(table: Table, citizen_hash: str) -> Login | None:
    item = table.get(f"CITIZEN#{citizen_hash}", "LOGIN")
    return msgspec.convert(item, Login) if item else None


def get_login_or_decoy(table: Table, citizen_hash: str) -> Login:
    """For login: reading takes as long for a number without an account. The decoy is blocked and has nobody's password."""
    item = table.get_raw(f"CITIZEN#{citizen_hash}", "LOGIN")
    return msgspec.convert(from_item(item or decoy_item()), Login)


@lru_cache(maxsize=1)
def decoy_item() -> Item:
    """As large as a login of the common kind."""
    decoy = Login(
        account_id="0" * 32,
        status="blocked",
        password_hash=DUMMY_HASH,
        phone_hash="0" * 64,
        sealed_phone="0" * 56,
        language="vi",
        masked_id="•" * 12,
        stamp="0" * 16,
    )
    return to_item(login_item("", decoy))


def login_item(citizen_hash: str, login: Login) -> Item:
    return {"pk": f"CITIZEN#{citizen_hash}", "sk": "LOGIN", **msgspec.to_builtins(login)}


def putting_login(table: Table, citizen_hash: str, login: Login) -> Item:
    """A write that fails when this ID number has an account."""
    return table.putting(login_item(citizen_hash, login))


def changing_login(table: Table, citizen_hash: str, old: Login, new: Login) -> Item:
    """A write that fails when credentials have changed since `old` was read."""
    return table.putting(login_item(citizen_hash, new), UNCHANGED, {":stamp": old.stamp})


def checking_login(table: Table, citizen_hash: str, login: Login) -> Item:
    """A check that lets a transaction fail when credentials have changed since `login` was read."""
    return table.checking(f"CITIZEN#{citizen_hash}", "LOGIN", UNCHANGED, {":stamp": login.stamp})


def putting_profile(table: Table, account_id: str, profile: Profile) -> Item:
    return table.putting({"pk": f"ACCOUNT#{account_id}", "sk": "PROFILE", **msgspec.to_builtins(profile)})


def changing_profile(table: Table, account_id: str, old: Profile, new: Profile) -> Item:
    """A write that fails when somebody else changed the profile since `old` was read."""
    item = {"pk": f"ACCOUNT#{account_id}", "sk": "PROFILE", **msgspec.to_builtins(new), "version": old.version + 1}
    return table.putting(item, "version = :version", {":version": old.version})


def get_profile(table: Table, account_id: str) -> Profile | None:
    item = table.get(f"ACCOUNT#{account_id}", "PROFILE")
    return msgspec.convert(item, Profile) if item and "deleted_at" not in item else None


def deleting_login(table: Table, citizen_hash: str, login: Login) -> Item:
    """A write that fails when credentials have changed since `login` was read; the ID number is free again."""
    write = table.deleting(f"CITIZEN#{citizen_hash}", "LOGIN")
    condition = {"ConditionExpression": UNCHANGED, "ExpressionAttributeValues": to_item({":stamp": login.stamp})}
    return {"Delete": write["Delete"] | condition}


def burying_profile(table: Table, account_id: str, profile: Profile, at: int) -> Item:
    """A write that leaves of a profile when it began and ended."""
    stone = {"pk": f"ACCOUNT#{account_id}", "sk": "PROFILE", "created_at": profile.created_at, "deleted_at": at}
    return table.putting(stone, "version = :version", {":version": profile.version})


def delete_rest(table: Table, account_id: str, citizen_hash: str, ended_at: int) -> None:
    """The log, and claims that others made to the number while the account was there."""
    claims = [one for one in table.query(f"CITIZEN#{citizen_hash}", "CLAIM#") if one["claimed_at"] <= ended_at]
    for item in [*table.query(f"ACCOUNT#{account_id}", "LOG#"), *claims]:
        with suppress(RefusedError):  # swept away in the same moment
            table.delete(item["pk"], item["sk"])


def putting_claim(table: Table, citizen_hash: str, phone_hash: str, sealed_phone: str, at: int) -> Item:
    """A write that fails when this phone has claimed this ID number already."""
    item: Item = {"pk": f"CITIZEN#{citizen_hash}", "sk": f"CLAIM#{phone_hash}", "sealed_phone": sealed_phone}
    item |= {"claimed_at": at, "expires_at": at + CLAIM_SECONDS}
    return table.putting(item, "attribute_not_exists(pk) OR expires_at <= :now", {":now": at})


def has_claim(table: Table, citizen_hash: str, phone_hash: str, at: int) -> bool:
    item = table.get(f"CITIZEN#{citizen_hash}", f"CLAIM#{phone_hash}")
    return item is not None and bool(item["expires_at"] > at)


def deleting_claim(table: Table, citizen_hash: str, phone_hash: str) -> Item:
    return table.deleting(f"CITIZEN#{citizen_hash}", f"CLAIM#{phone_hash}")


def putting_log(table: Table, account_id: str, entry: LogEntry, entry_id: str, expires_at: int) -> Item:
    item = {"pk": f"ACCOUNT#{account_id}", "sk": f"LOG#{entry.at:012d}#{entry_id}", "expires_at": expires_at}
    return table.putting(item | msgspec.to_builtins(entry))


def list_log(table: Table, account_id: str, at: int, newest: int = 0) -> list[LogEntry]:
    """All of the last year, oldest first; or the `newest` so many, newest first."""
    items = table.query(f"ACCOUNT#{account_id}", "LOG#", newest)
    return [msgspec.convert(item, LogEntry) for item in items if item["expires_at"] > at]
