"""Money moves once or not at all, and every balance is explained by its entries."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from chalicelib.errors import ApiError, KeyReusedError
from chalicelib.wallet.model.accounts import bank_account, citizen_account
from chalicelib.wallet.model.errors import (
    AccountClosedError,
    AlreadyResolvedError,
    NotEnoughError,
    OverLimitError,
    TooMuchBackError,
)
from chalicelib.wallet.model.transfers import Transfer
from chalicelib.wallet.service import ledger
from chalicelib.world import World
from purse import balances, buy, fund, new_id, open_wallet, payment, shop_of
from stage import later


def test_a_payment_moves_money_from_one_to_the_other(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=500_000)
    paid = buy(stage, lan, 120_000)
    assert ledger.get_balance(stage, lan) == 380_000
    assert ledger.get_balance(stage, paid.credit_account_id) == 120_000


def test_the_same_payment_sent_again_is_the_first_one(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=500_000)
    first = payment(stage, lan, 120_000)
    assert ledger.post(stage, first) == first
    again = payment(later(stage, seconds=30), lan, 120_000, transfer_id=first.transfer_id)
    assert ledger.post(later(stage, seconds=30), again) == first
    assert ledger.get_balance(stage, lan) == 380_000


def test_the_same_key_for_something_else_is_refused(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=500_000)
    first = ledger.post(stage, payment(stage, lan, 120_000))
    with pytest.raises(KeyReusedError):
        ledger.post(stage, payment(stage, lan, 130_000, transfer_id=first.transfer_id))
    assert ledger.get_balance(stage, lan) == 380_000


@pytest.mark.parametrize(("vnd", "asked", "error"), [(100, 101, NotEnoughError), (200_000_000, 100_000_001, OverLimitError)])
def test_what_cannot_be_paid_changes_nothing(stage: World, vnd: int, asked: int, error: type[ApiError]) -> None:
    lan = open_wallet(stage, with_vnd=vnd)
    before = balances(stage, lan)
    with pytest.raises(error):
        buy(stage, lan, asked)
    assert balances(stage, lan) == before


def test_who_was_refused_may_try_again_with_the_same_key(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=100)
    poor = payment(stage, lan, 5_000)
    with pytest.raises(NotEnoughError):
        ledger.post(stage, poor)
    fund(stage, lan, 10_000)
    assert ledger.post(stage, poor) == poor
    assert ledger.get_balance(stage, lan) == 5_100


def test_nobody_pays_from_a_wallet_that_was_never_opened(stage: World) -> None:
    with pytest.raises(AccountClosedError):
        buy(stage, citizen_account("nobody"), 1)


def test_a_month_ends_at_midnight_in_hue(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=300_000_000)
    last_evening = replace(stage, now=datetime(2026, 11, 30, 16, 59, tzinfo=UTC))
    buy(last_evening, lan, 100_000_000)
    with pytest.raises(OverLimitError):
        buy(last_evening, lan, 1)
    buy(later(last_evening, minutes=1), lan, 100_000_000)


def test_what_households_need_is_outside_of_the_limit(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=300_000_000)
    ledger.post(stage, payment(stage, lan, 150_000_000, category="hospital"))
    assert buy(stage, lan, 100_000_000)


def pending_withdrawal(world: World, account_id: str, amount: int) -> Transfer:
    outwards = {"kind": "withdrawal", "state": "pending", "due_ms": 1, "category": ""}
    return ledger.hold(world, payment(world, account_id, amount, to=bank_account("970436"), **outwards))


def test_money_on_its_way_out_cannot_be_spent_and_comes_back_when_it_did_not_go(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=500_000)
    going = pending_withdrawal(stage, lan, 400_000)
    with pytest.raises(NotEnoughError):
        buy(stage, lan, 100_001)
    assert ledger.resolve(stage, going.transfer_id, "voided", "bank").state == "voided"
    buy(stage, lan, 500_000)


def test_a_pending_transfer_is_decided_once(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=500_000)
    going = pending_withdrawal(stage, lan, 400_000)
    first = ledger.resolve(stage, going.transfer_id, "posted", "bank")
    assert ledger.resolve(later(stage, hours=1), going.transfer_id, "posted", "sweeper") == first
    with pytest.raises(AlreadyResolvedError):
        ledger.resolve(stage, going.transfer_id, "voided", "sweeper")
    assert (ledger.get_balance(stage, lan), ledger.state_of(stage, going)) == (100_000, "posted")


def test_no_more_comes_back_than_was_paid(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=500_000)
    paid = buy(stage, lan, 300_000)
    back = ledger.reverse(stage, paid.transfer_id, 200_000, "back-1", "merchant")
    assert ledger.reverse(later(stage, minutes=1), paid.transfer_id, 200_000, "back-1", "merchant") == back
    with pytest.raises(TooMuchBackError):
        ledger.reverse(stage, paid.transfer_id, 100_001, "back-2", "merchant")
    ledger.reverse(stage, paid.transfer_id, 100_000, "back-3", "merchant")
    assert (ledger.get_balance(stage, lan), ledger.get_balance(stage, shop_of(lan))) == (500_000, 0)


def test_what_was_given_back_may_be_spent_in_the_same_month(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=100_000_000)
    paid = buy(stage, lan, 100_000_000)
    ledger.reverse(stage, paid.transfer_id, 100_000_000, new_id(), "merchant")
    assert buy(stage, lan, 100_000_000)


def test_a_balance_can_be_explained_at_any_instant(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=500_000)
    buy(later(stage, minutes=10), lan, 120_000)
    buy(later(stage, minutes=20), lan, 30_000)

    def at(minutes: int) -> int:
        return ledger.balance_at(stage, lan, ledger.milliseconds(later(stage, minutes=minutes).now))

    assert [at(minutes) for minutes in (0, 5, 15, 25)] == [0, 500_000, 380_000, 350_000]


@pytest.mark.parametrize("amount", [0, -1, 10**12 + 1])
def test_an_amount_is_whole_and_above_zero(stage: World, amount: int) -> None:
    with pytest.raises(ValueError, match="cannot be moved"):
        payment(stage, "citizen:1", amount)
