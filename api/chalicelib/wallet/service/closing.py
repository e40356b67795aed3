"""Closing a wallet together with its account: only an empty one, and never while money is on its way."""

from ...access import Person
from ...accounts.service.own_data import delete_account
from ...dynamodb import RefusedError
from ...world import World
from ..model.accounts import citizen_account
from ..model.errors import WalletNotEmptyError
from ..storage import ledger, pins, wallets
from . import unlinking


def close_account(world: World, person: Person, password: str) -> None:
    """Deletes the account; its wallet, where it has one, and its bank links end in the same transaction.

    What still arrives later, such as a refund, is booked and can be explained, but cannot leave.
    """
    closing, linked = unlinking.ending_all(world, person)
    if wallet := wallets.get_wallet(world.wallet, person.account_id):
        closing += [
            ledger.closing(world.wallet, citizen_account(person.account_id)),
            wallets.closing(world.wallet, person.account_id),
            wallets.deleting_code(world.wallet, wallet.referral_code),
            pins.deleting_pin(world.wallet, person.account_id),
        ]
    try:
        delete_account(world, person, password, closing)
    except RefusedError:
        raise WalletNotEmptyError from None
    unlinking.tell_bank(world, linked)
