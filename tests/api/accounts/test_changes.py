"""Changing credentials: the password again, all other sessions ended, the old phone told, and races that nobody wins."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from chalicelib.access import Level, Person
from chalicelib.accounts.model.citizen_id import CitizenId
from chalicelib.accounts.model.requests import ChangedPassword, Credentials
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import changes, login
from chalicelib.accounts.service.registration import hash_citizen, read_email
from chalicelib.accounts.storage import logins, sessions
from chalicelib.errors import ApiError, WrongFieldError
from chalicelib.world import World
from stage import (
    LAN,
    LAN_PHONE,
    MINH,
    MINH_PHONE,
    NEW_PASSWORD,
    PASSWORD,
    Town,
    app_code,
    later,
    other_code,
    turn_on_second_factor,
)


def test_a_changed_password_counts_here_and_ends_every_other_session(town: Town) -> None:
    browser, other = town.register(), town.browser()
    other.log_in()
    before = browser.cookies["__Host-session"]
    assert browser.send("PUT", "/me/password", {"password": PASSWORD, "new_password": NEW_PASSWORD}).status == 200
    assert browser.get("/me").status == 200
    assert browser.cookies["__Host-session"] != before, "the token is new as well"
    assert browser.get("/me").body["money_frozen_until"] == int(town.now.timestamp()) + 86_400
    assert other.get("/me").code == "not-signed-in"
    assert other.log_in().code == "wrong-login"
    assert other.log_in(password=NEW_PASSWORD).status == 201


def test_every_change_asks_for_the_password_again(town: Town) -> None:
    browser = town.register()
    asked = [
        browser.send("PUT", "/me/password", {"password": "sai", "new_password": NEW_PASSWORD}),
        browser.send("PUT", "/me/email", {"password": "sai", "email": "a@example.vn"}),
        browser.post("/me/phone-changes", {"password": "sai", "phone": MINH_PHONE}),
        browser.post("/me/second-factor", {"password": "sai"}),
        browser.post("/me/second-factor/removal", {"password": "sai", "second_factor": ""}),
        browser.post("/me/sessions/endings", {"password": "sai"}),
    ]
    assert {(one.status, one.code) for one in asked} == {(403, "wrong-password")}
    for _ in range(4):
        browser.send("PUT", "/me/email", {"password": "sai", "email": "a@example.vn"})
    assert browser.send("PUT", "/me/email", {"password": PASSWORD, "email": "a@example.vn"}).code == "too-many"


def test_who_stole_a_session_cannot_keep_the_owner_from_ending_it(town: Town) -> None:
    owner, thief = town.register(), town.browser()
    thief.log_in()
    for number in range(11):
        refused = thief.post("/me/sessions/endings", {"password": f"sai mật khẩu rồi {number}"})
    assert refused.code == "too-many"
    assert owner.post("/me/sessions/endings", {"password": PASSWORD}).status == 200
    assert thief.get("/me").code == "not-signed-in"


def test_a_session_has_a_hundred_tries_at_the_password_a_day(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "is_password", lambda *_: False)
    thief, answers = town.register(), []
    for _ in range(11):
        answers += [thief.post("/me/sessions/endings", {"password": "sai"}).code for _ in range(10)]
        town.wait(minutes=15)
    assert answers == ["wrong-password"] * 100 + ["too-many"] * 10


def test_a_new_phone_counts_when_its_code_was_entered_and_the_old_one_is_told(town: Town) -> None:
    browser = town.register()
    change = browser.post("/me/phone-changes", {"password": PASSWORD, "phone": "0912 345 678"})
    assert town.phones.messages[-1][0] == MINH_PHONE
    assert browser.get("/me").body["phone"] == "09•••••456"
    path = f"/me/phone-changes/{change.body['id']}/code"
    assert browser.post(path, {"code": other_code(town.phones.code())}).code == "wrong-code"
    assert browser.post(path, {"code": town.phones.code()}).status == 200
    me = browser.get("/me").body
    assert (me["phone"], me["money_frozen_until"]) == ("09•••••678", int(town.now.timestamp()) + 86_400)
    assert town.phones.messages[-1][0] == LAN_PHONE
    assert "số khác" in town.phones.messages[-1][1]
    town.wait(hours=2)
    assert town.verify(town.browser(), LAN, MINH_PHONE)[1].body["outcome"] == "registered"
    assert town.verify(town.browser(), LAN, LAN_PHONE)[1].body["outcome"] == "identity_check"


def test_with_an_app_a_new_phone_takes_its_code_as_well_and_uses_it_up(town: Town) -> None:
    browser = town.register()
    secret, recovery = turn_on_second_factor(town, browser)
    sent = len(town.phones.messages)
    change = {"password": PASSWORD, "phone": "0912 345 678"}
    assert browser.post("/me/phone-changes", change).code == "second-factor-needed"
    assert browser.post("/me/phone-changes", change | {"second_factor": "000000"}).code == "wrong-second-factor"
    assert len(town.phones.messages) == sent
    change["second_factor"] = app_code(secret, town.now)
    asked = browser.post("/me/phone-changes", change)
    assert asked.status == 202
    assert browser.post("/me/phone-changes", change).code == "wrong-second-factor"
    path = f"/me/phone-changes/{asked.body['id']}/code"
    assert browser.post(path, {"code": town.phones.code()}).status == 200
    town.wait(minutes=20)
    again = {"password": PASSWORD, "phone": "0977 665 544", "second_factor": recovery[0]}
    assert browser.post("/me/phone-changes", again).status == 202


def test_a_phone_code_of_one_account_changes_no_other(town: Town) -> None:
    lan, minh = town.register(), town.register(MINH, MINH_PHONE)
    change = lan.post("/me/phone-changes", {"password": PASSWORD, "phone": "0977 665 544"})
    assert minh.post(f"/me/phone-changes/{change.body['id']}/code", {"code": town.phones.code()}).code == "code-gone"
    assert minh.get("/me").body["phone"] == "09•••••678"


def test_a_new_address_is_told_to_the_phone(town: Town) -> None:
    browser = town.register()
    assert browser.send("PUT", "/me/email", {"password": PASSWORD, "email": "lan@example.vn"}).status == 200
    me = browser.get("/me").body
    assert (me["email"], me["money_frozen_until"]) == ("lan@example.vn", int(town.now.timestamp()) + 86_400)
    assert browser.get("/me").body["full_name"] == "Lê Thị Lan"
    assert town.phones.messages[-1] == (LAN_PHONE, "HueCity: e-mail của tài khoản đã đổi. Không phải bạn? 19001075")


@pytest.mark.parametrize(
    "written",
    ["không", "a@b", "@b.vn", "a@@b.vn", "a@b..vn", "a@b.vn,c@d.vn", "Lan <a@b.vn>", "a b@c.vn", "a@b.vn\nBcc: c@d.vn"],
)
def test_what_is_not_one_address_is_refused(written: str) -> None:
    with pytest.raises(WrongFieldError) as refused:
        read_email(written)
    assert refused.value.code == "email-unreadable"


def test_login_asks_for_the_code_of_the_app(town: Town) -> None:
    secret, _ = turn_on_second_factor(town, town.register())
    browser = town.browser()
    assert browser.log_in().code == "second-factor-needed"
    assert browser.log_in(second_factor="abc").code == "wrong-second-factor"
    assert browser.log_in(second_factor=other_code(app_code(secret, town.now))).code == "wrong-second-factor"
    assert browser.log_in(password="sai mật khẩu rồi", second_factor=app_code(secret, town.now)).code == "wrong-login"
    typed = app_code(secret, town.now)
    assert browser.log_in(second_factor=f"{typed[:3]} {typed[3:]}").status == 201


def test_a_code_of_the_app_works_once(town: Town) -> None:
    secret, _ = turn_on_second_factor(town, town.register())
    code = app_code(secret, town.now)
    assert [town.browser().log_in(second_factor=code).code for _ in range(2)] == ["", "wrong-second-factor"]
    town.wait(seconds=30)
    assert town.browser().log_in(second_factor=app_code(secret, town.now)).status == 201


def test_a_recovery_code_works_once_and_in_any_writing(town: Town) -> None:
    _, codes = turn_on_second_factor(town, town.register())
    assert len(set(codes)) == 10
    assert all(len(code.replace("-", "")) * 5 >= 112 for code in codes), "bits"
    assert town.browser().log_in(second_factor=codes[0]).status == 201
    assert town.browser().log_in(second_factor=codes[0]).code == "wrong-second-factor"
    assert town.browser().log_in(second_factor=codes[1].upper().replace("-", " ")).status == 201


def test_of_many_logins_with_one_recovery_code_one_begins(town: Town, stage: World) -> None:
    _, codes = turn_on_second_factor(town, town.register())
    now = later(stage, minutes=(town.now - stage.now).total_seconds() / 60)
    body = Credentials(LAN, PASSWORD, codes[0])

    def attempt(number: int) -> str:
        try:
            return login.log_in(now, body, Visitor(f"192.0.2.{number}", "", {})) and "in"
        except ApiError as error:
            return error.code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(attempt, range(8))).count("in") == 1


def test_turning_the_second_factor_off_needs_password_and_code(town: Town) -> None:
    browser = town.register()
    secret, _ = turn_on_second_factor(town, browser)
    assert browser.get("/me").body["has_second_factor"]
    path = "/me/second-factor/removal"
    assert browser.post(path, {"password": PASSWORD, "second_factor": ""}).code == "second-factor-needed"
    assert browser.post(path, {"password": PASSWORD, "second_factor": "000000"}).code == "wrong-second-factor"
    assert browser.post(path, {"password": PASSWORD, "second_factor": app_code(secret, town.now)}).status == 200
    assert browser.get("/me").body["money_frozen_until"] == int(town.now.timestamp()) + 86_400
    assert town.browser().log_in().status == 201


def test_turning_off_what_is_not_on_changes_nothing(town: Town) -> None:
    browser, other = town.register(), town.browser()
    other.log_in()
    frozen_until = browser.get("/me").body["money_frozen_until"]
    town.wait(seconds=60)
    assert browser.post("/me/second-factor/removal", {"password": PASSWORD, "second_factor": ""}).status == 200
    assert browser.get("/me").body["money_frozen_until"] == frozen_until
    assert other.get("/me").status == 200


@pytest.mark.parametrize("path", ["/me/second-factor", "/me/passkey-options"])
def test_password_alone_adds_no_other_second_factor(town: Town, path: str) -> None:
    browser = town.register()
    secret, codes = turn_on_second_factor(town, browser)
    body = {"password": PASSWORD}
    assert browser.post(path, body).code == "second-factor-needed"
    assert browser.post(path, body | {"second_factor": "000000"}).code == "wrong-second-factor"
    assert browser.post(path, body | {"second_factor": app_code(secret, town.now)}).status == 200
    assert browser.post(path, body | {"second_factor": app_code(secret, town.now)}).code == "wrong-second-factor"
    assert browser.post(path, body | {"second_factor": codes[0]}).status == 200
    assert town.browser().log_in(second_factor=codes[0]).code == "wrong-second-factor"


def test_an_offer_counts_for_nothing_until_its_code_is_entered(town: Town) -> None:
    browser = town.register()
    assert browser.post("/me/second-factor/code", {"code": "123456"}).code == "no-offer"
    offer = browser.post("/me/second-factor", {"password": PASSWORD}).body
    assert offer["uri"].startswith("otpauth://totp/HueCity")
    assert LAN not in offer["uri"]
    assert offer["qr_svg"].startswith("<svg")
    assert browser.post("/me/second-factor/code", {"code": other_code(app_code(offer["secret"], town.now))}).code
    assert town.browser().log_in().status == 201
    town.wait(minutes=10)
    assert browser.post("/me/second-factor/code", {"code": app_code(offer["secret"], town.now)}).code == "no-offer"


def test_secret_and_recovery_codes_are_not_kept_bare(town: Town, stage: World) -> None:
    secret, codes = turn_on_second_factor(town, town.register())
    kept = str(stage.table.get(f"CITIZEN#{hash_citizen(stage, CitizenId(LAN))}", "LOGIN"))
    for text in (secret, *codes, *(code.replace("-", "") for code in codes)):
        assert text not in kept


@pytest.mark.parametrize("round_", range(3))
def test_no_login_with_the_old_password_outlives_its_change(town: Town, stage: World, round_: int) -> None:
    town.register()
    citizen_hash = hash_citizen(stage, CitizenId(LAN))
    account_id = logins.get_login(stage.table, citizen_hash).account_id
    person = Person(account_id, citizen_hash, "none", "citizen", Level.PHONE)

    def attempt(number: int) -> str:
        visitor = Visitor(f"192.0.2.{number}", "", {})
        try:
            if number == 4:
                return (
                    str(changes.change_password(stage, person, ChangedPassword(PASSWORD, NEW_PASSWORD), visitor))
                    and "changed"
                )
            return login.log_in(stage, Credentials(LAN, PASSWORD), visitor) and "in"
        except ApiError as error:
            return error.code

    with ThreadPoolExecutor(9) as pool:
        answers = list(pool.map(attempt, range(9)))
    assert answers[4] == "changed"
    assert len(sessions.list_sessions(stage.table, account_id)) == 1


def test_a_login_between_reading_the_sessions_and_changing_the_password_is_ended(
    town: Town, stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, thief, listed = town.register(), town.browser(), changes.ending_sessions

    def end_late(world: World, account_id: str) -> object:
        writes = listed(world, account_id)
        assert thief.log_in().status == 201
        return writes

    monkeypatch.setattr(changes, "ending_sessions", end_late)
    citizen_hash = hash_citizen(stage, CitizenId(LAN))
    account_id = logins.get_login(stage.table, citizen_hash).account_id
    person = Person(account_id, citizen_hash, "none", "citizen", Level.PHONE)
    changes.change_password(stage, person, ChangedPassword(PASSWORD, NEW_PASSWORD), Visitor("192.0.2.1", "", {}))
    assert thief.get("/me").code == "not-signed-in"
    assert browser.get("/me").code == "not-signed-in"


def test_sessions_begun_before_an_earlier_change_end_as_well(town: Town) -> None:
    browser, other = town.register(), town.browser()
    other.log_in()
    browser.post("/me/second-factor", {"password": PASSWORD})  # changes the login, and ends nothing
    assert other.get("/me").status == 200
    browser.send("PUT", "/me/password", {"password": PASSWORD, "new_password": NEW_PASSWORD})
    assert other.get("/me").code == "not-signed-in"
