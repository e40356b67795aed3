"""A person reads what lies in their wallet and how it came to be, month by month, and nobody else does."""

import chalicelib.world
from chalicelib.wallet.model.accounts import citizen_account
from purse import BANK, buy, fund, new_id
from stage import Browser, Town
from wallet_owner import with_wallet


def account_of(owner: Browser) -> str:
    return citizen_account(str(owner.get("/me").body["account_id"]))


def test_a_wallet_shows_what_can_be_spent_and_what_the_month_still_has_room_for(town: Town) -> None:
    owner = with_wallet(town)
    world, account = chalicelib.world.world(), account_of(owner)
    fund(world, account, 900_000)
    buy(world, account, 250_000)
    buy(world, account, 100_000, category="water")
    shown = owner.get("/wallet/balance").body
    assert (shown["balance"], shown["available"], shown["held"]) == (550_000, 550_000, 0)
    assert (shown["month"], shown["spent"], shown["monthly_limit"]) == ("2026-11", 250_000, 100_000_000)


def test_a_month_has_its_movements_and_adds_up(town: Town) -> None:
    owner = with_wallet(town)
    account = account_of(owner)
    fund(chalicelib.world.world(), account, 900_000)
    town.wait(seconds=1)
    buy(chalicelib.world.world(), account, 250_000)
    town.wait(days=10)
    buy(chalicelib.world.world(), account, 100_000, category="water")
    owner.log_in()
    november, december = (owner.get(f"/wallet/movements/2026-{month}").body for month in (11, 12))
    assert [one["amount"] for one in november["movements"]] == [-250_000, 900_000]
    assert (november["opening_balance"], november["closing_balance"]) == (0, 650_000)
    assert (december["opening_balance"], december["closing_balance"]) == (650_000, 550_000)
    assert (november["spent"], december["spent"]) == ({"shop": 250_000}, {"water": 100_000})


def test_what_came_back_is_not_spent(town: Town) -> None:
    from chalicelib.wallet.service import ledger

    owner = with_wallet(town)
    world, account = chalicelib.world.world(), account_of(owner)
    fund(world, account, 900_000)
    paid = buy(world, account, 250_000)
    ledger.reverse(world, paid.transfer_id, 250_000, new_id(), "shop")
    assert owner.get("/wallet/movements/2026-11").body["spent"] == {}


def test_what_went_to_ones_own_bank_is_not_spent(town: Town) -> None:
    owner = with_wallet(town)
    world, account = chalicelib.world.world(), account_of(owner)
    fund(world, account, 900_000)
    buy(world, account, 250_000, to=BANK, kind="withdrawal", category="bank")
    assert owner.get("/wallet/movements/2026-11").body["spent"] == {}


def test_months_that_are_none_and_wallets_that_are_none_are_told(town: Town) -> None:
    owner = with_wallet(town)
    for month in ("2026-13", "2026", "11-2026", "2026-1"):
        assert owner.get(f"/wallet/movements/{month}").code == "no-such-month"
    other = town.register("046085004321", "+84912345678")
    assert {other.get(f"/wallet/{one}").code for one in ("balance", "movements/2026-11")} == {"no-wallet"}
