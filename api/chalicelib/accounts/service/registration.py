"""Registration: one code to the phone that was typed, whoever the number belongs to; only its holder learns more."""

import re
import secrets
from collections.abc import Sequence
from typing import Any

import msgspec

from ...dynamodb import RefusedError
from ...errors import WrongFieldError, read_fields
from ...otp import service as otp
from ...otp.model.codes import DIGITS, LIFETIME, ProofGoneError, Proven, Purpose, Sent
from ...otp.model.phone import parse_phone
from ...world import World
from ..model.account import Consent, Details, Login, Profile
from ..model.citizen_id import CitizenId, parse_citizen_id
from ..model.errors import AlreadyRegisteredError
from ..model.passwords import check_password, hash_password
from ..model.requests import CodeRequest, CodeSent, NewAccount, Verified
from ..model.sessions import Visitor, known_device
from ..storage import logins
from .sessions import announce, beginning_session, ending_current, logging

NAME_CHARACTERS = 100
# One address: signs that would let a second one in are refused, however rarely an address may hold them.
EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@([^@\s,;:<>()\[\]\"\\.]+\.)+[^@\s,;:<>()\[\]\"\\.]+")


def hash_citizen(world: World, number: CitizenId) -> str:
    return world.keys.hash("citizen", number.digits)


def request_code(world: World, purpose: Purpose, body: CodeRequest, visitor: Visitor) -> CodeSent:
    """Sends the code without looking at who is registered: what is not read cannot show in reply, calls or time."""
    fields = read_fields(
        citizen_id=lambda: parse_citizen_id(body.citizen_id, world.now.date()), phone=lambda: parse_phone(body.phone)
    )
    subject, phone = hash_citizen(world, fields["citizen_id"]), fields["phone"]
    device = known_device(world.keys, visitor.cookies, world.now, subject, otp.hash_phone(world, phone))
    return code_sent(otp.send_code(world, purpose, phone, subject, visitor.address, body.language, device))


def code_sent(sent: Sent) -> CodeSent:
    return CodeSent(sent.challenge_id, int(LIFETIME.total_seconds()), sent.resend_in_seconds, DIGITS)


def enter_code(world: World, registration_id: str, code: str, visitor: Visitor) -> Verified:
    """What the holder of this phone may know about this number."""
    proven, proof = otp.check_code(world, "registration", registration_id, code)
    login = logins.get_login(world.table, proven.subject)
    if login is None:
        return Verified("continue", proof)
    is_owner = login.phone_hash == proven.phone_hash
    if is_owner and login.status == "active":
        return Verified("registered")
    if not is_owner:
        note_claim(world, login, proven, visitor)
    return Verified("identity_check")


def note_claim(world: World, login: Login, proven: Proven, visitor: Visitor) -> None:
    """Somebody with another phone says that this number is theirs: its owner is told, once for each phone."""
    sealed, at = world.keys.seal(f"claim/{proven.subject}", proven.phone), int(world.now.timestamp())
    claim = logins.putting_claim(world.table, proven.subject, proven.phone_hash, sealed, at)
    try:
        world.table.transact([claim, logging(world, login.account_id, "claimed-by-another-phone", visitor, by="unknown")])
    except RefusedError:
        return
    announce(login.account_id, "claimed-by-another-phone", visitor)
    otp.send_notice(world, "claimed", owner_phone(world, login), login.language)


def owner_phone(world: World, login: Login) -> str:
    return world.keys.unseal(f"account/{login.account_id}/phone", login.sealed_phone)


def register(world: World, registration_id: str, body: NewAccount, visitor: Visitor) -> list[str]:
    """Cookies of the new account's first session; all of it is written, or nothing."""
    proven = otp.get_proven(world, "registration", registration_id, body.proof)
    fields = read_account(world, body, proven)
    login = make_login(world, fields["citizen_id"], fields["password"], proven)
    details = Details(fields["full_name"], fields["email"])
    profile = make_profile(world, login.account_id, details, body.consents)
    writes = [
        otp.using_proof(world, "registration", registration_id, body.proof),
        logins.putting_login(world.table, proven.subject, login),
        logins.putting_profile(world.table, login.account_id, profile),
    ]
    more, cookies = beginning_session(world, login, proven.subject, visitor, "registered")
    try:
        world.table.transact([*writes, *more, *ending_current(world, visitor)])
    except RefusedError as error:
        raise (AlreadyRegisteredError if 1 in error.refused else ProofGoneError) from None
    announce(login.account_id, "registered", visitor)
    return cookies


def read_account(world: World, body: NewAccount, proven: Proven) -> dict[str, Any]:
    fields = read_fields(
        citizen_id=lambda: parse_citizen_id(body.citizen_id, world.now.date()),
        full_name=lambda: read_name(body.full_name),
        email=lambda: read_email(body.email),
        password=lambda: check_password(
            body.password, (body.full_name, body.citizen_id, proven.phone, "0" + proven.phone[3:])
        ),
    )
    read_fields(citizen_id=lambda: check_subject(world, fields["citizen_id"], proven))
    return fields


def check_subject(world: World, number: CitizenId, proven: Proven) -> CitizenId:
    if hash_citizen(world, number) != proven.subject:
        raise WrongFieldError("citizen-id-changed", "the code was sent for another ID number")
    return number


def read_name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise WrongFieldError("name-missing", "please give your full name")
    if len(name) > NAME_CHARACTERS or not name.isprintable():
        raise WrongFieldError("name-unusable", f"a name has at most {NAME_CHARACTERS} letters")
    return name


def read_email(text: str) -> str:
    """An address or nothing; whether it works is known when somebody writes to it."""
    address = text.strip()
    if address and not (EMAIL.fullmatch(address) and address.isprintable()):
        raise WrongFieldError("email-unreadable", "this is no e-mail address, such as ten@example.vn")
    return address


def make_login(world: World, number: CitizenId, password: str, proven: Proven) -> Login:
    account_id = secrets.token_hex(16)
    return Login(
        account_id=account_id,
        status="active",
        password_hash=hash_password(world.keys, password),
        phone_hash=proven.phone_hash,
        sealed_phone=world.keys.seal(f"account/{account_id}/phone", proven.phone),
        language=proven.language,
        masked_id=number.masked,
        needs_review=number.needs_review,
        stamp=secrets.token_hex(8),
    )


def make_profile(world: World, account_id: str, details: Details, consents: Sequence[Consent]) -> Profile:
    at = int(world.now.timestamp())
    sealed = seal_details(world, account_id, details)
    return Profile(sealed_details=sealed, consents=dict.fromkeys(consents, at), created_at=at)


def seal_details(world: World, account_id: str, details: Details) -> str:
    return world.keys.seal(f"account/{account_id}/details", msgspec.json.encode(details).decode())
