"""An account in its owner's hands: protection, devices, changes, data, and the way out."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from chalicelib.accounts.service import staff
from citizen import Citizen
from city import PASSWORD
from officer import SECRET, employ
from playwright.sync_api import expect
from stage import Phones
from test_accessibility import violations

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])
NEW_PASSWORD = "mưa rơi trên sông Hương đêm"
OWN_PAGES = ("", "details/", "protection/", "data/", "preferences/")


@pytest.fixture
def lan(meet: Meet, request: pytest.FixtureRequest) -> Citizen:
    """Somebody who is logged in."""
    lan = meet(getattr(request, "param", "vi"))
    lan.register_yesterday()
    lan.log_in()
    return lan


@LANGUAGES
def test_an_authenticator_app_is_set_up_asked_for_and_taken_off(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    lan.register_yesterday()
    lan.log_in()
    lan.open("protection/")
    lan.form("offer").locator("[name=password]").fill(PASSWORD)
    lan.press("Set up the app")
    expect(lan.page.locator("[data-qr] svg")).to_be_visible()
    app = pyotp.TOTP(lan.page.locator("[data-secret]").inner_text().replace(" ", ""))
    a_moment_ago = datetime.now(UTC) - timedelta(seconds=30)
    lan.fill(second_factor=app.at(a_moment_ago))  # a code counts once: the one of this moment is for the login
    lan.press("Turn on")
    expect(lan.page.locator("[data-recovery] code")).to_have_count(10)
    recovery = lan.page.locator("[data-recovery] code").all_inner_texts()
    lan.press("I have kept them")
    expect(lan.text("The app is on: login asks for its code.")).to_be_visible()
    lan.log_out()
    lan.log_in(second_factor=app.now())
    lan.log_out()
    lan.log_in(second_factor=recovery[0])
    lan.open("protection/")
    lan.form("turn-off").locator("[name=password]").fill(PASSWORD)
    lan.form("turn-off").locator("[name=second_factor]").fill(recovery[1])
    lan.press("Turn off")
    expect(lan.button("Set up the app")).to_be_visible()


def test_who_has_an_app_adds_a_passkey_with_its_code_alone(meet: Meet) -> None:
    lan = meet("vi")
    lan.register_yesterday()
    lan.log_in()
    lan.open("protection/")
    expect(lan.form("add-passkey").locator("[name=second_factor]")).to_be_hidden()
    lan.form("offer").locator("[name=password]").fill(PASSWORD)
    lan.press("Set up the app")
    expect(lan.page.locator("[data-qr] svg")).to_be_visible()
    app = pyotp.TOTP(lan.page.locator("[data-secret]").inner_text().replace(" ", ""))
    lan.form("turn-on").locator("[name=second_factor]").fill(app.now())
    lan.press("Turn on")
    lan.press("I have kept them")
    adding = lan.form("add-passkey")
    adding.locator("[name=name]").fill("điện thoại")
    adding.locator("[name=password]").fill(PASSWORD)
    lan.press("Add a passkey")
    expect(adding.locator("[name=second_factor]")).to_be_focused()
    adding.locator("[name=second_factor]").fill("000000")
    lan.press("Add a passkey")
    expect(adding.locator("[name=second_factor]")).to_have_attribute("aria-invalid", "true")


def test_a_wrong_code_of_the_app_is_told_beside_its_field(meet: Meet) -> None:
    lan = meet("ja")
    lan.register_yesterday()
    lan.log_in()
    lan.open("protection/")
    lan.form("offer").locator("[name=password]").fill("これは違います")
    lan.press("Set up the app")
    expect(lan.form("offer").locator("[name=password]")).to_have_accessible_description("パスワードが違います。")
    lan.form("offer").locator("[name=password]").fill(PASSWORD)
    lan.press("Set up the app")
    lan.fill(second_factor="000000")
    lan.press("Turn on")
    expect(lan.field("second_factor")).to_be_focused()
    expect(lan.field("second_factor")).to_have_accessible_description(re.compile("このコードは正しくないか、使用済みです。"))


@LANGUAGES
def test_logging_out_everywhere_ends_every_device(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    lan.register_yesterday()
    lan.log_in()
    phone = meet(tag, user_agent="Mozilla/5.0 (Linux; Android 14) Firefox/140.0")
    phone.serial = lan.serial
    phone.log_in()
    lan.open("protection/")
    expect(lan.page.locator("[data-sessions] label")).to_have_count(2)
    expect(lan.page.locator("[data-sessions]")).to_contain_text("Firefox, Android")
    expect(lan.page.locator("[data-sessions] .test:visible")).to_have_count(1)
    lan.form("end").locator("[name=password]").fill(PASSWORD)
    lan.press("Log out everywhere")
    lan.page.wait_for_url("**/account/login/")
    for one in (lan, phone):
        one.open("")
        expect(one.text("You are not logged in.")).to_be_visible()


def test_one_device_is_logged_out_alone(meet: Meet, lan: Citizen) -> None:
    phone = meet("vi", user_agent="Mozilla/5.0 (Linux; Android 14) Firefox/140.0")
    phone.serial = lan.serial
    phone.log_in()
    lan.open("protection/")
    lan.form("end").locator("[name=password]").fill(PASSWORD)
    lan.press("Log out the chosen one")
    expect(lan.form("end").get_by_role("alert")).to_have_text(lan.say("Please choose a device first."))
    lan.page.get_by_label("Firefox, Android").check()
    lan.press("Log out the chosen one")
    expect(lan.page.locator("[data-sessions] label")).to_have_count(1)
    phone.open("")
    expect(phone.text("You are not logged in.")).to_be_visible()
    lan.open("")
    expect(lan.page.locator("[data-me=full_name]")).to_have_text("Lê Thị Lan")


@pytest.mark.parametrize("address", [one for one in OWN_PAGES if one != "preferences/"])
def test_every_page_of_an_owner_has_the_way_out(lan: Citizen, address: str) -> None:
    lan.open(address)
    lan.press("Log out")
    lan.page.wait_for_url("**/account/login/")
    lan.page.go_back()
    expect(lan.text("You are not logged in.")).to_be_visible()
    expect(lan.page.get_by_text("Lê Thị Lan")).to_have_count(0)


def test_another_tab_shows_nothing_any_more_when_its_owner_has_left(lan: Citizen) -> None:
    other = Citizen(lan.page.context.new_page(), lan.city)
    other.open("")
    expect(other.page.locator("[data-me=full_name]")).to_have_text("Lê Thị Lan")
    lan.log_out()
    expect(other.text("You are not logged in.")).to_be_visible()
    expect(other.page.get_by_text("Lê Thị Lan")).to_have_count(0)


def test_password_and_address_are_changed(lan: Citizen) -> None:
    lan.open("details/")
    lan.form("password").locator("[name=password]").fill(PASSWORD)
    lan.fill(new_password="ngắn")
    lan.press("Save the password")
    expect(lan.field("new_password")).to_be_focused()
    lan.fill(new_password=NEW_PASSWORD)
    lan.press("Save the password")
    expect(lan.form("password").get_by_role("status")).to_have_text(
        lan.say("Your new password counts. Your other devices are logged out.")
    )
    assert "mật khẩu đã đổi" in lan.messages()[0]
    lan.fill(email="lan@example.vn")
    lan.form("email").locator("[name=password]").fill(NEW_PASSWORD)
    lan.press("Save the address")
    expect(lan.form("email").get_by_role("status")).to_have_text(
        lan.say("Your e-mail address is saved. No money leaves the wallet for 24 hours.")
    )
    lan.open("")
    expect(lan.page.locator("[data-me=email]")).to_have_text("lan@example.vn")


def test_a_new_phone_counts_after_its_code(meet: Meet, lan: Citizen) -> None:
    other = meet("vi")
    lan.open("details/")
    lan.fill(phone=other.phone)
    lan.form("ask").locator("[name=password]").fill(PASSWORD)
    lan.form("ask").get_by_role("button", name=lan.say("Send the code")).click()
    lan.fill(code=other.code())
    lan.press("Continue")
    expect(lan.heading("Your new phone counts")).to_be_focused()
    lan.open("")
    expect(lan.page.locator("[data-me=phone]")).to_have_text(f"09•••••{other.phone[-3:]}")


def forget_used_code(citizen: Citizen) -> None:
    """Logging in has used the code of this half minute up."""
    world = citizen.city.world_before(Phones(), 0)
    citizen_hash, _ = staff.find(world, citizen.number)
    world.table.update(f"CITIZEN#{citizen_hash}", "LOGIN", "SET totp_step = :none", "", {":none": 0})


def test_who_has_an_app_enters_its_code_before_the_phone_changes(meet: Meet) -> None:
    nam, other = meet("vi"), meet("vi")
    employ(nam)
    forget_used_code(nam)
    nam.open("details/")
    nam.fill(phone=other.phone)
    form = nam.form("ask")
    form.locator("[name=password]").fill(PASSWORD)
    form.get_by_role("button", name=nam.say("Send the code")).click()
    expect(form.locator("[name=second_factor]")).to_have_attribute("aria-invalid", "true")
    form.locator("[name=second_factor]").fill("000000")
    form.get_by_role("button", name=nam.say("Send the code")).click()
    wrong = nam.say("This code is not valid, or was used before. Please wait for the next one.")
    expect(form.locator("[name=second_factor]")).to_have_accessible_description(re.compile(re.escape(wrong)))
    form.locator("[name=second_factor]").fill(pyotp.TOTP(SECRET).at(datetime.now(UTC)))
    form.get_by_role("button", name=nam.say("Send the code")).click()
    nam.fill(code=other.code())
    nam.press("Continue")
    expect(nam.heading("Your new phone counts")).to_be_focused()


def test_consents_are_given_taken_back_and_written_down(lan: Citizen) -> None:
    lan.open("data/")
    boxes = lan.form("consents").get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [False, False, False]
    boxes.first.check()
    lan.form("consents").get_by_role("button").click()
    expect(lan.page.locator("[data-log] li").first).to_contain_text(lan.say("Consent given: warnings"))
    lan.open("data/")
    expect(boxes.first).to_be_checked()
    boxes.first.uncheck()
    lan.form("consents").get_by_role("button").click()
    expect(lan.page.locator("[data-log] li").first).to_contain_text(lan.say("Consent withdrawn: warnings"))


def test_everything_that_is_kept_can_be_carried_away(lan: Citizen) -> None:
    lan.open("data/")
    lan.form("export").locator("[name=password]").fill(PASSWORD)
    with lan.page.expect_download() as download:
        lan.press("Download my data")
    kept = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert kept["account"]["full_name"] == "Lê Thị Lan"
    assert PASSWORD not in json.dumps(kept, ensure_ascii=False)


def test_a_deleted_account_is_gone(lan: Citizen) -> None:
    lan.open("data/")
    lan.form("deletion").locator("[name=password]").fill(PASSWORD)
    lan.press("Delete the account")
    expect(lan.field("sure")).to_be_focused()
    lan.field("sure").check()
    lan.press("Delete the account")
    expect(lan.heading("Your account is deleted")).to_be_focused()
    lan.open("login/")
    lan.fill(citizen_id=lan.number, password=PASSWORD)
    lan.press("Log in")
    expect(lan.form("login").get_by_role("alert")).to_have_text(lan.say("ID number and password do not belong together."))


def test_a_passkey_is_added_logs_in_and_is_removed(meet: Meet) -> None:
    lan = meet("en")
    lan.city = replace(lan.city, origin=lan.city.origin.replace("127.0.0.1", "localhost"))
    lan.register_yesterday()
    device = lan.page.context.new_cdp_session(lan.page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    lan.log_in()
    lan.open("protection/")
    lan.fill(name="My phone")
    lan.form("add-passkey").locator("[name=password]").fill(PASSWORD)
    lan.press("Add a passkey")
    expect(lan.page.get_by_label("My phone")).to_be_visible()
    lan.log_out()
    lan.press("Log in with a passkey")
    lan.page.wait_for_url("**/en/account/")
    expect(lan.page.locator("[data-me=full_name]")).to_have_text("Lê Thị Lan")
    lan.open("protection/")
    lan.page.get_by_label("My phone").check()
    lan.form("remove-passkey").locator("[name=password]").fill(PASSWORD)
    lan.press("Remove the chosen one")
    expect(lan.text("No passkey yet.")).to_be_visible()


def test_where_nothing_answers_the_page_says_so_and_tries_again(lan: Citizen) -> None:
    lan.page.route("**/api/v1/me", lambda route: route.abort())
    lan.open("")
    expect(lan.page.locator("[data-failed]")).to_contain_text("Mất kết nối.")
    lan.page.unroute("**/api/v1/me")
    lan.press("Try again")
    expect(lan.page.locator("[data-me=full_name]")).to_have_text("Lê Thị Lan")


@pytest.mark.parametrize("address", OWN_PAGES)
def test_axe_finds_nothing_on_an_owners_pages(meet: Meet, address: str) -> None:
    lan = meet("vi", bypass_csp=True)
    lan.register_yesterday()
    lan.log_in()
    for scheme, width in (("light", 1200), ("dark", 360)):
        lan.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        lan.page.set_viewport_size({"width": width, "height": 800})
        lan.open(address)
        assert violations(lan.page) == []
        assert lan.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "something is wider than the screen"
