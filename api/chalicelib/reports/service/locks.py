"""Locking who abuses reports: by the operations centre, for a reason and a time; an appeal is decided by another officer."""

import secrets
from typing import Any

import msgspec

from ... import metrics
from ...access import Person
from ...accounts.model.logged import Logged
from ...dynamodb import RefusedError
from ...errors import read_fields
from ...world import World
from ..model.desk import Appeal, AppealDecided, AppealDecision, Appeals, AppealToSend, LockSet, LockToSet, OwnLock
from ..model.locks import (
    AlreadyLockedError,
    AppealedAlreadyError,
    Lock,
    NoSuchAppealError,
    NotLockedError,
    OwnLockError,
)
from ..model.reports import DAY, SenderGoneError
from ..storage import locks
from .numbers import require_operations
from .senders import read_reason, telling_sender, writing_line
from .sending import get_report, reporter_of

A_PAGE = 20


def lock(world: World, officer: Person, report_id: str, body: LockToSet) -> LockSet:
    """Nobody needs to know who it is for that. Programs of others have keys: a lock would hit all who use them.

    Sent again after its answer was lost, it answers with the lock that it has set.
    """
    require_operations(officer)
    report, at = get_report(world, report_id), int(world.now.timestamp())
    if report.source != "web":
        raise SenderGoneError
    made = Lock(
        lock_id=secrets.token_hex(16),
        reporter=report.reporter,
        report_id=report_id,
        reason=read_fields(reason=lambda: read_reason(body.reason))["reason"],
        locked_by=officer.account_id,
        locked_at=at,
        ends_at=at + body.days * DAY,
    )
    writes = [
        locks.putting(world.reports, made),
        writing_line(world, report_id, officer.account_id, "sender-locked", made.reason),
        *telling_sender(world, report, "reports-locked"),
    ]
    try:
        world.reports.transact(writes)
    except RefusedError:
        held = locks.get(world.reports, report.reporter)
        if held is None or not held.is_same_as(made):
            raise AlreadyLockedError from None
        return LockSet(held.ends_at)
    metrics.count("SenderLocked", who=officer.account_id)
    return LockSet(made.ends_at)


def show_own(world: World, person: Person) -> OwnLock:
    held = own_lock(world, person)
    if held is None:
        return OwnLock(is_locked=False)
    shown: dict[str, Any] = {name: getattr(held, name) for name in OwnLock.__struct_fields__ if hasattr(held, name)}
    return OwnLock(is_locked=True, may_appeal=not held.appealed_at, **shown)


def own_lock(world: World, person: Person) -> Lock | None:
    held = locks.get(world.reports, reporter_of(world, person.account_id))
    return held if held and held.holds(int(world.now.timestamp())) else None


def appeal(world: World, person: Person, body: AppealToSend) -> OwnLock:
    """Once for each lock."""
    held = own_lock(world, person)
    if held is None:
        raise NotLockedError
    text = read_fields(text=lambda: read_reason(body.text))["text"]
    appealed = msgspec.structs.replace(held, appeal=text, appealed_at=int(world.now.timestamp()))
    writes = [
        locks.changing(world.reports, held, appealed),
        locks.putting_appeal(world.reports, appealed),
        writing_line(world, held.report_id, "", "appeal-sent", text),
    ]
    try:
        if held.appealed_at:
            raise AppealedAlreadyError
        world.reports.transact(writes)
    except RefusedError:
        raise AppealedAlreadyError from None
    return show_own(world, person)


def forget(world: World, account_id: str) -> None:
    """A deleted account's lock with its appeal. Twice is as good as once."""
    held = locks.get(world.reports, reporter_of(world, account_id))
    if held:
        world.reports.transact([locks.deleting(world.reports, held), locks.deleting_appeal(world.reports, held)])


def list_appeals(world: World, officer: Person) -> Appeals:
    require_operations(officer)
    at = int(world.now.timestamp())
    waiting = [one for one in locks.list_appealed(world.reports, A_PAGE) if one.holds(at)]
    return Appeals([show_appeal(world, officer, one) for one in waiting])


def show_appeal(world: World, officer: Person, held: Lock) -> Appeal:
    return Appeal(
        id=held.appeal_id,
        report_id=held.report_id,
        reason=held.reason,
        locked_at=held.locked_at,
        ends_at=held.ends_at,
        text=held.appeal,
        sent_at=held.appealed_at,
        is_own=is_own(world, officer, held),
    )


def is_own(world: World, officer: Person, held: Lock) -> bool:
    return held.locked_by == officer.account_id or held.reporter == reporter_of(world, officer.account_id)


def decide(world: World, officer: Person, appeal_id: str, body: AppealDecision) -> AppealDecided:
    """Another officer than who has locked: OwnLockError. Lifted, it ends now."""
    require_operations(officer)
    held, at = locks.get_appealed(world.reports, appeal_id), int(world.now.timestamp())
    if held is None or held.appeal_id != appeal_id or held.decision or not held.holds(at):
        raise NoSuchAppealError
    if is_own(world, officer, held):
        raise OwnLockError
    answer = read_fields(reason=lambda: read_reason(body.reason))["reason"]
    ends_at = at if body.decision == "lift" else held.ends_at
    decided = msgspec.structs.replace(held, decision=body.decision, answer=answer, ends_at=ends_at)
    what = "lifted" if body.decision == "lift" else "kept"
    told: Logged = "reports-lock-lifted" if what == "lifted" else "reports-lock-kept"
    writes = [
        locks.changing(world.reports, held, decided),
        locks.deleting_appeal(world.reports, held),
        writing_line(world, held.report_id, officer.account_id, f"lock-{what}", answer),
        *telling_sender(world, get_report(world, held.report_id), told),
    ]
    try:
        world.reports.transact(writes)
    except RefusedError:
        raise NoSuchAppealError from None
    return AppealDecided(body.decision, ends_at)
