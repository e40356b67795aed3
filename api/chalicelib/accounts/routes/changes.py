"""Changing password, phone, e-mail address and second factor under /api/v1/me; each asks for the password again."""

from chalice import Blueprint

from ...clients.sms import SmsFailedError
from ...errors import BusyError, TooManyError
from ...otp.model.codes import CodeGoneError, ProofGoneError, WrongCodeError
from ...typed import Operation, Reply, route
from ...world import world
from ..model.errors import NoOfferError, SecondFactorNeededError, WrongPasswordError, WrongSecondFactorError
from ..model.requests import (
    ChangedEmail,
    ChangedPassword,
    ChangedPhone,
    CodeEntered,
    CodeSent,
    Done,
    FactorsAgain,
    RecoveryCodes,
    SecondFactorOffer,
    SecondFactorRemoval,
)
from ..service import changes, second_factor
from .door import person_of, visitor_of

change_routes = Blueprint(__name__)
CONFIRMED = (WrongPasswordError, TooManyError, BusyError)
PASSWORD = Operation(
    "PUT",
    "/api/v1/me/password",
    "The new password counts here and nowhere else",
    Done,
    body=ChangedPassword,
    errors=CONFIRMED,
)
EMAIL = Operation("PUT", "/api/v1/me/email", "The new address counts", Done, body=ChangedEmail, errors=CONFIRMED)
PHONE = Operation(
    "POST",
    "/api/v1/me/phone-changes",
    "A code is on its way to the new phone",
    CodeSent,
    body=ChangedPhone,
    errors=(*CONFIRMED, SecondFactorNeededError, WrongSecondFactorError, SmsFailedError),
    status_code=202,
)
PHONE_CODE = Operation(
    "POST",
    "/api/v1/me/phone-changes/{change_id}/code",
    "The new phone counts, and the old one was told",
    Done,
    body=CodeEntered,
    errors=(WrongCodeError, CodeGoneError, ProofGoneError, BusyError),
)
OFFER = Operation(
    "POST",
    "/api/v1/me/second-factor",
    "A secret for an authenticator app",
    SecondFactorOffer,
    body=FactorsAgain,
    errors=(*CONFIRMED, SecondFactorNeededError, WrongSecondFactorError),
)
TURN_ON = Operation(
    "POST",
    "/api/v1/me/second-factor/code",
    "From now on login asks for a code of this app",
    RecoveryCodes,
    body=CodeEntered,
    errors=(NoOfferError, WrongSecondFactorError, TooManyError, BusyError),
)
TURN_OFF = Operation(
    "POST",
    "/api/v1/me/second-factor/removal",
    "Login asks for the password alone",
    Done,
    body=SecondFactorRemoval,
    errors=(*CONFIRMED, SecondFactorNeededError, WrongSecondFactorError),
)


@route(change_routes, PASSWORD)
def put_password(body: ChangedPassword) -> Reply:
    request = change_routes.current_request
    return Reply(Done(), changes.change_password(world(), person_of(request), body, visitor_of(request)))


@route(change_routes, EMAIL)
def put_email(body: ChangedEmail) -> Done:
    request = change_routes.current_request
    changes.change_email(world(), person_of(request), body, visitor_of(request))
    return Done()


@route(change_routes, PHONE)
def post_phone_change(body: ChangedPhone) -> CodeSent:
    request = change_routes.current_request
    return changes.request_phone_code(world(), person_of(request), body, visitor_of(request))


@route(change_routes, PHONE_CODE)
def post_phone_code(change_id: str, body: CodeEntered) -> Reply:
    request = change_routes.current_request
    cookies = changes.enter_phone_code(world(), person_of(request), change_id, body.code, visitor_of(request))
    return Reply(Done(), cookies)


@route(change_routes, OFFER)
def post_second_factor(body: FactorsAgain) -> SecondFactorOffer:
    return second_factor.offer(world(), person_of(change_routes.current_request), body)


@route(change_routes, TURN_ON)
def post_second_factor_code(body: CodeEntered) -> Reply:
    request = change_routes.current_request
    return Reply(*second_factor.turn_on(world(), person_of(request), body.code, visitor_of(request)))


@route(change_routes, TURN_OFF)
def post_second_factor_removal(body: SecondFactorRemoval) -> Reply:
    request = change_routes.current_request
    return Reply(Done(), second_factor.turn_off(world(), person_of(request), body, visitor_of(request)))
