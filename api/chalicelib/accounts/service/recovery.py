"""Forgot password: the same first answer for everybody, and a new password only where number and phone belong together."""

import secrets

from ...errors import InvalidInputError, read_fields
from ...otp import service as otp
from ...otp.model.codes import ProofGoneError, Proven
from ...world import World
from ..model.account import Login
from ..model.citizen_id import parse_citizen_id
from ..model.passwords import check_password, hash_password
from ..model.requests import NewPassword, Verified
from ..model.sessions import Visitor, device_cookie
from ..storage import logins
from .changes import frozen, write_change
from .profile import details_of
from .registration import hash_citizen
from .sessions import announce, logging


def enter_code(world: World, reset_id: str, code: str) -> Verified:
    proven, proof = otp.check_code(world, "password-reset", reset_id, code)
    return Verified("continue", proof) if find_own(world, proven) else Verified("no_match")


def find_own(world: World, proven: Proven) -> Login | None:
    """The login that this phone may reset."""
    login = logins.get_login(world.table, proven.subject)
    is_own = login is not None and login.status == "active" and login.phone_hash == proven.phone_hash
    return login if is_own else None


def set_password(world: World, reset_id: str, body: NewPassword, visitor: Visitor) -> list[str]:
    """Ends all sessions and begins none: whoever has a second factor still needs it. The cookie lets this browser try to
    log in even while strangers do."""
    proven = otp.get_proven(world, "password-reset", reset_id, body.proof)
    login = find_own(world, proven)
    profile = logins.get_profile(world.table, login.account_id) if login else None
    if login is None or profile is None:
        raise ProofGoneError
    name = details_of(world, login.account_id, profile).full_name
    personal = (name, body.citizen_id, proven.phone, "0" + proven.phone[3:])
    fields = read_fields(
        citizen_id=lambda: parse_citizen_id(body.citizen_id, world.now.date()),
        password=lambda: check_password(body.password, personal),
    )
    if hash_citizen(world, fields["citizen_id"]) != proven.subject:
        raise InvalidInputError("the code was sent for another ID number", {"citizen_id": "not the one of the code"})
    password_hash = hash_password(world.keys, fields["password"])
    new = frozen(world, login, password_hash=password_hash, stamp=secrets.token_hex(8))
    use = otp.using_proof(world, "password-reset", reset_id, body.proof)
    write_change(world, proven.subject, login, new, [use, logging(world, login.account_id, "password-reset", visitor)])
    announce(login.account_id, "password-reset", visitor)
    otp.send_notice(world, "password-changed", proven.phone, login.language)
    return [device_cookie(world.keys, proven.subject, proven.phone_hash, visitor.cookies, world.now)]
