"""Sending a report and following one's own in a real browser: kept while there is no signal, sent once, answered."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from chalicelib.access import Person
from chalicelib.accounts.service import staff
from chalicelib.reports.model.requests import MoveToMake, OwnReports, Paging, ReportToSend
from chalicelib.reports.service import moving, own, sending
from chalicelib.reports.storage import media
from chalicelib.world import World
from citizen import Citizen
from city import PASSWORD
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Route, expect
from stage import Phones
from test_accessibility import violations
from visiting import visit

Meet = Callable[..., Citizen]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
AT_DONG_BA = {"geolocation": {"latitude": 16.4725, "longitude": 107.5885, "accuracy": 11}, "permissions": ["geolocation"]}
REPORTS = "**/api/v1/reports"
TEXT = "Rác dồn đống trước cổng chợ đã ba ngày."


def open_page(citizen: Citizen, address: str) -> None:
    visit(citizen.page, f"{citizen.city.origin}/{citizen.tag}/reports/{address}")


def photo() -> FilePayload:
    drawn = BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(drawn, "JPEG")
    return {"name": "cho.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}


def person(citizen: Citizen, world: World) -> Person:
    citizen_hash, login = staff.find(world, citizen.number)
    return Person(login.account_id, citizen_hash, "", "citizen", login.level)


def own_reports(citizen: Citizen) -> OwnReports:
    """What the city has of them, whatever a page says."""
    world = citizen.city.world_before(Phones(), 0)
    return own.list_own(world, person(citizen, world), Paging())


def logged_in(meet: Meet, tag: str, **options: Any) -> Citizen:
    lan = meet(tag, **PHONE, **options)
    lan.register_yesterday()
    lan.log_in()
    return lan


def write(lan: Citizen) -> Locator:
    """A report about waste, by somebody whose position is not known."""
    lan.page.locator("[data-category=waste]").click()
    form = lan.form("report")
    form.locator("[name='waste.kind.household']").check()
    form.locator("[name=text]").fill(TEXT)
    form.locator("[name=ward]").select_option("phu-xuan")
    return form


@pytest.mark.parametrize("tag", ["vi", "en"])
def test_what_is_written_without_a_signal_goes_out_by_itself_and_arrives_once(meet: Meet, tag: str) -> None:
    lan = logged_in(meet, tag, **AT_DONG_BA)
    open_page(lan, "send/")
    form, context, sent = write(lan), lan.page.context, []
    lan.press("Use my position")
    expect(form.locator("[data-taken]")).to_be_visible()
    form.locator("[name=photos]").set_input_files(photo())
    expect(form.locator("[data-media] canvas")).to_be_visible()
    assert violations(lan.page) == []

    def lose_the_first(route: Route) -> None:
        sent.append((route.request.headers["idempotency-key"], route.request.post_data))
        reply = route.fetch()
        route.abort() if len(sent) == 1 else route.fulfill(response=reply)

    context.set_offline(True)
    lan.press("Send the report")
    expect(lan.heading("Your report is kept")).to_be_focused()
    assert own_reports(lan).reports == []
    lan.page.route(REPORTS, lose_the_first)
    with lan.page.expect_event("requestfailed", lambda request: request.url.endswith("/reports"), timeout=15_000):
        context.set_offline(False)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    expect(lan.heading("Your report has arrived")).to_be_visible(timeout=15_000)
    assert len(set(sent)) == 1 < len(sent)
    (report,) = own_reports(lan).reports
    assert (report.category, report.text, report.lat) == ("waste", TEXT, 16.4725)
    kept = media.list_all(lan.city.world_before(Phones(), 0).reports, report.id)
    assert [(one.slot, one.state, one.is_sent) for one in kept] == [("photo-1", "stored", True)]
    lan.page.get_by_role("main").get_by_role("link", name=lan.say("Another report")).click()
    expect(lan.page.locator("[data-drafts]")).to_contain_text(TEXT)


def test_mistakes_are_told_beside_their_fields_and_nothing_is_lost(meet: Meet) -> None:
    minh = meet("vi", **PHONE)
    open_page(minh, "send/")
    minh.page.locator("[data-category=waste]").click()
    minh.field("text").fill("Rác")
    minh.press("Send the report")
    expect(minh.page.locator("[name='waste.kind']")).to_be_focused()
    for name, words in (("waste-kind", "answer this question"), ("text", "ten characters"), ("place", "say where it is")):
        (message,) = (one for one in MESSAGES if words in one)
        expect(minh.page.locator(f"#{name}-error")).to_have_text(minh.say(message))
    expect(minh.field("text")).to_have_value("Rác")


MESSAGES = (
    "Please answer this question.",
    "Please describe it in ten characters or more.",
    "Please say where it is: your position, a ward or an address.",
)


def test_a_complaint_is_led_to_its_own_door_and_gets_no_form(meet: Meet) -> None:
    minh = meet("en", **PHONE)
    open_page(minh, "send/#public-service")
    expect(minh.heading("This has another door")).to_be_focused()
    expect(minh.form("report")).to_be_hidden()


def test_who_is_not_logged_in_writes_first_and_the_report_goes_out_after_the_login(meet: Meet) -> None:
    minh = meet("vi", **PHONE)
    minh.register_yesterday()
    open_page(minh, "send/")
    write(minh)
    minh.press("Send the report")
    expect(minh.page.locator("[data-why-waiting]")).to_have_text(minh.say("Waits until you log in"))
    minh.page.get_by_role("link", name=minh.say("Log in and send")).click()
    minh.fill(citizen_id=minh.number, password=PASSWORD)
    minh.press("Log in")
    expect(minh.heading("Your report has arrived")).to_be_visible(timeout=15_000)
    assert [one.text for one in own_reports(minh).reports] == [TEXT]


def test_a_draft_survives_the_page_and_goes_only_when_its_writer_is_sure(meet: Meet) -> None:
    minh = meet("vi", **PHONE)
    open_page(minh, "send/")
    form = write(minh)
    form.locator("[name=photos]").set_input_files(photo())
    expect(form.locator("[data-kept]")).to_have_text(minh.say("Kept on this device."))
    minh.page.reload()
    expect(form.locator("[name=text]")).to_have_value(TEXT)
    expect(form.locator("[data-media] canvas")).to_be_visible()
    open_page(minh, "send/#")
    drafts = minh.page.locator("[data-drafts] li")
    for answer, left in (("Keep it", 1), ("Delete", 0)):
        drafts.get_by_role("button", name=minh.say("Delete")).click()
        minh.page.get_by_role("dialog").get_by_role("button", name=minh.say(answer), exact=True).click()
        expect(drafts).to_have_count(left)


def send_before(lan: Citizen, world: World) -> str:
    body = ReportToSend("street-light", "Đèn trước nhà tắt đã một tuần.", {"state": ["off"]}, ward="phu-xuan")
    return sending.send(world, person(lan, world), f"key-{lan.serial}-before", body)[0].report_id


def move(world: World, report_id: str, name: Any, **wish: Any) -> None:
    report = sending.get_report(world, report_id)
    moving.move(world, report, moving.Acting("operations", "somebody"), MoveToMake(name, report.version, **wish))


@pytest.mark.parametrize("tag", ["vi", "en"])
def test_its_sender_answers_what_the_city_asks_doubts_the_answer_and_reads_it_all_in_words(meet: Meet, tag: str) -> None:
    lan = logged_in(meet, tag)
    world = lan.city.world_before(Phones(), 0)
    report_id = send_before(lan, world)
    move(world, report_id, "ask-back", text="Số nhà bao nhiêu?")
    open_page(lan, "mine/")
    expect(lan.text("The city asks you something").first).to_be_visible()
    lan.page.locator("[data-reports] a").click()
    expect(lan.page.locator("[data-of=asked]")).to_have_text("Số nhà bao nhiêu?")
    lan.form("reply").locator("textarea").fill("Số 20.")
    lan.press("Send the reply")
    expect(lan.page.locator("[data-history] li")).to_have_count(3)
    move(world, report_id, "assign", unit="lighting")
    move(world, report_id, "answer", text="Đã thay bóng.")
    lan.page.reload()
    expect(lan.page.locator("[data-of=answer]")).to_have_text("Đã thay bóng.")
    lan.press("Send the rating")
    expect(lan.page.locator("#rating-choice-error")).to_have_text(lan.say("Please choose one of the three."))
    lan.page.get_by_label(lan.say("Not satisfied")).check()
    lan.field("unfixed").check()
    lan.form("rate").locator("textarea").fill("Tối qua lại tắt.")
    lan.press("Send the rating")
    expect(lan.page.locator("[data-done]")).to_have_text(lan.say("The report is open again. Thank you for saying so."))
    assert [one.state for one in own_reports(lan).reports] == ["reopened"]
    assert violations(lan.page) == []


def test_a_report_is_withdrawn_by_its_sender(meet: Meet) -> None:
    lan = logged_in(meet, "vi")
    open_page(lan, f"mine/#{send_before(lan, lan.city.world_before(Phones(), 0))}")
    lan.page.get_by_text(lan.say("Withdraw this report")).click()
    lan.press("Withdraw the report")
    expect(lan.page.locator("[data-done]")).to_have_text(lan.say("The report is withdrawn."))
    assert [one.state for one in own_reports(lan).reports] == ["closed"]
