"""Paying over the API, as pages do: bills with their receipts, shops with their owners and those who check them."""

from dataclasses import replace
from typing import Any

import pytest
import schedule
from chalicelib.accounts.service import staff
from chalicelib.wallet.model.accounts import citizen_account
from chalicelib.wallet.service import telling
from chalicelib.world import World
from gateway import BillersGateway
from purse import fund
from stage import HUONG, HUONG_PHONE, LAN, MINH, MINH_PHONE, Answer, Browser, Town, app_code, turn_on_second_factor
from wallet_owner import PIN, open_wallet

BILL = {"biller": "EVNCPC", "customer_code": "PC07DD0123456"}
STALL = {"name": "Bún bò O Lan", "category": "5812", "tax_code": "0401234567", "address": "Chợ Đông Ba"}


@pytest.fixture
def square(vault: World, gateway: BillersGateway) -> World:
    """With a wallet table of its own, as every test looks up the same bills, and with the sandbox's billers."""
    return replace(vault, billers=gateway.client)


@pytest.fixture
def market(town: Town, square: World, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setenv("HUECITY_WALLET_TABLE", square.wallet.name)
    monkeypatch.setattr("chalicelib.world.biller_client", lambda: square.billers)
    return town


def give_wallet(town: Town, world: World, browser: Browser, with_vnd: int = 1_000_000) -> str:
    """The account of a person who opens a wallet."""
    open_wallet(town, browser)
    account_id = str(browser.get("/me").body["account_id"])
    if with_vnd:
        fund(world, citizen_account(account_id), with_vnd)
    return account_id


def prove(browser: Browser, subject: str, amount: int) -> str:
    """With the wallet password."""
    asked = {"wallet_password": PIN, "subject": subject, "amount": amount}
    return str(browser.post("/wallet/proofs", asked).body["wallet_proof"])


def send(browser: Browser, path: str, body: Any, key: str = "key-number-1") -> Answer:
    return browser.post(path, body, **{"Idempotency-Key": key})


def pay_bill(browser: Browser) -> Answer:
    bill = browser.post("/wallet/bill-searches", BILL).body["bills"][0]
    proof = prove(browser, bill["subject"], bill["amount"])
    body = BILL | {"bill_id": bill["bill_id"], "amount": bill["amount"], "proof": proof}
    return send(browser, "/wallet/bill-payments", body)


def test_a_bill_is_paid_and_its_receipt_shows_to_anybody_that_it_is_genuine(market: Town, square: World) -> None:
    lan = market.register()
    give_wallet(market, square, lan)
    assert "EVNCPC" in [one["code"] for one in market.browser().get("/wallet/billers").body["billers"]]
    paid = pay_bill(lan)
    assert (paid.status, paid.body["amount"]) == (201, 412_300)
    receipt = lan.get(f"/wallet/receipts/{paid.body['receipt_id']}").body
    assert (receipt["state"], receipt["customer_code"], receipt["period"]) == ("paid", "PC07DD0123456", "2026-10")
    assert receipt["qr_svg"].startswith("<svg")
    assert receipt["check_url"] == f"https://huecity.example/wallet/check/#{receipt['check_code']}"
    shown = market.browser().get(f"/receipt-checks/{receipt['check_code']}").body
    assert shown == {
        "state": "paid",
        "category": "electricity",
        "payee_name": "Hue Power Company",
        "amount": 412_300,
        "returned": 0,
        "paid_on": "2026-11-24",
    }


def test_who_did_not_pay_sees_no_receipt_and_changed_codes_show_nothing(market: Town, square: World) -> None:
    lan, minh = market.register(), market.register(MINH, MINH_PHONE)
    give_wallet(market, square, lan)
    paid = pay_bill(lan)
    path = f"/wallet/receipts/{paid.body['receipt_id']}"
    code = lan.get(path).body["check_code"]
    assert minh.get(path).code == "no-such-transfer"
    first, last = ("b" if code[at] == "a" else "a" for at in (0, -1))
    for wrong in (first + code[1:], code[:-1] + last, code[:-1], code + "a", paid.body["receipt_id"], "0" * 42):
        assert minh.get(f"/receipt-checks/{wrong}").code == "no-such-receipt"


def test_paying_asks_for_a_key_and_the_wallet_password(market: Town, square: World) -> None:
    lan = market.register()
    give_wallet(market, square, lan)
    lan.post("/wallet/bill-searches", BILL)
    body = BILL | {"bill_id": "2026-10", "amount": 412_300, "proof": "x" * 43}
    assert lan.post("/wallet/bill-payments", body).code == "idempotency-key-missing"
    assert send(lan, "/wallet/bill-payments", body).code == "proof-needed"


def test_mistakes_of_a_search_are_told_apart(market: Town, gateway: BillersGateway) -> None:
    lan = market.register()
    wrong = lan.post("/wallet/bill-searches", BILL | {"customer_code": "12"})
    assert (wrong.code, wrong.body["field_codes"]) == ("invalid-input", {"customer_code": "customer-code"})
    assert lan.post("/wallet/bill-searches", BILL | {"customer_code": "PC07DD9999999"}).code == "no-such-customer"
    assert lan.post("/wallet/bill-searches", BILL | {"biller": "NOBODY"}).code == "no-such-biller"
    gateway.switch(die="before")
    assert lan.post("/wallet/bill-searches", BILL).code == "biller-unavailable"


def test_whose_bill_is_refused_reads_it_on_the_receipt_and_gets_a_message(
    market: Town, square: World, gateway: BillersGateway
) -> None:
    lan = market.register()
    give_wallet(market, square, lan)
    paid = pay_bill(lan)
    gateway.switch(refuse="paid-elsewhere")
    assert telling.tell_all(replace(square, now=market.now)) == 1
    receipt = lan.get(f"/wallet/receipts/{paid.body['receipt_id']}").body
    assert (receipt["state"], receipt["returned"]) == ("returned", 412_300)
    assert market.browser().get(f"/receipt-checks/{receipt['check_code']}").body["state"] == "returned"
    assert "tiền đã về ví" in market.phones.messages[-1][1]


def test_on_a_laptop_billers_hear_of_payments_by_the_schedule(market: Town, square: World, gateway: BillersGateway) -> None:
    lan = market.register()
    give_wallet(market, square, lan)
    paid = pay_bill(lan)
    schedule.run_once(1)
    assert [told["transfer_id"] for told in gateway.payments()] == [paid.body["receipt_id"]]


def open_shop(town: Town, world: World) -> Browser:
    """The browser of an owner whose shop was approved by an officer of the city."""
    owner = town.register()
    staff.make_business(world, LAN)
    owner.log_in()
    give_wallet(town, world, owner, with_vnd=0)
    applied = owner.post("/wallet/merchant-applications", STALL)
    assert (applied.status, applied.body["standing"]) == (201, "applied")
    officer = town.register(HUONG, HUONG_PHONE)
    make_officer(town, world, officer)
    (waiting,) = [
        one
        for one in officer.get("/wallet/merchant-applications").body["applications"]
        if one["merchant_id"] == applied.body["merchant_id"]
    ]
    path = f"/wallet/merchant-applications/{waiting['merchant_id']}/decisions"
    assert officer.post(path, {"decision": "approve"}).body["standing"] == "open"
    return owner


def make_officer(town: Town, world: World, browser: Browser) -> None:
    secret, _ = turn_on_second_factor(town, browser)
    citizen_hash, login = staff.find(world, HUONG)
    staff.change(world, citizen_hash, login, "created-as-staff", role="staff", units=["shop-desk"])
    browser.log_in(HUONG, second_factor=app_code(secret, town.now))


def test_a_shop_asks_for_money_gets_it_and_gives_a_part_back(market: Town, square: World) -> None:
    owner = open_shop(market, square)
    minh = market.register(MINH, MINH_PHONE)
    minh_id = give_wallet(market, square, minh)
    order = owner.post("/wallet/merchant/orders", {"amount": 45_000, "note": "Bàn 3"}).body
    asked = minh.post("/wallet/qr-readings", {"payload": order["payload"]}).body
    assert (asked["name"], asked["amount"], asked["note"]) == ("Bún bò O Lan", 45_000, "Bàn 3")
    proof = prove(minh, asked["subject"], 45_000)
    body = {"shop_id": asked["shop_id"], "order_id": asked["order_id"], "amount": 45_000, "proof": proof}
    paid = send(minh, "/wallet/shop-payments", body)
    assert paid.status == 201
    assert send(minh, "/wallet/shop-payments", body).body == paid.body
    known = owner.get(f"/wallet/merchant/orders/{order['order_id']}").body
    assert (known["standing"], known["paid_by"]) == ("paid", paid.body["receipt_id"])
    proof = prove(owner, f"refund:{known['paid_by']}", 5_000)
    back = send(owner, "/wallet/merchant/refunds", {"transfer_id": known["paid_by"], "amount": 5_000, "proof": proof})
    assert back.status == 201
    receipt = minh.get(f"/wallet/receipts/{paid.body['receipt_id']}").body
    assert (receipt["state"], receipt["payee_name"], receipt["order_id"]) == (
        "partly-returned",
        "Bún bò O Lan",
        order["order_id"],
    )
    day = f"{market.now:%Y-%m-%d}"
    takings = owner.get(f"/wallet/merchant/takings/{day}").body
    assert (takings["sales"], takings["refunds"]) == (45_000, 5_000)
    assert minh_id not in str(takings)


def test_only_businesses_have_shops_and_only_staff_decide(market: Town, square: World) -> None:
    minh = market.register(MINH, MINH_PHONE)
    assert minh.post("/wallet/merchant-applications", STALL).code == "not-allowed"
    assert minh.get("/wallet/merchant").code == "not-allowed"
    owner = open_shop(market, square)
    assert owner.get("/wallet/merchant-applications").code == "not-allowed"
    assert owner.get("/wallet/merchant").body["payload"].startswith("000201010211")
