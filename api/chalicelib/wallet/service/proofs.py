"""Proofs of the wallet password: each for one subject and amount, five minutes, once."""

from ...access import Person
from ...accounts.service.profile import get_own
from ...accounts.service.stepping_up import stepping_up
from ...dynamodb import Item, RefusedError
from ...errors import BusyError
from ...keys import new_token, token_hash
from ...world import World
from ..model.errors import ProofNeededError
from ..model.payees import NEW_PAYEE_FROM, payee_of
from ..model.pins import MoneyFrozenError, Pin, StepUpNeededError, seconds_frozen
from ..model.wallets import PaymentToProve
from ..storage import pins
from ..storage.guarded import Guarded
from . import payees
from .pins import confirm

COMING_IN = "topup:"  # money that comes to a wallet need not wait


def prove(world: World, person: Person, wanted: PaymentToProve) -> str:
    """A token for exactly this; its hash alone is kept. MoneyFrozenError for a day after certain changes, StepUpNeededError
    for a large amount, or a smaller one to somebody new, where the account's password is missing."""
    is_leaving = wanted.amount > 0 and not wanted.subject.startswith(COMING_IN)
    takes_more = is_leaving and (wanted.amount >= world.config.step_up_from or is_to_somebody_new(world, person, wanted))
    more = step_up(world, person, wanted) if takes_more else []
    pin = confirm(world, person, wanted.wallet_password)
    if is_leaving:
        check_not_frozen(world, person, pin)
    token = new_token()
    subject, amount = wanted.subject, wanted.amount
    proof = pins.putting_proof(world.wallet, person.account_id, token_hash(token), subject, amount, world.now)
    try:
        world.wallet.transact([pins.clearing_attempts(world.wallet, person.account_id, pin), proof, *more])
    except RefusedError:  # a password changed in the same moment, or the code was used
        raise BusyError from None
    return token


def is_to_somebody_new(world: World, person: Person, wanted: PaymentToProve) -> bool:
    """Whether this is no small amount, and for a shop or customer's number that this wallet does not know."""
    payee = payee_of(wanted.subject)
    return bool(payee) and wanted.amount >= NEW_PAYEE_FROM and payees.is_new(world, person.account_id, payee)


def step_up(world: World, person: Person, wanted: PaymentToProve) -> list[Item]:
    """Before the wallet password is counted: whoever is asked for more has not used up an attempt."""
    if not wanted.password:
        raise StepUpNeededError
    return stepping_up(world, person, wanted.password, wanted.second_factor)


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
