"""Who sent a report and who may send none, under /api/v1/report-desk: the operations centre, and those who oversee it."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...typed import Operation, route
from ...world import world
from ..model.desk import (
    AppealDecided,
    AppealDecision,
    Appeals,
    Audit,
    LockSet,
    LockToSet,
    LookToTake,
    SenderLooks,
    SenderShown,
)
from ..model.locks import AlreadyLockedError, NoSuchAppealError, OwnLockError
from ..model.reports import ReportNotFoundError, SenderGoneError
from ..service import locks, senders

sender_routes = Blueprint(__name__)
ROOT = "/api/v1/report-desk"
VIEWS = ROOT + "/reports/{report_id}/identity-views"
LOOK = Operation(
    "POST",
    VIEWS,
    "Who sent this report; that it was asked is written down",
    SenderShown,
    body=LookToTake,
    errors=(ReportNotFoundError, SenderGoneError),
    status_code=201,
)
LOOKS = Operation("GET", VIEWS, "Who has asked who sent this report, and why", SenderLooks)
AUDIT = Operation(
    "GET",
    ROOT + "/reports/{report_id}/audit",
    "Who did and saw what with this report",
    Audit,
    errors=(ReportNotFoundError,),
)
LOCK = Operation(
    "POST",
    ROOT + "/reports/{report_id}/sender-locks",
    "Until when the sender of this report can send none",
    LockSet,
    body=LockToSet,
    errors=(ReportNotFoundError, SenderGoneError, AlreadyLockedError),
    status_code=201,
)
APPEALS = Operation("GET", ROOT + "/lock-appeals", "What locked senders have written, and nobody has decided on", Appeals)
DECIDE = Operation(
    "POST",
    ROOT + "/lock-appeals/{appeal_id}/decisions",
    "What has become of the lock",
    AppealDecided,
    body=AppealDecision,
    errors=(NoSuchAppealError, OwnLockError, ReportNotFoundError),
)


@route(sender_routes, LOOK)
def post_identity_view(report_id: str, body: LookToTake) -> SenderShown:
    return senders.look(world(), person_of(sender_routes.current_request), report_id, body)


@route(sender_routes, LOOKS)
def get_identity_views(report_id: str) -> SenderLooks:
    return senders.list_looks(world(), report_id)


@route(sender_routes, AUDIT)
def get_audit(report_id: str) -> Audit:
    return senders.list_audit(world(), report_id)


@route(sender_routes, LOCK)
def post_sender_lock(report_id: str, body: LockToSet) -> LockSet:
    return locks.lock(world(), person_of(sender_routes.current_request), report_id, body)


@route(sender_routes, APPEALS)
def get_appeals() -> Appeals:
    return locks.list_appeals(world(), person_of(sender_routes.current_request))


@route(sender_routes, DECIDE)
def post_appeal_decision(appeal_id: str, body: AppealDecision) -> AppealDecided:
    return locks.decide(world(), person_of(sender_routes.current_request), appeal_id, body)
