"""Linking a bank account: by logging in at the bank or by its code, for its owner alone, few, once, and in time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from bankside import BIDV, VCB, otp_of, read_page, walk_through
from chalicelib.accounts.service import staff
from chalicelib.wallet.model.banks import BANKS
from chalicelib.wallet.model.links import MOST_ATTEMPTS, MOST_LINKS
from chalicelib.world import World
from sandbox_bank.server import Bank
from stage import LAN, LAN_PHONE, MINH, MINH_PHONE, Answer, Browser, Phones, Town

NUMBER = "0071001234567"


@pytest.fixture
def browser(town: Town, stage: World) -> Browser:
    return identified(town, stage)


def identified(town: Town, stage: World, citizen_id: str = LAN, phone: str = LAN_PHONE) -> Browser:
    """Somebody who is logged in and showed their identity card."""
    browser = town.register(citizen_id, phone)
    staff.confirm_identity(stage, citizen_id)
    browser.log_in(citizen_id)
    return browser


def start(browser: Browser, method: str = "otp", number: str = NUMBER, bank: str = VCB) -> Answer:
    body: dict[str, Any] = {"bin": bank, "method": method, "language": "vi"}
    return browser.post("/wallet/bank-links", body | ({"account_number": number} if method == "otp" else {}))


def confirm(browser: Browser, link_id: str, code: str) -> Answer:
    return browser.post(f"/wallet/bank-links/{link_id}/confirmation", {"code": code})


def link(browser: Browser, bank: Bank, number: str = NUMBER, at: str = VCB) -> str:
    """The id of a bank account that was linked by code."""
    link_id = str(start(browser, number=number, bank=at).body["id"])
    assert confirm(browser, link_id, otp_of(bank, link_id)).status == 200
    return link_id


def links_of(browser: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get("/wallet/bank-links").body["links"]
    return found


def test_the_banks_have_six_digits_and_each_its_own() -> None:
    assert len({bank.bin for bank in BANKS}) == len({bank.code for bank in BANKS}) == len(BANKS) > 30
    assert all(len(bank.bin) == 6 and bank.bin.startswith("97") for bank in BANKS)


def test_an_account_is_linked_by_the_code_of_the_bank(browser: Browser, bank: Bank, phones: Phones) -> None:
    started = start(browser)
    assert (started.status, started.body["address"], started.body["expires_in_seconds"]) == (201, "", 600)
    link_id = started.body["id"]
    linked = confirm(browser, link_id, f" {otp_of(bank, link_id)} ")
    assert (linked.status, linked.body["state"]) == (200, "linked")
    (one,) = links_of(browser)
    assert one == linked.body
    assert (one["bank"], one["masked_number"]) == ("Vietcombank", "••••4567")
    assert one["withdrawals_from"] == one["linked_at"] + 86_400
    assert phones.messages[-1][0] == LAN_PHONE
    assert "ngân hàng" in phones.messages[-1][1]
    assert "banks-changed" in [entry["what"] for entry in browser.get("/me/log").body["log"]]


def test_an_account_is_linked_by_logging_in_at_the_bank(browser: Browser, bank: Bank) -> None:
    started = start(browser, "redirect")
    assert "Lê Thị Lan" in read_page(started.body["address"])
    back = walk_through(started.body["address"], bank, started.body["id"], NUMBER)
    assert back["link"] == started.body["id"]
    assert confirm(browser, back["link"], back["code"]).body["masked_number"] == "••••4567"


def test_neither_number_nor_token_of_an_account_is_kept_bare(browser: Browser, bank: Bank, stage: World) -> None:
    link(browser, bank)
    me = browser.get("/me").body["account_id"]
    token = bank.books.find("SELECT token FROM links")
    assert token
    kept = str(stage.wallet.query(f"ACCOUNT#citizen:{me}"))
    assert NUMBER not in kept
    assert token["token"] not in kept


def test_a_confirmation_that_is_sent_again_gives_the_same_answer(browser: Browser, bank: Bank) -> None:
    link_id = start(browser).body["id"]
    code = otp_of(bank, link_id)
    with ThreadPoolExecutor(1) as one_after_another:
        answers = list(one_after_another.map(lambda _: confirm(browser, link_id, code), range(3)))
    assert [one.status for one in answers] == [200] * 3
    assert len(links_of(browser)) == 1


def test_an_answer_of_the_bank_that_is_lost_is_asked_for_again(browser: Browser, bank: Bank) -> None:
    link_id = start(browser).body["id"]
    bank.faults.add("confirm", "drop-after", "cut")
    assert confirm(browser, link_id, otp_of(bank, link_id)).code == "bank-unavailable"
    assert links_of(browser)[0]["state"] == "started"
    assert confirm(browser, link_id, otp_of(bank, link_id)).status == 200


def test_a_wrong_code_links_nothing_and_five_are_enough(browser: Browser, bank: Bank) -> None:
    link_id = start(browser).body["id"]
    assert [confirm(browser, link_id, "no").code for _ in range(MOST_ATTEMPTS)] == ["wrong-bank-code"] * MOST_ATTEMPTS
    assert confirm(browser, link_id, otp_of(bank, link_id)).code == "link-gone"


def test_a_link_is_confirmed_within_ten_minutes_or_gone(town: Town, browser: Browser, bank: Bank) -> None:
    link_id = start(browser).body["id"]
    town.wait(minutes=10)
    assert confirm(browser, link_id, otp_of(bank, link_id)).code == "link-gone"
    assert links_of(browser) == []


def test_the_account_of_somebody_else_is_not_linked(browser: Browser, bank: Bank) -> None:
    link_id = start(browser, number="00710012301").body["id"]
    assert confirm(browser, link_id, otp_of(bank, link_id)).code == "not-the-holder"


def test_nobody_confirms_anothers_link(town: Town, stage: World, browser: Browser, bank: Bank) -> None:
    link_id = start(browser).body["id"]
    stranger = identified(town, stage, MINH, MINH_PHONE)
    assert confirm(stranger, link_id, otp_of(bank, link_id)).code == "no-such-link"


def test_a_bank_account_belongs_to_one_wallet_and_once(town: Town, stage: World, browser: Browser, bank: Bank) -> None:
    link(browser, bank)
    again = start(browser).body["id"]
    assert confirm(browser, again, otp_of(bank, again)).code == "already-linked"
    stranger = identified(town, stage, MINH, MINH_PHONE)
    theirs = start(stranger).body["id"]
    assert confirm(stranger, theirs, otp_of(bank, theirs)).code == "already-linked"


def test_a_wallet_has_five_bank_accounts_at_most(browser: Browser, bank: Bank) -> None:
    waiting = start(browser, number="999999999", bank=BIDV).body["id"]
    for number in range(MOST_LINKS):
        link(browser, bank, f"88888888{number}9")
    assert start(browser).code == "too-many-links"
    assert confirm(browser, waiting, otp_of(bank, waiting)).code == "too-many-links"
    assert len([one for one in links_of(browser) if one["state"] == "linked"]) == MOST_LINKS
    assert bank.received[-1] == ("POST", f"/v1/links/{waiting}/removal"), "what we cannot keep the bank forgets as well"


def test_what_cannot_be_linked_is_told_by_its_field(browser: Browser, bank: Bank) -> None:
    wrong = start(browser, bank="123456", number="12")
    assert (wrong.status, set(wrong.body["fields"])) == (422, {"bin", "account_number"})
    assert wrong.body["field_codes"] == {"bin": "bank-unknown", "account_number": "account-number-unreadable"}


def test_a_person_without_a_checked_identity_links_nothing(town: Town, bank: Bank) -> None:
    browser = town.register()
    assert start(browser).code == "identity-needed"
    assert len(browser.get("/wallet/banks").body["banks"]) == len(BANKS)


def test_ten_starts_a_day_are_enough(browser: Browser, bank: Bank) -> None:
    assert [start(browser).status for _ in range(11)] == [201] * 10 + [429]


def test_a_bank_that_does_not_answer_is_told(browser: Browser, bank: Bank) -> None:
    bank.faults.add("link", "error", "drop")
    assert (start(browser).status, start(browser).status) == (503, 201)
