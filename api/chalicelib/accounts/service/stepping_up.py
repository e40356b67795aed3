"""Showing again, beyond being logged in, who somebody is: their password and, where they have an app, a code of it."""

from ...access import Person
from ...dynamodb import Item
from ...world import World
from ..storage import logins
from .changes import confirm_password
from .factor_check import after_second_factor
from .profile import get_own


def stepping_up(world: World, person: Person, password: str, second_factor: str) -> list[Item]:
    """Writes for the transaction that this is shown for: they use the code up. WrongPasswordError,
    SecondFactorNeededError, WrongSecondFactorError, TooManyError."""
    login, _ = get_own(world, person)
    confirm_password(world, person, login, password)
    after = after_second_factor(world, login, second_factor)
    return [] if after is login else [logins.changing_login(world.table, person.citizen_hash, login, after)]
