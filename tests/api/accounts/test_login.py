"""Login: one answer for every failure, limits that strangers cannot turn against the owner, three calls."""

import json
from collections import Counter
from datetime import datetime, timedelta

import pytest
from chalice.test import Client
from chalicelib.accounts.model import passwords
from chalicelib.accounts.model.citizen_id import CitizenId
from chalicelib.accounts.service import login as login_service
from chalicelib.accounts.service.registration import hash_citizen
from chalicelib.accounts.storage import logins
from chalicelib.keys import Keys
from chalicelib.world import World
from officers import NAM, new_officer
from stage import LAN, MINH, PASSWORD, Browser, Town, app_code, listening, turn_on_second_factor


def test_number_and_password_log_in(town: Town) -> None:
    town.register()
    browser = town.browser()
    assert browser.get("/me").code == "not-signed-in"
    assert browser.log_in("046 190 001 234").status == 201
    assert browser.get("/me").body["full_name"] == "Lê Thị Lan"


def test_login_costs_three_calls_and_a_request_one_for_its_session(town: Town) -> None:
    town.register()
    browser = town.browser()
    with listening() as calls:
        browser.log_in()
    assert calls == ["TransactWriteItems", "GetItem", "TransactWriteItems"]
    secret, _ = turn_on_second_factor(town, browser)
    with listening() as calls:  # from a known browser, with a code of the app, in place of the session before
        assert browser.log_in(second_factor=app_code(secret, town.now)).status == 201
    assert calls == ["TransactWriteItems", "GetItem", "TransactWriteItems"]
    with listening() as calls:
        assert browser.get("/me/log").status == 200
    assert calls == ["UpdateItem", "Query"], "the session's one call, and the operation's own"


def test_every_failure_has_the_same_answer_and_the_same_calls(town: Town, stage: World) -> None:
    town.register()
    seen = []
    for citizen_id, password in ((LAN, "sai mật khẩu rồi"), (MINH, PASSWORD)):
        with listening() as calls:
            answer = town.browser().log_in(citizen_id, password)
        seen.append((answer.status, answer.body, answer.headers, calls))
    assert seen[0][:1] == (401,)
    assert seen[0] == seen[1]


def test_an_unknown_number_costs_the_same_hash_as_a_known_one(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.register()
    kept: list[str] = []
    verify = login_service.is_password
    monkeypatch.setattr(
        login_service, "is_password", lambda keys, kept_, text: kept.append(kept_) or verify(keys, kept_, text)
    )
    town.browser().log_in(LAN, "sai mật khẩu rồi")
    town.browser().log_in(MINH, "sai mật khẩu rồi")
    parameters = ["$".join(one.split("$")[:4]) for one in kept]
    assert parameters == ["$argon2id$v=19$m=19456,t=2,p=1"] * 2


def test_the_dummy_is_nobodys_password_and_has_todays_parameters() -> None:
    assert not passwords.is_password(Keys("a" * 32), passwords.DUMMY_HASH, "")
    assert not passwords.needs_rehash(passwords.DUMMY_HASH)


def test_ten_tries_a_quarter_of_an_hour_then_wait(town: Town) -> None:
    town.register()
    stranger = town.browser("198.51.100.66")
    answers = Counter(stranger.log_in(LAN, f"sai mật khẩu rồi {number}").code for number in range(12))
    assert answers == {"wrong-login": 10, "too-many": 2}
    refused = stranger.log_in()
    assert (refused.status, refused.code) == (429, "too-many"), "even with the right password"
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    town.wait(minutes=15)
    assert stranger.log_in().status == 201


def test_strangers_cannot_lock_out_a_browser_that_was_logged_in_before(town: Town) -> None:
    own = town.register()
    own.delete("/me/session")
    stranger = town.browser("198.51.100.66")
    for number in range(15):
        stranger.log_in(LAN, f"sai mật khẩu rồi {number}")
    assert town.browser().log_in().code == "too-many"
    assert own.log_in().status == 201


def test_a_known_browser_has_limits_of_its_own(town: Town) -> None:
    own = town.register()
    answers = Counter(own.log_in(LAN, f"sai mật khẩu rồi {number}").code for number in range(12))
    assert answers == {"wrong-login": 10, "too-many": 2}


def test_a_known_browser_keeps_its_limits_however_often_it_logs_in(town: Town) -> None:
    own = town.register()
    assert [own.log_in().status for _ in range(11)] == [201] * 10 + [429]
    town.wait(days=300)
    assert own.log_in().status == 201
    town.wait(days=300)
    use_up = [town.browser().log_in(LAN, f"sai mật khẩu rồi {number}").code for number in range(11)]
    assert (use_up[-1], own.log_in().status) == ("too-many", 201), "and is known for as long as it is used"


def test_a_device_cookie_works_for_its_own_account_only_and_cannot_be_made(town: Town, client: Client) -> None:
    own = town.register()
    for number in range(10):
        town.browser().log_in(MINH, f"sai mật khẩu rồi {number}")
    own.cookies.pop("__Host-session")
    assert own.log_in(MINH).code == "too-many", "the cookie of another account counts for nothing"
    forged = Browser(client)
    for cookie in ("1795496400-nonce." + "0" * 64, "x", ".", "\u00e9.\u00e9"):
        forged.cookies["__Host-device"] = cookie
        assert forged.log_in(MINH).code == "too-many"


def test_a_device_is_known_for_four_hundred_days(town: Town) -> None:
    own = town.register()
    own.delete("/me/session")
    town.wait(days=400)
    for number in range(10):
        town.browser().log_in(LAN, f"sai mật khẩu rồi {number}")
    assert own.log_in().code == "too-many"


def test_every_login_leaves_a_line_for_investigators_without_anything_personal(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.register()
    capsys.readouterr()
    town.browser("192.0.2.77").log_in()
    town.browser("192.0.2.77").log_in(password="sai mật khẩu rồi\n{}")
    Browser(town.client).get("/me")
    printed = capsys.readouterr().out
    lines = [json.loads(line) for line in printed.splitlines()]
    assert [line["event"] for line in lines] == ["LoginRight", "LoginWrong", "RequestRefused"]
    assert all(datetime.fromisoformat(line["at"]).utcoffset() == timedelta(0) for line in lines)
    assert [line["network"] for line in lines[:2]] == ["192.0.2.0/24"] * 2
    assert [line.get("reason") for line in lines[1:]] == ["wrong-login", "not-signed-in"]
    for secret in (LAN, "905123456", PASSWORD, "sai mật", "192.0.2.77", "Lan"):
        assert secret not in printed


def test_every_refusal_leaves_a_line_for_investigators_without_anything_personal(
    town: Town, stage: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong password on asking for it again, another desk than one's own, and a page of somebody else."""
    lan = town.register()
    nam, _ = new_officer(town, stage, NAM, ["identity-desk"])
    capsys.readouterr()
    assert lan.post("/me/exports", {"password": "sai mật khẩu rồi"}).code == "wrong-password"
    assert nam.get("/wallet/merchant-applications").code == "not-allowed"
    assert lan.get("/identity-checks").code == "not-allowed"
    lan.origin = "https://elsewhere.example"
    assert lan.post("/me/exports", {"password": PASSWORD}).code == "foreign-origin"
    printed = capsys.readouterr().out
    lines = [json.loads(line) for line in printed.splitlines()]
    told = [(line["reason"], bool(line["who"])) for line in lines if line["event"] == "RequestRefused"]
    assert told == [("wrong-password", True), ("not-allowed", True), ("not-allowed", True), ("foreign-origin", False)]
    assert {line["network"] for line in lines} == {"203.0.113.0/24"}
    for secret in (LAN, NAM, "905123456", PASSWORD, "sai mật", "203.0.113.7", "Lan"):
        assert secret not in printed


def test_one_address_has_its_limit_over_all_accounts(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_service, "TRIES_AN_ADDRESS_AN_HOUR", 3)
    monkeypatch.setattr(login_service, "is_password", lambda *_: False)
    answers = [town.browser().log_in(f"04619000{number:04d}").code for number in range(4)]
    assert answers == ["wrong-login"] * 3 + ["too-many"]
    assert town.browser("192.0.2.99").log_in("046190009999").code == "wrong-login"


def test_all_addresses_of_a_household_count_as_one(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_service, "TRIES_AN_ADDRESS_AN_HOUR", 2)
    monkeypatch.setattr(login_service, "is_password", lambda *_: False)
    answers = [town.browser(f"2001:db8:1:2::{number}").log_in(f"04619000{number:04d}").code for number in range(3)]
    assert answers == ["wrong-login", "wrong-login", "too-many"]


def test_an_address_that_the_sender_wrote_counts_for_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_service, "TRIES_AN_ADDRESS_AN_HOUR", 2)
    monkeypatch.setattr(login_service, "is_password", lambda *_: False)
    browser = town.browser()
    forged = [f"10.0.0.{number}, 203.0.113.7, 198.51.100.200" for number in range(3)]
    body = {"citizen_id": "", "password": PASSWORD}
    answers = []
    for number, passed in enumerate(forged):
        answers.append(
            browser.post("/sessions", body | {"citizen_id": f"04619000{number:04d}"}, **{"X-Forwarded-For": passed})
        )
    assert [one.code for one in answers] == ["wrong-login", "wrong-login", "too-many"]


@pytest.mark.parametrize("edge", ["", "guessed"])
def test_who_comes_past_our_proxies_counts_as_who_they_are(town: Town, monkeypatch: pytest.MonkeyPatch, edge: str) -> None:
    monkeypatch.setattr(login_service, "TRIES_AN_ADDRESS_AN_HOUR", 2)
    monkeypatch.setattr(login_service, "is_password", lambda *_: False)
    answers = []
    for number in range(3):
        more = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.200", "X-HueCity-Edge": edge}
        body = {"citizen_id": f"04619000{number:04d}", "password": PASSWORD}
        answers.append(town.browser().post("/sessions", body, **more).code)
    assert answers == ["wrong-login", "wrong-login", "too-many"]


def test_a_hash_of_older_parameters_is_made_anew_at_login(town: Town, stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
    with monkeypatch.context() as past:
        past.setattr(passwords, "hasher", lambda: weak)
        town.register()
    citizen_hash = hash_citizen(stage, CitizenId(LAN))
    assert "m=8192" in logins.get_login(stage.table, citizen_hash).password_hash
    with listening() as calls:
        assert town.browser().log_in().status == 201
    assert len(calls) == 3
    assert "m=19456,t=2" in logins.get_login(stage.table, citizen_hash).password_hash
    assert town.browser().log_in().status == 201


def test_a_password_in_another_composition_is_the_same(town: Town) -> None:
    import unicodedata

    town.register()
    assert town.browser().log_in(password=unicodedata.normalize("NFD", PASSWORD)).status == 201
    assert town.browser().log_in(password=PASSWORD.upper()).code == "wrong-login"
    assert town.browser().log_in(password=PASSWORD + " ").code == "wrong-login"
