"""What tests of the wallet's pages begin with: a citizen with an open wallet, a linked bank account and money."""

from chalicelib.access import Person
from chalicelib.accounts.service import staff
from chalicelib.wallet.model.accounts import citizen_account
from chalicelib.wallet.model.link_messages import NewLink
from chalicelib.wallet.model.wallets import WalletToOpen
from chalicelib.wallet.service import linking, opening
from chalicelib.wallet.storage import ledger, links
from chalicelib.world import World
from citizen import Citizen
from city import at_home
from playwright.sync_api import expect
from purse import fund
from stage import Phones, later
from visiting import visit

PIN = "480957"
VCB = "970436"
DAYS_AGO = 3  # the account; what it has is a little younger, and nothing of it is frozen any more


def own_wallet(citizen: Citizen, with_vnd: int = 0, is_identified: bool = True, bank_number: str = "") -> None:
    """Everything three days ago, through the services; `bank_number` is linked where it is given. Nobody is logged in."""
    citizen.city.register_before(citizen.number, citizen.phone, DAYS_AGO)
    phones = Phones()
    world = later(citizen.city.world_before(phones, DAYS_AGO), hours=1)
    if is_identified:
        staff.confirm_identity(world, citizen.number)
    citizen_hash, login = staff.find(world, citizen.number)
    person = Person(login.account_id, citizen_hash, "", "citizen", login.level)
    sent = opening.request_code(world, person, at_home(citizen.phone))
    confirmed = opening.enter_code(world, person, sent.id, phones.code())
    opening.open_wallet(world, person, sent.id, WalletToOpen(confirmed.proof, True, PIN), at_home(citizen.phone))
    if with_vnd:
        fund(world, citizen_account(person.account_id), with_vnd)
    if bank_number:
        link_bank(world, citizen, person, bank_number)


def link_bank(world: World, citizen: Citizen, person: Person, number: str) -> str:
    started = linking.start(world, person, NewLink(VCB, "otp", "vi", number))
    linking.confirm(world, person, started.id, bank_code(citizen, started.id), at_home(citizen.phone))
    return started.id


def bank_code(citizen: Citizen, link_id: str) -> str:
    """What the bank has sent to its customer's phone."""
    link = citizen.city.bank_books.find("SELECT otp FROM links WHERE reference = ?", link_id)
    assert link
    return str(link["otp"])


def own_number(citizen: Citizen, ending: str = "67") -> str:
    """A bank account that no other test's person has; …01 is of another holder, …02 has no money."""
    return f"0071{citizen.serial:06}{ending}"


def money_of(citizen: Citizen) -> tuple[int, int]:
    """(balance, held) in the books of the wallet, whatever a page says."""
    world = citizen.city.world_before(Phones(), 0)
    _, login = staff.find(world, citizen.number)
    (item,) = ledger.get_balances(world.wallet, citizen_account(login.account_id))
    return int(item["balance"]), int(item["held"])


def is_moving(citizen: Citizen) -> bool:
    """Whether something between the wallet and a bank has begun that nobody has decided."""
    world = citizen.city.world_before(Phones(), 0)
    _, login = staff.find(world, citizen.number)
    return any(one.moving for one in links.list_links(world.wallet, login.account_id))


def open_page(citizen: Citizen, address: str) -> None:
    visit(citizen.page, f"{citizen.city.origin}/{citizen.tag}/wallet/{address}")


def confirm(citizen: Citizen, password: str = PIN) -> None:
    """Types the wallet password into the dialog that asks for it."""
    expect(citizen.page.locator("[data-prove]")).to_be_visible()
    citizen.fill(wallet_password=password)
    citizen.press("Confirm")
