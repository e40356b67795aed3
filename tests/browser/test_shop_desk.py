"""The desk of shops: somebody of the city opens one and refuses another with a reason that its owner reads."""

from collections.abc import Callable

import pytest
from chalicelib.access import Person
from chalicelib.accounts.service import staff
from chalicelib.wallet.model.shopkeeping import Application, ShownMerchant
from chalicelib.wallet.service import merchants
from citizen import Citizen
from officer import employ, open_desk
from playwright.sync_api import expect
from stage import Phones
from test_accessibility import violations

Meet = Callable[..., Citizen]


def owner_of(citizen: Citizen) -> Person:
    citizen_hash, login = staff.find(citizen.city.world_before(Phones(), 0), citizen.number)
    return Person(login.account_id, citizen_hash, "", "business", login.level)


def apply(citizen: Citizen, name: str) -> Person:
    citizen.register_yesterday()
    owner, world = owner_of(citizen), citizen.city.world_before(Phones(), 0)
    merchants.apply(world, owner, Application(name, "5814", f"3300{citizen.serial:06}", "12 Lê Lợi, Huế"))
    return owner


def standing(citizen: Citizen, owner: Person) -> ShownMerchant:
    return merchants.show_own(citizen.city.world_before(Phones(), 0), owner)


@pytest.mark.parametrize("tag", ["vi", "en"])
def test_one_shop_is_opened_and_another_refused_with_a_reason(meet: Meet, tag: str) -> None:
    lan, minh, nam = meet(tag), meet(tag), meet(tag)
    names = f"Cà phê Sen {lan.serial}", f"Bánh bèo {minh.serial}"
    owners = apply(lan, names[0]), apply(minh, names[1])
    employ(nam, units=("shop-desk",))
    open_desk(nam, "shops/")
    nam.press("Open the shop")
    expect(nam.text("Please choose an application first.")).to_be_visible()
    nam.page.get_by_label(names[0]).check()
    nam.press("Open the shop")
    expect(nam.text("The shop is open.")).to_be_visible()
    expect(nam.page.get_by_label(names[0])).to_have_count(0)
    nam.page.get_by_label(names[1]).check()
    nam.press("Refuse")
    expect(nam.field("reason")).to_have_accessible_description(reason_is_needed(nam))
    nam.fill(reason="Mã số thuế không khớp")
    nam.press("Refuse")
    expect(nam.text("The application is refused. The owner reads why.")).to_be_visible()
    assert standing(lan, owners[0]).standing == "open"
    assert (standing(minh, owners[1]).standing, standing(minh, owners[1]).reason) == ("refused", "Mã số thuế không khớp")


def reason_is_needed(officer: Citizen) -> str:
    hint = officer.say("In words for the owner: what is missing, what to change.")
    return f"{hint} {officer.say('Please say why: the owner reads it.')}"


def test_staff_of_another_desk_read_that_this_one_is_not_theirs(meet: Meet) -> None:
    nam = meet("en")
    employ(nam, units=("identity-desk",))
    open_desk(nam, "shops/")
    expect(nam.text("This desk is for those of the city's staff who work at it.")).to_be_visible()
    expect(nam.page.locator("[data-form=decision]")).to_be_hidden()
    expect(nam.page.locator("[data-retry]")).to_be_hidden()


def test_axe_finds_nothing_at_the_desk_of_shops(meet: Meet) -> None:
    lan, nam = meet("ja"), meet("ja", bypass_csp=True, viewport={"width": 360, "height": 800})
    apply(lan, f"Nón lá {lan.serial}")
    employ(nam, units=("shop-desk",))
    open_desk(nam, "shops/")
    expect(nam.page.get_by_label(f"Nón lá {lan.serial}")).to_be_visible()
    assert violations(nam.page) == []
