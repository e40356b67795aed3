"""What tests of the wallet begin with: somebody with money, and something to pay."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier
from typing import Any

from chalicelib.dynamodb import Item
from chalicelib.wallet.model.accounts import bank_account, citizen_account
from chalicelib.wallet.model.limits import HUE
from chalicelib.wallet.model.transfers import Transfer
from chalicelib.wallet.service import ledger
from chalicelib.wallet.storage import ledger as stored
from chalicelib.world import World
from tables import table_like

BANK = bank_account("970436")


def new_id() -> str:
    return secrets.token_hex(16)


@contextmanager
def own_table(world: World) -> Iterator[World]:
    """The world with a wallet table that nobody else writes to."""
    config = replace(world.config, ledger_from=f"{world.now.astimezone(HUE):%Y-%m-%dT%H}")
    with table_like(world.config.wallet_table) as table:
        yield replace(world, wallet=table, config=config)


def shop_of(account_id: str) -> str:
    """Everybody has a shop where they alone buy, so that tests do not meet in the shared table."""
    return f"merchant:{account_id.partition(':')[2]}"


def open_wallet(world: World, with_vnd: int = 0) -> str:
    """The ledger account of somebody new, with money from the bank."""
    account_id = citizen_account(new_id())
    world.wallet.transact([stored.opening(world.wallet, account_id)])
    if with_vnd:
        fund(world, account_id, with_vnd)
    return account_id


def fund(world: World, account_id: str, amount: int) -> Transfer:
    return ledger.post(world, payment(world, BANK, amount, to=account_id, kind="topup", category=""))


def payment(world: World, account_id: str, amount: int, to: str = "", **more: Any) -> Transfer:
    """A payment that has not happened yet."""
    to = to or shop_of(account_id)
    known = {"transfer_id": new_id(), "kind": "shop", "category": "shop", "request": f"{amount} to {to}"}
    accounts = {"debit_account_id": account_id, "credit_account_id": to}
    return Transfer(amount=amount, at_ms=ledger.milliseconds(world.now), **accounts, **known | more)


def buy(world: World, account_id: str, amount: int, **more: Any) -> Transfer:
    return ledger.post(world, payment(world, account_id, amount, **more))


def balances(world: World, account_id: str) -> list[Item]:
    return stored.get_balances(world.wallet, account_id)


def everything(world: World) -> dict[tuple[str, str], Item]:
    """The whole table, to see that nothing has changed."""
    return {(item["pk"], item["sk"]): item for item in world.wallet.scan()}


def at_once(uses: list[Callable[[], Any]]) -> list[Any]:
    """What each gave or raised, all begun together."""
    gate = Barrier(len(uses))

    def run(use: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return use()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(uses)) as pool:
        return list(pool.map(run, uses))
