"""Calling for help under /api/v1/sos: anybody may, without logging in, and follows it by a secret of their browser."""

from chalice import Blueprint

from ...accounts.routes.door import visitor_of
from ...errors import BusyError
from ...typed import Operation, route
from ...world import world
from ..model.calls import CallClosedError, CallNotFoundError, TooManyCallsError
from ..model.requests import CallShown, CallTaken, CallToLookAt, CallToMake, NewsToTell
from ..service import calling, showing, telling

sos_routes = Blueprint(__name__)
ROOT = "/api/v1/sos"
CALL = Operation(
    "POST",
    ROOT,
    "The call as it was taken in, and the secret by which its browser follows it",
    CallTaken,
    body=CallToMake,
    errors=(CallClosedError, TooManyCallsError, BusyError),
    status_code=201,
    is_keyed=True,
)
TELL = Operation(
    "POST",
    ROOT + "/{call_id}/updates",
    "The call with what was told of it",
    CallShown,
    body=NewsToTell,
    errors=(CallNotFoundError, CallClosedError, TooManyCallsError, BusyError),
    is_keyed=True,
)
VIEW = Operation(
    "POST",
    ROOT + "/{call_id}/views",
    "What has become of the call",
    CallShown,
    body=CallToLookAt,
    errors=(CallNotFoundError, BusyError),
)


@route(sos_routes, CALL)
def post_call(key: str, body: CallToMake) -> CallTaken:
    now = world()
    call, token = calling.call(now, visitor_of(sos_routes.current_request).address, key, body)
    return showing.show_taken(now, call, token)


@route(sos_routes, TELL)
def post_news(call_id: str, key: str, body: NewsToTell) -> CallShown:
    now = world()
    return showing.show(now, telling.tell_more(now, call_id, key, body), body.token)


@route(sos_routes, VIEW)
def post_view(call_id: str, body: CallToLookAt) -> CallShown:
    return showing.show_own(world(), call_id, body.token)
