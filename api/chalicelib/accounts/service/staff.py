"""What only a command of the operators does: staff accounts, blocking, and the outcome of an identity check."""

import secrets
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from ...access import Level
from ...dynamodb import Item, RefusedError
from ...otp import service as otp
from ...otp.model.codes import Language, Proven
from ...otp.model.phone import parse_phone
from ...world import World
from ..model.account import FREEZE_SECONDS, Details, Login, Status
from ..model.citizen_id import CitizenId, parse_citizen_id
from ..model.logged import Logged
from ..model.passwords import DUMMY_HASH
from ..model.sessions import Visitor
from ..storage import logins, passkeys
from .own_data import bury
from .registration import hash_citizen, make_login, make_profile
from .sessions import announce, end_begun_on, ending_sessions, logging

OPERATOR = Visitor("", "", {})
LANGUAGE: Language = "vi"
Official = Literal["staff", "press", "admin"]
CREATED: dict[Official, Logged] = {
    "staff": "created-as-staff",
    "press": "created-as-press",
    "admin": "created-as-admin",
}


class CommandError(Exception):
    """What the operator asked for cannot be; the text says why."""


def create_staff(world: World, citizen_id: str, phone: str, full_name: str, role: Official, units: list[str]) -> None:
    """Without a password: the person sets one by "forgot password", which shows that they hold the phone."""
    number, e164 = parse_citizen_id(citizen_id, world.now.date()), parse_phone(phone)
    citizen_hash = hash_citizen(world, number)
    holder = Proven("", "registration", citizen_hash, e164, otp.hash_phone(world, e164), LANGUAGE)
    plain = make_login(world, number, "", holder)
    login = msgspec.structs.replace(plain, password_hash=DUMMY_HASH, role=role, units=units, level=Level.IDENTITY)
    profile = make_profile(world, login.account_id, Details(full_name), [])
    writes = [
        logins.putting_login(world.table, citizen_hash, login),
        logins.putting_profile(world.table, login.account_id, profile),
        logging(world, login.account_id, CREATED[role], OPERATOR, by="operator"),
    ]
    try:
        world.table.transact(writes)
    except RefusedError:
        raise CommandError("this ID number has an account already") from None
    announce(login.account_id, CREATED[role], OPERATOR)


def set_status(world: World, citizen_id: str, status: Status) -> None:
    """Blocked: no login, no reset; registering again leads to an identity check. All sessions end."""
    citizen_hash, login = find(world, citizen_id)
    change(world, citizen_hash, login, "blocked" if status == "blocked" else "unblocked", status=status)


def make_business(world: World, citizen_id: str) -> None:
    """Somebody of the city has seen the papers of their business: from now on they may open a shop."""
    citizen_hash, login = find(world, citizen_id)
    if login.role not in ("citizen", "business"):
        raise CommandError(f"this is an account of the role {login.role}")
    change(world, citizen_hash, login, "made-business", role="business")


def confirm_identity(world: World, citizen_id: str) -> None:
    """Somebody of the city has seen the person and their card."""
    citizen_hash, login = find(world, citizen_id)
    change(world, citizen_hash, login, "identity-confirmed", level=Level.IDENTITY, needs_review=False)


def grant_claim(world: World, citizen_id: str, phone: str) -> None:
    """The owner of this account was seen, and this is their phone now. Old password and second factor are void, money
    waits a day, the old phone is told. For an account that somebody else made with this number, see `release`."""
    citizen_hash, login = find(world, citizen_id)
    e164 = parse_phone(phone)
    if not logins.has_claim(world.table, citizen_hash, otp.hash_phone(world, e164), int(world.now.timestamp())):
        raise CommandError("nobody has claimed this number with this phone")
    changes = {
        "phone_hash": otp.hash_phone(world, e164),
        "sealed_phone": world.keys.seal(f"account/{login.account_id}/phone", e164),
        "password_hash": DUMMY_HASH,
        "sealed_totp": "",
        "sealed_totp_offer": "",
        "recovery": [],
        "level": Level.IDENTITY,
        "money_frozen_until": int(world.now.timestamp()) + FREEZE_SECONDS,
    }
    old_phone = world.keys.unseal(f"account/{login.account_id}/phone", login.sealed_phone)
    void = [
        logins.deleting_claim(world.table, citizen_hash, otp.hash_phone(world, e164)),
        *passkeys.deleting_all(world.table, login.account_id),
    ]
    change(world, citizen_hash, login, "claim-granted", void, **changes)
    otp.send_notice(world, "phone-changed", old_phone, login.language)


def release(world: World, citizen_id: str, more: Sequence[Item] = ()) -> None:
    """This account was made by somebody whose number it is not: it is emptied, and the number is free to register.

    `more` ends in the same transaction what others keep of the account; RefusedError where they cannot end it.
    """
    citizen_hash, login = find(world, citizen_id)
    profile = logins.get_profile(world.table, login.account_id)
    if profile is None:
        raise CommandError("this ID number has no account")
    bury(world, citizen_hash, login, profile, more)


def find(world: World, citizen_id: str) -> tuple[str, Login]:
    number: CitizenId = parse_citizen_id(citizen_id, world.now.date())
    citizen_hash = hash_citizen(world, number)
    login = logins.get_login(world.table, citizen_hash)
    if login is None:
        raise CommandError("this ID number has no account")
    return citizen_hash, login


def change(world: World, citizen_hash: str, login: Login, what: Logged, more: Sequence[Item] = (), **changes: Any) -> None:
    new = msgspec.structs.replace(login, **changes, stamp=secrets.token_hex(8))
    writes = [
        logins.changing_login(world.table, citizen_hash, login, new),
        logging(world, login.account_id, what, OPERATOR, by="operator"),
        *more,
        *ending_sessions(world, login.account_id),
    ]
    try:
        world.table.transact(writes)
    except RefusedError:
        raise CommandError("the account has changed in the same moment: please try again") from None
    end_begun_on(world, login.account_id, login.stamp)
    announce(login.account_id, what, OPERATOR)
