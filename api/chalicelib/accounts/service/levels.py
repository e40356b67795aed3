"""How sure the city is who somebody is: raised by whoever has checked it, as part of their own transaction."""

import secrets

import msgspec

from ...access import Level
from ...dynamodb import Item
from ...world import World
from ..model.account import Details, Login
from ..model.logged import LoggedBy
from ..storage import logins
from .profile import details_of
from .sessions import announce, end_begun_on, ending_sessions, logging
from .staff import OPERATOR


def find_owner(world: World, citizen_hash: str, account_id: str) -> tuple[Login, Details] | None:
    """Login and details of this very account; None where it is gone, even if the number has another one now."""
    login = logins.get_login(world.table, citizen_hash)
    profile = logins.get_profile(world.table, account_id)
    if login is None or profile is None or login.account_id != account_id:
        return None
    return login, details_of(world, account_id, profile)


def raising_level(world: World, citizen_hash: str, login: Login, by: LoggedBy) -> list[Item]:
    """Writes, the first of which fails when the login has changed. Sessions carry the level, so all of them end."""
    new = msgspec.structs.replace(login, level=Level.IDENTITY, needs_review=False, stamp=secrets.token_hex(8))
    return [
        logins.changing_login(world.table, citizen_hash, login, new),
        logging(world, login.account_id, "identity-confirmed", OPERATOR, by=by),
        *ending_sessions(world, login.account_id),
    ]


def level_raised(world: World, login: Login) -> None:
    """To be called when those writes are done."""
    end_begun_on(world, login.account_id, login.stamp)
    announce(login.account_id, "identity-confirmed", OPERATOR)
