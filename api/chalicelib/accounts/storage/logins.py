"""Login records, claims to them by others, and profiles."""

import msgspec

from ...dynamodb import Item, RefusedError, Table
from ..model.account import LogEntry, Login, Profile

UNCHANGED = "stamp = :stamp AND sessions_begun = :begun"


def get_login(table: Table, citizen_hash: str) -> Login | None:
    item = table.get(f"CITIZEN#{citizen_hash}", "LOGIN")
    return msgspec.convert(item, Login) if item else None


def login_item(citizen_hash: str, login: Login) -> Item:
    return {"pk": f"CITIZEN#{citizen_hash}", "sk": "LOGIN", **msgspec.to_builtins(login)}


def putting_login(table: Table, citizen_hash: str, login: Login) -> Item:
    """A write that fails when this ID number has an account."""
    return table.putting(login_item(citizen_hash, login))


def changing_login(table: Table, citizen_hash: str, old: Login, new: Login) -> Item:
    """A write that fails when credentials have changed, or a session has begun, since `old` was read."""
    write = table.putting(login_item(citizen_hash, new), UNCHANGED)
    values = {":stamp": {"S": old.stamp}, ":begun": {"N": str(old.sessions_begun)}}
    write["Put"]["ExpressionAttributeValues"] = values
    return write


def noting_session(table: Table, citizen_hash: str, login: Login) -> Item:
    """A write that fails when credentials have changed since `login` was read."""
    values = {":one": 1, ":stamp": login.stamp}
    return table.updating(f"CITIZEN#{citizen_hash}", "LOGIN", "ADD sessions_begun :one", "stamp = :stamp", values)


def putting_profile(table: Table, account_id: str, profile: Profile) -> Item:
    return table.putting({"pk": f"ACCOUNT#{account_id}", "sk": "PROFILE", **msgspec.to_builtins(profile)})


def get_profile(table: Table, account_id: str) -> Profile | None:
    item = table.get(f"ACCOUNT#{account_id}", "PROFILE")
    return msgspec.convert(item, Profile) if item else None


def put_claim(table: Table, citizen_hash: str, phone_hash: str, sealed_phone: str, at: int) -> bool:
    """Whether this phone claims this ID number for the first time."""
    item = {"pk": f"CITIZEN#{citizen_hash}", "sk": f"CLAIM#{phone_hash}", "sealed_phone": sealed_phone, "claimed_at": at}
    try:
        table.put(item)
    except RefusedError:
        return False
    return True


def putting_log(table: Table, account_id: str, entry: LogEntry, entry_id: str, expires_at: int) -> Item:
    item = {"pk": f"ACCOUNT#{account_id}", "sk": f"LOG#{entry.at:012d}#{entry_id}", "expires_at": expires_at}
    return table.putting(item | msgspec.to_builtins(entry))


def list_log(table: Table, account_id: str, newest: int) -> list[LogEntry]:
    return [msgspec.convert(item, LogEntry) for item in table.query(f"ACCOUNT#{account_id}", "LOG#", newest)]
