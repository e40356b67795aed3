"""Forgot password: the same first answer for everybody; number and phone together, and nothing less, set a new password."""

from collections.abc import Callable

import pytest
from chalicelib.accounts.service import staff
from chalicelib.otp import service as otp
from chalicelib.world import World
from stage import (
    LAN,
    LAN_PHONE,
    MINH,
    MINH_PHONE,
    NEW_PASSWORD,
    PASSWORD,
    Answer,
    Browser,
    Town,
    app_code,
    listening,
    turn_on_second_factor,
)


def ask(browser: Browser, citizen_id: str = LAN, phone: str = LAN_PHONE) -> Answer:
    return browser.post("/password-resets", {"citizen_id": citizen_id, "phone": phone, "language": "vi"})


def enter(town: Town, browser: Browser, citizen_id: str = LAN, phone: str = LAN_PHONE) -> tuple[str, Answer]:
    reset_id = ask(browser, citizen_id, phone).body["id"]
    return reset_id, browser.post(f"/password-resets/{reset_id}/code", {"code": town.phones.code()})


def reset(town: Town, browser: Browser, password: str = NEW_PASSWORD) -> Answer:
    reset_id, entered = enter(town, browser)
    body = {"proof": entered.body["proof"], "citizen_id": LAN, "password": password}
    return browser.post(f"/password-resets/{reset_id}/password", body)


def test_a_forgotten_password_is_replaced_and_the_old_one_is_gone(town: Town) -> None:
    town.register()
    browser = town.browser()
    assert reset(town, browser).status == 200
    assert browser.get("/me").code == "not-signed-in", "a reset logs nobody in"
    assert browser.log_in(password=PASSWORD).code == "wrong-login"
    assert browser.log_in(password=NEW_PASSWORD).status == 201


def test_a_reset_ends_every_session_tells_the_phone_and_freezes_the_wallet(town: Town) -> None:
    thief = town.register()
    browser = town.browser()
    reset(town, browser)
    assert thief.get("/me").code == "not-signed-in"
    assert town.phones.messages[-1][0] == LAN_PHONE
    assert "mật khẩu đã đổi" in town.phones.messages[-1][1]
    browser.log_in(password=NEW_PASSWORD)
    until = browser.get("/me").body["money_frozen_until"]
    assert until == int(town.now.timestamp()) + 24 * 3600


def test_the_first_answer_is_the_same_for_known_and_unknown(town: Town) -> None:
    town.register()
    town.wait(days=2)
    seen = []
    for citizen_id, phone in ((LAN, LAN_PHONE), (LAN, MINH_PHONE), (MINH, "+84905000111")):
        with listening() as calls:
            answer = ask(town.browser(), citizen_id, phone)
        seen.append((answer.status, answer.headers, answer.body | {"id": ""}, calls, len(town.phones.messages[-1][1])))
    assert seen[0][0] == 202
    assert seen == [seen[0]] * 3


@pytest.mark.parametrize(("citizen_id", "phone"), [(LAN, MINH_PHONE), (MINH, LAN_PHONE), (MINH, MINH_PHONE)])
def test_number_and_phone_must_belong_together(town: Town, citizen_id: str, phone: str) -> None:
    town.register()
    _, entered = enter(town, town.browser(), citizen_id, phone)
    assert entered.body == {"outcome": "no_match", "proof": ""}


def test_a_proof_resets_the_password_of_its_own_number_only(town: Town) -> None:
    town.register()
    reset_id, entered = enter(town, town.browser())
    body = {"proof": entered.body["proof"], "citizen_id": MINH, "password": NEW_PASSWORD}
    assert list(town.browser().post(f"/password-resets/{reset_id}/password", body).body["fields"]) == ["citizen_id"]
    assert town.browser().log_in().status == 201


def test_a_blocked_account_gets_no_new_password(town: Town, stage: World) -> None:
    town.register()
    reset_id, entered = enter(town, town.browser())
    staff.set_status(stage, LAN, "blocked")
    body = {"proof": entered.body["proof"], "citizen_id": LAN, "password": NEW_PASSWORD}
    assert town.browser().post(f"/password-resets/{reset_id}/password", body).code == "proof-gone"
    town.wait(hours=1)
    assert enter(town, town.browser())[1].body == {"outcome": "no_match", "proof": ""}


def test_a_registration_code_resets_nothing(town: Town) -> None:
    town.register()
    asked = town.ask(town.browser())
    assert town.browser().post(f"/password-resets/{asked.body['id']}/code", {"code": town.phones.code()}).code == "code-gone"


def test_a_proof_resets_once(town: Town) -> None:
    town.register()
    browser = town.browser()
    reset_id, entered = enter(town, browser)
    body = {"proof": entered.body["proof"], "citizen_id": LAN, "password": NEW_PASSWORD}
    assert browser.post(f"/password-resets/{reset_id}/password", body).status == 200
    again = browser.post(f"/password-resets/{reset_id}/password", body | {"password": PASSWORD})
    assert again.code == "proof-gone"
    assert browser.log_in(password=NEW_PASSWORD).status == 201


def test_a_new_password_follows_the_same_rules(town: Town) -> None:
    town.register()
    assert reset(town, town.browser(), "password123456789").body["field_codes"] == {"password": "password-common"}


def test_a_reset_is_no_way_around_the_second_factor(town: Town) -> None:
    secret, _ = turn_on_second_factor(town, town.register())
    browser = town.browser()
    reset(town, browser)
    assert browser.log_in(password=NEW_PASSWORD).code == "second-factor-needed"
    assert browser.log_in(password=NEW_PASSWORD, second_factor=app_code(secret, town.now)).status == 201


def test_a_reset_is_a_way_in_while_strangers_keep_trying(town: Town) -> None:
    town.register()
    for number in range(12):
        town.browser("198.51.100.66").log_in(LAN, f"sai mật khẩu rồi {number}")
    browser = town.browser()
    assert browser.log_in().code == "too-many"
    reset(town, browser)
    assert browser.log_in(password=NEW_PASSWORD).status == 201


def use_up_the_codes_of_her_phone(town: Town, phone: str = LAN_PHONE) -> None:
    for number in range(9):  # registration took one
        town.wait(minutes=30)
        assert ask(town.browser(f"192.0.2.{number}"), f"04619000{number:04d}", phone).status == 202


def use_up_the_codes_of_her_number(town: Town) -> None:
    for number in range(9):
        assert ask(town.browser(f"192.0.2.{number}"), LAN, f"+8490500011{number}").status == 202


@pytest.mark.parametrize("use_up", [use_up_the_codes_of_her_phone, use_up_the_codes_of_her_number])
def test_strangers_cannot_use_up_the_codes_of_a_browser_that_was_logged_in(
    town: Town, use_up: Callable[[Town], None]
) -> None:
    own = town.register()
    own.delete("/me/session")
    use_up(town)
    assert ask(town.browser()).code == "too-many"
    with listening() as calls:
        assert ask(own).status == 202
    assert calls == ["GetItem", "TransactWriteItems"], "as for everybody"
    assert ask(own).code == "too-many", "and it waits between two codes as everybody does"


def test_a_browser_is_known_for_its_own_number_and_phone_together(town: Town) -> None:
    own = town.register()
    use_up_the_codes_of_her_phone(town)
    assert ask(own, MINH, LAN_PHONE).code == "too-many"
    assert ask(own, LAN, MINH_PHONE).status == 202
    assert ask(town.browser(), MINH, MINH_PHONE).code == "too-many", "that code counted as one of a stranger's"
    assert own.send("PUT", "/me/password", {"password": PASSWORD, "new_password": NEW_PASSWORD}).status == 200
    assert ask(own).status == 202


def test_all_browsers_of_one_owner_share_a_limit(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(otp, "CODES_FROM_KNOWN_BROWSERS_A_DAY", 1)
    one, another = town.register(), town.browser()
    assert another.log_in().status == 201
    assert ask(one).status == 202
    assert ask(another).code == "too-many"


def test_a_new_password_is_not_made_of_the_name(town: Town) -> None:
    town.register(full_name="Nguyễn Phúc Ưng Lịch")
    assert reset(town, town.browser(), "Ưng Lịch 0905123456").body["field_codes"] == {"password": "password-common"}


def test_the_owner_can_read_that_it_happened(town: Town, stage: World) -> None:
    account_id = town.register().cookies["__Host-session"].partition(".")[0]
    reset(town, town.browser())
    what = [item["what"] for item in stage.table.query(f"ACCOUNT#{account_id}", "LOG#")]
    assert what == ["registered", "password-reset"]
