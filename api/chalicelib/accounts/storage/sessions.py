"""Sessions, under the account they belong to: one read finds a person's own, one write checks and prolongs one."""

from datetime import datetime

import msgspec

from ...dynamodb import Item, RefusedError, Table
from ..model.sessions import Session

PROLONG = "SET seen_at = :now, idle_ends_at = idle_seconds + :now"
IS_ALIVE = "ends_at > :now AND idle_ends_at > :now"


def putting_session(table: Table, account_id: str, session: Session) -> Item:
    item = {"pk": f"ACCOUNT#{account_id}", "sk": f"SESSION#{session.session_id}", "expires_at": session.ends_at}
    return table.putting(item | msgspec.to_builtins(session))


def prolong_session(table: Table, account_id: str, session_id: str, now: datetime) -> Session | None:
    """The session if it is alive, which counts as a sign of life; None otherwise. One call, whatever it finds."""
    values = {":now": int(now.timestamp())}
    try:
        item = table.update(f"ACCOUNT#{account_id}", f"SESSION#{session_id}", PROLONG, IS_ALIVE, values)
    except RefusedError:
        return None
    return msgspec.convert(item, Session)


def list_sessions(table: Table, account_id: str) -> list[Session]:
    """All of them, ended ones that nobody has swept away included."""
    return [msgspec.convert(item, Session) for item in table.query(f"ACCOUNT#{account_id}", "SESSION#")]


def deleting_session(table: Table, account_id: str, session_id: str) -> Item:
    return table.deleting(f"ACCOUNT#{account_id}", f"SESSION#{session_id}")


def delete_session(table: Table, account_id: str, session_id: str) -> bool:
    """Whether there was one."""
    try:
        table.delete(f"ACCOUNT#{account_id}", f"SESSION#{session_id}")
    except RefusedError:
        return False
    return True
