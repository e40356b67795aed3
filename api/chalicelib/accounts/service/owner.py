"""What other features may ask about the owner of an account."""

from ...access import Person
from ...world import World
from .profile import details_of, get_own


def full_name(world: World, person: Person) -> str:
    _, profile = get_own(world, person)
    return details_of(world, person.account_id, profile).full_name


def money_frozen_until(world: World, person: Person) -> int:
    """Seconds since 1970; until then no money leaves, as password or phone has changed. 0 where nothing has."""
    login, _ = get_own(world, person)
    return login.money_frozen_until
