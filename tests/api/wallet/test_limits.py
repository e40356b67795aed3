"""What the law lets a wallet pay in a month: to the last đồng, and each rule from its own midnight in Huế on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from chalicelib.access import Person
from chalicelib.wallet.model import limits
from chalicelib.wallet.model.billers import BILLERS
from chalicelib.wallet.model.errors import OverLimitError
from chalicelib.wallet.model.limits import EXEMPT, Limits, group_of, limit_of
from chalicelib.wallet.model.transfers import Transfer
from chalicelib.wallet.service import ledger, movements
from chalicelib.world import World
from payer import make_payer, money_of
from purse import BANK, buy, fund, new_id, open_wallet, payment

MILLION = 1_000_000
CHANGE = datetime(2025, 11, 4, 17, tzinfo=UTC)  # midnight in Huế, when 5 November 2025 begins
BEFORE = CHANGE - timedelta(milliseconds=1)


def at(world: World, instant: datetime) -> World:
    return replace(world, now=instant)


@pytest.mark.parametrize("category", ["insurance", "loan"])
def test_some_payments_have_a_limit_of_their_own_since_circular_41(stage: World, category: str) -> None:
    before, after = (payment(at(stage, one), "citizen:1", 1, category=category) for one in (BEFORE, CHANGE))
    assert (group_of(before), limit_of(before)) == ("all", 100 * MILLION)
    assert (group_of(after), limit_of(after)) == ("large", 300 * MILLION)


@pytest.mark.parametrize("instant", [BEFORE, CHANGE])
def test_what_households_need_has_no_limit_and_everything_else_has(stage: World, instant: datetime) -> None:
    now = at(stage, instant)
    assert {group_of(payment(now, "citizen:1", 1, category=one)) for one in EXEMPT} == {None}
    assert {group_of(payment(now, "citizen:1", 1, category=one)) for one in ("shop", "", "something new")} == {"all"}
    assert {one.category for one in BILLERS} <= EXEMPT, "the page of bills promises it"


def test_only_payments_count_and_no_money_from_or_to_ones_own_bank(stage: World) -> None:
    def counts(debit: str, kind: str) -> bool:
        return (
            group_of(payment(stage, debit, 1, to="merchant:1" if debit == "citizen:1" else "citizen:1", kind=kind))
            is not None
        )

    kinds = ["topup", "withdrawal", "bill", "shop", "refund", "reversal", "bonus"]
    assert [kind for kind in kinds if counts("citizen:1", kind)] == ["bill", "shop"]
    assert [kind for kind in kinds if counts("merchant:1", kind)] == []


def insure(world: World, account_id: str, amount: int) -> Transfer:
    return buy(world, account_id, amount, category="insurance")


def test_each_limit_is_kept_to_the_last_dong_and_beside_the_other(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=900 * MILLION)
    insure(stage, lan, 300 * MILLION - 1)
    buy(stage, lan, 100 * MILLION - 1)
    for pay in (insure, buy):
        with pytest.raises(OverLimitError):
            pay(stage, lan, 2)
        pay(stage, lan, 1)
        with pytest.raises(OverLimitError):
            pay(stage, lan, 1)
    assert ledger.get_balance(stage, lan) == 500 * MILLION


@pytest.mark.parametrize(("pay", "most"), [(insure, 300 * MILLION), (buy, 100 * MILLION)])
def test_the_first_payment_of_a_month_may_be_as_large_as_the_limit_and_no_larger(
    stage: World, pay: object, most: int
) -> None:
    lan = open_wallet(stage, with_vnd=900 * MILLION)
    with pytest.raises(OverLimitError):
        pay(stage, lan, most + 1)  # type: ignore[operator]
    assert pay(stage, lan, most)  # type: ignore[operator]


def test_what_was_paid_before_the_change_counts_and_comes_back_where_it_was_counted(stage: World) -> None:
    lan = open_wallet(stage, with_vnd=900 * MILLION)
    before, after = at(stage, BEFORE), at(stage, CHANGE)
    paid = insure(before, lan, 100 * MILLION)
    for pay in (insure, buy):
        with pytest.raises(OverLimitError):
            pay(before, lan, 1)
    insure(after, lan, 300 * MILLION)
    with pytest.raises(OverLimitError):
        buy(after, lan, 1)
    ledger.reverse(after, paid.transfer_id, 40 * MILLION, new_id(), "merchant")
    buy(after, lan, 40 * MILLION)
    for pay in (insure, buy):
        with pytest.raises(OverLimitError):
            pay(after, lan, 1)


def test_a_new_row_holds_from_midnight_in_hue_for_payments_and_for_what_is_shown(
    stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LIMITS", (*limits.LIMITS, Limits(date(2026, 12, 1), {"all": 50 * MILLION}, {})))
    midnight = datetime(2026, 11, 30, 17, tzinfo=UTC)
    eve, morning = at(stage, midnight - timedelta(seconds=1)), at(stage, midnight)
    lan = make_payer(stage, 0)
    fund(stage, money_of(lan), 200 * MILLION)
    assert (room(eve, lan), room(morning, lan)) == (100 * MILLION, 50 * MILLION)
    buy(eve, money_of(lan), 100 * MILLION)
    with pytest.raises(OverLimitError):
        buy(morning, money_of(lan), 50 * MILLION + 1)
    buy(morning, money_of(lan), 50 * MILLION)
    assert (room(eve, lan), room(morning, lan)) == (0, 0)


def room(world: World, person: Person) -> int:
    shown = movements.show_balance(world, person)
    return shown.monthly_limit - shown.spent


def test_money_of_ones_own_that_moves_to_and_from_a_bank_leaves_the_month_as_it_is(stage: World) -> None:
    lan = make_payer(stage, 0)
    fund(stage, money_of(lan), 900 * MILLION)
    buy(stage, money_of(lan), 700 * MILLION, to=BANK, kind="withdrawal", category="bank")
    assert room(stage, lan) == 100 * MILLION
