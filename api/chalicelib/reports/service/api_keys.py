"""Keys of applications that send reports through Open311: made and revoked by operators, shown once, kept as hashes."""

import re

from ...dynamodb import RefusedError
from ...errors import ApiError
from ...keys import new_token, token_hash
from ...world import World
from ..storage import api_keys
from ..storage.api_keys import ApiKey

NAME = re.compile("[a-z0-9-]{2,40}")


class WrongKeyError(ApiError):
    status_code, code, title = 403, "wrong-api-key", "api_key is missing, or is none that was given out"


class KeyCommandError(Exception):
    """Why an operator's command was not done."""


def create(world: World, name: str, most_a_day: int) -> str:
    """The key itself, which nobody can read again."""
    if not NAME.fullmatch(name) or most_a_day < 1:
        raise KeyCommandError("a name has 2 to 40 small letters, digits and hyphens, and may send one report a day or more")
    token = new_token()
    key = ApiKey(name, most_a_day)
    try:
        world.reports.transact(api_keys.putting(world.reports, token_hash(token), key, int(world.now.timestamp())))
    except RefusedError:
        raise KeyCommandError(f"there is a key named {name} already: revoke it first") from None
    return token


def revoke(world: World, name: str) -> None:
    hashed = api_keys.get_hash(world.reports, name)
    if not hashed:
        raise KeyCommandError(f"there is no key named {name}")
    world.reports.transact(api_keys.deleting(world.reports, name, hashed))


def list_keys(world: World) -> list[ApiKey]:
    return api_keys.list_keys(world.reports)


def find(world: World, token: str) -> ApiKey:
    """WrongKeyError; an empty one is asked for nowhere."""
    key = api_keys.get(world.reports, token_hash(token)) if token else None
    if key is None:
        raise WrongKeyError
    return key
