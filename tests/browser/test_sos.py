"""Calling for help in a real browser: kept while there is no signal, sent once, seen at the desk, and ended when safe."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from chalicelib.access import Level, Person
from chalicelib.sos import storage
from chalicelib.sos.model.calls import Call
from chalicelib.sos.model.requests import CallMove, CallToMake, WhereToGo
from chalicelib.sos.service import calling, desk
from chalicelib.sos.service.desk import A_PAGE
from chalicelib.sos.service.sealing import details_of
from citizen import Citizen
from city import City
from officer import employ, open_desk
from playwright.sync_api import expect
from stage import Phones
from test_accessibility import violations
from visiting import visit

Meet = Callable[..., Citizen]
RESCUER = Person("hoa", "", "", "staff", Level.IDENTITY, units=("rescue",))
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
ON_A_ROOF = {"geolocation": {"latitude": 16.4725, "longitude": 107.5885, "accuracy": 11}, "permissions": ["geolocation"]}


def in_danger(meet: Meet, tag: str, **options: Any) -> Citizen:
    lan = meet(tag, **PHONE, **options)
    visit(lan.page, f"{lan.city.origin}/{tag}/sos/")
    return lan


def calls_of(citizen: Citizen) -> list[Call]:
    """What the city has of them, whatever a page says."""
    world = citizen.city.world_before(Phones(), 0)
    phone = f"+84{citizen.phone[1:]}"
    return [one for one in storage.page(world.reports, 100)[0] if details_of(world, one).phone == phone]


def test_a_call_without_a_signal_is_kept_and_goes_out_once_when_it_returns(meet: Meet) -> None:
    lan = in_danger(meet, "vi", **ON_A_ROOF)
    lan.press("Send my place")
    expect(lan.page.locator("[data-located]")).to_contain_text("11")
    lan.fill(phone=lan.phone, people="4")
    lan.field("water").select_option("roof")
    lan.page.context.set_offline(True)
    lan.press("SEND SOS")
    expect(lan.text("NOT SENT YET. Call if you can.")).to_be_visible()
    assert calls_of(lan) == []
    lan.page.context.set_offline(False)
    expect(lan.text("Your call has arrived. Stay where you are, phone on.")).to_be_visible()
    expect(lan.text("NOT SENT YET. Call if you can.")).to_be_hidden()
    lan.page.reload()
    expect(lan.text("Your call has arrived. Stay where you are, phone on.")).to_be_visible()
    (call,) = calls_of(lan)
    details = details_of(lan.city.world_before(Phones(), 0), call)
    assert (call.version, details.water, details.people, details.places[0].lat) == (1, "roof", 4, 16.4725)


def test_an_officer_sees_the_call_and_who_called_reads_it_and_says_that_all_are_safe(meet: Meet) -> None:
    lan, nam = in_danger(meet, "en"), meet("en")
    lan.press("SEND SOS")
    expect(lan.text("Where are you? Press the button, or write it.")).to_be_visible()
    lan.fill(phone=lan.phone, address="12 Chi Lăng", words="Hai cụ già")
    lan.press("SEND SOS")
    expect(lan.text("Your call has arrived. Stay where you are, phone on.")).to_be_visible()
    employ(nam, units=("rescue",))
    open_desk(nam, "sos/")
    row = nam.page.locator(f"[data-call='{calls_of(lan)[0].call_id}']")
    expect(row).to_contain_text("12 Chi Lăng")
    row.get_by_role("button", name="Show the number").click()
    expect(row.get_by_role("link", name=lan.phone[1:])).to_be_focused()
    row.get_by_role("button", name="I have seen it").click()
    expect(row.locator(".phase")).to_have_text("Seen")
    assert violations(nam.page) == []
    lan.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(lan.text("Rescuers have seen your call. Stay where you are.")).to_be_visible()
    assert violations(lan.page) == []
    lan.page.get_by_text("I am safe", exact=True).click()
    lan.press("Yes, all of us are safe")
    expect(lan.text("You are safe. The call is closed.")).to_be_visible()
    assert calls_of(lan) == []


@pytest.fixture
def deluge_of_calls(city: City) -> Iterator[list[str]]:
    """Ids of more open calls than the desk shows at first, the most urgent first."""
    world = city.world_before(Phones(), 0)
    place = WhereToGo(address="12 Chi Lăng")
    for n in range(A_PAGE + 3):
        calling.call(world, f"198.51.100.{n}", f"deluge-of-calls-{n:04d}", CallToMake(f"0905{n:06d}", place))
    yield [one.call_id for one in storage.page(world.reports, 100)[0]]
    for one in storage.page(world.reports, 100)[0]:
        desk.move(world, RESCUER, one.call_id, CallMove("false-alarm", one.version, "Thử"))


def test_calls_beyond_the_first_page_stay_in_sight_and_so_does_the_focus(meet: Meet, deluge_of_calls: list[str]) -> None:
    nam = meet("en")
    employ(nam, units=("rescue",))
    nam.page.clock.install()
    open_desk(nam, "sos/")
    rows = nam.page.locator("[data-call]")
    expect(rows).to_have_count(A_PAGE)
    nam.press("Further ones")
    expect(rows).to_have_count(len(deluge_of_calls))
    expect(rows.nth(A_PAGE)).to_be_focused()
    last = nam.page.locator(f"[data-call='{deluge_of_calls[-1]}']")
    last.get_by_role("button", name="Show the number").focus()
    world = nam.city.world_before(Phones(), 0)
    desk.move(world, RESCUER, deluge_of_calls[-1], CallMove("see", 1))
    nam.page.clock.fast_forward(15_000)
    expect(last.locator(".phase")).to_have_text("Seen")
    expect(rows).to_have_count(len(deluge_of_calls))
    expect(last.get_by_role("button", name="Show the number")).to_be_focused()
    last.get_by_role("button", name="Help is on the way").press("Enter")
    expect(last.locator(".phase")).to_have_text("Help on the way")
    expect(last).to_be_focused()
    last.get_by_role("button", name="False alarm: close it").press("Enter")
    nam.fill(text="Gọi nhầm")
    nam.press("Do it")
    expect(rows).to_have_count(len(deluge_of_calls) - 1)
    expect(rows.first).to_be_focused()
    assert violations(nam.page) == []


def test_without_scripts_the_numbers_to_call_are_all_there_is(meet: Meet) -> None:
    lan = in_danger(meet, "en", java_script_enabled=False)
    links = lan.page.locator("main a[href^='tel:']:visible")
    assert [link.get_attribute("href") for link in links.all()] == ["tel:112", "tel:114", "tel:115", "tel:19001075"]
    expect(lan.page.locator("main form")).to_be_hidden()
    expect(lan.page.locator("#main noscript .note")).to_contain_text("JavaScript")
