"""Asking for the wallet password, changing it, and unlocking a wallet whose password was tried too often."""

import secrets
from collections.abc import Sequence

from ... import metrics
from ...access import Person
from ...accounts.model.account import FREEZE_SECONDS, Login
from ...accounts.model.citizen_id import parse_citizen_id
from ...accounts.model.logged import Logged
from ...accounts.model.requests import CodeSent
from ...accounts.model.sessions import Visitor
from ...accounts.service.changes import confirm_password
from ...accounts.service.profile import details_of, get_own
from ...accounts.service.registration import hash_citizen, owner_phone
from ...accounts.service.sessions import announce, logging
from ...dynamodb import Item, RefusedError
from ...errors import BusyError, InvalidInputError, read_fields
from ...limits import Limit, count_all
from ...otp import service as otp
from ...otp.model.codes import ProofGoneError
from ...world import World
from ..model.pins import (
    MAX_ATTEMPTS,
    TRIES_A_DAY,
    NoWalletError,
    Pin,
    WalletLockedError,
    WrongWalletPasswordError,
    check_wallet_password,
    hash_wallet_password,
    is_wallet_password,
)
from ..model.wallets import ChangedWalletPassword, WalletToUnlock
from ..storage import pins
from .codes import enter_wallet_code, get_wallet_code, send_wallet_code
from .owing import follow_up, owing, putting

DAY = 86_400


def confirm(world: World, person: Person, typed: str) -> Pin:
    """The kept password, one attempt counted and right; WrongWalletPasswordError, WalletLockedError, NoWalletError."""
    who = world.keys.hash("wallet-limit", person.account_id)
    count_all(world.wallet, [Limit("wallet-password", who, TRIES_A_DAY, DAY)], world.now)
    pin = pins.count_attempt(world.wallet, person.account_id)
    if pin is None:
        raise NoWalletError if pins.get_pin(world.wallet, person.account_id) is None else WalletLockedError
    if not is_wallet_password(world.keys, person.account_id, pin, typed):
        raise wrong(world, person, pin)
    return pin


def wrong(world: World, person: Person, pin: Pin) -> WrongWalletPasswordError:
    """The last wrong one locks the wallet, and its owner is told."""
    metrics.count("WalletPasswordWrong", who=person.account_id)
    if pin.attempts == MAX_ATTEMPTS:
        login, _ = get_own(world, person)
        otp.send_notice(world, "wallet-locked", owner_phone(world, login), login.language)
    return WrongWalletPasswordError(f"{MAX_ATTEMPTS - pin.attempts} attempts are left")


def known_of(world: World, person: Person) -> tuple[Login, list[str]]:
    """(login, what others know of this person and what therefore makes no password)."""
    login, profile = get_own(world, person)
    phone = owner_phone(world, login)
    return login, [details_of(world, person.account_id, profile).full_name, phone, "0" + phone[3:]]


def make_pin(world: World, account_id: str, password: str, frozen_until: int = 0) -> Pin:
    return Pin(
        pin_hash=hash_wallet_password(world.keys, account_id, password),
        stamp=secrets.token_hex(8),
        changed_at=int(world.now.timestamp()),
        frozen_until=frozen_until,
    )


def change(world: World, person: Person, body: ChangedWalletPassword, visitor: Visitor) -> None:
    """By the old one. Proofs that were made with it end."""
    _, known = known_of(world, person)
    password = read_fields(new_wallet_password=lambda: check_wallet_password(body.new_wallet_password, known))
    pin = confirm(world, person, body.wallet_password)
    new = make_pin(world, person.account_id, password["new_wallet_password"], pin.frozen_until)
    write_change(world, person, pin, new, visitor, "wallet-password-changed", [])


def write_change(
    world: World, person: Person, old: Pin, new: Pin, visitor: Visitor, what: Logged, first: Sequence[Item]
) -> None:
    """The new password, the end of all proofs, a line in the log (`first` the use of a code's proof), or nothing."""
    change = pins.changing_pin(world.wallet, person.account_id, old, new)
    owed = owing(world, person.account_id, person.citizen_hash, "wallet-password-changed")
    told = [logging(world, person.account_id, what, visitor), *putting(world, owed)]
    try:
        world.wallet.transact([*first, change, *told, *pins.deleting_proofs(world.wallet, person.account_id)])
    except RefusedError as error:
        raise (ProofGoneError if first and 0 in error.refused else BusyError) from None
    announce(person.account_id, what, visitor)
    follow_up(world, owed)


def request_unlocking_code(world: World, person: Person, visitor: Visitor) -> CodeSent:
    """To the account's own phone, whether the wallet is locked or its password forgotten."""
    if pins.get_pin(world.wallet, person.account_id) is None:
        raise NoWalletError
    return send_wallet_code(world, person, "unlocking", visitor)


def enter_unlocking_code(world: World, person: Person, unlocking_id: str, code: str) -> str:
    """The proof for the last step."""
    return enter_wallet_code(world, person, "unlocking", unlocking_id, code)


def unlock(world: World, person: Person, unlocking_id: str, body: WalletToUnlock, visitor: Visitor) -> None:
    """Phone, account password and ID number together set a new wallet password; money then waits a day."""
    get_wallet_code(world, person, "unlocking", unlocking_id, body.proof)
    old = pins.get_pin(world.wallet, person.account_id)
    if old is None:
        raise NoWalletError
    login, known = known_of(world, person)
    confirm_password(world, person, login, body.password)
    fields = read_fields(
        citizen_id=lambda: parse_citizen_id(body.citizen_id, world.now.date()),
        wallet_password=lambda: check_wallet_password(body.wallet_password, [*known, body.citizen_id]),
    )
    if hash_citizen(world, fields["citizen_id"]) != person.citizen_hash:
        raise InvalidInputError("this is another ID number", {"citizen_id": "not the one of this account"})
    until = int(world.now.timestamp()) + FREEZE_SECONDS
    new = make_pin(world, person.account_id, fields["wallet_password"], until)
    use = otp.using_proof(world, "wallet", unlocking_id, body.proof)
    write_change(world, person, old, new, visitor, "wallet-unlocked", [use])
