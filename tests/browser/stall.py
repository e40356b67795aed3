"""A shop of HueCity for tests: its owner, whom the city has let take payments, and codes that ask for money."""

from chalicelib.access import Level, Person
from chalicelib.accounts.service import staff
from chalicelib.wallet.model.shopkeeping import Application, MerchantDecision, NewOrder, ShownMerchant, ShownOrder
from chalicelib.wallet.service import merchants, takings
from chalicelib.world import World
from citizen import Citizen
from stage import Phones

NAME = "Bún bò O Lan"
OFFICER = Person("an-officer", "", "", "staff", Level.PHONE, units=("shop-desk",))


def world_of(citizen: Citizen, days_ago: int = 0) -> World:
    return citizen.city.world_before(Phones(), days_ago)


def owner_of(world: World, owner: Citizen) -> Person:
    citizen_hash, login = staff.find(world, owner.number)
    return Person(login.account_id, citizen_hash, "", "business", login.level)


def become_business(owner: Citizen) -> None:
    """Ends their sessions: the next login is one of a business."""
    staff.make_business(world_of(owner, days_ago=1), owner.number)


def apply(owner: Citizen) -> ShownMerchant:
    become_business(owner)
    world = world_of(owner, days_ago=1)
    return merchants.apply(world, owner_of(world, owner), Application(NAME, "5812", "0401234567", "12 Trần Hưng Đạo"))


def decide(owner: Citizen, decision: str, reason: str = "") -> ShownMerchant:
    world = world_of(owner)
    merchant_id = merchants.merchant_id_of(world, owner_of(world, owner).account_id)
    return merchants.decide(world, OFFICER, merchant_id, MerchantDecision(decision, reason))  # type: ignore[arg-type]


def open_stall(owner: Citizen) -> ShownMerchant:
    apply(owner)
    return decide(owner, "approve")


def own_code(owner: Citizen) -> str:
    """What customers scan who type the amount themselves."""
    world = world_of(owner)
    return merchants.show_own(world, owner_of(world, owner)).payload


def ask_for(owner: Citizen, amount: int, note: str = "", days_ago: int = 0) -> ShownOrder:
    world = world_of(owner, days_ago)
    return takings.make_order(world, owner_of(world, owner), NewOrder(amount, note))
