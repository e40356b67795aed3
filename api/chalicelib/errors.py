"""The errors that clients may see, as problem documents (RFC 9457) with a stable code."""

from http import HTTPStatus

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

    def __init__(self, detail: str = "", fields: dict[str, str] | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail, self.fields = detail, fields or {}


class UnusableRequestError(ApiError):
    """A request that no operation takes: wrong method, media type or encoding."""

    status_code = 400
    code = "unusable-request"
    title = "This request cannot be used"


class InvalidInputError(ApiError):
    """The request does not have the shape that the operation asks for."""

    status_code = 422
    code = "invalid-input"
    title = "Some of what was sent cannot be used"


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


class Problem(msgspec.Struct, omit_defaults=True):
    """RFC 9457: `fields` says for each wrong field what is wrong with it."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    fields: dict[str, str] = {}


def problem(error: ApiError) -> Response:
    body = Problem(ERRORS_URL + error.code, error.title, error.status_code, error.code, error.detail, error.fields)
    return Response(msgspec.json.encode(body).decode(), {"Content-Type": PROBLEM_TYPE}, error.status_code)
