"""Logging in with a passkey (/api/v1/passkey-sessions), and a person's own passkeys under /api/v1/me."""

from chalice import Blueprint

from ...errors import BusyError, TooManyError
from ...otp.model.codes import ProofGoneError
from ...typed import Operation, Reply, route
from ...world import world
from ..model.errors import (
    NoSuchPasskeyError,
    SecondFactorNeededError,
    TooManyPasskeysError,
    WrongLoginError,
    WrongPasskeyError,
    WrongPasswordError,
    WrongSecondFactorError,
)
from ..model.requests import (
    Done,
    FactorsAgain,
    LoginOptions,
    NewPasskey,
    PasskeyLogin,
    PasskeyOptions,
    PasskeyRemoval,
    Passkeys,
)
from ..service import passkeys
from .door import person_of, visitor_of

passkey_routes = Blueprint(__name__)
CONFIRMED = (WrongPasswordError, TooManyError, BusyError)
LOG_IN = Operation(
    "POST",
    "/api/v1/passkey-sessions",
    "Logged in",
    Done,
    body=PasskeyLogin,
    errors=(WrongPasskeyError, WrongLoginError, BusyError),
    status_code=201,
)
OFFER = Operation(
    "POST",
    "/api/v1/me/passkey-options",
    "What the browser needs to make a passkey",
    PasskeyOptions,
    body=FactorsAgain,
    errors=(*CONFIRMED, SecondFactorNeededError, WrongSecondFactorError),
)
ADD = Operation(
    "POST",
    "/api/v1/me/passkeys",
    "This passkey logs in from now on",
    Done,
    body=NewPasskey,
    errors=(WrongPasskeyError, TooManyPasskeysError, ProofGoneError, BusyError),
    status_code=201,
)
REMOVE = Operation(
    "POST",
    "/api/v1/me/passkeys/removals",
    "This passkey logs nobody in any more",
    Done,
    body=PasskeyRemoval,
    errors=(*CONFIRMED, NoSuchPasskeyError),
)


@route(
    passkey_routes, Operation("POST", "/api/v1/passkey-options", "What the browser needs to ask for a passkey", LoginOptions)
)
def post_login_options() -> LoginOptions:
    return passkeys.login_options(world())


@route(passkey_routes, LOG_IN)
def post_passkey_session(body: PasskeyLogin) -> Reply:
    return Reply(Done(), passkeys.log_in(world(), body.credential, visitor_of(passkey_routes.current_request)))


@route(passkey_routes, OFFER)
def post_passkey_options(body: FactorsAgain) -> PasskeyOptions:
    return passkeys.offer(world(), person_of(passkey_routes.current_request), body)


@route(passkey_routes, ADD)
def post_passkey(body: NewPasskey) -> Reply:
    request = passkey_routes.current_request
    return Reply(Done(), passkeys.add(world(), person_of(request), body, visitor_of(request)))


@route(passkey_routes, Operation("GET", "/api/v1/me/passkeys", "The passkeys of this account", Passkeys))
def get_passkeys() -> Passkeys:
    return Passkeys(passkeys.list_own(world(), person_of(passkey_routes.current_request)))


@route(passkey_routes, REMOVE)
def post_passkey_removal(body: PasskeyRemoval) -> Reply:
    request = passkey_routes.current_request
    return Reply(Done(), passkeys.remove(world(), person_of(request), body, visitor_of(request)))
