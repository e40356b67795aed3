"""Who sends a request, and the sessions that a person has."""

import secrets

from ... import metrics
from ...access import Person
from ...dynamodb import Item
from ...keys import new_token, token_hash
from ...world import World
from ..model.account import LOG_SECONDS, LogEntry, Login
from ..model.errors import NoSuchSessionError
from ..model.logged import Logged, LoggedBy
from ..model.requests import OneSession
from ..model.sessions import Session, Visitor, device_cookie, mask_address, new_session, read_session, session_cookie
from ..storage import logins, sessions

AT_ONCE = 70  # a transaction takes a hundred writes, some of them others


def find_person(world: World, visitor: Visitor) -> Person | None:
    """Who this cookie belongs to, in one call; None for everybody else."""
    written = read_session(visitor.cookies)
    if written is None:
        return None
    account_id, token = written
    session = sessions.prolong_session(world.table, account_id, token_hash(token), world.now)
    return person_of(account_id, session) if session else None


def person_of(account_id: str, session: Session) -> Person:
    known = (account_id, session.citizen_hash, session.session_id, session.role, session.level)
    return Person(*known, has_second_factor=session.has_second_factor, units=tuple(session.units))


def beginning_session(
    world: World, login: Login, citizen_hash: str, visitor: Visitor, what: Logged, is_strong: bool = False
) -> tuple[list[Item], list[str]]:
    """(writes that begin a session and log it, cookies that the browser gets). The token is in the cookie alone."""
    token = new_token()
    session = new_session(login, citizen_hash, token, visitor, world.now, is_strong)
    writes = [
        sessions.putting_session(world.table, login.account_id, session),
        logging(world, login.account_id, what, visitor),
    ]
    device = device_cookie(world.keys, citizen_hash, login.phone_hash, visitor.cookies, world.now)
    return writes, [session_cookie(login.account_id, token), device]


def ending_current(world: World, visitor: Visitor) -> list[Item]:
    """The write that ends the session this browser comes with, for a transaction that begins another."""
    written = read_session(visitor.cookies)
    return [sessions.deleting_session(world.table, written[0], token_hash(written[1]))] if written else []


def logging(world: World, account_id: str, what: Logged, visitor: Visitor, by: LoggedBy = "owner") -> Item:
    """A write that adds a line to what the owner can read."""
    at = int(world.now.timestamp())
    entry = LogEntry(at=at, what=what, address=mask_address(visitor.address), device=visitor.device, by=by)
    in_order = f"{world.now.microsecond:06d}{secrets.token_hex(4)}"  # within a second, too
    return logins.putting_log(world.table, account_id, entry, in_order, at + LOG_SECONDS)


def announce(account_id: str, what: Logged, visitor: Visitor) -> None:
    """Tells the security log what has happened; to be called when it has."""
    metrics.count("AccountEvent", who=account_id, network=mask_address(visitor.address), what=what)


def ending_sessions(world: World, account_id: str) -> list[Item]:
    """Writes that end all sessions there are, for the transaction that changes a login."""
    ids = [one.session_id for one in sessions.list_sessions(world.table, account_id)]
    for session_id in ids[AT_ONCE:]:
        sessions.delete_session(world.table, account_id, session_id)
    return [sessions.deleting_session(world.table, account_id, session_id) for session_id in ids[:AT_ONCE]]


def end_begun_on(world: World, account_id: str, stamp: str) -> None:
    """Ends what began on an older login between reading the sessions and changing it; after the change none can begin."""
    for one in sessions.list_sessions(world.table, account_id):
        if one.stamp == stamp:
            sessions.delete_session(world.table, account_id, one.session_id)


def list_own(world: World, person: Person) -> list[OneSession]:
    """Those that are alive, the one used last first."""
    at = int(world.now.timestamp())
    alive = [
        one for one in sessions.list_sessions(world.table, person.account_id) if min(one.idle_ends_at, one.ends_at) > at
    ]
    shown = [
        OneSession(one.session_id, one.device, one.address, one.created_at, one.seen_at, one.session_id == person.session_id)
        for one in alive
    ]
    return sorted(shown, key=lambda one: -one.seen_at)


def end_one(world: World, account_id: str, session_id: str) -> None:
    if not sessions.delete_session(world.table, account_id, session_id):
        raise NoSuchSessionError


def log_out(world: World, person: Person) -> None:
    """Twice is as good as once: the session has ended."""
    sessions.delete_session(world.table, person.account_id, person.session_id)


def end_all(world: World, account_id: str) -> None:
    for one in sessions.list_sessions(world.table, account_id):
        sessions.delete_session(world.table, account_id, one.session_id)
