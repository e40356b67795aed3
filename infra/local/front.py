"""The one origin of a laptop: the built site at /, the API at /api and /open311, as CloudFront shows them in the cloud."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from outbox import DATA_PATH, PAGE_PATH, answer_outbox
from whitenoise import WhiteNoise

ROOT = Path(__file__).resolve().parents[2]
API_PATHS = ("/api/", "/open311/")
MAX_BODY_BYTES = 6 * 1024 * 1024  # what Lambda takes
SECURITY_HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "frame-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
]

NO_SUCH_PATH = (
    b'{"type":"https://huecity.example/errors/not-found","title":"There is nothing here","status":404,"code":"not-found"}'
)

sys.path.insert(0, str(ROOT / "api"))


def call_api(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Hands the request to Chalice as API Gateway would."""
    from chalice.local import LocalGatewayException

    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > MAX_BODY_BYTES:
        start_response("413 Content Too Large", [("Content-Type", "text/plain")])
        return [b"The request is too large.\n"]
    query = environ.get("QUERY_STRING", "")
    path = environ["PATH_INFO"] + (f"?{query}" if query else "")
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    headers |= {"content-type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}
    body = environ["wsgi.input"].read(length) if length else b""
    try:
        reply = gateway().handle_request(environ["REQUEST_METHOD"], path, headers, body)
        status, reply_headers, content = reply["statusCode"], reply["headers"], reply["body"]
    except LocalGatewayException as error:
        status, reply_headers, content = error.CODE, error.headers, error.body or b""
    if status == 403 and b"Missing Authentication Token" in (content if isinstance(content, bytes) else content.encode()):
        # API Gateway's word for a path that does not exist; infra/ turns it into the same problem document in the cloud
        status, reply_headers, content = 404, {"Content-Type": "application/problem+json"}, NO_SUCH_PATH
    start_response(f"{status} {'OK' if status < 400 else 'Error'}", [(k, str(v)) for k, v in reply_headers.items()])
    return [content.encode() if isinstance(content, str) else content]


_gateway: Any = None


def gateway() -> Any:
    """The Chalice app behind a local API Gateway; made with the first request, so that pages never wait for it."""
    global _gateway
    if _gateway is None:
        from app import app as chalice_app
        from chalice.config import Config
        from chalice.local import LocalGateway

        _gateway = LocalGateway(chalice_app, Config())
    return _gateway


def answer_missing(dist: Path, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """404 in the language of the address, or in all of them where it has none."""
    tag = environ["PATH_INFO"].split("/")[1]
    page = dist / tag / "404.html"
    if not tag or not page.is_file():
        page = dist / "404.html"
    content = page.read_bytes() if page.is_file() else b"The site has not been built.\n"
    start_response("404 Not Found", [("Content-Type", "text/html; charset=utf-8"), *SECURITY_HEADERS])
    return [content]


def add_headers(headers: Any, _path: str, _url: str) -> None:
    for name, value in SECURITY_HEADERS:
        headers[name] = value


def make_app(dist: Path) -> WhiteNoise:
    """The WSGI app for one built site."""

    def route(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(API_PATHS):
            return call_api(environ, start_response)
        if environ["PATH_INFO"] in (PAGE_PATH, DATA_PATH):
            return answer_outbox(environ["PATH_INFO"], start_response)
        return answer_missing(dist, environ, start_response)

    # autorefresh: the site is rebuilt under a running server, so files are looked up when they are asked for
    options = {"index_file": True, "autorefresh": True, "max_age": 0, "allow_all_origins": False}
    return WhiteNoise(route, root=str(dist), add_headers_function=add_headers, **options)


app = make_app(Path(os.environ.get("HUECITY_DIST", ROOT / "dist")))
