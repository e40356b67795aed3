"""The desk of field reports: an officer answers by the keyboard alone, and two officers at once lose nothing."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from chalicelib.access import Person
from chalicelib.accounts.service import staff
from chalicelib.reports.model.desk import LockToSet
from chalicelib.reports.model.requests import MoveToMake, Paging, ReportToSend
from chalicelib.reports.model.states import MoveName, allowed
from chalicelib.reports.service import desk, locks, moving, sending
from citizen import Citizen
from officer import employ, open_desk
from playwright.sync_api import expect
from stage import Phones
from test_accessibility import violations
from test_identity import picture
from visiting import visit

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])
UNITS = ("operations", "lighting")
ENDINGS: tuple[MoveName, ...] = ("reject", "answer", "leave-closed")


def person_of(citizen: Citizen, units: tuple[str, ...] = ()) -> Person:
    citizen_hash, login = staff.find(citizen.city.world_before(Phones(), 0), citizen.number)
    return Person(login.account_id, citizen_hash, "", login.role, login.level, units=units)


def empty_inboxes(citizen: Citizen) -> None:
    """Nothing of another test waits before this one's report."""
    world = citizen.city.world_before(Phones(), 0)
    colleague = person_of(citizen, UNITS)
    for unit in UNITS:
        for one in desk.list_inbox(world, colleague, unit, Paging()).reports:
            known = sending.get_report(world, one.id)
            move = next(name for name in ENDINGS if name in allowed(known.state, "operations"))
            moving.move_as_officer(world, colleague, one.id, MoveToMake(move, known.version, text="Đã xong từ trước."))


def report(citizen: Citizen, days: int = 0, unit: str = "") -> str:
    """The id of a broken light, by somebody who is new; given to an agency if one is named."""
    citizen.register_yesterday()
    empty_inboxes(citizen)
    world = citizen.city.world_before(Phones(), days)
    body = ReportToSend("street-light", "Đèn tắt ba đêm, gọi 0905 123 456.", {"state": ["off"]}, ward="phu-xuan")
    sent, _ = sending.send(world, person_of(citizen), f"desk-{citizen.serial:06}", body)
    if unit:
        moving.move_as_officer(world, person_of(citizen, UNITS), sent.report_id, MoveToMake("assign", 1, unit=unit))
    return sent.report_id


def open_next(officer: Citizen) -> None:
    officer.page.keyboard.press("n")
    expect(officer.page.locator("[data-step=report] h2")).to_be_focused()


def begin_to_answer(citizen: Citizen, officer: Citizen) -> str:
    """The id of a new report of the one, which the other is about to answer."""
    report_id = report(citizen, unit="lighting")
    employ(officer, units=("lighting",))
    open_desk(officer, "reports/")
    open_next(officer)
    officer.page.keyboard.press("a")
    return report_id


def state(citizen: Citizen, report_id: str) -> tuple[str, str]:
    """How far it is, and what was said last."""
    shown = desk.show(citizen.city.world_before(Phones(), 0), person_of(citizen, UNITS), report_id)
    return shown.state, shown.history[-1].text


@LANGUAGES
def test_an_officer_answers_the_most_urgent_with_the_keyboard_alone(meet: Meet, tag: str) -> None:
    lan, nam = meet(tag), meet(tag, viewport={"width": 360, "height": 740})
    report_id = report(lan, days=20, unit="lighting")
    employ(nam, units=("lighting",))
    open_desk(nam, "reports/")
    expect(nam.page.locator("[data-queue] [data-late=late-now]")).to_contain_text(nam.say("Late"))
    open_next(nam)
    expect(nam.text("Đèn tắt ba đêm, gọi 0905 123 456.")).to_be_visible()
    expect(nam.text("Đèn tắt ba đêm, gọi •••.")).to_be_visible()
    expect(nam.page.locator("[data-sender]")).to_be_hidden()
    nam.page.keyboard.press("a")
    expect(nam.field("text")).to_be_focused()
    expect(nam.field("text")).to_have_value("")
    nam.page.locator("#move-template").select_option(index=1)
    expect(nam.field("text")).to_be_focused()
    nam.page.keyboard.type(" Chúc bạn buổi tối sáng.")
    expect(nam.form("move").locator("[data-move]")).to_be_enabled()
    nam.page.keyboard.press("Tab")
    expect(nam.field("after")).to_be_focused()
    nam.page.keyboard.press("Tab")
    expect(nam.form("move").locator("[data-move]")).to_be_focused()
    nam.page.keyboard.press("Enter")
    expect(nam.page.locator("[data-done]")).to_have_text(nam.say("Answered"))
    begun = "Bóng đèn đã được thay" if tag == "vi" else "The lamp has been replaced"
    answered, text = state(lan, report_id)
    assert answered == "answered"
    assert text.startswith(begun)
    assert text.endswith("Chúc bạn buổi tối sáng.")


@LANGUAGES
def test_what_a_colleague_did_meanwhile_is_shown_and_what_was_typed_is_kept(meet: Meet, tag: str) -> None:
    lan, nam = meet(tag), meet(tag)
    report_id = begin_to_answer(lan, nam)
    nam.fill(text="Đã thay bóng đèn.")
    world, colleague = lan.city.world_before(Phones(), 0), person_of(lan, ("lighting",))
    moving.move_as_officer(world, colleague, report_id, MoveToMake("extend", 2, text="Chờ vật tư của kho."))
    nam.form("move").locator("[data-move]").click()
    changed = nam.page.locator("[data-changed]")
    expect(changed).to_contain_text("Chờ vật tư của kho.")
    expect(nam.field("text")).to_have_value("Đã thay bóng đèn.")
    nam.page.keyboard.press("Escape")
    expect(nam.text("You have typed something that is not sent. Once more, and it is left behind.")).to_be_visible()
    nam.form("move").locator("[data-move]").click()
    expect(nam.page.locator("[data-done]")).to_have_text(nam.say("Answered"))
    assert state(lan, report_id) == ("answered", "Đã thay bóng đèn.")


@LANGUAGES
def test_an_answer_shows_in_photos_what_was_done(meet: Meet, tag: str) -> None:
    lan, nam = meet(tag), meet(tag, viewport={"width": 360, "height": 740})
    report_id = begin_to_answer(lan, nam)
    nam.fill(text="Đã thay bóng đèn.")
    nam.field("after").set_input_files([picture(name=f"{number}.jpg") for number in range(4)])
    expect(nam.field("after")).to_have_accessible_description(
        re.compile(nam.say("Three photos are the most. Please remove one first."))
    )
    nam.field("after").set_input_files([picture(name="đèn.jpg"), picture(name="cột.jpg")])
    kept = nam.page.locator("[data-after] li")
    expect(kept).to_have_count(2)
    kept.last.get_by_role("button").click()
    expect(kept).to_have_count(1)
    assert violations(nam.page) == []
    nam.page.route("**/dev/report-files", lambda route: route.abort(), times=1)
    nam.form("move").locator("[data-move]").click()
    expect(nam.field("after")).to_have_accessible_description(
        re.compile(nam.say("The picture did not arrive whole. It is still here: please send it again."))
    )
    expect(nam.field("text")).to_have_value("Đã thay bóng đèn.")
    nam.form("move").locator("[data-move]").click()
    expect(nam.page.locator("[data-done]")).to_have_text(nam.say("Answered"))
    visit(lan.page, f"{lan.city.origin}/{tag}/reports/report/#{report_id}")
    expect(lan.page.locator("[data-after] img")).to_be_visible()


def test_numbers_come_by_themselves_and_keys_can_be_turned_off(meet: Meet) -> None:
    lan, nam = meet("en"), meet("en")
    employ(nam, units=("lighting",))
    report(lan, unit="lighting")
    open_desk(nam, "reports/")
    expect(nam.page.locator("[data-unit=lighting]")).to_contain_text("1 waiting")
    afresh = nam.button("Read the list afresh")
    afresh.focus()
    empty_inboxes(lan)
    nam.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(nam.page.locator("[data-unit=lighting]")).to_contain_text("0 waiting")
    expect(afresh).to_be_focused()
    nam.page.locator("#keys").uncheck()
    nam.page.keyboard.press("n")
    expect(nam.page.locator("[data-step=report]")).to_be_hidden()


def test_the_centre_looks_up_who_sent_it_and_locks_them(meet: Meet) -> None:
    lan, nam = meet("vi"), meet("vi")
    report(lan)
    employ(nam, units=("operations",))
    open_desk(nam, "reports/")
    open_next(nam)
    nam.page.get_by_text(nam.say("Look up who sent it")).click()
    nam.form("look").locator("textarea").fill("Có người bị thương, cần gọi lại")
    nam.form("look").get_by_role("button").click()
    expect(nam.page.locator("[data-person]")).to_contain_text("Lê Thị Lan")
    nam.page.locator("[data-sender] summary").nth(1).click()
    nam.form("lock").locator("textarea").fill("Gửi tin bịa nhiều lần")
    nam.fill(days="7")
    nam.form("lock").get_by_role("button").click()
    expect(nam.form("lock").locator(".told")).not_to_be_empty()
    nam.page.keyboard.press("Escape")
    assert "Lê Thị Lan" not in nam.page.content(), "a name is in sight while its report is open"


def test_who_is_locked_reads_why_and_another_officer_decides_on_the_appeal(meet: Meet) -> None:
    lan, nam = meet("en"), meet("en")
    report_id = report(lan)
    world = lan.city.world_before(Phones(), 0)
    locks.lock(world, replace(person_of(lan, UNITS), account_id="a colleague"), report_id, LockToSet("Made-up reports", 30))
    lan.log_in()
    lan.page.get_by_role("link", name="You can send no reports for a while: read why.").click()
    expect(lan.text("Made-up reports")).to_be_visible()
    lan.fill(text="My child pressed the button, I am sorry.")
    lan.press("Ask for another look")
    expect(lan.page.locator("[data-of=appeal]")).to_have_text("My child pressed the button, I am sorry.")
    expect(lan.form("appeal")).to_be_hidden()
    employ(nam, units=("operations",))
    open_desk(nam, "reports/")
    nam.page.get_by_text("Appeals of locked senders").click()
    nam.page.get_by_label("My child pressed the button, I am sorry.").check()
    nam.fill(reason="A first mistake")
    nam.press("Lift the lock")
    expect(nam.text("The lock is lifted. The person can send again.")).to_be_visible()
    lan.open("report-lock/")
    expect(lan.text("Nothing is locked: you can send reports.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_desk_of_reports(meet: Meet, scheme: str) -> None:
    lan, nam = meet("vi"), meet("ja", color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 800})
    report(lan, days=20)
    employ(nam, role="admin", units=("operations",))
    open_desk(nam, "reports/")
    expect(nam.page.locator("[data-queue] li")).not_to_have_count(0)
    assert violations(nam.page) == []
    open_next(nam)
    nam.page.keyboard.press("g")
    assert violations(nam.page) == []
