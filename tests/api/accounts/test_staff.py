"""The operators' command: staff accounts, blocking, and the outcome of an identity check."""

import accounts
import pytest
from chalicelib.accounts.service import staff
from chalicelib.accounts.service.staff import CommandError
from chalicelib.world import World
from stage import LAN, LAN_PHONE, MINH, MINH_PHONE, NEW_PASSWORD, PASSWORD, Browser, Phones, Town


def set_password(town: Town, browser: Browser, citizen_id: str = LAN, phone: str = LAN_PHONE) -> None:
    asked = browser.post("/password-resets", {"citizen_id": citizen_id, "phone": phone, "language": "vi"})
    path = f"/password-resets/{asked.body['id']}"
    proof = browser.post(f"{path}/code", {"code": town.phones.code()}).body["proof"]
    body = {"proof": proof, "citizen_id": citizen_id, "password": NEW_PASSWORD}
    assert browser.post(f"{path}/password", body).status == 200


def test_staff_set_their_first_password_by_phone(town: Town, stage: World) -> None:
    staff.create_staff(stage, LAN, "0905 123 456", "Lê Thị Lan", "staff", ["kim-long"])
    browser = town.browser()
    assert browser.log_in(password="").code == "wrong-login"
    set_password(town, browser)
    browser.log_in(password=NEW_PASSWORD)
    me = browser.get("/me").body
    assert (me["role"], me["level"], me["full_name"]) == ("staff", 2, "Lê Thị Lan")


def test_staff_sessions_are_short(town: Town, stage: World) -> None:
    staff.create_staff(stage, LAN, LAN_PHONE, "Lê Thị Lan", "staff", [])
    browser = town.browser()
    set_password(town, browser)
    browser.log_in(password=NEW_PASSWORD)
    for _ in range(24):
        town.wait(minutes=29)
        assert browser.get("/me").status == 200
    town.wait(minutes=29)
    assert browser.get("/me").code == "not-signed-in", "twelve hours are over"
    browser.log_in(password=NEW_PASSWORD)
    town.wait(minutes=30)
    assert browser.get("/me").code == "not-signed-in", "half an hour without use"


def test_an_account_is_made_once(town: Town, stage: World) -> None:
    town.register()
    with pytest.raises(CommandError, match="has an account"):
        staff.create_staff(stage, LAN, LAN_PHONE, "Lê Thị Lan", "admin", [])
    assert town.browser().log_in().status == 201


def test_a_blocked_account_is_out_at_once_and_back_when_unblocked(town: Town, stage: World) -> None:
    browser = town.register()
    browser.post("/me/second-factor", {"password": PASSWORD})  # changes the login, so that the session began on an older one
    staff.set_status(stage, LAN, "blocked")
    assert browser.get("/me").code == "not-signed-in"
    assert browser.log_in().code == "wrong-login"
    staff.set_status(stage, LAN, "active")
    assert browser.log_in().status == 201


def test_a_confirmed_identity_raises_the_level(town: Town, stage: World) -> None:
    browser = town.register("003 190 001 234")
    staff.confirm_identity(stage, "003190001234")
    browser.log_in("003190001234")
    assert browser.get("/me").body["level"] == 2


def test_a_granted_claim_moves_the_account_to_its_owners_phone(town: Town, stage: World, phones: Phones) -> None:
    thief = town.register()
    town.verify(town.browser(), LAN, MINH_PHONE)
    with pytest.raises(CommandError, match="nobody has claimed"):
        staff.grant_claim(stage, LAN, "0977 665 544")
    staff.grant_claim(stage, LAN, MINH_PHONE)
    kept = stage.table.get(f"CITIZEN#{stage.keys.hash('citizen', LAN)}", "LOGIN")
    assert kept["money_frozen_until"] == int(stage.now.timestamp()) + 86_400
    assert phones.messages[-1][0] == LAN_PHONE
    assert thief.get("/me").code == "not-signed-in"
    assert thief.log_in().code == "wrong-login"
    owner = town.browser()
    town.wait(hours=1)
    set_password(town, owner, LAN, MINH_PHONE)
    assert owner.log_in(password=NEW_PASSWORD).status == 201


def test_a_claim_is_forgotten_after_half_a_year_and_once_it_is_granted(town: Town, stage: World) -> None:
    town.register()
    for _ in range(2):
        town.verify(town.browser(), LAN, MINH_PHONE)
        town.wait(days=180)
    assert sum(phone == LAN_PHONE and "khai số" in text for phone, text in town.phones.messages) == 2
    with pytest.raises(CommandError, match="nobody has claimed"):
        staff.grant_claim(staff_world(town), LAN, MINH_PHONE)
    town.verify(town.browser(), LAN, MINH_PHONE)
    staff.grant_claim(staff_world(town), LAN, MINH_PHONE)
    with pytest.raises(CommandError, match="nobody has claimed"):
        staff.grant_claim(staff_world(town), LAN, MINH_PHONE)


def test_a_released_number_is_free_and_nothing_of_the_other_is_left(town: Town, stage: World) -> None:
    impostor = town.register(full_name="Kẻ Mạo Danh")
    staff.release(stage, LAN)
    assert impostor.get("/me").code == "not-signed-in"
    owner = town.register(LAN, MINH_PHONE)
    assert owner.get("/me").body["full_name"] == "Lê Thị Lan"


def test_the_command_asks_for_the_number_and_tells_what_went_wrong(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "046 190 001 234")
    monkeypatch.setattr(accounts, "world", lambda: staff_world(town))
    assert accounts.main(["block"]) == 1
    assert "not done: this ID number has no account" in capsys.readouterr().err
    assert accounts.main(["create-staff", "--phone", "1900", "--name", "Lan"]) == 1
    assert "this is not a Vietnamese mobile number" in capsys.readouterr().err
    assert accounts.main(["create-staff", "--phone", "0905123456", "--name", "Lan", "--unit", "kim-long"]) == 0
    for command in ("block", "unblock", "confirm-identity", "release"):
        assert accounts.main([command]) == 0
    assert accounts.main(["grant-claim", "--phone", "0905123456"]) == 1


def staff_world(town: Town) -> World:
    from stage import make_world

    return make_world(town.phones, town.now)


def test_who_showed_the_papers_of_a_business_has_that_role_and_officers_keep_theirs(town: Town, stage: World) -> None:
    browser = town.register()
    staff.make_business(stage, LAN)
    assert browser.get("/me").code == "not-signed-in", "a changed right counts at once"
    browser.log_in()
    assert browser.get("/me").body["role"] == "business"
    staff.create_staff(stage, MINH, MINH_PHONE, "Trần Minh", "staff", [])
    with pytest.raises(CommandError, match="role staff"):
        staff.make_business(stage, MINH)
