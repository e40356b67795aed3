"""Login: limits first, then the password, then the second factor; three calls, and the same time for unknown numbers."""

import secrets

import msgspec

from ... import metrics
from ...dynamodb import RefusedError
from ...errors import ApiError, TooManyError, read_fields
from ...limits import Limit, count_all
from ...world import World
from ..model.account import Login
from ..model.citizen_id import parse_citizen_id
from ..model.errors import WrongLoginError
from ..model.passwords import hash_password, is_password, needs_rehash
from ..model.requests import Credentials
from ..model.sessions import Visitor, known_device, mask_address
from ..storage import logins
from .factor_check import after_second_factor
from .registration import hash_citizen
from .sessions import beginning_session, ending_current

QUARTER, HOUR, DAY = 900, 3_600, 86_400
TRIES_A_QUARTER = 10
TRIES_A_DAY = 100  # NIST SP 800-63B: at most a hundred in a row
TRIES_AN_ADDRESS_AN_HOUR = 300  # many phones share one address at their network's gate


def login_limits(world: World, citizen_hash: str, visitor: Visitor) -> list[Limit]:
    """Device cookies (OWASP): a browser that was logged in before counts by itself, so strangers cannot lock it out."""
    device = known_device(world.keys, visitor.cookies, world.now, citizen_hash)
    if device:
        who = world.keys.hash("device-limit", citizen_hash, device)
        return [Limit("login", who, TRIES_A_QUARTER, QUARTER), Limit("login-day", who, TRIES_A_DAY, DAY)]
    address = world.keys.hash("address", visitor.address)
    return [
        Limit("login", citizen_hash, TRIES_A_QUARTER, QUARTER),
        Limit("login-day", citizen_hash, TRIES_A_DAY, DAY),
        Limit("login-address", address, TRIES_AN_ADDRESS_AN_HOUR, HOUR),
    ]


def count_try(world: World, limits: list[Limit]) -> None:
    """Counted before anything is compared, right or wrong: TooManyError says how long to wait."""
    try:
        count_all(world.table, limits, world.now)
    except TooManyError as error:
        metrics.count("LoginRefused", who=limits[0].who, reason=error.what)
        raise


def log_in(world: World, body: Credentials, visitor: Visitor) -> list[str]:
    """Cookies of a new session. WrongLoginError does not tell what was wrong."""
    number = read_fields(citizen_id=lambda: parse_citizen_id(body.citizen_id, world.now.date()))["citizen_id"]
    citizen_hash = hash_citizen(world, number)
    count_try(world, login_limits(world, citizen_hash, visitor))
    try:
        login = logins.get_login_or_decoy(world.table, citizen_hash)
        if not is_password(world.keys, login.password_hash, body.password) or login.status != "active":
            raise WrongLoginError
        changed = after_second_factor(world, login, body.second_factor)
    except ApiError as error:
        metrics.count("LoginWrong", who=citizen_hash, network=mask_address(visitor.address), reason=error.code)
        raise
    if needs_rehash(login.password_hash):
        changed = msgspec.structs.replace(changed, password_hash=hash_password(world.keys, body.password))
    writes, cookies = beginning_session(world, login, citizen_hash, visitor, "logged-in")
    try:
        world.table.transact(
            [checking_or_changing(world, citizen_hash, login, changed), *writes, *ending_current(world, visitor)]
        )
    except RefusedError:  # password or second factor changed, or this very code was used, in the same moment
        raise WrongLoginError from None
    metrics.count("LoginRight", who=login.account_id, network=mask_address(visitor.address))
    return cookies


def checking_or_changing(world: World, citizen_hash: str, login: Login, changed: Login) -> dict[str, object]:
    """The write that lets no session begin on outdated credentials, and keeps a code that was used or a new hash."""
    if changed == login:
        return logins.checking_login(world.table, citizen_hash, login)
    used = msgspec.structs.replace(changed, stamp=secrets.token_hex(8))
    return logins.changing_login(world.table, citizen_hash, login, used)
