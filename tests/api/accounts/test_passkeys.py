"""Passkeys: made by who shows the password, bound to our host, used once each time, and as good as two factors."""

from base64 import urlsafe_b64decode

import pytest
from authenticator import PRESENT, Authenticator, encode
from chalicelib.accounts.model.citizen_id import CitizenId
from chalicelib.accounts.model.passkeys import relying_party
from chalicelib.accounts.service import staff
from chalicelib.accounts.service.registration import hash_citizen
from chalicelib.keys import token_hash
from chalicelib.world import World
from stage import (
    LAN,
    LAN_PHONE,
    MINH,
    MINH_PHONE,
    PASSWORD,
    Answer,
    Browser,
    Town,
    app_code,
    listening,
    turn_on_second_factor,
)


def make(browser: Browser, device: Authenticator, name: str = "Điện thoại của Lan") -> Answer:
    options = browser.post("/me/passkey-options", {"password": PASSWORD}).body
    return browser.post("/me/passkeys", {"name": name, "credential": device.create(options)})


def use(browser: Browser, device: Authenticator) -> Answer:
    options = browser.post("/passkey-options", None).body
    return browser.post("/passkey-sessions", {"credential": device.get(options)})


@pytest.fixture
def device(town: Town) -> Authenticator:
    """A device with a passkey of Lan's account."""
    device = Authenticator()
    assert make(town.register(), device).status == 201
    return device


def test_a_passkey_logs_in_without_number_and_password(town: Town, device: Authenticator) -> None:
    browser = town.browser()
    assert use(browser, device).status == 201
    assert browser.get("/me").body["full_name"] == "Lê Thị Lan"
    assert use(town.browser(), device).status == 201


def test_login_by_passkey_costs_three_calls(town: Town, device: Authenticator) -> None:
    with listening() as calls:
        use(town.browser(), device)
    assert calls == ["GetItem", "GetItem", "TransactWriteItems"]


def test_a_passkey_counts_as_two_factors(town: Town, stage: World) -> None:
    browser, device = town.register(), Authenticator()
    make(browser, device)
    typed, touched = town.browser(), town.browser()
    assert (typed.log_in().status, use(touched, device).status) == (201, 201)
    assert [has_second_factor(stage, one) for one in (typed, touched)] == [False, True]


def has_second_factor(stage: World, browser: Browser) -> bool:
    account_id, _, token = browser.cookies["__Host-session"].partition(".")
    return bool(stage.table.get(f"ACCOUNT#{account_id}", f"SESSION#{token_hash(token)}")["has_second_factor"])


def test_who_has_an_app_needs_no_code_of_it_beside_a_passkey(town: Town) -> None:
    browser, device = town.register(), Authenticator()
    make(browser, device)
    turn_on_second_factor(town, browser)
    assert use(town.browser(), device).status == 201


def test_an_app_beside_a_passkey_is_asked_for_before_another_passkey_is_made(town: Town) -> None:
    browser = town.register()
    secret, _ = turn_on_second_factor(town, browser)
    options = browser.post("/me/passkey-options", {"password": PASSWORD, "second_factor": app_code(secret, town.now)}).body
    device = Authenticator()
    assert browser.post("/me/passkeys", {"name": "x", "credential": device.create(options)}).status == 201
    assert use(town.browser(), device).status == 201


def test_making_a_passkey_needs_the_password_and_is_told_and_ends_other_sessions(town: Town) -> None:
    browser, other = town.register(), town.browser()
    other.log_in()
    assert browser.post("/me/passkey-options", {"password": "sai"}).code == "wrong-password"
    assert make(browser, Authenticator()).status == 201
    assert town.phones.messages[-1] == (LAN_PHONE, "HueCity: khoá truy cập của bạn đã thay đổi. Không phải bạn? 19001075")
    assert other.get("/me").code == "not-signed-in"
    assert [one["name"] for one in browser.get("/me/passkeys").body["passkeys"]] == ["Điện thoại của Lan"]


def test_a_challenge_is_answered_once_and_soon(town: Town, device: Authenticator) -> None:
    options = town.browser().post("/passkey-options", None).body
    signed = device.get(options)
    assert town.browser().post("/passkey-sessions", {"credential": signed}).status == 201
    device.count += 5
    assert town.browser().post("/passkey-sessions", {"credential": signed}).status == 401
    assert town.browser().post("/passkey-sessions", {"credential": device.get(options)}).status == 401
    late = town.browser().post("/passkey-options", None).body
    town.wait(minutes=5)
    assert town.browser().post("/passkey-sessions", {"credential": device.get(late)}).code == "wrong-passkey"


def test_a_challenge_written_in_another_way_is_not_ours(town: Town, device: Authenticator) -> None:
    challenge = town.browser().post("/passkey-options", None).body["challenge"]
    for written in (challenge + "=", challenge[:9] + "!" + challenge[9:], challenge + "\n"):
        signed = device.get({"challenge": written})
        assert town.browser().post("/passkey-sessions", {"credential": signed}).code == "wrong-passkey"
    assert town.browser().post("/passkey-sessions", {"credential": device.get({"challenge": challenge})}).status == 201


def test_a_challenge_that_we_did_not_make_is_refused(town: Town, device: Authenticator) -> None:
    for challenge in ("", "x", encode(bytes(56)), "é", "a" * 3000):
        signed = device.get({"challenge": challenge})
        assert town.browser().post("/passkey-sessions", {"credential": signed}).code == "wrong-passkey"


@pytest.mark.parametrize(
    "change", [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}, {"count": -1}], ids=str
)
def test_another_origin_host_or_unverified_person_is_refused(
    town: Town, device: Authenticator, change: dict[str, object]
) -> None:
    device.count = 5
    assert use(town.browser(), device).status == 201
    for name, value in change.items():
        setattr(device, name, value)
    assert use(town.browser(), device).code == "wrong-passkey"


def test_a_device_that_asked_for_nothing_gets_no_passkey(town: Town) -> None:
    assert make(town.register(), Authenticator(flags=PRESENT)).code == "wrong-passkey"


def test_a_passkey_that_outlived_its_account_opens_no_new_one_of_the_same_number(
    town: Town, device: Authenticator, stage: World
) -> None:
    account_id = urlsafe_b64decode(device.user_handle + "==").decode()
    (left,) = stage.table.query(f"ACCOUNT#{account_id}", "PASSKEY#")
    staff.release(stage, LAN)
    town.register(LAN, MINH_PHONE)
    stage.table.put(left)
    assert use(town.browser(), device).code == "wrong-passkey"


def test_a_key_of_another_device_is_refused(town: Town, device: Authenticator) -> None:
    device.key = Authenticator().key
    assert use(town.browser(), device).code == "wrong-passkey"


def test_a_passkey_of_one_account_opens_no_other(town: Town, device: Authenticator) -> None:
    account_id = town.register(MINH, MINH_PHONE).get("/me").body["account_id"]
    device.user_handle = encode(account_id.encode())
    assert use(town.browser(), device).code == "wrong-passkey"


def test_options_of_one_account_make_no_passkey_for_another(town: Town) -> None:
    lan, minh, device = town.register(), town.register(MINH, MINH_PHONE), Authenticator()
    options = lan.post("/me/passkey-options", {"password": PASSWORD}).body
    assert minh.post("/me/passkeys", {"name": "x", "credential": device.create(options)}).code == "wrong-passkey"
    login = town.browser().post("/passkey-options", None).body | {"user_handle": options["user_handle"]}
    assert lan.post("/me/passkeys", {"name": "x", "credential": device.create(login)}).code == "wrong-passkey"


def test_what_is_no_credential_is_refused_without_an_error_of_ours(town: Town, device: Authenticator) -> None:
    for name, value in (
        ("signature", "!!"),
        ("authenticatorData", "AAAA"),
        ("userHandle", "é"),
        ("userHandle", "YWJj" * 2000),
        ("clientDataJSON", "AAAA"),
    ):
        credential = device.get(town.browser().post("/passkey-options", None).body)
        credential["response"][name] = value
        assert town.browser().post("/passkey-sessions", {"credential": credential}).code == "wrong-passkey", name


def test_a_removed_passkey_logs_nobody_in(town: Town) -> None:
    browser, device = town.register(), Authenticator()
    make(browser, device)
    (own,) = browser.get("/me/passkeys").body["passkeys"]
    assert browser.post("/me/passkeys/removals", {"password": "sai", "passkey_id": own["id"]}).code == "wrong-password"
    assert browser.post("/me/passkeys/removals", {"password": PASSWORD, "passkey_id": own["id"]}).status == 200
    assert use(town.browser(), device).code == "wrong-passkey"
    assert browser.post("/me/passkeys/removals", {"password": PASSWORD, "passkey_id": own["id"]}).code == "no-such-passkey"


@pytest.mark.parametrize("end", ["block", "claim", "delete"])
def test_a_blocked_moved_or_deleted_account_has_no_working_passkey(town: Town, stage: World, end: str) -> None:
    browser, device = town.register(), Authenticator()
    make(browser, device)
    if end == "block":
        staff.set_status(stage, LAN, "blocked")
    elif end == "claim":
        town.verify(town.browser(), LAN, MINH_PHONE)
        staff.grant_claim(stage, LAN, MINH_PHONE)
    else:
        browser.post("/me/deletion", {"password": PASSWORD})
        account_id = urlsafe_b64decode(device.user_handle + "==").decode()
        assert stage.table.query(f"ACCOUNT#{account_id}", "PASSKEY#") == []
    assert use(town.browser(), device).code == "wrong-passkey"


def test_passkeys_are_in_the_export(town: Town) -> None:
    browser = town.register()
    make(browser, Authenticator())
    exported = browser.post("/me/exports", {"password": PASSWORD}).body
    assert [one["name"] for one in exported["passkeys"]] == ["Điện thoại của Lan"]


def test_options_show_no_number(town: Town, stage: World) -> None:
    options = town.register().post("/me/passkey-options", {"password": PASSWORD}).body
    assert LAN not in str(options)
    assert hash_citizen(stage, CitizenId(LAN)) not in str(options)


def test_passkeys_are_for_a_host_and_never_for_an_address() -> None:
    assert relying_party(("https://huecity.example",)) == ("huecity.example", ["https://huecity.example"])
    local = ("http://127.0.0.1:8000", "http://localhost:8000")
    assert relying_party(local) == ("localhost", ["http://localhost:8000"])
