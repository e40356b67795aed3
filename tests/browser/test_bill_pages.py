"""Paying bills in a real browser: found, paid once whatever the connection does, and proven by a receipt."""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

import holder
import pytest
import run
from chalicelib.clients.billers import HttpBillers
from chalicelib.wallet.model.payees import NEW_PAYEE_FROM
from chalicelib.wallet.service import telling
from citizen import Citizen
from city import PASSWORD
from playwright.sync_api import Route, expect
from stage import Phones

Meet = Callable[..., Citizen]
SILENT = "The company does not answer. Nothing has moved: please try again in a few minutes."
IN_BOTH_LANGUAGES = pytest.mark.parametrize("lan", ["vi", "en"], indirect=True)
HAD, AMOUNT = 1_000_000, 412_300
PAYMENTS = "**/api/v1/wallet/bill-payments"


def send_bills(citizen: Citizen, *amounts: int) -> str:
    """The power company's bills for a customer whom no other test knows; their code."""
    code = f"PC07{secrets.token_hex(5)[:9].upper()}"
    bills = [
        {"bill_id": f"2026-{month}", "amount": amount, "period": f"2026-{month}", "due_on": "2026-01-15", "holder": "Lê Lan"}
        for month, amount in zip(("10", "11", "12"), amounts, strict=False)
    ]
    citizen.city.tell_billers(f"customers/EVNCPC/{code}", bills)
    return code


@pytest.fixture
def lan(meet: Meet, request: pytest.FixtureRequest) -> Citizen:
    """Somebody with a million in their wallet, at the page of bills."""
    lan = meet(getattr(request, "param", "vi"))
    holder.own_wallet(lan, with_vnd=HAD)
    lan.log_in()
    holder.open_page(lan, "bills/")
    return lan


@pytest.fixture
def bad_day(lan: Citizen) -> Iterator[Callable[..., None]]:
    """Switches of the sandbox of billers; a good day again afterwards."""
    yield lambda **switches: lan.city.tell_billers("switches", switches)
    lan.city.tell_billers("switches", {})


def find_bills(lan: Citizen, code: str) -> None:
    lan.page.get_by_role("link", name=lan.say("Hue Power Company")).click()
    lan.fill(customer_code=code)
    lan.press("Find the bills")


def pay(lan: Citizen) -> None:
    lan.press("Pay")
    holder.confirm(lan)


def open_receipt(lan: Citizen) -> None:
    lan.page.get_by_role("link", name=lan.say("See the receipt")).click()
    lan.page.locator(".receipt").wait_for()


@IN_BOTH_LANGUAGES
def test_a_bill_is_found_and_paid_and_its_receipt_proves_it_to_a_stranger(meet: Meet, lan: Citizen) -> None:
    find_bills(lan, f" {send_bills(lan, AMOUNT).lower()} ")
    pay(lan)
    expect(lan.heading("Paid")).to_be_focused()
    assert holder.money_of(lan) == (HAD - AMOUNT, 0)
    open_receipt(lan)
    receipt = lan.page.locator(".receipt")
    expect(receipt).to_contain_text(re.compile("412.300"))
    expect(receipt).to_contain_text(lan.say("Hue Power Company"))
    paper = lan.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    stranger = meet(lan.tag)
    stranger.page.goto(f"{lan.city.origin}/wallet/check/#{receipt.locator('code').inner_text().replace(' ', '')}")
    stranger.page.locator(f".choices [hreflang={lan.tag}]").click()
    expect(stranger.heading("Genuine: paid")).to_be_focused()
    expect(stranger.page.locator("[data-verdict]")).to_contain_text(lan.say("Hue Power Company"))
    assert "Lê" not in stranger.page.content()


@pytest.mark.parametrize("tag", ["vi", "en"])
def test_two_million_to_somebody_new_also_take_the_password_of_the_account(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    holder.own_wallet(lan, with_vnd=3 * NEW_PAYEE_FROM)
    lan.log_in()
    holder.open_page(lan, "bills/")
    find_bills(lan, send_bills(lan, NEW_PAYEE_FROM))
    lan.press("Pay")
    expect(lan.field("password")).to_be_hidden()
    holder.confirm(lan)
    expect(lan.field("password")).to_be_focused()
    expect(lan.field("password")).to_have_accessible_description(re.compile("2 triệu đồng|two million đồng"))
    lan.fill(password="not the one of this account")
    lan.press("Confirm")
    expect(lan.field("password")).to_have_attribute("aria-invalid", "true")
    assert holder.money_of(lan) == (3 * NEW_PAYEE_FROM, 0)
    lan.fill(password=PASSWORD)
    lan.press("Confirm")
    expect(lan.heading("Paid")).to_be_focused()
    assert holder.money_of(lan) == (2 * NEW_PAYEE_FROM, 0)


def test_whoever_has_chosen_a_language_goes_through_the_door_with_the_code_in_hand(meet: Meet) -> None:
    minh = meet("en")
    holder.open_page(minh, "check/")
    minh.page.goto(f"{minh.city.origin}/wallet/check/#abcd")
    minh.page.wait_for_url("**/en/wallet/check/#abcd")
    expect(minh.heading("No receipt has this code")).to_be_focused()
    minh.fill(receipt_code="!")
    minh.press("Check")
    expect(minh.field("receipt_code")).to_have_accessible_description(re.compile("as it stands on the receipt"))


def test_a_wrong_customer_code_is_told_beside_its_field_and_kept(lan: Citizen) -> None:
    find_bills(lan, "12")
    expect(lan.field("customer_code")).to_be_focused()
    expect(lan.field("customer_code")).to_have_accessible_description(re.compile("Không giống mã khách hàng"))
    lan.fill(customer_code="PC07DD9999999")
    lan.press("Find the bills")
    expect(lan.field("customer_code")).to_have_accessible_description(re.compile("không có khách hàng mang mã đó"))
    assert lan.field("customer_code").input_value() == "PC07DD9999999"


def test_the_way_back_of_the_browser_leads_to_the_companies(lan: Citizen) -> None:
    find_bills(lan, send_bills(lan))
    expect(lan.text("Nothing is due at the moment.")).to_be_visible()
    expect(lan.button("Pay")).to_be_hidden()
    lan.page.go_back()
    expect(lan.heading("What would you like to pay?")).to_be_visible()


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("switches", [{"die": "before"}, {"die": "after"}, {"forge": True}, {"slow_seconds": 7}])
def test_a_company_that_does_not_answer_is_told_and_asked_again(
    lan: Citizen, bad_day: Callable[..., None], switches: dict[str, object]
) -> None:
    code = send_bills(lan, AMOUNT)
    bad_day(**switches)
    find_bills(lan, code)
    expect(lan.form("search").get_by_role("alert")).to_contain_text(lan.say(SILENT), timeout=15_000)
    bad_day()
    lan.press("Find the bills")
    expect(lan.button("Pay")).to_be_visible()


def test_a_slow_company_is_waited_for(lan: Citizen, bad_day: Callable[..., None]) -> None:
    code = send_bills(lan, AMOUNT)
    bad_day(slow_seconds=2)
    find_bills(lan, code)
    expect(lan.form("search")).to_have_attribute("aria-busy", "true")
    expect(lan.button("Pay")).to_be_visible()


def test_an_answer_that_is_lost_costs_nothing_twice(lan: Citizen) -> None:
    find_bills(lan, send_bills(lan, AMOUNT))
    keys = []

    def lose_the_first(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        reply = route.fetch()
        route.abort() if len(keys) == 1 else route.fulfill(response=reply)

    lan.page.route(PAYMENTS, lose_the_first)
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert holder.money_of(lan) == (HAD - AMOUNT, 0)


def test_neither_the_way_back_nor_loading_again_offers_what_was_paid(lan: Citizen) -> None:
    sent: list[str] = []
    lan.page.on("request", lambda one: sent.append(one.url) if one.url.endswith("/bill-payments") else None)
    find_bills(lan, send_bills(lan, AMOUNT))
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    open_receipt(lan)
    lan.page.go_back()
    expect(lan.heading("Paid")).to_be_visible()  # of the page as it was left, or of the receipt
    expect(lan.button("Pay")).to_be_hidden()
    lan.page.reload()
    lan.page.locator(".receipt").wait_for()
    expect(lan.page.locator(".receipt")).to_contain_text(re.compile("412.300"))
    lan.page.go_back()
    expect(lan.heading("What would you like to pay?")).to_be_visible()
    lan.page.go_forward()
    lan.page.locator(".receipt").wait_for()
    assert len(sent) == 1
    assert holder.money_of(lan) == (HAD - AMOUNT, 0)


def test_a_connection_that_stays_away_leaves_no_doubt_once_it_is_back(lan: Citizen) -> None:
    find_bills(lan, send_bills(lan, AMOUNT))
    lan.page.route(PAYMENTS, lambda route: route.abort())
    pay(lan)
    expect(lan.heading("We do not know yet whether it went through")).to_be_visible()
    assert holder.money_of(lan) == (HAD, 0)
    lan.page.unroute(PAYMENTS)
    lan.press("Find out")
    expect(lan.heading("Paid")).to_be_visible()
    assert holder.money_of(lan) == (HAD - AMOUNT, 0)


def test_two_tabs_pay_a_bill_once(lan: Citizen) -> None:
    code = send_bills(lan, AMOUNT)
    other = replace(lan, page=lan.page.context.new_page())
    holder.open_page(other, "bills/")
    for tab in (lan, other):
        find_bills(tab, code)
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    pay(other)
    expect(other.form("pay").get_by_role("alert")).to_contain_text("đã được trả rồi")
    other.press("Look again")
    being_told = other.page.locator("[data-bills]", has_text="đã trả tại đây")
    expect(being_told.or_(other.text("Nothing is due at the moment.")).first).to_be_visible()
    assert holder.money_of(lan) == (HAD - AMOUNT, 0)


def test_more_than_there_is_is_refused_before_anything_moves(lan: Citizen) -> None:
    find_bills(lan, send_bills(lan, HAD + 1, 5_000))
    lan.press("Pay")
    expect(lan.form("pay").get_by_role("alert")).to_contain_text("Hãy chọn một hóa đơn trước")
    lan.page.locator("[name=bill]").first.check()
    pay(lan)
    expect(lan.form("pay").get_by_role("alert")).to_contain_text("Số dư trong ví không đủ")
    lan.page.locator("[name=bill]").last.check()
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    assert holder.money_of(lan) == (HAD - 5_000, 0)


def test_what_a_company_refuses_is_back_in_the_wallet_and_on_the_receipt(
    meet: Meet, lan: Citizen, bad_day: Callable[..., None]
) -> None:
    find_bills(lan, send_bills(lan, AMOUNT))
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    bad_day(refuse="paid-elsewhere")
    world = lan.city.world_before(Phones(), 0)
    world = replace(world, billers=HttpBillers(lan.city.billers_url, run.PEPPER))
    while telling.tell_all(world):  # others' payments wait as well, and a run takes only some of each company
        pass
    open_receipt(lan)
    expect(lan.heading("Paid, and given back")).to_be_visible()
    expect(lan.text("What was given back is in your wallet again.")).to_be_visible()
    assert holder.money_of(lan) == (HAD, 0)
    minh = meet("vi")
    holder.open_page(minh, f"check/#{lan.page.locator('.receipt code').inner_text()}")
    expect(minh.heading("Genuine, but the money was given back")).to_be_visible()


def test_the_receipt_of_somebody_else_is_none(meet: Meet, lan: Citizen) -> None:
    find_bills(lan, send_bills(lan, AMOUNT))
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    open_receipt(lan)
    minh = meet("vi")
    minh.register_yesterday()
    minh.log_in()
    minh.page.goto(lan.page.url)
    expect(minh.page.locator("[data-failed]")).to_contain_text("Ví của bạn không có biên nhận")
    minh.page.context.clear_cookies()
    minh.page.reload()
    expect(minh.text("You are not logged in.")).to_be_visible()


def test_a_session_that_ends_on_the_way_moves_nothing(lan: Citizen) -> None:
    find_bills(lan, send_bills(lan, AMOUNT))
    lan.press("Pay")
    lan.page.context.clear_cookies()
    holder.confirm(lan)
    expect(lan.form("prove").get_by_role("alert")).to_contain_text(lan.say("You have been logged out. Please log in again."))
    assert holder.money_of(lan) == (HAD, 0)
