"""Shops in a real browser: applying, asking for money, being paid by camera, picture or text, and giving money back."""

import re
from collections.abc import Callable
from pathlib import Path

import holder
import pytest
import segno
import stall
from camera import browser_that_sees, write_film
from chalicelib.wallet.model.qr import BankAccount, QrCode, write_qr
from citizen import Citizen
from playwright.sync_api import Browser, Route, expect
from test_accessibility import violations

Meet = Callable[..., Citizen]
HAD, AMOUNT = 1_000_000, 45_000
REFUSE_CAMERA = """() => {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
}"""
NO_CAMERA = "() => { navigator.mediaDevices.getUserMedia = undefined; }"
TAX_CODE = "A tax code has 10 digits, 13 for a branch, or 12 for a household business."
in_both_languages = pytest.mark.parametrize("tag", ["vi", "en"])


def meet_payer(meet: Meet, tag: str = "vi", **options: object) -> Citizen:
    """Somebody with a million in their wallet, at the page that pays shops."""
    lan = meet(tag, **options)
    holder.own_wallet(lan, with_vnd=HAD)
    lan.log_in()
    holder.open_page(lan, "pay/")
    return lan


def meet_owner(meet: Meet, tag: str = "vi") -> Citizen:
    """Somebody whose shop is open."""
    minh = meet(tag)
    holder.own_wallet(minh)
    stall.open_stall(minh)
    minh.log_in()
    return minh


def give_code(lan: Citizen, payload: str) -> None:
    lan.fill(payload=payload)
    lan.press("Continue")


def pay(lan: Citizen) -> None:
    lan.press("Pay")
    holder.confirm(lan)


@in_both_languages
def test_an_owner_sees_by_itself_that_an_order_was_paid_and_gives_a_part_back(meet: Meet, tag: str) -> None:
    minh, lan = meet_owner(meet, tag), meet_payer(meet, tag)
    holder.open_page(minh, "shop/")
    minh.fill(amount="45.000", note="Bàn 3")
    with minh.page.expect_response("**/merchant/orders") as made:
        minh.press("Show the code")
    expect(minh.page.locator("[data-order-code] svg")).to_be_visible()
    give_code(lan, made.value.json()["payload"])
    expect(lan.heading(stall.NAME)).to_be_focused()
    expect(lan.page.locator("[data-sum]")).to_contain_text(re.compile("45.000"))
    expect(lan.text("Bàn 3")).to_be_visible()
    pay(lan)
    expect(lan.heading("Paid")).to_be_focused()
    expect(minh.page.locator("[data-order-state=paid]")).to_be_visible(timeout=10_000)
    assert holder.money_of(lan) == (HAD - AMOUNT, 0)
    holder.open_page(minh, "shop/takings/")
    minh.page.locator("[data-rows] button").click()
    minh.fill(amount="50.000")
    minh.press("Give back")
    expect(minh.field("amount")).to_have_accessible_description(minh.say("No more can be given back than was paid."))
    minh.fill(amount="5.000")
    minh.press("Give back")
    holder.confirm(minh)
    expect(minh.text("The money is back in the wallet it came from.")).to_be_visible()
    expect(minh.page.locator("[data-rows] tr")).to_have_count(2)
    expect(minh.page.locator("[data-sum=rest]")).to_contain_text(re.compile("40.000"))
    assert holder.money_of(lan) == (HAD - 40_000, 0)
    lan.page.get_by_role("link", name=lan.say("See the receipt")).click()
    expect(lan.heading("Paid, and a part given back")).to_be_visible()


@in_both_languages
def test_the_shops_own_code_asks_for_an_amount_and_a_lost_answer_is_paid_once(meet: Meet, tag: str) -> None:
    minh, lan = meet_owner(meet, tag), meet_payer(meet, tag)
    holder.open_page(minh, "shop/")
    expect(minh.page.locator("[data-own-code] svg")).to_be_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", minh.page.pdf(prefer_css_page_size=True))) == 1
    give_code(lan, stall.own_code(minh))
    for wrong in ("", "1.5", "0", "mười nghìn"):
        lan.fill(amount=wrong)
        lan.press("Pay")
        expect(lan.field("amount")).to_have_attribute("aria-invalid", "true")
    tries: list[str] = []

    def lose_the_first(route: Route) -> None:
        tries.append(route.request.headers["idempotency-key"])
        reply = route.fetch()
        route.abort() if len(tries) == 1 else route.fulfill(response=reply)

    lan.page.route("**/wallet/shop-payments", lose_the_first)
    lan.fill(amount="20.000 ₫")
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    assert len(set(tries)) == 1
    lan.page.reload()
    expect(lan.page.locator(".receipt")).to_contain_text(stall.NAME)
    assert holder.money_of(lan) == (HAD - 20_000, 0)


def test_a_picture_of_a_code_is_read_in_the_browser(meet: Meet, tmp_path: Path) -> None:
    minh, lan = meet_owner(meet), meet_payer(meet)
    picture, nothing = tmp_path / "code.png", tmp_path / "nothing.png"
    segno.make(stall.ask_for(minh, AMOUNT).payload, error="m").save(str(picture), scale=5)
    nothing.write_bytes(b"no picture at all")
    lan.field("picture").set_input_files(nothing)
    expect(lan.field("picture")).to_have_accessible_description(re.compile("Không thấy mã trong ảnh này"))
    lan.field("picture").set_input_files(picture)
    expect(lan.heading(stall.NAME)).to_be_visible()


def test_the_camera_reads_a_code_and_is_switched_off(meet: Meet, browser: Browser, tmp_path: Path) -> None:
    minh = meet_owner(meet)
    write_film(tmp_path / "code.y4m", stall.ask_for(minh, AMOUNT).payload)
    with browser_that_sees(browser.browser_type, tmp_path / "code.y4m") as seeing:
        lan = Citizen(seeing.new_context(permissions=["camera"]).new_page(), minh.city)
        holder.own_wallet(lan, with_vnd=HAD)
        lan.log_in()
        holder.open_page(lan, "pay/")
        lan.press("Scan with the camera")
        expect(lan.heading(stall.NAME)).to_be_visible(timeout=15_000)
        assert lan.page.evaluate("document.querySelector('[data-video]').srcObject") is None


def test_without_a_camera_there_are_other_ways(meet: Meet) -> None:
    lan = meet_payer(meet)
    lan.page.evaluate(REFUSE_CAMERA)
    lan.press("Scan with the camera")
    expect(lan.form("scan").get_by_role("alert")).to_contain_text("Trình duyệt chưa được dùng máy ảnh")
    lan.page.evaluate(NO_CAMERA)
    lan.press("Scan with the camera")
    expect(lan.form("scan").get_by_role("alert")).to_contain_text("Không dùng được máy ảnh")


def test_codes_that_cannot_be_paid_say_why(meet: Meet) -> None:
    minh, lan = meet_owner(meet), meet_payer(meet)
    order = stall.ask_for(minh, AMOUNT)
    told = {
        "https://huecity.example/": "Đây không phải mã thanh toán",
        order.payload[:-8]: "Mã bị thiếu hoặc hỏng một phần",
        order.payload[:-1] + ("0" if order.payload[-1] != "0" else "1"): "Mã này đã bị thay đổi",
        write_qr(QrCode(bank=BankAccount("970403", "0011012345678"))): "tài khoản ngân hàng",
    }
    for payload, words in told.items():
        give_code(lan, payload)
        expect(lan.field("payload")).to_have_accessible_description(re.compile(words))
    give_code(lan, stall.ask_for(minh, AMOUNT, days_ago=1).payload)
    expect(lan.form("given").get_by_role("alert")).to_contain_text("Mã này đã hết hạn")
    give_code(lan, order.payload)
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    lan.press("Pay another shop")
    give_code(lan, order.payload)
    expect(lan.form("given").get_by_role("alert")).to_contain_text("Đơn này đã được trả rồi")
    assert holder.money_of(lan) == (HAD - AMOUNT, 0)


@in_both_languages
def test_an_application_is_sent_waits_is_refused_and_sent_again(meet: Meet, tag: str) -> None:
    minh = meet(tag)
    holder.own_wallet(minh)
    minh.log_in()
    holder.open_page(minh, "shop/")
    expect(minh.page.locator("[data-not-allowed]")).to_be_visible()
    stall.become_business(minh)
    minh.log_in()
    holder.open_page(minh, "shop/")
    minh.page.get_by_role("link", name=minh.say("Apply for a shop")).click()
    minh.fill(name="Chè Hẻm", tax_code="12", address="1 Hùng Vương")
    minh.press("Send the application")
    expect(minh.field("category")).to_have_attribute("aria-invalid", "true")
    minh.field("category").select_option("5814")
    minh.press("Send the application")
    expect(minh.field("tax_code")).to_have_accessible_description(re.compile(minh.say(TAX_CODE)))
    minh.fill(tax_code="0401234567")
    minh.press("Send the application")
    expect(minh.text("Being checked")).to_be_visible()
    stall.decide(minh, "refuse", "Mã số thuế đã ngừng hoạt động")
    holder.open_page(minh, "shop/")
    expect(minh.text("Mã số thuế đã ngừng hoạt động")).to_be_visible()
    minh.page.get_by_role("link", name=minh.say("Change it and apply again")).click()
    minh.page.wait_for_url("**/shop/apply/")


@in_both_languages
def test_takings_of_a_day_are_saved_as_a_table(meet: Meet, tag: str) -> None:
    minh, lan = meet_owner(meet, tag), meet_payer(meet, tag)
    give_code(lan, stall.ask_for(minh, AMOUNT).payload)
    pay(lan)
    expect(lan.heading("Paid")).to_be_visible()
    holder.open_page(minh, "shop/takings/")
    with minh.page.expect_download() as saved:
        minh.press("Save as a table (CSV)")
    table = Path(saved.value.path()).read_text("utf-8-sig")
    assert re.search(r"T\d\d:\d\d:\d\d\+07:00.*,45000,", table)
    minh.fill(day="2026-01-01")
    minh.press("Show")
    expect(minh.text("Nothing was paid on this day.")).to_be_visible()
    expect(minh.button("Save as a table (CSV)")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_steps_of_paying_and_of_a_shop(meet: Meet, scheme: str) -> None:
    minh = meet_owner(meet)
    lan = meet_payer(meet, "ja", color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 800})
    assert violations(lan.page) == []
    give_code(lan, "abc")
    expect(lan.field("payload")).to_have_attribute("aria-invalid", "true")
    assert violations(lan.page) == []
    give_code(lan, stall.ask_for(minh, AMOUNT).payload)
    expect(lan.heading(stall.NAME)).to_be_visible()
    lan.press("Pay")
    assert violations(lan.page) == []
    holder.confirm(lan)
    expect(lan.heading("Paid")).to_be_visible()
    lan.page.get_by_role("link", name=lan.say("See the receipt")).click()
    expect(lan.page.locator(".receipt svg")).to_be_visible()
    assert violations(lan.page) == []
    assert lan.page.evaluate("document.documentElement.scrollWidth") <= 360
    look = {"cookies": minh.page.context.cookies(), "origins": []}
    owner = meet("en", color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 800}, storage_state=look)
    for address in ("shop/", "shop/takings/", "shop/apply/"):
        holder.open_page(owner, address)
        expect(owner.page.locator("[data-account]")).to_be_visible()
        assert violations(owner.page) == []
        assert owner.page.evaluate("document.documentElement.scrollWidth") <= 360
