"""Changing what an account is logged in with: each change ends all other sessions, tells the owner and is logged."""

import secrets
from collections.abc import Sequence
from typing import Any

import msgspec

from ...access import Person
from ...dynamodb import Item, RefusedError
from ...errors import BusyError, read_fields
from ...limits import Limit
from ...otp import service as otp
from ...otp.model.codes import CodeGoneError, ProofGoneError
from ...otp.model.phone import parse_phone
from ...world import World
from ..model.account import FREEZE_SECONDS, Details, Login
from ..model.errors import WrongPasswordError
from ..model.logged import Changed
from ..model.passwords import check_password, hash_password, is_password
from ..model.requests import ChangedEmail, ChangedPassword, ChangedPhone, CodeSent, SessionsToEnd
from ..model.sessions import Visitor
from ..storage import logins
from .factor_check import after_second_factor
from .login import DAY, QUARTER, TRIES_A_DAY, TRIES_A_QUARTER, checking_or_changing, count_try
from .profile import details_of, get_own
from .registration import code_sent, owner_phone, read_email, seal_details
from .sessions import announce, beginning_session, end_all, end_begun_on, end_one, ending_sessions, logging


def confirm_password(world: World, person: Person, login: Login, password: str) -> None:
    """A session alone may be somebody at a desk that was left: what matters needs the password again."""
    count_try(world, confirm_limits(world, person))
    if not is_password(world.keys, login.password_hash, password):
        raise WrongPasswordError


def confirm_limits(world: World, person: Person) -> list[Limit]:
    """By session, so that whoever stole one cannot keep its owner from ending it."""
    who = world.keys.hash("confirm-limit", person.session_id)
    return [Limit("confirm", who, TRIES_A_QUARTER, QUARTER), Limit("confirm-day", who, TRIES_A_DAY, DAY)]


def change_login(
    world: World, citizen_hash: str, old: Login, new: Login, visitor: Visitor, what: Changed, more: Sequence[Item] = ()
) -> list[str]:
    """Writes the change, ends every session, begins one here (its cookies are returned) and tells the old phone."""
    stamped = msgspec.structs.replace(new, stamp=secrets.token_hex(8))
    begin, cookies = beginning_session(world, stamped, citizen_hash, visitor, what)
    write_change(world, citizen_hash, old, stamped, [*more, *begin])
    announce(old.account_id, what, visitor)
    otp.send_notice(world, what, owner_phone(world, old), old.language)
    return cookies


def write_change(world: World, citizen_hash: str, old: Login, new: Login, more: Sequence[Item]) -> None:
    """The change, what goes with it (the use of a proof first) and the end of all sessions, or nothing."""
    change = logins.changing_login(world.table, citizen_hash, old, new)
    try:
        world.table.transact([change, *more, *ending_sessions(world, old.account_id)])
    except RefusedError as error:
        raise (ProofGoneError if 1 in error.refused else BusyError) from None
    end_begun_on(world, old.account_id, old.stamp)


def frozen(world: World, login: Login, **changes: Any) -> Login:
    """With these changes, and no money out of the wallet for a day: time for the owner to notice."""
    until = int(world.now.timestamp()) + FREEZE_SECONDS
    return msgspec.structs.replace(login, money_frozen_until=until, **changes)


def change_password(world: World, person: Person, body: ChangedPassword, visitor: Visitor) -> list[str]:
    login, profile = get_own(world, person)
    confirm_password(world, person, login, body.password)
    phone = owner_phone(world, login)
    personal = (details_of(world, person.account_id, profile).full_name, phone, "0" + phone[3:])
    password = read_fields(new_password=lambda: check_password(body.new_password, personal))["new_password"]
    new = frozen(world, login, password_hash=hash_password(world.keys, password))
    return change_login(world, person.citizen_hash, login, new, visitor, "password-changed")


def request_phone_code(world: World, person: Person, body: ChangedPhone, visitor: Visitor) -> CodeSent:
    """The code goes to the new phone; until it is entered nothing changes. A phone is a way back into the account, so it
    takes both factors where there are two."""
    phone = read_fields(phone=lambda: parse_phone(body.phone))["phone"]
    login, _ = get_own(world, person)
    confirm_password(world, person, login, body.password)
    shown = after_second_factor(world, login, body.second_factor)
    if shown is not login:
        try:
            world.table.transact([checking_or_changing(world, person.citizen_hash, login, shown)])
        except RefusedError:
            raise BusyError from None
    subject = world.keys.hash("account", person.account_id)
    return code_sent(otp.send_code(world, "phone-change", phone, subject, visitor.address, login.language))


def enter_phone_code(world: World, person: Person, change_id: str, code: str, visitor: Visitor) -> list[str]:
    proven, proof = otp.check_code(world, "phone-change", change_id, code)
    if proven.subject != world.keys.hash("account", person.account_id):
        raise CodeGoneError
    login, _ = get_own(world, person)
    sealed = world.keys.seal(f"account/{login.account_id}/phone", proven.phone)
    new = frozen(world, login, phone_hash=proven.phone_hash, sealed_phone=sealed)
    use = otp.using_proof(world, "phone-change", change_id, proof)
    return change_login(world, person.citizen_hash, login, new, visitor, "phone-changed", [use])


def end_sessions(world: World, person: Person, body: SessionsToEnd) -> None:
    """One of them, or all: logged out everywhere."""
    login, _ = get_own(world, person)
    confirm_password(world, person, login, body.password)
    if body.session_id:
        end_one(world, person.account_id, body.session_id)
    else:
        end_all(world, person.account_id)


def change_email(world: World, person: Person, body: ChangedEmail, visitor: Visitor) -> None:
    email = read_fields(email=lambda: read_email(body.email))["email"]
    login, profile = get_own(world, person)
    confirm_password(world, person, login, body.password)
    details = Details(details_of(world, person.account_id, profile).full_name, email)
    new = msgspec.structs.replace(profile, sealed_details=seal_details(world, person.account_id, details))
    slowed = frozen(world, login, stamp=secrets.token_hex(8))
    writes = [
        logins.changing_profile(world.table, person.account_id, profile, new),
        logins.changing_login(world.table, person.citizen_hash, login, slowed),
        logging(world, person.account_id, "email-changed", visitor),
    ]
    try:
        world.table.transact(writes)
    except RefusedError:
        raise BusyError from None
    announce(person.account_id, "email-changed", visitor)
    otp.send_notice(world, "email-changed", owner_phone(world, login), login.language)
