"""Routes with types: msgspec structs check requests, shape replies and describe both in OpenAPI 3.1."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from chalice import Blueprint, Response

from .access import ANYBODY, RULES, ForeignOriginError, NotAllowedError, NotSignedInError
from .config import VERSION
from .errors import (
    PROBLEM_TYPE,
    ApiError,
    BusyError,
    InvalidInputError,
    KeyMissingError,
    NotFoundError,
    Problem,
    TooLargeError,
    TooManyError,
    UnusableRequestError,
    WrongMediaTypeError,
)

JSON_TYPE = "application/json"
SCHEMAS = "#/components/schemas/{name}"
PARAMETER = re.compile(r"{(\w+)}")
PATH_ID = (
    "[A-Za-z0-9_-]{1,100}"  # what our ids are made of; anything longer than a key of the database would be an error of ours
)
KEY = r"[\x21-\x7e]{8,255}"  # RFC draft idempotency-key-header; visible ASCII
KEY_PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "made by the client, the same each time it sends the same request",
    "schema": {"type": "string", "pattern": f"^{KEY}$"},
}
SESSION_SCHEME = {"session": {"type": "apiKey", "in": "cookie", "name": "__Host-session"}}
RETRY_AFTER = {"Retry-After": {"description": "seconds", "schema": {"type": "integer"}}}
IN_PLACE = re.compile(r"`\$\.?([^`]*)`")  # such as `$.lines[1].amount`
NAMED_FIELD = re.compile(r"^Object .* field `([^`]*)`")  # "missing required" or "contains unknown"


class MediaType(str):
    """Of a reply that is a text of another kind than JSON, such as text/csv; charset=utf-8."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path: what goes in, what comes out, which errors it may answer with.

    A keyed operation happens once for each Idempotency-Key, which its view gets as `key`. Parameters of the query are
    decoded into `query`. What everybody may see stays in caches for `cache_seconds`.
    """

    method: str
    path: str
    summary: str
    reply: type[msgspec.Struct] | MediaType
    body: type[msgspec.Struct] | None = None
    errors: tuple[type[ApiError], ...] = ()
    status_code: int = 200
    is_keyed: bool = False
    query: type[msgspec.Struct] | None = None
    cache_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that also sets cookies, or leads to another address."""

    body: msgspec.Struct | str
    cookies: list[str] = field(default_factory=list)
    location: str = ""


Body = TypeVar("Body", bound=msgspec.Struct)
View = Callable[..., msgspec.Struct] | Callable[..., Reply] | Callable[..., str]
OPERATIONS: list[Operation] = []


def route(routes: Blueprint, operation: Operation) -> Callable[[View], Callable[..., Response]]:
    """Registers a view that takes the decoded body (where there is one) and path parameters, and returns what is replied."""
    OPERATIONS.append(operation)

    def register(view: View) -> Callable[..., Response]:
        def answer(**parameters: Any) -> Response:
            if not all(re.fullmatch(PATH_ID, given) for given in parameters.values()):
                raise NotFoundError
            if operation.is_keyed:
                parameters["key"] = read_key(routes.current_request.headers.get("idempotency-key"))
            if operation.query is not None:
                parameters["query"] = decode_query(routes.current_request.query_params, operation.query)
            if operation.body is not None:
                parameters["body"] = decode(routes.current_request.raw_body, operation.body)
            reply = view(**parameters)
            told = reply if isinstance(reply, Reply) else Reply(reply)
            is_text = isinstance(operation.reply, MediaType)
            headers: dict[str, str | list[str]] = {"Content-Type": str(operation.reply) if is_text else JSON_TYPE}
            if operation.cache_seconds:
                headers["Cache-Control"] = f"public, max-age={operation.cache_seconds}"
            if told.cookies:
                headers["Set-Cookie"] = told.cookies
            if told.location:
                headers["Location"] = told.location
            text = told.body if isinstance(told.body, str) else msgspec.json.encode(told.body).decode()
            return Response(text, headers, operation.status_code)

        answer.__name__ = view.__name__
        registered: Callable[..., Response] = routes.route(operation.path, methods=[operation.method])(answer)
        return registered

    return register


def read_key(header: str | None) -> str:
    if header is None or not re.fullmatch(KEY, header):
        raise KeyMissingError
    return header


def decode(raw: bytes | str, kind: type[Body]) -> Body:
    """The request's body as a struct; InvalidInputError names the field that does not fit."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.DecodeError as error:
        message, _, place = str(error).partition(" - at ")
        field = field_of(message, place)
        raise InvalidInputError(message, {field: message} if field else None) from None
    except (UnicodeError, RecursionError):
        raise InvalidInputError("The text is not UTF-8, or is nested too deeply") from None


def decode_query(given: Mapping[str, str] | None, kind: type[Body]) -> Body:
    """The parameters behind the ? as a struct; InvalidInputError names the one that does not fit."""
    try:
        return msgspec.convert(dict(given or {}), kind, strict=False)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at ")
        raise InvalidInputError(message, {field_of(message, place): message}) from None


def field_of(message: str, place: str) -> str:
    """The path of the wrong field; msgspec gives the place of what it lies in when it is missing or not known."""
    inside = IN_PLACE.search(place)
    named = NAMED_FIELD.search(message)
    return ".".join(part for part in (inside[1] if inside else "", named[1] if named else "") if part)


def openapi(operations: list[Operation]) -> dict[str, Any]:
    """The OpenAPI 3.1 description of all operations."""
    kinds = [kind for one in operations for kind in (one.reply, one.body) if isinstance(kind, type)]
    schemas, components = msgspec.json.schema_components([*kinds, Problem], ref_template=SCHEMAS)
    by_kind: dict[type, Any] = dict(zip([*kinds, Problem], schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = describe(one, by_kind)
    return {
        "openapi": "3.1.0",
        "info": {"title": "HueCity API", "version": VERSION, "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": SESSION_SCHEME},
    }


def describe(one: Operation, schemas: Mapping[type, Any]) -> dict[str, Any]:
    if isinstance(one.reply, type):
        media_type, schema = JSON_TYPE, schemas[one.reply]
    else:
        media_type, schema = one.reply.partition(";")[0], {"type": "string"}
    replies: dict[str, Any] = {
        str(one.status_code): {"description": one.summary, "content": {media_type: {"schema": schema}}}
    }
    for error in errors_of(one):
        known = replies.get(str(error.status_code), {"description": "", "content": {}})
        content = {**known["content"], PROBLEM_TYPE: {"schema": schemas[Problem]}}
        told = "; ".join(text for text in (known["description"], error.title) if text)
        replies[str(error.status_code)] = {"description": told, "content": content}
        if error in (TooManyError, BusyError):
            replies[str(error.status_code)]["headers"] = RETRY_AFTER
    described: dict[str, Any] = {"summary": one.summary, "operationId": operation_id(one), "responses": replies}
    if parameters := parameters_of(one):
        described["parameters"] = parameters
    if RULES.get((one.method, one.path), ANYBODY).roles:
        described["security"] = [{"session": []}]
    if one.body is not None:
        described["requestBody"] = {"required": True, "content": {JSON_TYPE: {"schema": schemas[one.body]}}}
    return described


def parameters_of(one: Operation) -> list[dict[str, Any]]:
    schema = {"type": "string", "pattern": f"^{PATH_ID}$"}
    in_path = [{"name": name, "in": "path", "required": True, "schema": schema} for name in PARAMETER.findall(one.path)]
    return [*in_path, *in_query(one.query), *([KEY_PARAMETER] if one.is_keyed else [])]


def in_query(kind: type[msgspec.Struct] | None) -> list[dict[str, Any]]:
    if kind is None:
        return []
    (schema,), components = msgspec.json.schema_components([kind], ref_template=SCHEMAS)
    properties = components[schema["$ref"].rpartition("/")[2]]["properties"]
    return [{"name": name, "in": "query", "schema": one} for name, one in properties.items()]


def errors_of(one: Operation) -> list[type[ApiError]]:
    """Those that it names, and those that any operation of its kind may answer with."""
    by_path = [NotFoundError] if PARAMETER.search(one.path) else []
    by_key = [KeyMissingError] if one.is_keyed else []
    by_body = [UnusableRequestError, InvalidInputError, TooLargeError] if one.body else []
    by_query = [InvalidInputError] if one.query else []
    by_rule = [NotSignedInError, NotAllowedError] if RULES.get((one.method, one.path), ANYBODY).roles else []
    by_method = [] if one.method == "GET" else [ForeignOriginError]
    by_kind = [*by_path, *by_key, *by_body, *by_query, *by_rule, *by_method]
    return list(dict.fromkeys([*one.errors, *by_kind, BusyError, WrongMediaTypeError]))


def operation_id(one: Operation) -> str:
    words = [word.strip("{}").replace(".", "-") for word in one.path.split("/") if word not in ("", "api", "v1")]
    return "-".join([one.method.lower(), *words])
