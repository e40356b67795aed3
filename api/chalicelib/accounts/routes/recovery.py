"""POST /api/v1/password-resets and what follows: the code, and the new password."""

from chalice import Blueprint

from ...clients.sms import SmsFailedError
from ...errors import BusyError, TooManyError
from ...otp.model.codes import CodeGoneError, ProofGoneError, WrongCodeError
from ...typed import Operation, Reply, route
from ...world import world
from ..model.requests import CodeEntered, CodeRequest, CodeSent, Done, NewPassword, Verified
from ..service import recovery, registration
from .door import visitor_of

recovery_routes = Blueprint(__name__)
ROOT = "/api/v1/password-resets"
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
    ROOT + "/{reset_id}/code",
    "Whether the holder of the phone may set a new password",
    Verified,
    body=CodeEntered,
    errors=(WrongCodeError, CodeGoneError, BusyError),
)
FINISH = Operation(
    "POST",
    ROOT + "/{reset_id}/password",
    "The new password counts, and all sessions have ended",
    Done,
    body=NewPassword,
    errors=(ProofGoneError, BusyError),
)


@route(recovery_routes, REQUEST)
def post_reset(body: CodeRequest) -> CodeSent:
    return registration.request_code(world(), "password-reset", body, visitor_of(recovery_routes.current_request))


@route(recovery_routes, CHECK)
def post_reset_code(reset_id: str, body: CodeEntered) -> Verified:
    return recovery.enter_code(world(), reset_id, body.code)


@route(recovery_routes, FINISH)
def post_new_password(reset_id: str, body: NewPassword) -> Reply:
    return Reply(Done(), recovery.set_password(world(), reset_id, body, visitor_of(recovery_routes.current_request)))
