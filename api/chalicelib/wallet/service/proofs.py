"""Proofs of the wallet password: each for one subject and amount, five minutes, once."""

from ...access import Person
from ...accounts.service.profile import get_own
from ...dynamodb import RefusedError
from ...errors import BusyError
from ...keys import new_token, token_hash
from ...world import World
from ..model.errors import ProofNeededError
from ..model.pins import MoneyFrozenError, Pin, seconds_frozen
from ..storage import pins
from ..storage.ledger import Guarded
from .pins import confirm

COMING_IN = "topup:"  # money that comes to a wallet need not wait


def prove(world: World, person: Person, password: str, subject: str, amount: int) -> str:
    """A token for exactly this; its hash alone is kept. MoneyFrozenError for a day after certain changes."""
    pin = confirm(world, person, password)
    if amount and not subject.startswith(COMING_IN):
        check_not_frozen(world, person, pin)
    token = new_token()
    proof = pins.putting_proof(world.wallet, person.account_id, token_hash(token), subject, amount, world.now)
    try:
        world.wallet.transact([pins.clearing_attempts(world.wallet, person.account_id, pin), proof])
    except RefusedError:  # the wallet password changed in the same moment
        raise BusyError from None
    return token


def check_not_frozen(world: World, person: Person, pin: Pin) -> None:
    login, _ = get_own(world, person)
    if seconds := seconds_frozen(world.now, login.money_frozen_until, pin.frozen_until):
        error = MoneyFrozenError()
        error.retry_after_seconds = seconds
        raise error


def using(world: World, account_id: str, token: str, subject: str, amount: int) -> Guarded:
    """A write of the payment's own transaction: refused where the proof is wrong, late, used, or for another payment."""
    use = pins.using_proof(world.wallet, account_id, token_hash(token), subject, amount, world.now)
    return Guarded(use, ProofNeededError)
