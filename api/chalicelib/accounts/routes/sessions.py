"""POST /api/v1/sessions (login), and a person's own sessions under /api/v1/me."""

from chalice import Blueprint

from ...errors import BusyError, TooManyError
from ...typed import Operation, Reply, route
from ...world import world
from ..model.errors import (
    NoSuchSessionError,
    SecondFactorNeededError,
    WrongLoginError,
    WrongPasswordError,
    WrongSecondFactorError,
)
from ..model.requests import Credentials, Done, Me, Sessions, SessionsToEnd
from ..model.sessions import no_session_cookie
from ..service import changes, login, profile, sessions
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
END = Operation(
    "POST",
    "/api/v1/me/sessions/endings",
    "That session, or every one, has ended",
    Done,
    body=SessionsToEnd,
    errors=(WrongPasswordError, NoSuchSessionError, TooManyError, BusyError),
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


@route(session_routes, END)
def post_session_ending(body: SessionsToEnd) -> Done:
    changes.end_sessions(world(), person_of(session_routes.current_request), body)
    return Done()


@route(session_routes, Operation("DELETE", "/api/v1/me/session", "Logged out here", Done))
def delete_this_session() -> Reply:
    person = person_of(session_routes.current_request)
    sessions.log_out(world(), person)
    return Reply(Done(), [no_session_cookie()])
