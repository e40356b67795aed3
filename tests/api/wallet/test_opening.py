"""Opening a wallet: the account's phone, its details confirmed, a wallet password nobody guesses, and who told them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from chalicelib.access import Level, Person
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import staff
from chalicelib.wallet.model.accounts import citizen_account
from chalicelib.wallet.model.errors import AccountClosedError
from chalicelib.wallet.model.wallets import WalletToOpen, new_referral_code, read_referral_code
from chalicelib.wallet.service import ledger, opening
from chalicelib.wallet.storage import wallets
from chalicelib.world import World
from purse import BANK, buy, fund, payment
from stage import LAN, LAN_PHONE, MINH, MINH_PHONE, PASSWORD, Answer, Browser, Town, later
from wallet_owner import PIN, begin_opening, open_wallet, person_of, to_open


def test_a_wallet_is_opened_by_the_accounts_own_phone_with_its_details_confirmed(town: Town) -> None:
    browser = town.register(email="lan@example.vn")
    opening_id, shown = begin_opening(town, browser)
    assert town.phones.messages[-1][0] == LAN_PHONE
    proof = shown.pop("proof")
    assert shown == {
        "full_name": "Lê Thị Lan",
        "citizen_id": "•••••••••234",
        "phone": "09•••••456",
        "email": "lan@example.vn",
    }
    answer = browser.post(f"/wallet/openings/{opening_id}/wallet", to_open(proof))
    assert answer.status == 201
    assert answer.body == browser.get("/wallet").body
    assert (answer.body["status"], answer.body["is_locked"], answer.body["was_referred"]) == ("active", False, False)
    assert "ví của bạn đã mở" in town.phones.messages[-1][1]
    assert browser.get("/me/log").body["log"][0]["what"] == "wallet-opened"


def test_without_a_wallet_there_is_none_to_see(town: Town) -> None:
    browser = town.register()
    assert browser.get("/wallet").code == "no-wallet"
    assert browser.post("/wallet/unlockings", None).code == "no-wallet"
    assert browser.post("/wallet/proofs", {"wallet_password": PIN, "subject": "x", "amount": 1}).code == "no-wallet"


def test_an_opening_sent_twice_or_cut_off_is_answered_with_the_same_wallet(town: Town) -> None:
    browser = town.register()
    opening_id, shown = begin_opening(town, browser)
    path, body = f"/wallet/openings/{opening_id}/wallet", to_open(shown["proof"])
    first = browser.post(path, body)
    told = len(town.phones.messages)
    assert browser.post(path, body).body == first.body
    assert len(town.phones.messages) == told
    assert browser.post("/wallet/openings", None).code == "wallet-open"


def test_of_many_openings_at_once_one_opens_and_all_answer_alike(town: Town, stage: World) -> None:
    browser = town.register()
    opening_id, shown = begin_opening(town, browser)
    body, person = WalletToOpen(shown["proof"], True, PIN), person_of(town, browser, stage)
    now = later(stage, hours=1)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: opening.open_wallet(now, person, opening_id, body, Visitor("", "", {})), range(8)))
    assert len({one.referral_code for one in answers}) == 1
    assert sum("đã mở" in text for _, text in town.phones.messages) == 1


def test_a_code_of_one_account_opens_no_wallet_of_another(town: Town) -> None:
    lan, minh = town.register(), town.register(MINH, MINH_PHONE)
    opening_id, shown = begin_opening(town, lan)
    assert minh.post(f"/wallet/openings/{opening_id}/wallet", to_open(shown["proof"])).code == "proof-gone"
    town.wait(minutes=10)
    other = lan.post("/wallet/openings", None).body["id"]
    assert minh.post(f"/wallet/openings/{other}/code", {"code": town.phones.code()}).code == "code-gone"


def test_all_that_is_wrong_is_told_at_once_and_the_proof_stays_good(town: Town) -> None:
    browser = town.register()
    opening_id, shown = begin_opening(town, browser)
    wrong = to_open(shown["proof"], is_confirmed=False, wallet_password="123456", referral_code="NOSUCH00")
    answer = browser.post(f"/wallet/openings/{opening_id}/wallet", wrong)
    assert answer.body["field_codes"] == {
        "is_confirmed": "not-confirmed",
        "wallet_password": "pin-regular",
        "referral_code": "referral-unknown",
    }
    assert browser.post(f"/wallet/openings/{opening_id}/wallet", to_open(shown["proof"])).status == 201


def test_an_opening_cut_off_before_or_after_any_write_ends_well_when_sent_again(
    town: Town, stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dying import dying_at

    browser = town.register()
    opening_id, shown = begin_opening(town, browser)
    person, now = person_of(town, browser, stage), later(stage, hours=1)
    body = WalletToOpen(shown["proof"], True, PIN)
    for call in range(40):
        with dying_at(call) as fault:
            try:
                opening.open_wallet(now, person, opening_id, body, Visitor("", "", {}))
            except ConnectionError:
                continue
        if not fault.struck:
            break
    assert not fault.struck, "all calls have been tried"
    opened = opening.open_wallet(now, person, opening_id, body, Visitor("", "", {}))
    assert stage.wallet.get(f"ACCOUNT#{citizen_account(person.account_id)}", "BALANCE")["balance"] == 0
    assert opened == opening.get_shown(now, person)


def refer(town: Town, code: str, citizen_id: str = MINH, phone: str = MINH_PHONE) -> tuple[Browser, Answer]:
    browser = town.register(citizen_id, phone)
    opening_id, shown = begin_opening(town, browser)
    body = to_open(shown["proof"], referral_code=code)
    return browser, browser.post(f"/wallet/openings/{opening_id}/wallet", body)


def test_who_is_referred_and_who_referred_are_both_told(town: Town) -> None:
    code = open_wallet(town, town.register()).body["referral_code"]
    _, answer = refer(town, f" {code[:4].lower()}-{code[4:]} ")
    assert (answer.status, answer.body["was_referred"]) == (201, True)
    assert [phone for phone, _ in town.phones.messages[-2:]] == [MINH_PHONE, LAN_PHONE]
    assert "bằng mã của bạn" in town.phones.messages[-1][1]


def test_nobody_refers_themselves_not_even_with_a_later_account(town: Town, stage: World) -> None:
    code = open_wallet(town, town.register()).body["referral_code"]
    staff.release(replace(stage, now=town.now), LAN)
    _, answer = refer(town, code, LAN, LAN_PHONE)
    assert answer.body["field_codes"] == {"referral_code": "referral-own"}


def test_nobody_is_referred_twice_nor_by_a_closed_wallet(town: Town, stage: World) -> None:
    lan = town.register()
    code = open_wallet(town, lan).body["referral_code"]
    refer(town, code)
    staff.release(replace(stage, now=town.now), MINH)
    _, answer = refer(town, code)
    assert answer.body["field_codes"] == {"referral_code": "referral-used"}
    stage.wallet.update(f"ACCOUNT#{person_of(town, lan, stage).account_id}", "WALLET", "SET opened_at = :at", "", {":at": 1})
    key = {"pk": {"S": f"ACCOUNT#{person_of(town, lan, stage).account_id}"}, "sk": {"S": "WALLET"}}
    stage.wallet.client.update_item(
        TableName=stage.wallet.name,
        Key=key,
        UpdateExpression="SET #s = :closed",
        ExpressionAttributeNames={"#s": "status"},
        ExpressionAttributeValues={":closed": {"S": "closed"}},
    )
    _, answer = refer(town, code, "046302007777", "+84388112233")
    assert answer.body["field_codes"] == {"referral_code": "referral-used"}


def fund_promotions(world: World, amount: int) -> None:
    """Every shard, as the operators would."""
    for number in range(200):
        ledger.post(world, payment(world, BANK, amount, to="promotions", kind="topup", transfer_id=f"{world.now}{number}"))


def test_a_bonus_is_paid_once_to_both_sides_from_the_promotions_account(
    town: Town, stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUECITY_REFERRAL_BONUS", "20000")
    fund_promotions(stage, 20_000)
    lan = town.register()
    code = open_wallet(town, lan).body["referral_code"]
    minh = town.register(MINH, MINH_PHONE)
    opening_id, shown = begin_opening(town, minh)
    for _ in range(2):
        minh.post(f"/wallet/openings/{opening_id}/wallet", to_open(shown["proof"], referral_code=code))
    for browser in (lan, minh):
        assert ledger.get_balance(stage, citizen_account(person_of(town, browser, stage).account_id)) == 20_000


def test_a_referral_code_is_read_as_people_write_it() -> None:
    assert read_referral_code("4k7p-9wxo") == "4K7P9WX0"
    assert read_referral_code("  il ") == "11"
    assert all(read_referral_code(code) == code for code in (new_referral_code() for _ in range(50)))


@pytest.mark.parametrize("role", ["staff", "press", "admin"])
def test_who_works_for_the_city_opens_a_wallet_as_a_citizen(town: Town, stage: World, role: Any) -> None:
    from chalicelib.access import WALLET_OWNER, NotAllowedError, require

    with pytest.raises(NotAllowedError):
        require(WALLET_OWNER, Person("1", "hash", "session", role, Level.IDENTITY, True))


def test_a_wallet_with_money_is_emptied_before_its_account_is_deleted(town: Town, stage: World) -> None:
    browser = town.register()
    code = open_wallet(town, browser).body["referral_code"]
    account = citizen_account(person_of(town, browser, stage).account_id)
    fund(stage, account, 1_000)
    assert browser.post("/me/deletion", {"password": "sai"}).code == "wrong-password"
    assert browser.post("/me/deletion", {"password": PASSWORD}).code == "wallet-not-empty"
    assert browser.get("/me").status == 200
    buy(stage, account, 1_000)
    assert browser.post("/me/deletion", {"password": PASSWORD}).status == 200
    fund(stage, account, 1_000)
    with pytest.raises(AccountClosedError):
        buy(stage, account, 1_000)
    kept = str(stage.wallet.query(f"ACCOUNT#{account.partition(':')[2]}"))
    assert stage.keys.hash("citizen", LAN) not in kept
    assert "argon2" not in kept
    _, answer = refer(town, code)
    assert answer.body["field_codes"] == {"referral_code": "referral-unknown"}


def test_what_is_kept_of_a_wallet_tells_no_secret(town: Town, stage: World) -> None:
    browser = town.register()
    open_wallet(town, browser)
    account_id = person_of(town, browser, stage).account_id
    wallet = wallets.get_wallet(stage.wallet, account_id)
    kept = str(stage.wallet.query(f"ACCOUNT#{account_id}"))
    assert wallet is not None
    assert PIN not in kept
    assert LAN not in kept
    assert "905123456" not in kept
