"""Turning the second factor on and off."""

import secrets

import msgspec

from ...access import Person
from ...dynamodb import RefusedError
from ...errors import BusyError
from ...world import World
from ..model.account import Login
from ..model.errors import NoOfferError, WrongSecondFactorError
from ..model.requests import FactorsAgain, RecoveryCodes, SecondFactorOffer, SecondFactorRemoval
from ..model.sessions import Visitor
from ..model.totp import OFFER_SECONDS, hash_recovery, new_recovery_codes, new_secret, provisioning_uri, qr_svg, step_of
from ..storage import logins
from .changes import change_login, confirm_limits, confirm_password, frozen
from .factor_check import after_second_factor, offer_place, totp_place
from .login import count_try
from .profile import get_own


def offer(world: World, person: Person, body: FactorsAgain) -> SecondFactorOffer:
    """A new secret; it counts for nothing until a code of it was entered. Another app may only take the place of one that
    is at hand, or the password alone would be a way around it."""
    login, _ = get_own(world, person)
    confirm_password(world, person, login, body.password)
    shown = after_second_factor(world, login, body.second_factor)
    secret = new_secret()
    sealed = world.keys.seal(offer_place(login), f"{int(world.now.timestamp())} {secret}")
    new = msgspec.structs.replace(shown, sealed_totp_offer=sealed, stamp=secrets.token_hex(8))
    try:
        world.table.transact([logins.changing_login(world.table, person.citizen_hash, login, new)])
    except RefusedError:
        raise BusyError from None
    uri = provisioning_uri(secret, login.masked_id)
    return SecondFactorOffer(secret, uri, qr_svg(uri))


def offered_secret(world: World, login: Login) -> str:
    """Of an offer that is not old: one that was left lying must not take the place of the password."""
    if not login.sealed_totp_offer:
        raise NoOfferError
    at, _, secret = world.keys.unseal(offer_place(login), login.sealed_totp_offer).partition(" ")
    if int(at) + OFFER_SECONDS <= world.now.timestamp():
        raise NoOfferError
    return secret


def turn_on(world: World, person: Person, typed: str, visitor: Visitor) -> tuple[RecoveryCodes, list[str]]:
    """(codes for the day the phone is lost, cookies); the new app's code shows that it works."""
    login, _ = get_own(world, person)
    secret = offered_secret(world, login)
    count_try(world, confirm_limits(world, person))
    step = step_of(secret, typed, 0, world.now)
    if step is None:
        raise WrongSecondFactorError
    codes = new_recovery_codes()
    kept = [hash_recovery(world.keys, login.account_id, one) for one in codes]
    sealed = world.keys.seal(totp_place(login), secret)
    taken = {"sealed_totp": sealed, "sealed_totp_offer": "", "totp_step": step, "recovery": kept}
    new = msgspec.structs.replace(login, **taken)
    cookies = change_login(world, person.citizen_hash, login, new, visitor, "second-factor-changed")
    return RecoveryCodes(codes), cookies


def turn_off(world: World, person: Person, body: SecondFactorRemoval, visitor: Visitor) -> list[str]:
    """With password and a last code, as at login; money waits a day. Where none is on, nothing changes."""
    login, _ = get_own(world, person)
    confirm_password(world, person, login, body.password)
    if not login.sealed_totp:
        return []
    after_second_factor(world, login, body.second_factor)
    new = frozen(world, login, sealed_totp="", sealed_totp_offer="", recovery=[])
    return change_login(world, person.citizen_hash, login, new, visitor, "second-factor-changed")
