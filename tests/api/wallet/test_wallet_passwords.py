"""The wallet password: which is good, how it is proved for one payment, and what guessing leads to."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from chalicelib.accounts.model.passwords import MIN_CHARACTERS
from chalicelib.accounts.service import forgetting
from chalicelib.errors import ApiError, WrongFieldError
from chalicelib.keys import Keys
from chalicelib.wallet.model.payees import NEW_PAYEE_FROM
from chalicelib.wallet.model.pins import Pin, check_wallet_password, hash_wallet_password, is_wallet_password
from chalicelib.wallet.service import ledger, payees, pins, proofs, publishing
from chalicelib.world import World
from hypothesis import given
from hypothesis import strategies as st
from purse import buy, fund, new_id, payment
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
    later,
    turn_on_second_factor,
)
from wallet_owner import NEW_PIN, PIN, open_wallet, person_of

BILL, AMOUNT = "bill:EVN:PC01:2026-11", 450_000


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("000000", "pin-regular"),
        ("123456", "pin-regular"),
        ("987654", "pin-regular"),
        ("890123", "pin-regular"),
        ("246802", "pin-regular"),
        ("121212", "pin-regular"),
        ("507507", "pin-regular"),
        ("112233", "pin-regular"),
        ("800008", "pin-regular"),
        ("123321", "pin-regular"),
        ("123789", "pin-regular"),
        ("147258", "pin-regular"),
        ("191085", "pin-date"),
        ("850419", "pin-date"),
        ("198507", "pin-date"),
        ("072026", "pin-date"),
        ("905123", "pin-known"),
        ("123456 ", "pin-regular"),
        ("１２３４５６", "pin-regular"),
        ("48091", "wallet-password-length"),
        ("4809577", "wallet-password-length"),
        ("", "wallet-password-length"),
        ("mật khẩu", "wallet-password-length"),
        ("123456789012345", "password-common"),
        ("x" * 500, "password-long"),
    ],
)
def test_what_others_would_try_first_is_told_why(typed: str, code: str) -> None:
    with pytest.raises(WrongFieldError) as refused:
        check_wallet_password(typed, ["Lê Thị Lan", LAN_PHONE, "0905123456"])
    assert refused.value.code == code


@pytest.mark.parametrize("typed", [PIN, NEW_PIN, " 480 957 ", "４８０９５７", PASSWORD])
def test_six_digits_without_a_pattern_and_passphrases_are_good(typed: str) -> None:
    kept = check_wallet_password(typed, ["Lê Thị Lan", LAN_PHONE])
    assert len(kept) == 6 or len(kept) >= MIN_CHARACTERS


@given(st.text(max_size=40))
def test_whatever_is_typed_is_kept_or_told(typed: str) -> None:
    try:
        kept = check_wallet_password(typed)
    except WrongFieldError:
        return
    assert check_wallet_password(kept) == kept


def test_a_wallet_password_counts_in_its_own_wallet_alone() -> None:
    keys = Keys("x" * 40)
    pin = Pin(pin_hash=hash_wallet_password(keys, "lan", PIN), stamp="1", changed_at=0)
    assert is_wallet_password(keys, "lan", pin, "480 957")
    assert not is_wallet_password(keys, "minh", pin, PIN)
    assert not is_wallet_password(keys, "lan", pin, NEW_PIN)


@pytest.fixture
def owner(town: Town) -> Browser:
    browser = town.register()
    open_wallet(town, browser)
    return browser


def prove(browser: Browser, pin: str = PIN, subject: str = BILL, amount: int = AMOUNT) -> Answer:
    return browser.post("/wallet/proofs", {"wallet_password": pin, "subject": subject, "amount": amount})


def pay(town: Town, stage: World, account_id: str, token: str, subject: str = BILL, amount: int = AMOUNT) -> str:
    """The code of what the ledger says to a payment with this proof."""
    now = later(stage, seconds=(town.now - stage.now).total_seconds())
    asked = payment(now, f"citizen:{account_id}", amount, subject=subject)
    try:
        ledger.post(now, asked, [proofs.using(now, account_id, token, subject, amount)])
    except ApiError as error:
        return error.code
    return "paid"


@pytest.fixture
def account_id(town: Town, stage: World, owner: Browser) -> str:
    """Of an owner with money."""
    account_id = person_of(town, owner, stage).account_id
    fund(stage, f"citizen:{account_id}", 5_000_000)
    return account_id


def test_a_proof_pays_what_it_was_made_for_and_once(town: Town, stage: World, owner: Browser, account_id: str) -> None:
    answer = prove(owner)
    assert (answer.status, answer.body["expires_in_seconds"]) == (201, 300)
    token = answer.body["wallet_proof"]
    assert pay(town, stage, account_id, token, amount=AMOUNT + 1) == "proof-needed"
    assert pay(town, stage, account_id, token, subject="bill:EVN:PC02:2026-11") == "proof-needed"
    assert pay(town, stage, "0" * 32, token) != "paid"
    assert pay(town, stage, account_id, "x" * 43) == "proof-needed"
    assert pay(town, stage, account_id, token) == "paid"
    assert pay(town, stage, account_id, token) == "proof-needed"
    assert ledger.get_balance(stage, f"citizen:{account_id}") == 5_000_000 - AMOUNT


def test_a_proof_lives_five_minutes_and_its_token_is_not_kept(
    town: Town, stage: World, owner: Browser, account_id: str
) -> None:
    token = prove(owner).body["wallet_proof"]
    assert token not in str(stage.wallet.query(f"ACCOUNT#{account_id}"))
    town.wait(seconds=300)
    assert pay(town, stage, account_id, token) == "proof-needed"


def test_of_many_payments_with_one_proof_at_once_one_is_made(
    town: Town, stage: World, owner: Browser, account_id: str
) -> None:
    token = prove(owner).body["wallet_proof"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: pay(town, stage, account_id, token), range(8)))
    assert answers.count("paid") == 1


@pytest.mark.parametrize(
    "body", [{"amount": 10**13}, {"amount": -1}, {"amount": 1.5}, {"subject": ""}, {"subject": "x" * 301}]
)
def test_a_proof_is_for_something_that_can_be_paid(owner: Browser, body: dict[str, object]) -> None:
    asked = {"wallet_password": PIN, "subject": BILL, "amount": AMOUNT} | body
    assert owner.post("/wallet/proofs", asked).code == "invalid-input"


def test_five_wrong_ones_lock_the_wallet_and_the_owner_is_told_once(town: Town, owner: Browser) -> None:
    for left in (4, 3, 2, 1, 0):
        answer = prove(owner, NEW_PIN)
        assert (answer.code, answer.body["detail"]) == ("wrong-wallet-password", f"{left} attempts are left")
    assert prove(owner).code == "wallet-locked"
    assert owner.get("/wallet").body["is_locked"]
    assert sum("nhập sai 5 lần" in text for _, text in town.phones.messages) == 1


def test_a_right_one_begins_the_five_again(owner: Browser) -> None:
    for _ in range(3):
        for _ in range(4):
            prove(owner, NEW_PIN)
        assert prove(owner).status == 201


def test_fifty_guesses_at_once_are_compared_five_times(
    town: Town, stage: World, owner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    person, now = person_of(town, owner, stage), later(stage, hours=5)
    monkeypatch.setattr(pins, "is_wallet_password", lambda *asked: compared.append(asked))
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: refusal(lambda: pins.confirm(now, person, f"{number:06}")), range(50)))
    assert len(compared) == answers.count("wrong-wallet-password") <= 5
    assert set(answers) <= {"wrong-wallet-password", "wallet-locked", "too-many", "busy"}
    assert owner.get("/wallet").body["is_locked"]


def refusal(act: object) -> str:
    try:
        act()  # type: ignore[operator]
    except ApiError as error:
        return error.code
    return ""


def test_fifty_tries_a_day_are_enough_even_right_ones(owner: Browser, town: Town) -> None:
    assert {prove(owner).status for _ in range(50)} == {201}
    refused = prove(owner)
    assert refused.code == "too-many"
    assert int(refused.headers["Retry-After"]) > 0
    town.wait(days=1)
    assert prove(owner).status == 201


def test_a_change_by_the_old_one_ends_its_proofs_and_is_told(
    town: Town, stage: World, owner: Browser, account_id: str
) -> None:
    token = prove(owner).body["wallet_proof"]
    change = {"wallet_password": PIN, "new_wallet_password": "111111"}
    assert owner.send("PUT", "/wallet/password", change).body["field_codes"] == {"new_wallet_password": "pin-regular"}
    assert owner.send("PUT", "/wallet/password", change | {"wallet_password": "999999"}).code == "invalid-input"
    change["new_wallet_password"] = NEW_PIN
    assert owner.send("PUT", "/wallet/password", change | {"wallet_password": "509318"}).code == "wrong-wallet-password"
    assert owner.send("PUT", "/wallet/password", change).status == 200
    assert "mật khẩu ví đã đổi" in town.phones.messages[-1][1]
    assert pay(town, stage, account_id, token) == "proof-needed"
    assert prove(owner).code == "wrong-wallet-password"
    assert prove(owner, NEW_PIN).status == 201


def begin_unlocking(town: Town, browser: Browser) -> tuple[str, str]:
    asked = browser.post("/wallet/unlockings", None)
    assert asked.status == 202, asked
    code = browser.post(f"/wallet/unlockings/{asked.body['id']}/code", {"code": town.phones.code()})
    return f"/wallet/unlockings/{asked.body['id']}/password", code.body["proof"]


def test_phone_password_and_id_number_together_unlock_and_money_waits_a_day(town: Town, owner: Browser) -> None:
    for _ in range(5):
        prove(owner, NEW_PIN)
    path, proof = begin_unlocking(town, owner)
    body = {"proof": proof, "password": PASSWORD, "citizen_id": LAN, "wallet_password": NEW_PIN}
    assert owner.post(path, body | {"password": NEW_PASSWORD}).code == "wrong-password"
    assert owner.post(path, body | {"citizen_id": MINH}).body["fields"] == {"citizen_id": "not the one of this account"}
    assert owner.post(path, body | {"wallet_password": LAN[:6]}).body["field_codes"] == {"wallet_password": "pin-known"}
    assert owner.post(path, body | {"proof": "x" * 43}).code == "proof-gone"
    assert owner.post(path, body).status == 200
    assert owner.post(path, body).code == "proof-gone"
    frozen = prove(owner, NEW_PIN)
    assert (frozen.code, frozen.headers["Retry-After"]) == ("money-frozen", "86400")
    town.wait(days=1)
    assert prove(owner, NEW_PIN).status == 201


def test_a_code_for_unlocking_opens_nothing_and_the_other_way_round(town: Town, owner: Browser) -> None:
    asked = owner.post("/wallet/unlockings", None).body["id"]
    assert owner.post(f"/wallet/openings/{asked}/code", {"code": town.phones.code()}).code == "code-gone"
    minh = town.register(MINH, MINH_PHONE)
    open_wallet(town, minh)
    path, proof = begin_unlocking(town, minh)
    body = {"proof": proof, "password": PASSWORD, "citizen_id": LAN, "wallet_password": NEW_PIN}
    assert owner.post(path, body).code == "proof-gone"


def test_after_a_changed_account_password_money_waits_a_day(town: Town, owner: Browser) -> None:
    owner.send("PUT", "/me/password", {"password": PASSWORD, "new_password": NEW_PASSWORD})
    assert prove(owner).code == "money-frozen"
    assert prove(owner, subject="topup:1").status == 201
    assert prove(owner, subject="unlink:1", amount=0).status == 201
    town.wait(days=1)
    assert prove(owner).status == 201


def test_after_a_changed_e_mail_address_money_waits_a_day(town: Town, owner: Browser) -> None:
    owner.send("PUT", "/me/email", {"password": PASSWORD, "email": "lan@example.vn"})
    assert prove(owner).code == "money-frozen"
    town.wait(days=1)
    assert prove(owner).status == 201


LARGE = 10_000_000


def prove_large(owner: Browser, **more: str) -> Answer:
    return owner.post("/wallet/proofs", {"wallet_password": PIN, "subject": BILL, "amount": LARGE} | more)


def test_a_large_amount_takes_the_accounts_password_as_well(town: Town, owner: Browser) -> None:
    for _ in range(7):
        assert prove_large(owner).code == "step-up-needed"
    assert prove_large(owner, password="nothing like it").code == "wrong-password"
    assert prove_large(owner, password=PASSWORD, wallet_password="000111").code == "wrong-wallet-password"
    assert prove_large(owner, password=PASSWORD).status == 201, "being asked for more has used up no attempt"


SHOP = "shop:minh-coffee:"


def paid_before(town: Town, stage: World, account_id: str, subject: str) -> None:
    """A payment of today, and what follows from it."""
    now = later(stage, seconds=(town.now - stage.now).total_seconds())
    publishing.publish(now, buy(now, f"citizen:{account_id}", 20_000, subject=subject).transfer_id)


def test_to_somebody_new_a_smaller_amount_takes_the_accounts_password_for_a_day(
    town: Town, stage: World, owner: Browser, account_id: str
) -> None:
    assert prove(owner, subject=SHOP, amount=NEW_PAYEE_FROM - 1).status == 201
    assert prove(owner, subject=SHOP, amount=NEW_PAYEE_FROM).code == "step-up-needed"
    more = {"wallet_password": PIN, "subject": SHOP, "amount": NEW_PAYEE_FROM, "password": PASSWORD}
    assert owner.post("/wallet/proofs", more).status == 201
    paid_before(town, stage, account_id, f"{SHOP}order-1")
    assert prove(owner, subject=SHOP, amount=NEW_PAYEE_FROM).code == "step-up-needed", (
        "a small payment does not make a payee known at once"
    )
    town.wait(days=1)
    assert prove(owner, subject=f"{SHOP}order-2", amount=LARGE - 1).status == 201
    assert prove(owner, subject="shop:another:", amount=NEW_PAYEE_FROM).code == "step-up-needed"
    assert prove(owner, subject=SHOP, amount=LARGE).code == "step-up-needed", "large is large, to whomever it goes"


def test_a_payee_is_a_shop_or_a_customers_number_and_is_forgotten_after_a_year(
    town: Town, stage: World, owner: Browser, account_id: str
) -> None:
    paid_at = town.now
    paid_before(town, stage, account_id, "bill:EVN:PC01:2026-10")
    town.wait(days=1)
    assert prove(owner, subject="bill:EVN:PC01:2026-11", amount=NEW_PAYEE_FROM).status == 201
    assert prove(owner, subject="bill:EVN:PC02:2026-11", amount=NEW_PAYEE_FROM).code == "step-up-needed"
    assert prove(owner, subject="withdraw:link", amount=NEW_PAYEE_FROM).status == 201, (
        "a bank account has a day of its own to wait"
    )
    after = (timedelta(days=1, seconds=-1), timedelta(days=1), timedelta(days=365, seconds=-1), timedelta(days=365))
    new = [payees.is_new(replace(stage, now=paid_at + span), account_id, "bill:EVN:PC01") for span in after]
    assert new == [True, False, False, True]


def test_payees_are_forgotten_with_the_account(town: Town, stage: World, owner: Browser, account_id: str) -> None:
    citizen_hash = person_of(town, owner, stage).citizen_hash
    paid_before(town, stage, account_id, SHOP)
    assert stage.wallet.query(f"ACCOUNT#{account_id}", "PAYEE#")
    for _ in range(2):
        forgetting.forget(stage, account_id, citizen_hash, int(town.now.timestamp()))
    assert stage.wallet.query(f"ACCOUNT#{account_id}", "PAYEE#") == []


def test_what_a_shop_gives_back_makes_nobody_known(town: Town, stage: World, owner: Browser, account_id: str) -> None:
    now = later(stage, seconds=0)
    paid = buy(now, f"citizen:{account_id}", 20_000, subject=SHOP)
    publishing.publish(now, ledger.reverse(now, paid.transfer_id, 20_000, new_id(), "minh").transfer_id)
    town.wait(days=1)
    assert prove(owner, subject=SHOP, amount=NEW_PAYEE_FROM).code == "step-up-needed"


def test_money_that_comes_in_needs_no_more_than_the_wallet_password(owner: Browser) -> None:
    assert prove_large(owner, subject="topup:link").status == 201


def test_a_large_amount_takes_a_code_of_the_app_and_uses_it_up(town: Town, owner: Browser) -> None:
    secret, _ = turn_on_second_factor(town, owner)
    town.wait(days=2)
    code = app_code(secret, town.now)
    assert prove_large(owner, password=PASSWORD).code == "second-factor-needed"
    assert prove_large(owner, password=PASSWORD, second_factor=code).status == 201
    assert prove_large(owner, password=PASSWORD, second_factor=code).code == "wrong-second-factor"
