"""The desks of those who answer reports, under /api/v1/report-desk: staff with a second factor, each of their own agency."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...typed import Operation, route
from ...world import world
from ..model.reports import MoveRefusedError, ReportChangedError, ReportNotFoundError
from ..model.requests import Inbox, MoveToMake, Paging, ReportForDesk
from ..service import desk, moving

report_desk_routes = Blueprint(__name__)
ROOT = "/api/v1/report-desk"
INBOX = Operation("GET", ROOT + "/inboxes/{unit}", "What waits for this agency, by deadline", Inbox, query=Paging)
SHOW = Operation(
    "GET", ROOT + "/reports/{report_id}", "One report for its officer", ReportForDesk, errors=(ReportNotFoundError,)
)
MOVE = Operation(
    "POST",
    ROOT + "/reports/{report_id}/moves",
    "What the report has become",
    ReportForDesk,
    body=MoveToMake,
    errors=(ReportNotFoundError, MoveRefusedError, ReportChangedError),
)


@route(report_desk_routes, INBOX)
def get_inbox(unit: str, query: Paging) -> Inbox:
    return desk.list_inbox(world(), person_of(report_desk_routes.current_request), unit, query)


@route(report_desk_routes, SHOW)
def get_report_for_desk(report_id: str) -> ReportForDesk:
    return desk.show(world(), person_of(report_desk_routes.current_request), report_id)


@route(report_desk_routes, MOVE)
def post_move(report_id: str, body: MoveToMake) -> ReportForDesk:
    now, officer = world(), person_of(report_desk_routes.current_request)
    report = moving.move_as_officer(now, officer, report_id, body)
    return desk.shown_to(now, officer, report)
