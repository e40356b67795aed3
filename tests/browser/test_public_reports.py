"""The public pages of reports in a real browser: found by filters and on the map, read whole, co-signed and rated."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from chalicelib.access import Person
from chalicelib.reports.model.requests import MoveToMake, ReportToSend
from chalicelib.reports.service import moving, rating_links, sending, statistics
from citizen import Citizen
from playwright.sync_api import expect
from stage import Phones
from test_accessibility import violations
from test_report_desk import person_of
from visiting import visit

Meet = Callable[..., Citizen]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
WIDE = {"viewport": {"width": 1280, "height": 900}}
DARK = {"color_scheme": "dark", "bypass_csp": True}
AT_TINH_TAM = {"lat": 16.4790, "long": 107.5795, "ward": "phu-xuan", "address": "Hồ Tịnh Tâm"}
TEXT = "Nước máy đục từ sáng hôm qua, cả xóm không nấu ăn được."


def open_page(citizen: Citizen, address: str) -> None:
    visit(citizen.page, f"{citizen.city.origin}/{citizen.tag}/reports/{address}")


def report(citizen: Citizen, days: int = 0, **changes: Any) -> str:
    """The id of a report by somebody who is new: water that nobody can cook with."""
    citizen.register_yesterday()
    body = ReportToSend(**{"category": "utilities", "text": TEXT, "answers": {"kind": ["water"]}, **AT_TINH_TAM, **changes})
    sent, _ = sending.send(
        citizen.city.world_before(Phones(), days), person_of(citizen), f"public-{citizen.serial:06}", body
    )
    return sent.report_id


def move(citizen: Citizen, report_id: str, *moves: MoveToMake) -> None:
    officer: Person = person_of(citizen, ("operations",))
    for one in moves:
        moving.move_as_officer(citizen.city.world_before(Phones(), 0), officer, report_id, one)


def test_reports_are_found_by_filters_in_the_address_and_on_a_map_without_any_third_party(meet: Meet) -> None:
    lan = meet("vi", **WIDE)
    report_id = report(lan, days=30, text=(words := f"{TEXT} Xóm {lan.serial}."))
    asked: list[str] = []
    lan.page.on("request", lambda request: asked.append(request.url))
    open_page(lan, "#category=utilities&status=open")
    card = lan.page.locator(f"[data-reports] a[href$='{report_id}']")
    expect(card).to_have_text(words)
    expect(lan.page.locator("[data-reports] li", has_text=words)).to_contain_text("Trễ hạn")
    lan.page.locator("#category").select_option("heritage")
    expect(card).to_have_count(0)
    assert "category=heritage" in lan.page.url
    lan.page.go_back()
    expect(card).to_be_visible()
    on_map = lan.page.locator(f"[data-spots] a[href$='{report_id}']")
    expect(on_map).to_be_visible()
    on_map.focus()
    expect(lan.page.locator(".spot.is-pointed")).to_be_visible()
    assert violations(lan.page) == []
    assert [one for one in asked if not one.startswith((lan.city.origin, "data:", "blob:"))] == []


def test_too_wide_a_view_asks_to_come_closer_and_the_place_of_a_report_is_shown_on_the_map(meet: Meet) -> None:
    lan = meet("en", **WIDE, reduced_motion="reduce")
    report_id = report(lan)
    open_page(lan, f"report/#{report_id}")
    lan.page.locator("[data-place-on-map]").click()
    spot = lan.page.locator(f"[data-spots] a[href$='{report_id}']")
    expect(spot).to_be_visible()
    for _ in range(4):
        lan.page.locator(".leaflet-control-zoom-out").click()
    expect(lan.page.locator("[data-in-sight]")).to_contain_text(lan.say("Come closer: from this distance"))
    expect(spot).to_have_count(0)


@pytest.mark.parametrize("tag", ["vi", "en"])
def test_a_report_is_read_with_its_history_and_its_seals_and_co_signed_by_somebody_else(meet: Meet, tag: str) -> None:
    lan, minh = meet("vi"), meet(tag, **PHONE)
    report_id = report(lan)
    words = "We are working on the pipe."
    move(lan, report_id, MoveToMake("assign", 1, unit="construction"), MoveToMake("extend", 2, text=words))
    open_page(minh, f"report/#{report_id}")
    expect(minh.text(words)).to_be_visible()
    expect(minh.page.locator("[data-intact]")).to_be_visible()
    expect(minh.page.locator("[data-of=first]")).to_be_visible()
    assert violations(minh.page) == []
    minh.register_yesterday()
    minh.page.get_by_role("link", name=minh.say("Log in: this one is mine, too")).click()
    minh.fill(citizen_id=minh.number, password="bốn con cá chép đỏ")
    minh.press("Log in")
    minh.page.wait_for_url(f"**/reports/report/#{report_id}")
    minh.press("This one is mine, too")
    expect(minh.text("Counted: this report is for you, too, and you are told what happens.")).to_be_visible()
    expect(minh.page.locator("[data-cosigns]")).to_contain_text("1")
    expect(minh.page.locator("[data-follow=sms]")).to_have_attribute("aria-pressed", "true")


def test_a_history_with_a_changed_line_is_told(meet: Meet) -> None:
    lan = meet("vi")
    report_id = report(lan)

    def change(route: Any) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, body=re.sub(r'"at":\d+', '"at":1', reply.text(), count=1))

    lan.page.route(f"**/api/v1/reports/{report_id}", change)
    open_page(lan, f"report/#{report_id}")
    expect(lan.page.locator("[data-broken]")).to_be_visible()
    expect(lan.page.locator("[data-intact]")).to_be_hidden()


def rating_address(citizen: Citizen, report_id: str) -> str:
    world = citizen.city.world_before(Phones(), 0)
    return f"rate/#{rating_links.make_link(world, sending.get_report(world, report_id))}"


def test_an_answer_is_rated_once_by_the_link_of_a_message(meet: Meet) -> None:
    lan = meet("vi")
    report_id = report(lan)
    move(lan, report_id, MoveToMake("assign", 1, unit="construction"), MoveToMake("answer", 2, text="Đã súc rửa ống."))
    address = rating_address(lan, report_id)
    open_page(lan, address)
    expect(lan.text("Đã súc rửa ống.")).to_be_visible()
    lan.press("Send the rating")
    expect(lan.text("Please choose one of the three.")).to_be_visible()
    lan.page.locator("#rating-unsatisfied").check()
    lan.page.locator("#unfixed").check()
    lan.field("text").fill("Nước vẫn còn đục.")
    assert violations(lan.page) == []
    lan.press("Send the rating")
    expect(lan.text("The report is open again. Thank you for saying so.")).to_be_visible()
    lan.page.reload()
    expect(lan.text("This answer was rated before, or the report has moved on. Thank you.")).to_be_visible()


@pytest.mark.parametrize(("tag", "options"), [("vi", WIDE), ("ja", PHONE | DARK)])
def test_how_the_city_does_is_read_as_bars_and_tables_and_taken_home_as_open_data(
    meet: Meet, tag: str, options: dict[str, Any]
) -> None:
    lan, reader = meet("vi"), meet(tag, **options)
    report(lan, days=40)
    statistics.recompute(lan.city.world_before(Phones(), 0))
    open_page(reader, "statistics/")
    expect(reader.page.locator("[data-bars] svg")).to_be_visible()
    expect(reader.page.locator("[data-table=by-month] tbody tr").last).to_contain_text("1")
    reader.page.locator("#month").select_option(index=0)
    expect(reader.page.locator("[data-table=by-unit] tbody tr").first).to_be_visible()
    assert (
        reader.page.locator("[data-definitions] dt").count()
        == reader.page.locator("[data-table=by-unit] thead th").count() - 1
    )
    assert violations(reader.page) == []
    with reader.page.expect_download() as download:
        reader.page.locator("[data-files] a").last.click()
    assert download.value.suggested_filename.startswith("hue-reports-2026-")
    assert b"utilities" in download.value.path().read_bytes()


@pytest.mark.parametrize("tag", ["vi", "en"])
def test_new_reports_of_a_ward_and_around_a_place_are_told_until_they_are_ended(meet: Meet, tag: str) -> None:
    lan, minh = (
        meet("vi"),
        meet(tag, **PHONE, permissions=["geolocation"], geolocation={"latitude": 16.4791, "longitude": 107.5796}),
    )
    report_id = report(lan)
    minh.register_yesterday()
    minh.log_in()
    open_page(minh, "#ward=vy-da")
    minh.page.locator("[data-tell-me]").click()
    expect(minh.field("ward")).to_have_value("vy-da")
    minh.press("Tell me of these")
    followed = minh.page.locator("[data-follows] li")
    expect(followed).to_contain_text(["Vỹ Dạ"])
    open_page(minh, f"report/#{report_id}")
    minh.page.locator("[data-around]").click()
    expect(minh.text("The place of the report.")).to_be_visible()
    minh.press("Use my position")
    expect(minh.text("The place of the report.")).to_be_hidden()
    minh.press("Tell me of these")
    expect(followed).to_have_count(2)
    minh.field("channel").select_option("email")
    minh.press("Tell me of these")
    missing = minh.say("Your account has no e-mail address yet. Add one under “My account”.")
    expect(minh.field("channel")).to_have_accessible_description(re.compile(missing))
    assert violations(minh.page) == []
    followed.filter(has_text="Vỹ Dạ").get_by_role("button").click()
    expect(followed).to_have_count(1)
    expect(minh.page.locator("#followed")).to_be_focused()


def test_where_the_place_is_not_known_it_is_asked_for(meet: Meet) -> None:
    minh = meet("vi")
    minh.register_yesterday()
    minh.log_in()
    open_page(minh, "following/")
    expect(minh.text("Nothing yet. Choose below, or on the page of a report.")).to_be_visible()
    minh.press("Tell me of these")
    expect(minh.field("ward")).to_have_attribute("aria-invalid", "true")
    minh.field("kind").select_option("place")
    minh.press("Tell me of these")
    expect(minh.text("Please give the place first.")).to_be_visible()
    minh.press("Use my position")
    expect(minh.text("The browser may not tell your position. Allow it in its settings, or choose a ward.")).to_be_visible()
