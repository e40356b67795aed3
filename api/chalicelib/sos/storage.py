"""Calls for help in the table of reports, under keys of their own: no list of reports ever meets one."""

import secrets

import msgspec

from ..dynamodb import Index, Item, Table
from .model.calls import AUDIT_SECONDS, KEPT_SECONDS, Call, Line, Look

DESK = Index("inbox", "due")
OPEN_CALLS = "SOS#OPEN"  # no agency can have this sign in its name, so no inbox of reports can be asked for it


def key(call_id: str) -> str:
    return f"SOS#{call_id}"


def item_of(call: Call) -> Item:
    item = {"pk": key(call.call_id), "sk": "CALL", **msgspec.to_builtins(call)}
    if call.is_open:
        del item["expires_at"]
        return item | {"inbox": OPEN_CALLS, "due": call.mark}
    return item


def get(table: Table, call_id: str, now: int) -> Call | None:
    """None also for what has ended: the database deletes it a little later."""
    item = table.get(key(call_id), "CALL")
    call = msgspec.convert(item, Call) if item else None
    return None if call is None or 0 < call.expires_at <= now else call


def putting(table: Table, call: Call) -> Item:
    return table.putting(item_of(call))


def changing(table: Table, old: Call, new: Call) -> Item:
    """Fails when the call has changed in any way since `old` was read."""
    return table.changing(item_of(old), item_of(new), "version", "state")


def putting_line(table: Table, call_id: str, line: Line) -> Item:
    item = {"pk": key(call_id), "sk": f"LINE#{line.n:06d}", **msgspec.to_builtins(line)}
    return table.putting(item | {"expires_at": line.at + KEPT_SECONDS})


def list_lines(table: Table, call_id: str, now: int) -> list[Line]:
    items = table.query(key(call_id), "LINE#")
    return [msgspec.convert(item, Line) for item in items if item["expires_at"] > now]


def putting_open(table: Table, phone_hash: str, call_id: str) -> Item:
    """Which call is open for a telephone number: there can be one only."""
    return table.putting({"pk": f"SOS-PHONE#{phone_hash}", "sk": "OPEN", "call_id": call_id})


def deleting_open(table: Table, phone_hash: str) -> Item:
    return table.deleting(f"SOS-PHONE#{phone_hash}", "OPEN")


def get_open(table: Table, phone_hash: str) -> str:
    item = table.get(f"SOS-PHONE#{phone_hash}", "OPEN")
    return str(item["call_id"]) if item else ""


def putting_once(table: Table, call_id: str, mark: str, at: int) -> Item:
    """Fails where this message was taken in before; `mark` is a hash of what the browser sends with each anew."""
    return table.putting({"pk": key(call_id), "sk": f"ONCE#{mark}", "expires_at": at + KEPT_SECONDS})


def was_taken_in(table: Table, call_id: str, mark: str) -> bool:
    return table.get(key(call_id), f"ONCE#{mark}") is not None


def putting_joined(table: Table, asked_id: str, call_id: str, at: int) -> Item:
    """The call that was open when this one was made, and which it became a part of."""
    return table.putting({"pk": key(asked_id), "sk": "JOINED", "call_id": call_id, "expires_at": at + KEPT_SECONDS})


def get_joined(table: Table, asked_id: str) -> str:
    item = table.get(key(asked_id), "JOINED")
    return str(item["call_id"]) if item else ""


def page(table: Table, most: int, behind: str = "") -> tuple[list[Call], str]:
    """Open calls in the desk's order, and the mark behind which the next ones stand ("" at the end)."""
    start = None
    if behind:
        start = {"pk": key(behind.partition("#")[2]), "sk": "CALL", DESK.name: OPEN_CALLS, DESK.sort: behind}
    found = table.page(DESK, OPEN_CALLS, most, start)
    calls = [msgspec.convert(item, Call) for item in found.items]
    return calls, str(found.last[DESK.sort]) if found.last else ""


def putting_look(table: Table, call_id: str, look: Look) -> Item:
    """Who did and saw what stays when all that is personal is gone."""
    item = {"pk": key(call_id), "sk": f"AUDIT#{look.at:012d}#{secrets.token_hex(4)}", **msgspec.to_builtins(look)}
    return table.putting(item | {"expires_at": look.at + AUDIT_SECONDS})


def list_looks(table: Table, call_id: str) -> list[Look]:
    return [msgspec.convert(item, Look) for item in table.query(key(call_id), "AUDIT#")]
