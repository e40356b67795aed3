"""The desks of those who answer reports, under /api/v1/report-desk: staff with a second factor, each of their own agency."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...typed import Operation, route
from ...world import world
from ..model.desk import Inboxes, LiveNumbers
from ..model.reports import MoveRefusedError, ReportChangedError, ReportNotFoundError
from ..model.requests import Inbox, MoveToMake, Neighbours, Paging, ReportForDesk
from ..service import desk, numbers

report_desk_routes = Blueprint(__name__)
ROOT = "/api/v1/report-desk"
INBOXES = Operation("GET", ROOT + "/inboxes", "How much waits in the officer's own inboxes, and is late", Inboxes)
NUMBERS = Operation("GET", ROOT + "/numbers", "The day's numbers, for the operations centre", LiveNumbers)
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
CANDIDATES = Operation(
    "GET",
    ROOT + "/reports/{report_id}/duplicate-candidates",
    "Open reports nearby of the same category, the nearest first",
    Neighbours,
    errors=(ReportNotFoundError,),
)


@route(report_desk_routes, INBOXES)
def get_inboxes() -> Inboxes:
    return numbers.count_inboxes(world(), person_of(report_desk_routes.current_request))


@route(report_desk_routes, NUMBERS)
def get_numbers() -> LiveNumbers:
    return numbers.count_live(world(), person_of(report_desk_routes.current_request))


@route(report_desk_routes, INBOX)
def get_inbox(unit: str, query: Paging) -> Inbox:
    return desk.list_inbox(world(), person_of(report_desk_routes.current_request), unit, query)


@route(report_desk_routes, SHOW)
def get_report_for_desk(report_id: str) -> ReportForDesk:
    return desk.show(world(), person_of(report_desk_routes.current_request), report_id)


@route(report_desk_routes, MOVE)
def post_move(report_id: str, body: MoveToMake) -> ReportForDesk:
    return desk.move(world(), person_of(report_desk_routes.current_request), report_id, body)


@route(report_desk_routes, CANDIDATES)
def get_candidates(report_id: str) -> Neighbours:
    return desk.list_candidates(world(), person_of(report_desk_routes.current_request), report_id)
