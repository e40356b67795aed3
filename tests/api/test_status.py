"""GET /api/v1/health and /api/v1/openapi.json, and how errors leave the API."""

import json
import re
from typing import Any

import app as api
import msgspec
import pytest
from chalice import BadRequestError, Blueprint, Chalice, Response
from chalice.test import Client
from chalicelib.access import RULES
from chalicelib.errors import ApiError, InvalidInputError, problem
from chalicelib.typed import OPERATIONS, Operation, decode, openapi, route
from openapi_spec_validator import validate
from scene import ROOT


def test_health_is_ok_while_the_database_answers(client: Client, connected: str) -> None:
    reply = client.http.get("/api/v1/health")
    assert reply.status_code == 200
    assert reply.json_body == {"status": "ok", "database": "reachable", "version": "0.1.0"}
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Content-Type"] == "application/json"


def test_health_is_degraded_without_the_database(client: Client, disconnected: str) -> None:
    assert client.http.get("/api/v1/health").json_body["status"] == "degraded"


def test_the_description_is_valid_openapi_and_names_every_typed_route(client: Client) -> None:
    described = json.loads(client.http.get("/api/v1/openapi.json").body)
    validate(described)
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {operation.path for operation in OPERATIONS}
    health = described["paths"]["/api/v1/health"]["get"]
    assert health["operationId"] == "get-health"
    assert health["responses"]["200"]["content"]["application/json"]["schema"]


def test_every_route_of_the_app_is_described_or_is_the_description() -> None:
    """Open311 has a description of its own, docs/open311.yaml, against which it is tested."""
    paths = {path for path in api.app.routes if not path.startswith("/open311/")}
    assert paths - {operation.path for operation in OPERATIONS} == {"/api/v1/openapi.json"}


ANSWERS = re.compile(
    r"/api/v1/(me/)?(reports?|sos|exports)\b"
)  # of agencies and rescuers, and to questions about street lights


def fields_of(described: Any, part: Any) -> set[str]:
    """Names of all fields in the schemas that a part of the description leads to."""
    names, seen, text = set(), set(), json.dumps(part)
    while new := set(re.findall(r"#/components/schemas/([\w.]+)", text)) - seen:
        seen |= new
        schemas = [described["components"]["schemas"][one] for one in new]
        names |= {name for schema in schemas for name in schema.get("properties", {})}
        text = json.dumps(schemas)
    return names


def test_nothing_asks_for_secret_questions_or_hints(client: Client) -> None:
    described = json.loads(client.http.get("/api/v1/openapi.json").body)
    names = fields_of(described, {path: one for path, one in described["paths"].items() if not ANSWERS.match(path)})
    assert {"password", "second_factor", "code"} <= names
    assert [name for name in names if re.search("question|answer|hint|maiden|reminder", name)] == []


def test_functions_may_add_to_the_log_and_nothing_else() -> None:
    policy = json.loads((ROOT / "api" / ".chalice" / "policy-production.json").read_text("utf-8"))["Statement"]
    actions = {action for one in policy for action in one["Action"]}
    added = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}
    assert {one for one in actions if one.startswith("logs:")} == added
    assert not any("*" in action for action in actions)


def test_the_description_tells_which_operations_need_a_session(client: Client) -> None:
    paths = json.loads(client.http.get("/api/v1/openapi.json").body)["paths"]
    closed = {
        (method.upper(), path) for path, methods in paths.items() for method, one in methods.items() if "security" in one
    }
    assert closed == {operation for operation, rule in RULES.items() if rule.roles}


@pytest.mark.parametrize("name", ["x" * 101, "x" * 3000, "a.b", "a%2Fb", "\u00e9", "%00"])
def test_an_address_that_no_id_of_ours_can_have_leads_nowhere(client: Client, connected: str, name: str) -> None:
    headers = {"Content-Type": "application/json"}
    reply = client.http.post(f"/api/v1/registrations/{name}/code", headers=headers, body=b'{"code": "123456"}')
    assert (reply.status_code, reply.json_body["code"]) == (404, "not-found")


class Place(msgspec.Struct):
    ward: str


class Report(msgspec.Struct, omit_defaults=True):
    words: str
    count: int = 0
    places: list[Place] = []


class Strict(msgspec.Struct, forbid_unknown_fields=True):
    inner: Report | None = None


class NotHereError(ApiError):
    status_code, code, title = 404, "not-here", "Not here"


@pytest.fixture
def sample() -> Client:
    """A small app with the real middleware and a route that fails in every way."""
    sample_app, routes = Chalice("sample"), Blueprint("sample")

    @route(routes, Operation("POST", "/reports", "Sends a report", Report, body=Report, errors=(InvalidInputError,)))
    def post_report(body: Report) -> Report:
        if body.words == "missing":
            raise NotHereError("no such thing")
        if body.words == "bad":
            raise BadRequestError("secret detail")
        if body.words == "bug":
            raise ZeroDivisionError("secret detail")
        return body

    @routes.route("/answered", methods=["POST"])
    def post_answered() -> Response:
        return problem(NotHereError("said by the view itself"))

    sample_app.register_blueprint(routes)
    sample_app.middleware("http")(api.answer)
    OPERATIONS.pop()
    return Client(sample_app)


def post(sample: Client, body: bytes, path: str = "/reports") -> tuple[int, dict[str, object]]:
    with sample as running:
        reply = running.http.post(path, headers={"Content-Type": "application/json"}, body=body)
    return reply.status_code, json.loads(reply.body)


def test_a_good_body_is_decoded_and_answered(sample: Client) -> None:
    assert post(sample, b'{"words": "x", "count": 2}') == (200, {"words": "x", "count": 2})


DEEP = b'{"words": "x", "more": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"words": 3}', "words"),
        (b'{"words": "x", "count": "two"}', "count"),
        (b'{"words": "x", "count": 1e999}', "count"),
        (b"{}", "words"),
        (b'{"words": "x", "places": [{"ward": "a"}, {}]}', "places[1].ward"),
        (b'{"words": "x", "places": [{"ward": 5}]}', "places[0].ward"),
        (b"{", None),
        (b"", None),
        (b"[]", None),
        (b"null", None),
        (b'{"words": "\xff"}', None),
        (DEEP, None),
    ],
    ids=lambda one: str(one)[:40],
)
def test_a_wrong_body_is_a_problem_document_that_names_the_field(sample: Client, body: bytes, field: str | None) -> None:
    status, told = post(sample, body)
    assert (status, told["code"]) == (422, "invalid-input")
    assert list(told.get("fields", {})) == ([field] if field else [])
    assert told["detail"]


def test_a_field_that_does_not_exist_is_named() -> None:
    with pytest.raises(InvalidInputError) as told:
        decode(b'{"outer": 1}', Strict)
    assert told.value.fields == {"outer": "Object contains unknown field `outer`"}


@pytest.mark.parametrize(("method", "media_type", "status"), [("PUT", "application/json", 405), ("POST", "text/plain", 415)])
def test_a_refusal_of_chalice_is_a_problem_document_too(sample: Client, method: str, media_type: str, status: int) -> None:
    with sample as running:
        reply = running.http.request(method, "/reports", {"Content-Type": media_type}, b"{}")
    assert (reply.status_code, json.loads(reply.body)["code"]) == (status, "unusable-request")
    assert json.loads(reply.body)["status"] == status
    assert reply.headers.get("Allow") == ("POST" if status == 405 else None)


def test_replies_are_neither_kept_by_caches_nor_taken_for_another_type(
    client: Client, sample: Client, connected: str
) -> None:
    with sample as running:
        bad = running.http.post("/reports", headers={"Content-Type": "application/json"}, body=b"{}")
    for reply in (bad, client.http.get("/api/v1/health")):
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
    described = client.http.get("/api/v1/openapi.json")
    assert described.headers["Cache-Control"] == "public, max-age=300"
    assert described.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("body", "path", "expected"),
    [
        (b'{"words": "missing"}', "/reports", (404, "not-here", "Not here", "no such thing")),
        (b"", "/answered", (404, "not-here", "Not here", "said by the view itself")),
        (b'{"words": "bad"}', "/reports", (400, "unusable-request", "This request cannot be used", None)),
        (b'{"words": "bug"}', "/reports", (500, "internal", "Something went wrong on our side", None)),
        (
            b"[]",
            "/reports",
            (422, "invalid-input", "Some of what was sent cannot be used", "Expected `object`, got `array`"),
        ),
    ],
)
def test_every_error_is_a_problem_document_with_a_stable_code(
    sample: Client, body: bytes, path: str, expected: tuple[int, str, str, str | None]
) -> None:
    status, code, title, detail = expected
    told = {"type": f"https://huecity.example/errors/{code}", "title": title, "status": status, "code": code}
    assert post(sample, body, path) == (status, told | ({"detail": detail} if detail else {}))


def test_what_nobody_expected_is_logged_with_its_trace_and_told_to_nobody(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In a view, and while asking who may."""

    def break_down(*_: Any) -> None:
        raise RuntimeError("the cause, with a secret in it")

    monkeypatch.setattr(api.app.log, "handlers", [caplog.handler])
    for broken in ("chalicelib.status.routes.dynamodb_client", "app.admit"):
        caplog.clear()
        with monkeypatch.context() as patch:
            patch.setattr(broken, break_down)
            reply = client.http.get("/api/v1/health")
        assert (reply.status_code, reply.json_body["code"]) == (500, "internal")
        assert "secret" not in str(reply.json_body)
        (line,) = caplog.records
        assert line.levelname == "ERROR"
        assert line.exc_info
        assert "the cause" in str(line.exc_info[1])


def test_an_error_says_in_logs_what_it_says_to_clients() -> None:
    assert str(NotHereError("no such thing")) == "no such thing"
    assert str(NotHereError()) == "Not here"


def test_decode_refuses_what_openapi_would_refuse() -> None:
    with pytest.raises(InvalidInputError):
        decode(b'{"count": 1}', Report)


def test_openapi_of_nothing_is_still_valid() -> None:
    validate(openapi([]))
