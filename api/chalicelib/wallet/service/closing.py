"""Closing a wallet together with its account: only an empty one, and never while money is on its way."""

from ...access import Level, Person
from ...accounts.service import staff
from ...accounts.service.own_data import delete_account
from ...dynamodb import Item, RefusedError
from ...world import World
from ..model.accounts import citizen_account
from ..model.errors import WalletNotEmptyError
from ..model.links import Link
from ..model.owed import Owed
from ..storage import ledger, pins, wallets
from . import unlinking
from .owing import follow_up, owing, putting


def close_account(world: World, person: Person, password: str) -> None:
    """Deletes the account; its wallet, where it has one, and its bank links end in the same transaction, which owes
    that all else is forgotten.

    What still arrives later, such as a refund, is booked and can be explained, but cannot leave.
    """
    closing, linked, owed = ending(world, person)
    try:
        delete_account(world, person, password, closing)
    except RefusedError:
        raise WalletNotEmptyError from None
    unlinking.tell_bank(world, linked)
    follow_up(world, owed)


def release_account(world: World, citizen_id: str) -> None:
    """The operators' `release` of an account with all that it has. CommandError, also while it has money."""
    citizen_hash, login = staff.find(world, citizen_id)
    person = Person(login.account_id, citizen_hash, "", login.role, Level(login.level))
    closing, linked, owed = ending(world, person)
    try:
        staff.release(world, citizen_id, closing)
    except RefusedError:
        raise staff.CommandError(
            "there is money in its wallet, or on its way: block the account, and settle that first"
        ) from None
    unlinking.tell_bank(world, linked)
    follow_up(world, owed)


def ending(world: World, person: Person) -> tuple[list[Item], list[Link], Owed]:
    """(writes that end wallet and bank links, refused where there is money; the links, for the bank to be told; what they
    owe)."""
    closing, linked = unlinking.ending_all(world, person)
    if wallet := wallets.get_wallet(world.wallet, person.account_id):
        closing += [
            ledger.closing(world.wallet, citizen_account(person.account_id)),
            wallets.closing(world.wallet, person.account_id),
            wallets.deleting_code(world.wallet, wallet.referral_code),
            pins.deleting_pin(world.wallet, person.account_id),
        ]
    owed = owing(world, person.account_id, person.citizen_hash, "forget")
    return [*closing, *putting(world, owed)], linked, owed
