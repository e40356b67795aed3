"""The desk of identity checks under /api/v1/identity-checks: staff with a second factor, of this desk alone."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...clients.files import FilesFailedError
from ...errors import BusyError
from ...typed import Operation, route
from ...world import world
from ..model.cases import (
    CaseChangedError,
    CheckClosedError,
    NoSuchCheckError,
    NotSeenError,
    OwnCaseError,
    SecondOfficerNeededError,
)
from ..model.requests import CaseForDesk, Decided, DecisionToMake, Looks, Queue
from ..service import decisions, desk

desk_routes = Blueprint(__name__)
ROOT = "/api/v1/identity-checks"
QUEUE = Operation("GET", ROOT, "The checks that wait, oldest first", Queue)
QUEUE_PAGE = Operation("GET", ROOT + "/pages/{page}", "The checks that wait behind those", Queue)
LOOK = Operation(
    "POST",
    ROOT + "/{check_id}/views",
    "One check with its pictures; that they were seen is written down",
    CaseForDesk,
    errors=(NoSuchCheckError, OwnCaseError, CheckClosedError, BusyError, FilesFailedError),
    status_code=201,
)
LOOKS = Operation("GET", ROOT + "/{check_id}/views", "Who has seen the pictures of this check", Looks)
DECIDE = Operation(
    "POST",
    ROOT + "/{check_id}/decisions",
    "What the check has become",
    Decided,
    body=DecisionToMake,
    errors=(
        NoSuchCheckError,
        OwnCaseError,
        SecondOfficerNeededError,
        CaseChangedError,
        NotSeenError,
        BusyError,
    ),
)


@route(desk_routes, QUEUE)
def get_queue() -> Queue:
    return desk.list_waiting(world(), person_of(desk_routes.current_request))


@route(desk_routes, QUEUE_PAGE)
def get_queue_page(page: str) -> Queue:
    return desk.list_waiting(world(), person_of(desk_routes.current_request), page)


@route(desk_routes, LOOK)
def post_view(check_id: str) -> CaseForDesk:
    return desk.look(world(), person_of(desk_routes.current_request), check_id)


@route(desk_routes, LOOKS)
def get_views(check_id: str) -> Looks:
    return desk.list_looks(world(), check_id)


@route(desk_routes, DECIDE)
def post_decision(check_id: str, body: DecisionToMake) -> Decided:
    return decisions.decide(world(), person_of(desk_routes.current_request), check_id, body)
