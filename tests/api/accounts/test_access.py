"""One table decides who may do what, and no operation is left out of it."""

from typing import get_args

import app as api
import pytest
from chalice.test import Client
from chalicelib.access import (
    ADMIN,
    ANYBODY,
    IDENTIFIED,
    OWN_ACCOUNT,
    ROLES,
    RULES,
    SHOP_OWNER,
    STAFF,
    WALLET_OWNER,
    Level,
    LevelNeededError,
    NotAllowedError,
    NotSignedInError,
    Person,
    Role,
    Rule,
    SecondFactorMissingError,
    require,
)
from stage import Browser, Town

OPERATIONS = sorted((method, path) for path, methods in api.app.routes.items() for method in methods)
OPEN = {
    ("GET", "/api/v1/health"),
    ("GET", "/api/v1/openapi.json"),
    ("POST", "/api/v1/registrations"),
    ("POST", "/api/v1/registrations/{registration_id}/code"),
    ("POST", "/api/v1/registrations/{registration_id}/account"),
    ("POST", "/api/v1/sessions"),
    ("POST", "/api/v1/passkey-options"),
    ("POST", "/api/v1/passkey-sessions"),
    ("POST", "/api/v1/password-resets"),
    ("POST", "/api/v1/password-resets/{reset_id}/code"),
    ("POST", "/api/v1/password-resets/{reset_id}/password"),
    ("GET", "/api/v1/wallet/billers"),
    ("GET", "/api/v1/receipt-checks/{code}"),
    ("GET", "/api/v1/reports"),
    ("GET", "/api/v1/reports/{report_id}"),
    ("GET", "/api/v1/reports/{report_id}/media/{slot}"),
    ("GET", "/api/v1/report-tiles/{x}/{y}"),
    ("GET", "/api/v1/report-neighbours"),
    ("GET", "/api/v1/report-feeds/{kind}/{value}"),
    ("GET", "/api/v1/report-statistics"),
    ("GET", "/api/v1/report-data/{month}"),
    ("POST", "/api/v1/report-follow-endings"),
    ("POST", "/api/v1/report-rating-views"),
    ("POST", "/api/v1/report-ratings"),
    ("GET", "/open311/v2/{resource}"),
    ("HEAD", "/open311/v2/{resource}"),
    ("POST", "/open311/v2/{resource}"),
    ("GET", "/open311/v2/{resource}/{name}"),
    ("HEAD", "/open311/v2/{resource}/{name}"),
    ("POST", "/api/v1/sos"),
    ("POST", "/api/v1/sos/{call_id}/updates"),
    ("POST", "/api/v1/sos/{call_id}/views"),
    ("POST", "/api/v1/wallet/bank-callbacks"),
}


def test_every_operation_has_a_rule_and_every_rule_an_operation() -> None:
    assert set(OPERATIONS) == set(RULES)


def test_what_anybody_may_do_is_this_list() -> None:
    assert {operation for operation, rule in RULES.items() if not rule.roles} == OPEN


@pytest.mark.parametrize(
    ("method", "path"), [one for one in OPERATIONS if one[1].startswith("/api/")], ids=lambda part: part
)
def test_without_a_session_only_open_operations_answer(client: Client, connected: str, method: str, path: str) -> None:
    browser = Browser(client)
    answer = browser.send(method, path.removeprefix("/api/v1").replace("{", "").replace("}", ""), {})
    if (method, path) in OPEN:
        assert answer.status != 401
    else:
        assert (answer.status, answer.code) == (401, "not-signed-in")


def test_an_operation_without_a_rule_is_closed(client: Client, connected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULES, ("GET", "/api/v1/health"))
    reply = client.http.get("/api/v1/health")
    assert (reply.status_code, reply.json_body["code"]) == (403, "not-allowed")


def test_without_the_database_nobody_is_let_in(client: Client, disconnected: str) -> None:
    cookie = f"__Host-session={'a' * 32}.{'x' * 43}"
    reply = client.http.get("/api/v1/me", headers={"Cookie": cookie})
    assert (reply.status_code, reply.json_body["code"]) == (503, "busy")
    credentials = b'{"citizen_id": "046190001234", "password": "x"}'
    reply = client.http.post("/api/v1/sessions", headers={"Content-Type": "application/json"}, body=credentials)
    assert (reply.status_code, reply.headers.get("Set-Cookie")) == (503, None)


def person(role: Role, level: Level, has_second_factor: bool = True) -> Person:
    return Person("1", "hash", "session", role, level, has_second_factor)


ALLOWED: list[tuple[Rule, set[str]]] = [
    (OWN_ACCOUNT, set(get_args(Role))),
    (IDENTIFIED, {"citizen", "business"}),
    (WALLET_OWNER, {"citizen", "business"}),
    (SHOP_OWNER, {"business"}),
    (STAFF, {"staff", "admin"}),
    (ADMIN, {"admin"}),
]


@pytest.mark.parametrize(("rule", "roles"), ALLOWED)
def test_a_rule_lets_its_roles_in_and_nobody_else(rule: Rule, roles: set[str]) -> None:
    for role in ROLES:
        if role in roles:
            require(rule, person(role, Level.IDENTITY))
        else:
            with pytest.raises(NotAllowedError):
                require(rule, person(role, Level.IDENTITY))
    with pytest.raises(NotSignedInError):
        require(rule, None)
    require(ANYBODY, None)


def test_levels_and_second_factors_are_asked_for() -> None:
    require(OWN_ACCOUNT, person("citizen", Level.PHONE, has_second_factor=False))
    with pytest.raises(LevelNeededError):
        require(IDENTIFIED, person("citizen", Level.PHONE))
    with pytest.raises(SecondFactorMissingError):
        require(STAFF, person("staff", Level.IDENTITY, has_second_factor=False))


@pytest.mark.parametrize("field", ["role", "level", "units", "status"])
def test_nobody_registers_with_more_rights_than_a_citizen(town: Town, field: str) -> None:
    from stage import new_account

    browser = town.browser()
    registration_id, verified = town.verify(browser)
    body = new_account(verified.body["proof"]) | {field: "admin"}
    assert browser.post(f"/registrations/{registration_id}/account", body).code == "invalid-input"
