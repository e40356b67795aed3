"""Sessions: a token that only the browser has, two limits of time, and an owner who sees and ends them all."""

import re

import pytest
from chalice.test import Client
from chalicelib.access import Level, Person
from chalicelib.accounts.model.sessions import address_of_household, device_name, mask_address
from chalicelib.accounts.service import sessions
from chalicelib.keys import token_hash
from chalicelib.world import World
from stage import LAN, MINH, MINH_PHONE, PASSWORD, Browser, Town


def test_the_cookie_is_bound_to_host_and_hidden_from_scripts(town: Town) -> None:
    town.register()
    session, device = town.browser().log_in().headers["Set-Cookie"]
    for line in (session, device):
        assert line.startswith("__Host-")
        assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(line.split("; "))
        assert "Domain" not in line
    token = re.fullmatch(r"__Host-session=[0-9a-f]{32}\.([\w-]{43})", session.split(";")[0])
    assert token, "256 random bits"


def test_the_token_is_not_in_the_database(town: Town, stage: World) -> None:
    browser = town.register()
    account_id, _, token = browser.cookies["__Host-session"].partition(".")
    items = stage.table.query(f"ACCOUNT#{account_id}")
    assert any(item["sk"].startswith("SESSION#") for item in items)
    assert token not in str(items)


def test_every_login_begins_a_session_of_its_own(town: Town) -> None:
    browser = town.register()
    before = dict(browser.cookies)
    browser.log_in()
    assert browser.cookies["__Host-session"] != before["__Host-session"]
    assert len(browser.get("/me/sessions").body["sessions"]) == 1
    browser.cookies = before
    assert browser.get("/me").code == "not-signed-in", "the one before has ended"


def test_a_session_ends_seven_days_after_its_last_use(town: Town) -> None:
    browser = town.register()
    town.wait(days=6, hours=22)
    assert browser.get("/me").status == 200
    town.wait(days=6, hours=23)
    assert browser.get("/me").status == 200
    town.wait(days=7)
    assert browser.get("/me").code == "not-signed-in"


def test_a_session_ends_after_thirty_days_however_it_is_used(town: Town) -> None:
    browser = town.register()
    for _ in range(29):
        town.wait(days=1)
        assert browser.get("/me").status == 200
    town.wait(days=1)
    assert browser.get("/me").code == "not-signed-in"


@pytest.mark.parametrize("change", ["account", "token", "empty", "extra"])
def test_a_cookie_that_is_not_ours_is_nobody(town: Town, change: str) -> None:
    browser, other = town.register(), town.register(MINH, MINH_PHONE)
    account_id, _, token = browser.cookies["__Host-session"].partition(".")
    foreign = other.cookies["__Host-session"].partition(".")[0]
    forged = {
        "account": f"{foreign}.{token}",
        "token": f"{account_id}.{'x' * 43}",
        "empty": f"{account_id}.",
        "extra": f"{account_id}.{token}x",
    }
    browser.cookies["__Host-session"] = forged[change]
    assert browser.get("/me").code == "not-signed-in"


@pytest.mark.parametrize("written", ["x" * 3000 + ".y", "a" * 32 + "." + "é" * 43, ".", "a.b", "A" * 32 + "." + "x" * 43])
def test_a_cookie_of_no_shape_of_ours_is_no_error_of_ours(town: Town, written: str) -> None:
    town.register()
    browser = town.browser()
    browser.cookies["__Host-session"] = written
    assert browser.get("/me").code == "not-signed-in"
    assert browser.log_in().status == 201


def test_people_see_where_they_are_logged_in_and_end_one(town: Town) -> None:
    phone, desk = town.register(), town.browser("2001:db8:1:2:3:4:5:6")
    desk.agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
    desk.log_in()
    seen = {one["device"]: one for one in desk.get("/me/sessions").body["sessions"]}
    assert set(seen) == {"Firefox, Android", "Edge, Windows"}
    assert seen["Edge, Windows"]["is_this_one"]
    assert seen["Edge, Windows"]["network"] == "2001:db8:1::/48"
    end = {"password": PASSWORD, "session_id": seen["Firefox, Android"]["id"]}
    assert desk.post("/me/sessions/endings", end | {"password": "sai"}).code == "wrong-password"
    assert phone.get("/me").status == 200
    assert desk.post("/me/sessions/endings", end).status == 200
    assert phone.get("/me").code == "not-signed-in"
    assert desk.get("/me").status == 200
    assert desk.post("/me/sessions/endings", end).code == "no-such-session"


def test_nobody_ends_anothers_session(town: Town) -> None:
    lan, minh = town.register(), town.register(MINH, MINH_PHONE)
    (foreign,) = lan.get("/me/sessions").body["sessions"]
    end = {"password": PASSWORD, "session_id": foreign["id"]}
    assert minh.post("/me/sessions/endings", end).code == "no-such-session"
    assert lan.get("/me").status == 200


def test_logging_out_ends_the_session_here_and_on_the_server(town: Town) -> None:
    browser = town.register()
    stolen = Browser(town.client)
    stolen.cookies |= browser.cookies
    assert browser.delete("/me/session").status == 200
    assert "__Host-session" not in browser.cookies
    assert "__Host-device" in browser.cookies, "the browser stays known"
    assert stolen.get("/me").code == "not-signed-in"


def test_logging_out_twice_at_once_is_logged_out(town: Town, stage: World) -> None:
    account_id, _, token = town.register().cookies["__Host-session"].partition(".")
    person = Person(account_id, "hash", token_hash(token), "citizen", Level.PHONE)
    for _ in range(2):
        sessions.log_out(stage, person)


def test_logging_out_everywhere_ends_all(town: Town) -> None:
    browsers = [town.register(), *(town.browser() for _ in range(3))]
    for browser in browsers[1:]:
        browser.log_in()
    assert browsers[2].post("/me/sessions/endings", {"password": PASSWORD}).status == 200
    assert {browser.get("/me").code for browser in browsers} == {"not-signed-in"}


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://huecity.example", "https://huecity.example.evil.example", None]
)
def test_another_sites_page_changes_nothing(town: Town, origin: str | None) -> None:
    browser = town.register()
    browser.origin = origin
    assert browser.delete("/me/session").code == "foreign-origin"
    assert browser.get("/me").status == 200, "reading needs no origin, as other pages cannot read the reply"


def test_another_sites_page_cannot_log_a_browser_in(town: Town) -> None:
    town.register()
    browser = town.browser()
    browser.origin = "https://evil.example"
    assert browser.log_in().code == "foreign-origin"
    browser.origin = None
    body = {"citizen_id": LAN, "password": "x"}
    assert browser.post("/sessions", body, **{"Sec-Fetch-Site": "cross-site"}).code == "foreign-origin"
    assert browser.post("/sessions", body, **{"Sec-Fetch-Site": "same-site"}).code == "foreign-origin"


def test_a_program_without_cookies_needs_no_origin(client: Client, town: Town) -> None:
    town.register()
    program = Browser(client)
    program.origin = None
    assert program.log_in().status == 201


def test_addresses_are_kept_as_networks_and_counted_as_households() -> None:
    assert [mask_address(one) for one in ("203.0.113.7", "2001:db8:1:2::9", "unknown")] == [
        "203.0.113.0/24",
        "2001:db8:1::/48",
        "",
    ]
    assert address_of_household("2001:db8:1:2:3::4") == address_of_household("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert address_of_household("203.0.113.7") == "203.0.113.7"


def test_an_unknown_browser_has_no_name() -> None:
    assert device_name("curl/8") == ""
