"""What follows from a transfer happens, and once, however often and in whatever order the stream brings it."""

import random
import re
from dataclasses import replace
from typing import Any

import app as api
import chalicelib.world
import pytest
from chalice.local import LambdaContext
from chalicelib.errors import BusyError
from chalicelib.otp.model.codes import Language
from chalicelib.otp.model.texts import HOTLINE, LANGUAGES
from chalicelib.wallet.model.accounts import citizen_account
from chalicelib.wallet.model.letters import letter
from chalicelib.wallet.service.publishing import LARGE, publish
from chalicelib.world import World
from letterbox import Mailbox
from purse import buy, fund, own_table
from stage import LAN_PHONE, Phones, Town
from stream import Stream, as_lambda_has_them
from wallet_owner import open_wallet, with_wallet


@pytest.fixture
def account_id(town: Town) -> str:
    """The ledger account of somebody with a wallet and money."""
    owner = with_wallet(town)
    account = citizen_account(str(owner.get("/me").body["account_id"]))
    fund(chalicelib.world.world(), account, 10 * LARGE)
    town.phones.messages.clear()
    return account


def told(phones: Phones) -> list[str]:
    return [text for phone, text in phones.messages if phone == LAN_PHONE]


def test_owners_without_an_address_hear_of_every_movement_once(town: Town, account_id: str) -> None:
    world = chalicelib.world.world()
    moved = buy(world, account_id, LARGE), buy(world, account_id, LARGE - 1), fund(world, account_id, 1)
    for one in (*moved, *moved):
        publish(world, one.transfer_id)
    large, small, came = told(town.phones)
    assert "từ 2 triệu đồng" in large
    assert "vừa chi tiền" in small
    assert "vừa nhận tiền" in came


def test_a_message_that_cannot_leave_comes_again_with_its_record(town: Town, account_id: str) -> None:
    world = chalicelib.world.world()
    large = buy(world, account_id, LARGE)
    town.phones.is_down = True
    with pytest.raises(BusyError):
        publish(world, large.transfer_id)
    town.phones.is_down = False
    publish(world, large.transfer_id)
    assert len(told(town.phones)) == 1


def test_owners_with_an_address_get_a_letter_of_every_movement_once(town: Town) -> None:
    browser, mailbox = town.register(email="lan@example.vn"), Mailbox()
    open_wallet(town, browser)
    town.phones.messages.clear()
    account = citizen_account(str(browser.get("/me").body["account_id"]))
    world = replace(chalicelib.world.world(), email=mailbox)
    moved = fund(world, account, 1_250_000), buy(world, account, 45_000)
    mailbox.is_down = True
    publish(world, moved[0].transfer_id)
    mailbox.is_down = False
    for one in (*moved, *moved):
        publish(world, one.transfer_id)
    assert [address for address, _ in mailbox.letters] == ["lan@example.vn"]
    assert len(told(town.phones)) == 1, "of the one whose letter could not leave"
    assert "chi 45.000 ₫" in mailbox.letters[0][1]
    assert HOTLINE in mailbox.letters[0][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_say_in_every_language_how_much_came_or_left_and_when(language: Language) -> None:
    for amount in (1_234_567, -1_234_567):
        subject, text = letter(language, amount, 1_795_600_000_000)
        assert re.search(r"1[.,\u202f]234[.,\u202f]567 ₫", text)
        assert re.search(r"[-−]\s?\d", text) is None
        assert "HueCity" in subject
    assert letter(language, 1, 0)[0] != letter(language, -1, 0)[0]


def test_a_message_without_its_transfer_is_passed_over(stage: World) -> None:
    publish(stage, "nothing")


def test_the_streams_records_may_come_twice_and_in_any_order(
    town: Town, account_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = chalicelib.world.world()
    with own_table(world) as vault:
        monkeypatch.setattr(api, "world", lambda: vault)
        for item in (("WALLET", f"ACCOUNT#{account_id.partition(':')[2]}"), ("BALANCE", f"ACCOUNT#{account_id}")):
            found = world.wallet.get(item[1], item[0])
            assert found
            vault.wallet.put(found)
        paid = [buy(vault, account_id, LARGE) for _ in range(2)]
        records = [record for batch in Stream(vault.wallet).batches(vault.now) for record in batch] * 2
        random.Random(7).shuffle(records)
        for start in range(0, len(records), 5):
            handle(as_lambda_has_them(records[start : start + 5]))
    assert len(told(town.phones)) == len(paid)


def handle(event: dict[str, Any]) -> None:
    api.app.handler_map["publish_transfers"](event, LambdaContext("publish_transfers", 512, 60_000))
