"""What follows from a transfer happens, and once, however often and in whatever order the stream brings it."""

import random
from typing import Any

import app as api
import chalicelib.world
import pytest
from chalice.local import LambdaContext
from chalicelib.wallet.model.accounts import citizen_account
from chalicelib.wallet.service.publishing import NOTICE_FROM, publish
from chalicelib.world import World
from purse import buy, fund, own_table
from stage import LAN_PHONE, Phones, Town
from stream import Stream, as_lambda_has_them
from wallet_owner import with_wallet


@pytest.fixture
def account_id(town: Town) -> str:
    """The ledger account of somebody with a wallet and money."""
    owner = with_wallet(town)
    account = citizen_account(str(owner.get("/me").body["account_id"]))
    fund(chalicelib.world.world(), account, 10 * NOTICE_FROM)
    town.phones.messages.clear()
    return account


def told(phones: Phones) -> list[str]:
    return [text for phone, text in phones.messages if phone == LAN_PHONE]


def test_owners_hear_of_larger_movements_once_and_of_small_ones_not(town: Town, account_id: str) -> None:
    world = chalicelib.world.world()
    large, small = buy(world, account_id, NOTICE_FROM), buy(world, account_id, NOTICE_FROM - 1)
    for _ in range(3):
        publish(world, large.transfer_id)
        publish(world, small.transfer_id)
    assert len(told(town.phones)) == 1
    assert "từ 2 triệu đồng" in told(town.phones)[0]


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
        paid = [buy(vault, account_id, NOTICE_FROM) for _ in range(2)]
        records = [record for batch in Stream(vault.wallet).batches(vault.now) for record in batch] * 2
        random.Random(7).shuffle(records)
        for start in range(0, len(records), 5):
            handle(as_lambda_has_them(records[start : start + 5]))
    assert len(told(town.phones)) == len(paid)


def handle(event: dict[str, Any]) -> None:
    api.app.handler_map["publish_transfers"](event, LambdaContext("publish_transfers", 512, 60_000))
