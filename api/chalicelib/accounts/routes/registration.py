"""POST /api/v1/registrations and what follows: the code, and the account."""

from chalice import Blueprint

from ...clients.sms import SmsFailedError
from ...errors import BusyError, TooManyError
from ...otp.model.codes import CodeGoneError, ProofGoneError, WrongCodeError
from ...typed import Operation, Reply, route
from ...world import world
from ..model.errors import AlreadyRegisteredError
from ..model.requests import CodeEntered, CodeRequest, CodeSent, Done, NewAccount, Verified
from ..service import registration
from .door import visitor_of

registration_routes = Blueprint(__name__)
ROOT = "/api/v1/registrations"
REQUEST = Operation(
    "POST",
    ROOT,
    "A code is on its way to the phone",
    CodeSent,
    body=CodeRequest,
    errors=(TooManyError, SmsFailedError, BusyError),
    status_code=202,
)
CHECK = Operation(
    "POST",
    ROOT + "/{registration_id}/code",
    "What the holder of the phone may do next",
    Verified,
    body=CodeEntered,
    errors=(WrongCodeError, CodeGoneError, BusyError),
)
FINISH = Operation(
    "POST",
    ROOT + "/{registration_id}/account",
    "The account exists and its owner is logged in",
    Done,
    body=NewAccount,
    errors=(ProofGoneError, AlreadyRegisteredError, BusyError),
    status_code=201,
)


@route(registration_routes, REQUEST)
def post_registration(body: CodeRequest) -> CodeSent:
    return registration.request_code(world(), "registration", body, visitor_of(registration_routes.current_request))


@route(registration_routes, CHECK)
def post_registration_code(registration_id: str, body: CodeEntered) -> Verified:
    visitor = visitor_of(registration_routes.current_request)
    return registration.enter_code(world(), registration_id, body.code, visitor)


@route(registration_routes, FINISH)
def post_account(registration_id: str, body: NewAccount) -> Reply:
    visitor = visitor_of(registration_routes.current_request)
    return Reply(Done(), registration.register(world(), registration_id, body, visitor))
