"""Who sent a report: opened for the operations centre alone, and never without a line that says by whom and why."""

from ... import metrics
from ...access import Person
from ...accounts.model.logged import Logged
from ...accounts.service.levels import find_owner
from ...accounts.service.profile import shown_phone
from ...accounts.service.sessions import logging
from ...accounts.service.staff import OPERATOR
from ...dynamodb import Item
from ...errors import WrongFieldError, read_fields
from ...world import World
from ..model.catalogue import OPERATIONS_UNIT
from ..model.desk import Audit, LineShown, Look, LookToTake, SenderLooks, SenderShown
from ..model.reports import Report, SenderGoneError
from ..storage import audit, reports
from .numbers import require_operations
from .sending import get_report, sealed_place

SEEN = "sender-seen"
LEAST_REASON = 10


def look(world: World, officer: Person, report_id: str, body: LookToTake) -> SenderShown:
    """The look is written down first, here and in the person's own log; SenderGoneError where no account is left."""
    require_operations(officer)
    report = get_report(world, report_id)
    reason = read_fields(reason=lambda: read_reason(body.reason))["reason"]
    account_id, citizen_hash = sender_of(world, report)
    owner = find_owner(world, citizen_hash, account_id) if citizen_hash else None
    if owner is None:
        raise SenderGoneError
    login, details = owner
    line = writing_line(world, report_id, officer.account_id, SEEN, reason)
    world.reports.transact([line, *telling_sender(world, report, "report-sender-seen")])
    metrics.count("SenderSeen", who=officer.account_id)
    return SenderShown(details.full_name, shown_phone(world, login), login.masked_id)


def read_reason(text: str) -> str:
    text = text.strip()
    if len(text) < LEAST_REASON:
        raise WrongFieldError("reason-short", f"please say why, in {LEAST_REASON} characters or more")
    return text


def sender_of(world: World, report: Report) -> tuple[str, str]:
    """(account, hash of the ID number); both are "" where no account of the city has sent it."""
    sealed = reports.get_reporter(world.reports, report.report_id) if report.source == "web" else None
    opened = world.keys.unseal(sealed_place(report.report_id), sealed.sealed) if sealed else ""
    account_id, _, citizen_hash = opened.partition(" ")
    return account_id, citizen_hash


def telling_sender(world: World, report: Report, what: Logged) -> list[Item]:
    """The write of a line in the sender's own log, where they have one."""
    account_id, citizen_hash = sender_of(world, report)
    return [logging(world, account_id, what, OPERATOR, by=OPERATIONS_UNIT)] if citizen_hash else []


def writing_line(world: World, report_id: str, officer: str, what: str, reason: str) -> Item:
    at = int(world.now.timestamp())
    return audit.putting_line(world.reports, report_id, audit.Line(at, officer, what, reason))


def list_looks(world: World, report_id: str) -> SenderLooks:
    lines = audit.list_lines(world.reports, report_id)
    return SenderLooks([Look(one.at, one.officer, one.reason) for one in lines if one.what == SEEN])


def list_audit(world: World, report_id: str) -> Audit:
    """Who did and saw what, oldest first."""
    get_report(world, report_id)
    lines = audit.list_lines(world.reports, report_id)
    return Audit([LineShown(one.at, one.officer, one.what, one.reason) for one in lines])
