"""The one origin of a laptop: the built site at /, the API at /api and /open311, as CloudFront shows them in the cloud."""

import os
import re
import sys
from base64 import b64decode
from collections.abc import Iterable
from functools import lru_cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from outbox import DATA_PATH, PAGE_PATH, answer_outbox
from reload import WsgiApp, with_reload
from uploads import answer_uploads, is_upload_path
from whitenoise import WhiteNoise

ROOT = Path(__file__).resolve().parents[2]
API_PATHS = ("/api/", "/open311/")
MAX_BODY_BYTES = 6 * 1024 * 1024  # what Lambda takes
SIGNS = str.maketrans({"?": "%3F", "#": "%23", ";": "%3B"})
MEDIA_TYPES = {  # what whitenoise does not know, as publish/headers.py has it
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".webmanifest": "application/manifest+json",
}
TAG = re.compile(r"/([A-Za-z-]{2,12})/")
SECURITY_HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
        "connect-src 'self'; frame-src 'self'; manifest-src 'self'; frame-ancestors 'self'; form-action 'self'; "
        "base-uri 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
]

sys.path.insert(0, str(ROOT / "api"))


def call_api(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Hands the request to Chalice as API Gateway would; what cannot be handed over is refused in the API's own words."""
    from app import protect
    from chalicelib.errors import ApiError, problem

    try:
        reply = ask_gateway(environ)
    except ApiError as error:
        reply = protect(problem(error)).to_dict()
    body = reply["body"] or ""
    single = {"content-type": "application/json"} if body else {}
    single |= {name.lower(): str(value) for name, value in reply["headers"].items()}
    several = [(name, value) for name, values in reply["multiValueHeaders"].items() for value in values]
    start_response(f"{reply['statusCode']} {HTTPStatus(reply['statusCode']).phrase}", [*single.items(), *several])
    return [b64decode(body) if reply.get("isBase64Encoded") else body.encode()]


def ask_gateway(environ: dict[str, Any]) -> dict[str, Any]:
    """Chalice's reply, or an ApiError for what API Gateway would not even pass on."""
    from chalice.local import LocalGatewayException
    from chalicelib.errors import NotFoundError, error_of_status

    path, body = read_path(environ), read_body(environ)
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    headers |= {"content-type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}
    gateway, matcher = gateway_and_matcher()
    try:
        matcher.match_route(path)
    except ValueError:
        raise NotFoundError from None
    try:
        reply: dict[str, Any] = gateway.handle_request(environ["REQUEST_METHOD"], path, headers, body)
    except LocalGatewayException as error:  # an authorizer's refusal
        raise error_of_status(error.CODE) from None
    return reply if reply["body"] is not None else {**reply, "statusCode": HTTPStatus.NO_CONTENT}


def read_path(environ: dict[str, Any]) -> str:
    """Path and query as Chalice parses them. WSGI has decoded the path, so signs that would end it are encoded again."""
    from chalicelib.errors import UnusableRequestError

    decoded: str = environ["PATH_INFO"]
    try:
        path = decoded.encode("latin-1").decode().translate(SIGNS)
    except UnicodeError:
        raise UnusableRequestError("the address is not UTF-8") from None
    query = environ.get("QUERY_STRING", "")
    return path + (f"?{query}" if query else "")


def read_body(environ: dict[str, Any]) -> bytes:
    """The whole body, even one that is refused: who is still sending does not hear the refusal."""
    from chalicelib.errors import TooLargeError

    source, length = environ["wsgi.input"], int(environ.get("CONTENT_LENGTH") or 0)
    body: bytes = source.read() if "HTTP_TRANSFER_ENCODING" in environ else source.read(length)
    if len(body) > MAX_BODY_BYTES:
        raise TooLargeError(f"the body may have {MAX_BODY_BYTES} bytes")
    return body


@lru_cache(maxsize=1)
def gateway_and_matcher() -> tuple[Any, Any]:
    """The Chalice app behind a local API Gateway; made with the first request, so that pages never wait for it."""
    from app import app as chalice_app
    from chalice.config import Config
    from chalice.local import LocalGateway, RouteMatcher

    return LocalGateway(chalice_app, Config()), RouteMatcher(list(chalice_app.routes))


def answer_missing(dist: Path, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """404 in the language of the address, or in all of them where it has none."""
    tag = TAG.match(environ["PATH_INFO"])
    page = dist / tag[1] / "404.html" if tag else dist / "404.html"
    if not page.is_file():
        page = dist / "404.html"
    content = page.read_bytes() if page.is_file() else b"The site has not been built.\n"
    start_response("404 Not Found", [("Content-Type", "text/html; charset=utf-8"), *SECURITY_HEADERS])
    return [content]


def add_headers(headers: Any, _path: str, _url: str) -> None:
    for name, value in SECURITY_HEADERS:
        headers[name] = value


def make_app(dist: Path, state: Path | None = None) -> WsgiApp:
    """The WSGI app for one built site; with `state`, its pages follow the builds that are noted there."""
    # autorefresh: the site is rebuilt under a running server, so files are looked up when they are asked for
    options = {"index_file": True, "autorefresh": True, "max_age": 0, "allow_all_origins": False, "mimetypes": MEDIA_TYPES}
    missing = partial(answer_missing, dist)
    pages: WsgiApp = WhiteNoise(missing, root=str(dist), add_headers_function=add_headers, **options)
    site = with_reload(pages, state) if state else pages

    def route(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(API_PATHS):
            return call_api(environ, start_response)
        if environ["PATH_INFO"] in (PAGE_PATH, DATA_PATH):
            return answer_outbox(environ["PATH_INFO"], start_response)
        if is_upload_path(environ["PATH_INFO"]):
            return answer_uploads(environ, start_response)
        try:
            return site(environ, start_response)
        except (OSError, ValueError):  # an address that no file can have, such as a name too long for the disk
            return missing(environ, start_response)

    return route


STATE = os.environ.get("HUECITY_STATE")
app = make_app(Path(os.environ.get("HUECITY_DIST", ROOT / "dist")), Path(STATE) if STATE else None)
