"""The errors that clients may see, as problem documents (RFC 9457) with a stable code."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import msgspec
from chalice import Response
from chalice.app import ChaliceUnhandledError

PROBLEM_TYPE = "application/problem+json"
ERRORS_URL = "https://huecity.example/errors/"


class ApiError(ChaliceUnhandledError):
    """Base of all errors meant for clients. Chalice hides ordinary exceptions from middleware, but not this base."""

    status_code = 500
    code = "internal"
    title = "Something went wrong on our side"
    retry_after_seconds = 0  # how long to wait, where waiting helps

    def __init__(self, detail: str = "", fields: dict[str, str] | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail, self.fields = detail, fields or {}
        self.field_codes: dict[str, str] = {}


class UnusableRequestError(ApiError):
    """A request that no operation takes: wrong method, media type or encoding."""

    status_code = 400
    code = "unusable-request"
    title = "This request cannot be used"


class WrongMediaTypeError(UnusableRequestError):
    """The request's body is of another kind than JSON."""

    status_code = 415


class InvalidInputError(ApiError):
    """The request does not have the shape that the operation asks for."""

    status_code = 422
    code = "invalid-input"
    title = "Some of what was sent cannot be used"


class KeyMissingError(ApiError):
    """Without a key of the client's own, a request that was sent twice would be done twice."""

    status_code = 400
    code = "idempotency-key-missing"
    title = "The header Idempotency-Key must have 8 to 255 letters, digits or signs, made anew for each new request"


class KeyReusedError(ApiError):
    """The same Idempotency-Key with another request."""

    status_code, code, title = 422, "idempotency-key-reused", "This Idempotency-Key was used for another request"


class NotFoundError(ApiError):
    """Nothing answers at this address."""

    status_code = 404
    code = "not-found"
    title = "There is nothing here"


class TooLargeError(ApiError):
    """The request has more bytes than a function takes."""

    status_code = 413
    code = "too-large"
    title = "This is too much to send at once"


def error_of_status(status_code: int) -> ApiError:
    """The error for a refusal of Chalice's own; 500 says nothing about its cause to the outside."""
    if status_code == HTTPStatus.NOT_FOUND:
        return NotFoundError()
    error = ApiError() if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR else UnusableRequestError()
    error.status_code = status_code
    return error


class WrongFieldError(ValueError):
    """One field that cannot be used: a stable code for programs, and a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def wrong_field(name: str, code: str, message: str) -> InvalidInputError:
    """For a use case that looks at one field alone."""
    error = InvalidInputError("", {name: message})
    error.field_codes[name] = code
    return error


def read_fields(**readings: Callable[[], Any]) -> dict[str, Any]:
    """What each field's reading gives; one InvalidInputError tells all fields that cannot be used."""
    read, wrong = {}, InvalidInputError()
    for name, reading in readings.items():
        try:
            read[name] = reading()
        except WrongFieldError as error:
            wrong.fields[name], wrong.field_codes[name] = str(error), error.code
    if wrong.fields:
        raise wrong
    return read


class TooManyError(ApiError):
    """Enough for now; `retry_after_seconds` says until when."""

    status_code = 429
    code = "too-many"
    title = "That was too often: please wait a little"
    what = ""  # the name of the limit, for our own metrics


class BusyError(ApiError):
    """Others kept writing the same items; nothing has changed, and the same request may be sent again."""

    status_code = 503
    code = "busy"
    title = "Too much is happening at once: please try again"
    retry_after_seconds = 2


class UnknownOutcomeError(BusyError):
    """No answer came to a write. Sent again with the same Idempotency-Key, it happens once, whatever became of this one."""

    code = "unknown-outcome"
    title = "We do not know yet whether this has happened: please send the same once more"


class Problem(msgspec.Struct, omit_defaults=True):
    """RFC 9457: `fields` says for each wrong field what is wrong with it, `field_codes` the same for programs."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    fields: dict[str, str] = {}
    field_codes: dict[str, str] = {}


def problem(error: ApiError) -> Response:
    known = (ERRORS_URL + error.code, error.title, error.status_code, error.code)
    body = msgspec.json.encode(Problem(*known, error.detail, error.fields, error.field_codes)).decode()
    wait = {"Retry-After": str(error.retry_after_seconds)} if error.retry_after_seconds else {}
    return Response(body, {"Content-Type": PROBLEM_TYPE, **wait}, error.status_code)
