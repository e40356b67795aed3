"""POST /api/v1/sessions (login), and a person's own sessions under /api/v1/me."""

from chalice import Blueprint

from ...errors import BusyError, TooManyError
from ...typed import Operation, Reply, route
from ...world import world
from ..model.errors import NoSuchSessionError, SecondFactorNeededError, WrongLoginError, WrongSecondFactorError
from ..model.requests import Credentials, Done, Me, Sessions
from ..model.sessions import no_session_cookie
from ..service import login, profile, sessions
from .door import person_of, visitor_of

session_routes = Blueprint(__name__)
LOG_IN = Operation(
    "POST",
    "/api/v1/sessions",
    "Logged in",
    Done,
    body=Credentials,
    errors=(WrongLoginError, SecondFactorNeededError, WrongSecondFactorError, TooManyError, BusyError),
    status_code=201,
)
END_ONE = Operation(
    "DELETE", "/api/v1/me/sessions/{session_id}", "That session has ended", Done, errors=(NoSuchSessionError,)
)


@route(session_routes, LOG_IN)
def post_session(body: Credentials) -> Reply:
    return Reply(Done(), login.log_in(world(), body, visitor_of(session_routes.current_request)))


@route(session_routes, Operation("GET", "/api/v1/me", "Who is logged in", Me))
def get_me() -> Me:
    return profile.show(world(), person_of(session_routes.current_request))


@route(session_routes, Operation("GET", "/api/v1/me/sessions", "Where this account is logged in", Sessions))
def list_my_sessions() -> Sessions:
    return Sessions(sessions.list_own(world(), person_of(session_routes.current_request)))


@route(session_routes, END_ONE)
def delete_one_session(session_id: str) -> Done:
    sessions.end_one(world(), person_of(session_routes.current_request), session_id)
    return Done()


@route(session_routes, Operation("DELETE", "/api/v1/me/sessions", "Logged out everywhere", Done))
def delete_all_sessions() -> Reply:
    sessions.end_all(world(), person_of(session_routes.current_request))
    return Reply(Done(), [no_session_cookie()])


@route(session_routes, Operation("DELETE", "/api/v1/me/session", "Logged out here", Done))
def delete_this_session() -> Reply:
    person = person_of(session_routes.current_request)
    sessions.end_one(world(), person, person.session_id)
    return Reply(Done(), [no_session_cookie()])
