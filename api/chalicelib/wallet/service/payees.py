"""Whom a wallet has paid: who is new to it, who was paid, and forgetting them with the account."""

from ...world import World
from ..model.accounts import kind_of
from ..model.payees import payee_of
from ..model.transfers import Transfer
from ..storage import payees


def is_new(world: World, account_id: str, payee: str) -> bool:
    """Whether this wallet has not paid the shop or customer's number for a day, or for a year."""
    return not payees.is_known(world.wallet, account_id, hash_payee(world, account_id, payee), world.now)


def remember(world: World, transfer: Transfer) -> None:
    """Whoever was paid is no longer new to who paid."""
    payee, payer = payee_of(transfer.subject), transfer.debit_account_id
    if payee and transfer.state == "posted" and kind_of(payer) == "citizen":
        account_id = payer.partition(":")[2]
        payees.put_paid(world.wallet, account_id, hash_payee(world, account_id, payee), transfer.at_ms // 1000)


def forget(world: World, account_id: str) -> None:
    """Twice is as good as once."""
    payees.delete_all(world.wallet, account_id)


def hash_payee(world: World, account_id: str, payee: str) -> str:
    return world.keys.hash("payee", account_id, payee)
