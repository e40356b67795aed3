"""The desk of calls for help under /api/v1/sos-desk: the operations centre and rescue, and those who oversee them."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...typed import Operation, route
from ...world import world
from ..model.calls import CallChangedError, CallMoveRefusedError, CallNotFoundError
from ..model.requests import CallForDesk, CallHistory, CallLooks, CallMove, CallPaging, CallPhone, CallsForDesk
from ..service import desk

sos_desk_routes = Blueprint(__name__)
ROOT = "/api/v1/sos-desk"
LIST = Operation("GET", ROOT, "Open calls for help, the most urgent first", CallsForDesk, query=CallPaging)
HISTORY = Operation(
    "GET", ROOT + "/{call_id}/history", "All that was told of a call, and done", CallHistory, errors=(CallNotFoundError,)
)
MOVE = Operation(
    "POST",
    ROOT + "/{call_id}/moves",
    "What the call has become",
    CallForDesk,
    body=CallMove,
    errors=(CallNotFoundError, CallMoveRefusedError, CallChangedError),
)
PHONE = Operation(
    "POST",
    ROOT + "/{call_id}/phone-views",
    "The number to call back; that it was asked is written down",
    CallPhone,
    errors=(CallNotFoundError,),
    status_code=201,
)
AUDIT = Operation("GET", ROOT + "/{call_id}/audit", "Who did what with a call, and saw its number", CallLooks)


@route(sos_desk_routes, LIST)
def get_calls(query: CallPaging) -> CallsForDesk:
    return desk.list_open(world(), person_of(sos_desk_routes.current_request), query.after)


@route(sos_desk_routes, HISTORY)
def get_history(call_id: str) -> CallHistory:
    return desk.show_history(world(), person_of(sos_desk_routes.current_request), call_id)


@route(sos_desk_routes, MOVE)
def post_move(call_id: str, body: CallMove) -> CallForDesk:
    return desk.move(world(), person_of(sos_desk_routes.current_request), call_id, body)


@route(sos_desk_routes, PHONE)
def post_phone_view(call_id: str) -> CallPhone:
    return desk.look_at_phone(world(), person_of(sos_desk_routes.current_request), call_id)


@route(sos_desk_routes, AUDIT)
def get_audit(call_id: str) -> CallLooks:
    return desk.list_looks(world(), call_id)
