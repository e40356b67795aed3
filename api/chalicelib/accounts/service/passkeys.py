"""Adding, listing and removing passkeys, and logging in with one: no number, no password, no second factor to type."""

import msgspec

from ... import metrics
from ...access import Person
from ...dynamodb import RefusedError
from ...errors import BusyError, read_fields
from ...world import World
from ..model.errors import NoSuchPasskeyError, TooManyPasskeysError, WrongLoginError, WrongPasskeyError
from ..model.passkeys import (
    CHALLENGE_SECONDS,
    Credential,
    NewCredential,
    Passkey,
    challenge_in,
    encode,
    handle_of,
    is_ours,
    new_challenge,
    passkey_id_of,
    relying_party,
    verify_login,
    verify_new,
)
from ..model.requests import FactorsAgain, LoginOptions, NewPasskey, OnePasskey, PasskeyOptions, PasskeyRemoval
from ..model.sessions import Visitor, mask_address
from ..storage import logins, passkeys
from .changes import change_login, confirm_password
from .factor_check import after_second_factor
from .login import checking_or_changing
from .profile import get_own
from .registration import read_name
from .sessions import beginning_session, ending_current

AT_MOST = 20


def offer(world: World, person: Person, body: FactorsAgain) -> PasskeyOptions:
    """What the browser needs to make a passkey. The account's id is its user handle: random, and nobody's name."""
    login, _ = get_own(world, person)
    confirm_password(world, person, login, body.password)
    shown = after_second_factor(world, login, body.second_factor)
    try:
        world.table.transact([checking_or_changing(world, person.citizen_hash, login, shown)])
    except RefusedError:
        raise BusyError from None
    host, _ = relying_party(world.config.origins)
    challenge = new_challenge(world.keys, f"new/{person.account_id}", world.now)
    handle = encode(person.account_id.encode())
    return PasskeyOptions(challenge, host, handle, login.masked_id, CHALLENGE_SECONDS * 1000)


def add(world: World, person: Person, body: NewPasskey, visitor: Visitor) -> list[str]:
    name = read_fields(name=lambda: read_name(body.name))["name"]
    challenge = checked_challenge(world, f"new/{person.account_id}", body.credential)
    made = verify_new(body.credential, challenge, world.config.origins)
    if made is None:
        raise WrongPasskeyError
    login, _ = get_own(world, person)
    if len(passkeys.list_passkeys(world.table, person.account_id)) >= AT_MOST:
        raise TooManyPasskeysError
    passkey = Passkey(
        passkey_id=passkey_id_of(body.credential),
        citizen_hash=person.citizen_hash,
        public_key=made[0],
        sign_count=made[1],
        name=name,
        created_at=int(world.now.timestamp()),
    )
    writes = [passkeys.using_challenge(world.table, challenge, world.now)]
    writes.append(passkeys.putting_passkey(world.table, person.account_id, passkey))
    return change_login(world, person.citizen_hash, login, login, visitor, "passkeys-changed", writes)


def checked_challenge(world: World, context: str, credential: NewCredential | Credential) -> str:
    challenge = challenge_in(credential.response.client_data_json)
    if not is_ours(world.keys, context, challenge, world.now):
        raise WrongPasskeyError
    return challenge


def list_own(world: World, person: Person) -> list[OnePasskey]:
    own = passkeys.list_passkeys(world.table, person.account_id)
    return [OnePasskey(one.passkey_id, one.name, one.created_at, one.used_at) for one in own]


def remove(world: World, person: Person, body: PasskeyRemoval, visitor: Visitor) -> list[str]:
    login, _ = get_own(world, person)
    confirm_password(world, person, login, body.password)
    if passkeys.get_passkey(world.table, person.account_id, body.passkey_id) is None:
        raise NoSuchPasskeyError
    delete = passkeys.deleting_passkey(world.table, person.account_id, body.passkey_id)
    return change_login(world, person.citizen_hash, login, login, visitor, "passkeys-changed", [delete])


def login_options(world: World) -> LoginOptions:
    """Costs no call: the challenge is checked by its own MAC when it comes back, and used once."""
    host, _ = relying_party(world.config.origins)
    return LoginOptions(new_challenge(world.keys, "login", world.now), host, CHALLENGE_SECONDS * 1000)


def log_in(world: World, credential: Credential, visitor: Visitor) -> list[str]:
    """Cookies of a session that counts as one with a second factor: the device has it, and asked for finger, face or PIN."""
    challenge = checked_challenge(world, "login", credential)
    account_id = handle_of(credential)
    passkey = passkeys.get_passkey(world.table, account_id, passkey_id_of(credential))
    count = verify_login(credential, challenge, world.config.origins, passkey) if passkey else None
    login = logins.get_login(world.table, passkey.citizen_hash) if passkey and count is not None else None
    if passkey is None or count is None or login is None or login.account_id != account_id or login.status != "active":
        metrics.count("LoginWrong", network=mask_address(visitor.address), reason="wrong-passkey")
        raise WrongPasskeyError
    used = msgspec.structs.replace(passkey, sign_count=count, used_at=int(world.now.timestamp()))
    begin, cookies = beginning_session(world, login, passkey.citizen_hash, visitor, "logged-in-by-passkey", is_strong=True)
    writes = [
        passkeys.using_challenge(world.table, challenge, world.now),
        logins.checking_login(world.table, passkey.citizen_hash, login),
        passkeys.using_passkey(world.table, account_id, passkey, used),
    ]
    try:
        world.table.transact([*writes, *begin, *ending_current(world, visitor)])
    except RefusedError:
        raise WrongLoginError from None
    metrics.count("LoginRight", who=account_id, network=mask_address(visitor.address))
    return cookies
