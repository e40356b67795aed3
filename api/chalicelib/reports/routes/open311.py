"""Open311 GeoReport v2 under /open311/v2: read by anybody, written with an API key, in XML and JSON, errors too."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from chalice import Blueprint, Response
from chalice.app import Request

from ...config import load_config
from ...errors import ApiError, NotFoundError, UnusableRequestError
from ...world import world
from ..model.open311 import services
from ..model.open311.asking import Parameters, check_jurisdiction, language_of
from ..model.open311.documents import MEDIA_TYPES, Document, encode, media_type
from ..model.open311.form import read_parameters
from ..service import open311

open311_routes = Blueprint(__name__)
ROOT = "/open311/v2"
CACHE_SECONDS = 30
READING: dict[str, Any] = {"methods": ["GET", "HEAD"], "content_types": ["*/*"]}
STATUS_HERE = {401: 403, 409: 400, 415: 400, 422: 400}  # of a refusal the standard knows 400, 403 and 404


class ReadOnlyError(UnusableRequestError):
    status_code, title = 405, "This can only be read: reports are sent to requests.xml or requests.json"


def discovery(_: Parameters) -> Document:
    config = load_config()
    return services.discovery(config.origins[0], not config.is_local)


LISTS: dict[str, Callable[[Parameters], Document]] = {
    "discovery": discovery,
    "services": lambda parameters: services.services(language_of(parameters)),
    "requests": lambda parameters: open311.list_requests(world(), parameters),
    "servicerequestupdates": lambda parameters: open311.list_updates(world(), parameters),
}
SINGLES: dict[str, Callable[[str, Parameters], Document]] = {
    "services": lambda code, parameters: services.definition(code, language_of(parameters)),
    "requests": lambda report_id, parameters: open311.show(world(), report_id, parameters),
    "request": lambda report_id, parameters: open311.show(world(), report_id, parameters),  # as its own Swagger file has it
    "tokens": lambda report_id, _: open311.show_token(world(), report_id),
}


@open311_routes.route(ROOT + "/{resource}", **READING)
def get_list(resource: str) -> Response:
    name, written_as = split(resource)
    if name not in LISTS:
        raise NotFoundError
    parameters = query_of(open311_routes.current_request)
    check_jurisdiction(parameters)
    return answer(LISTS[name](parameters), written_as, {"Cache-Control": f"public, max-age={CACHE_SECONDS}"})


@open311_routes.route(ROOT + "/{resource}/{name}", **READING)
def get_single(resource: str, name: str) -> Response:
    wanted, written_as = split(name)
    if resource not in SINGLES:
        raise NotFoundError
    parameters = query_of(open311_routes.current_request)
    check_jurisdiction(parameters)
    return answer(SINGLES[resource](wanted, parameters), written_as, {"Cache-Control": f"public, max-age={CACHE_SECONDS}"})


@open311_routes.route(ROOT + "/{resource}", methods=["POST"], content_types=["*/*"])
def post_request(resource: str) -> Response:
    name, written_as = split(resource)
    if name not in LISTS:
        raise NotFoundError
    if name != "requests":
        raise ReadOnlyError
    request = open311_routes.current_request
    parameters = read_parameters(query_of(request), request.raw_body, str(request.headers.get("content-type", "")))
    check_jurisdiction(parameters)
    return answer(open311.send(world(), parameters), written_as, {})


def split(name: str) -> tuple[str, str]:
    """(what is asked for, "xml" or "json"); NotFoundError without one of these endings."""
    wanted, _, ending = unquote(name).rpartition(".")
    if ending.lower() not in MEDIA_TYPES:
        raise NotFoundError("please end the address in .xml or .json")
    return wanted, ending.lower()


def query_of(request: Request) -> dict[str, list[str]]:
    given = request.query_params
    return {name: given.getlist(name) for name in given} if given else {}


def answer(document: Document, written_as: str, headers: dict[str, str], status_code: int = 200) -> Response:
    """Pages of others may read it: it says nothing that not everybody knows, and no cookie counts."""
    about: dict[str, str | list[str]] = {
        "Content-Type": media_type(document, written_as),
        "Access-Control-Allow-Origin": "*",
        **headers,
    }
    return Response(encode(document, written_as), about, status_code)


def refusal(request: Request, error: ApiError) -> Response:
    """An error in the standard's own form, as XML where no format was asked for."""
    try:
        written_as = split(list((request.uri_params or {"": ""}).values())[-1])[1]
    except NotFoundError:
        written_as = "xml"
    status_code = STATUS_HERE.get(error.status_code, error.status_code)
    told = [f"{name}: {text}" for name, text in error.fields.items()] or [error.detail or error.title]
    document = Document("errors", [{"code": status_code, "description": text} for text in told])
    about = {"Retry-After": str(error.retry_after_seconds)} if error.retry_after_seconds else {}
    about |= {"Allow": "GET, HEAD"} if isinstance(error, ReadOnlyError) else {}
    return answer(document, written_as, about, status_code)
