"""What other features may ask about the owner of an account, and tell them."""

from ...access import Person
from ...otp import service as otp
from ...otp.model.texts import Notice
from ...world import World
from ..model.sessions import Visitor
from .profile import details_of, get_own
from .registration import owner_phone
from .sessions import announce, logging


def full_name(world: World, person: Person) -> str:
    _, profile = get_own(world, person)
    return details_of(world, person.account_id, profile).full_name


def money_frozen_until(world: World, person: Person) -> int:
    """Seconds since 1970; until then no money leaves, as password or phone has changed. 0 where nothing has."""
    login, _ = get_own(world, person)
    return login.money_frozen_until


def tell(world: World, person: Person, what: Notice, visitor: Visitor) -> None:
    """A line in the log that the owner can read, and a text message to their phone."""
    login, _ = get_own(world, person)
    world.table.transact([logging(world, person.account_id, what, visitor)])
    announce(person.account_id, what, visitor)
    otp.send_notice(world, what, owner_phone(world, login), login.language)
