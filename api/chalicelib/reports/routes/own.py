"""A person's own reports under /api/v1: sending, following and answering what the city asks."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...errors import BusyError, InvalidInputError, KeyReusedError, TooManyError
from ...typed import Operation, route
from ...world import world
from ..model.desk import AppealToSend, OwnLock
from ..model.locks import AppealedAlreadyError, NotLockedError
from ..model.reports import (
    MoveRefusedError,
    OtherDoorError,
    ReportChangedError,
    ReportNotFoundError,
    SenderLockedError,
)
from ..model.requests import MoveToMake, OwnReports, Paging, ReportShown, ReportToSend
from ..service import locks, moving, own, sending, showing

own_report_routes = Blueprint(__name__)
SEND = Operation(
    "POST",
    "/api/v1/reports",
    "The report as it was received",
    ReportShown,
    body=ReportToSend,
    errors=(InvalidInputError, OtherDoorError, SenderLockedError, KeyReusedError, TooManyError, BusyError),
    status_code=201,
    is_keyed=True,
)
LIST = Operation("GET", "/api/v1/me/reports", "The person's own reports, newest first", OwnReports, query=Paging)
SHOW = Operation(
    "GET",
    "/api/v1/me/reports/{report_id}",
    "One of the person's own reports, hidden ones included",
    ReportShown,
    errors=(ReportNotFoundError,),
)
MOVE = Operation(
    "POST",
    "/api/v1/me/reports/{report_id}/moves",
    "What the report has become",
    ReportShown,
    body=MoveToMake,
    errors=(ReportNotFoundError, MoveRefusedError, ReportChangedError),
)
LOCK = Operation("GET", "/api/v1/me/report-lock", "Whether the person may send reports; if not, why and until when", OwnLock)
APPEAL = Operation(
    "POST",
    "/api/v1/me/report-lock-appeals",
    "The lock, with the person's words about it",
    OwnLock,
    body=AppealToSend,
    errors=(NotLockedError, AppealedAlreadyError),
    status_code=201,
)


@route(own_report_routes, SEND)
def post_report(key: str, body: ReportToSend) -> ReportShown:
    now = world()
    report, media = sending.send(now, person_of(own_report_routes.current_request), key, body)
    return showing.shown(now, report, "sender", media)


@route(own_report_routes, LIST)
def get_own_reports(query: Paging) -> OwnReports:
    return own.list_own(world(), person_of(own_report_routes.current_request), query)


@route(own_report_routes, SHOW)
def get_own_report(report_id: str) -> ReportShown:
    now = world()
    return showing.shown(now, own.get_own(now, person_of(own_report_routes.current_request), report_id), "sender")


@route(own_report_routes, MOVE)
def post_own_move(report_id: str, body: MoveToMake) -> ReportShown:
    now = world()
    person = person_of(own_report_routes.current_request)
    return showing.shown(now, moving.move_as_reporter(now, person, report_id, body), "sender")


@route(own_report_routes, LOCK)
def get_own_lock() -> OwnLock:
    return locks.show_own(world(), person_of(own_report_routes.current_request))


@route(own_report_routes, APPEAL)
def post_appeal(body: AppealToSend) -> OwnLock:
    return locks.appeal(world(), person_of(own_report_routes.current_request), body)
