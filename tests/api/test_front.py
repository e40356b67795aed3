"""What the local front hands to the API and back: what API Gateway would, in the cloud."""

import io
import json
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import app as api
import front
import pytest
from chalice import AuthResponse, Chalice, Response
from chalice.config import Config
from chalice.local import LocalGateway, RouteMatcher
from chalicelib.errors import ApiError

Reply = tuple[int, list[tuple[str, str]], bytes]


class GoneError(ApiError):
    status_code, code, title = 410, "gone", "Gone"


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small app in place of the real one, with all that a front may have to carry."""
    sample_app = Chalice("sample")
    sample_app.middleware("http")(api.answer)
    sample_app.api.binary_types.append("image/png")

    @sample_app.route("/api/echo", methods=["POST"], content_types=["application/json", "image/png"])
    def echo() -> dict[str, Any]:
        request = sample_app.current_request
        return {
            "size": len(request.raw_body),
            "asked": (request.query_params or {}).get("a"),
            "one": request.headers["x-one"],
        }

    @sample_app.route("/api/names/{name}", methods=["GET"])
    def name(name: str) -> dict[str, str]:
        return {"name": name}

    @sample_app.route("/api/cookies", methods=["GET"])
    def cookies() -> Response:
        return Response("", {"Set-Cookie": ["a=1", "b=2"]})

    @sample_app.route("/api/picture", methods=["GET"])
    def picture() -> Response:
        return Response(b"\x89PNG", {"Content-Type": "image/png"})

    @sample_app.route("/api/gone", methods=["GET"])
    def gone() -> None:
        raise GoneError

    @sample_app.authorizer()
    def nobody(request: Any) -> AuthResponse:
        return AuthResponse(routes=[], principal_id="nobody")

    @sample_app.route("/api/closed", methods=["GET"], authorizer=nobody)
    def closed() -> None:
        """Nobody comes here."""

    parts = LocalGateway(sample_app, Config()), RouteMatcher(list(sample_app.routes))
    monkeypatch.setattr(front, "gateway_and_matcher", lambda: parts)


def ask(method: str, path: str, body: bytes = b"", **environ: str) -> Reply:
    """The front's reply to a request as a WSGI server hands it over: its path decoded, byte by byte."""
    request: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": io.BytesIO(body)}
    request |= {"CONTENT_LENGTH": str(len(body))} if body else {}
    return send(front.call_api, request | environ)


def send(app: Any, request: dict[str, Any]) -> Reply:
    setup_testing_defaults(request)
    told: list[Any] = []
    content = b"".join(app(request, lambda status, headers: told.extend([status, headers])))
    return int(told[0].split()[0]), told[1], content


def test_body_query_and_headers_reach_the_view() -> None:
    status, headers, content = ask("POST", "/api/echo", b"{}", QUERY_STRING="a=c%C3%A9", HTTP_X_ONE="1")
    assert (status, json.loads(content)) == (200, {"size": 2, "asked": "cé", "one": "1"})
    assert dict(headers)["content-type"] == "application/json"


def test_a_body_whose_length_nobody_told_arrives_whole() -> None:
    status, _, content = ask(
        "POST", "/api/echo", b"x" * 70_000, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked", HTTP_X_ONE="1"
    )
    assert (status, json.loads(content)["size"]) == (200, 70_000)


@pytest.mark.parametrize("length_is_told", [True, False])
def test_what_a_function_could_not_take_is_refused(length_is_told: bool) -> None:
    for size, status in ((front.MAX_BODY_BYTES, 200), (front.MAX_BODY_BYTES + 1, 413)):
        told = {} if length_is_told else {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
        answered, _, content = ask("POST", "/api/echo", b"x" * size, HTTP_X_ONE="1", **told)
        assert answered == status
    problem = json.loads(content)
    assert (problem["code"], problem["title"]) == ("too-large", "This is too much to send at once")
    assert problem["detail"] == "the body may have 6291456 bytes"


def test_bytes_that_are_no_text_arrive_as_they_are() -> None:
    status, _, content = ask("POST", "/api/echo", b"\xff\xfe\x00", CONTENT_TYPE="image/png", HTTP_X_ONE="1")
    assert (status, json.loads(content)["size"]) == (200, 3)


def test_bytes_of_a_reply_leave_as_they_are() -> None:
    assert ask("GET", "/api/picture", HTTP_ACCEPT="image/png")[2] == b"\x89PNG"


def test_every_cookie_is_set() -> None:
    _, headers, _ = ask("GET", "/api/cookies")
    assert [value for name, value in headers if name == "Set-Cookie"] == ["a=1", "b=2"]


def test_names_with_marks_and_signs_stay_in_the_path() -> None:
    for name, arrives in (("Huế", "Huế"), ("a;b", "a%3Bb"), ("a?b", "a%3Fb"), ("a#b", "a%23b")):
        status, _, content = ask("GET", "/api/names/" + name.encode().decode("latin-1"))
        assert (status, json.loads(content)) == (200, {"name": arrives})


@pytest.mark.parametrize(
    ("method", "path", "environ", "status", "code"),
    [
        ("GET", "/api/nowhere", {}, 404, "not-found"),
        ("GET", "/api/nowhere", {"HTTP_AUTHORIZATION": "Bearer caf\xe9"}, 404, "not-found"),
        ("GET", "/api//[nowhere", {}, 404, "not-found"),
        ("GET", "/api/\xff", {}, 400, "unusable-request"),
        ("GET", "/api/closed", {}, 401, "unusable-request"),
        ("GET", "/api/closed", {"HTTP_AUTHORIZATION": "x"}, 403, "unusable-request"),
        ("GET", "/api/gone", {}, 410, "gone"),
        ("DELETE", "/api/gone", {}, 405, "unusable-request"),
        ("POST", "/api/echo", {"CONTENT_TYPE": "text/plain"}, 415, "unusable-request"),
    ],
)
def test_every_refusal_is_a_problem_document(
    method: str, path: str, environ: dict[str, str], status: int, code: str
) -> None:
    answered, headers, content = ask(method, path, **environ)
    problem = json.loads(content)
    assert (answered, problem["status"], problem["code"]) == (status, status, code)
    assert dict(headers)["content-type"] == "application/problem+json"
    assert dict(headers)["x-content-type-options"] == "nosniff"
    assert dict(headers)["cache-control"] == "no-store"


def test_asking_for_the_methods_has_no_body() -> None:
    status, _, content = ask("OPTIONS", "/api/echo")
    assert (status, content) == (204, b"")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/ja/nowhere/", b"ja"),
        ("/de/nowhere/", b"all"),
        ("/nowhere", b"all"),
        ("/../", b"all"),
        ("*", b"all"),
        ("/ja/\0", b"ja"),
    ],
)
def test_what_is_missing_is_told_in_the_language_of_the_address(tmp_path: Path, path: str, page: bytes) -> None:
    (tmp_path / "dist/ja").mkdir(parents=True)
    (tmp_path / "dist/ja/404.html").write_bytes(b"ja")
    (tmp_path / "dist/404.html").write_bytes(b"all")
    (tmp_path / "404.html").write_bytes(b"of somebody else")
    status, headers, content = send(front.make_app(tmp_path / "dist"), {"PATH_INFO": path})
    assert (status, content) == (404, page)
    assert dict(headers)["X-Content-Type-Options"] == "nosniff"


def test_a_site_that_is_not_built_yet_is_told(tmp_path: Path) -> None:
    assert send(front.make_app(tmp_path / "dist"), {"PATH_INFO": "/"})[2] == b"The site has not been built.\n"


@pytest.mark.parametrize("path", ["/api/nowhere", "/open311/nowhere"])
def test_the_paths_of_the_api_never_lead_to_files(tmp_path: Path, path: str) -> None:
    (tmp_path / path[1:]).parent.mkdir()
    (tmp_path / path[1:]).write_text("a file", "utf-8")
    status, _, content = send(front.make_app(tmp_path), {"PATH_INFO": path})
    assert (status, json.loads(content)["code"]) == (404, "not-found")
