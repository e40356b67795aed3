"""The home of a wallet, opening one, and its password: real pages, the real API, a real local database."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import holder
import pytest
from chalicelib.accounts.service import staff
from chalicelib.wallet.model.accounts import citizen_account
from chalicelib.wallet.service import ledger
from citizen import Citizen
from city import PASSWORD
from playwright.sync_api import expect
from purse import payment
from stage import Phones, later
from test_accessibility import violations

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])
NEW_PIN = "738206"


def logged_in(lan: Citizen, **wallet: object) -> Citizen:
    holder.own_wallet(lan, **wallet)  # type: ignore[arg-type]
    lan.log_in()
    return lan


@LANGUAGES
def test_somebody_opens_a_wallet(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    lan.register_yesterday()
    lan.log_in()
    holder.open_page(lan, "")
    lan.page.get_by_role("link", name=lan.say("Open a wallet")).click()
    lan.press("Send the code")
    lan.heading("Enter the code").wait_for()
    lan.enter_code()
    expect(lan.page.locator("[data-confirmed=full_name]")).to_have_text("Lê Thị Lan")
    lan.press("Yes, these are mine")
    expect(lan.text("No date or year, and no part of your phone or ID number.")).to_be_visible()
    lan.fill(wallet_password="112233", referral_code="NOBODYS1")
    lan.press("Open the wallet")
    expect(lan.field("wallet_password")).to_have_attribute("aria-invalid", "true")
    expect(lan.field("referral_code")).to_have_attribute("aria-invalid", "true")
    lan.fill(wallet_password=holder.PIN, referral_code="")
    lan.press("Open the wallet")
    expect(lan.heading("Your wallet is open")).to_be_focused()
    assert holder.money_of(lan) == (0, 0)
    holder.open_page(lan, "open/")
    expect(lan.heading("Your wallet is open")).to_be_visible()


def test_a_wallet_whose_opening_was_answered_into_the_void_is_there_when_it_is_sent_again(meet: Meet) -> None:
    lan = meet("en")
    lan.register_yesterday()
    lan.log_in()
    holder.open_page(lan, "open/")
    lan.press("Send the code")
    lan.heading("Enter the code").wait_for()
    lan.enter_code()
    lan.press("Yes, these are mine")
    lan.fill(wallet_password=holder.PIN)
    lan.page.route("**/wallet", lambda route: (route.fetch(), route.abort()))
    lan.press("Open the wallet")
    expect(lan.form("open").get_by_role("alert")).to_contain_text("The connection was lost.")
    lan.page.unroute("**/wallet")
    lan.press("Open the wallet")
    expect(lan.heading("Your wallet is open")).to_be_visible()


def test_who_is_not_logged_in_or_has_no_wallet_is_told_what_to_do(meet: Meet) -> None:
    lan = meet("vi")
    for address in ("", "topup/", "withdraw/", "banks/", "password/", "open/"):
        holder.open_page(lan, address)
        expect(lan.text("You are not logged in.")).to_be_visible()
    lan.register_yesterday()
    lan.log_in()
    for address in ("", "topup/", "withdraw/", "banks/", "password/"):
        holder.open_page(lan, address)
        expect(lan.page.locator("[data-no-wallet]")).to_be_visible()
        expect(lan.page.locator("[data-account]")).to_be_hidden()


def buy_things(lan: Citizen, *amounts: int) -> None:
    """Bills and purchases of this month and the one before, the newest last."""
    world = lan.city.world_before(Phones(), 0)
    _, login = staff.find(world, lan.number)
    account = citizen_account(login.account_id)
    for number, amount in enumerate(amounts):
        water = {"to": "biller:HUEWACO", "kind": "bill", "category": "water"} if number % 2 else {}
        ledger.post(world, payment(later(world, seconds=number - 60), account, amount, **water))


@LANGUAGES
def test_the_home_shows_the_money_and_this_months_movements(meet: Meet, tag: str) -> None:
    lan = logged_in(meet(tag), with_vnd=900_000)
    buy_things(lan, 250_000, 100_000)
    holder.open_page(lan, "")
    shown = {"vi": "550.000 ₫", "en": "₫550,000"}[tag]
    assert lan.page.locator("[data-available]").inner_text().replace("\u00a0", " ") == shown
    rows = lan.page.locator("[data-movements] li")
    this_month = 3 if (datetime.now(UTC) - timedelta(days=3) + timedelta(hours=8)).month == datetime.now(UTC).month else 2
    expect(rows).to_have_count(this_month)
    expect(rows.first).to_contain_text(lan.say("Hue Water Supply (HueWACO)"))
    lan.page.locator("#search").fill({"vi": "cap nuoc hue", "en": "water supply"}[tag])
    expect(rows).to_have_count(1)
    lan.page.locator("#search").fill("250.000")
    expect(rows).to_have_count(1)
    lan.page.locator("#search").fill("zzz")
    expect(lan.text("Nothing fits your search.")).to_be_visible()
    lan.page.locator("#search").fill("250.000")
    rows.get_by_role("link").click()
    expect(lan.page.locator(".receipt")).to_contain_text("250")
    lan.page.go_back()
    categories = lan.page.locator("[data-categories] tr")
    expect(categories).to_have_count(2)
    expect(categories.first).to_contain_text(lan.say("Shops"))
    assert "550" not in lan.page.title() + lan.page.url
    assert lan.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count("550") == 0


def test_another_month_and_the_file_of_a_month(meet: Meet, tmp_path: Path) -> None:
    lan = logged_in(meet("en"), with_vnd=900_000)
    buy_things(lan, 250_000)
    holder.open_page(lan, "")
    with lan.page.expect_download() as download:
        lan.press("Download the month (CSV)")
    text = Path(download.value.path()).read_text("utf-8-sig")
    newest = list(csv.reader(io.StringIO(text)))[1]
    assert (newest[1], newest[4]) == ("Shop", "-250000")
    options = lan.page.locator("#month option").all_inner_texts()
    assert options[0] == f"{datetime.now(UTC) + timedelta(hours=7):%B %Y}"


@LANGUAGES
def test_the_wallet_password_is_changed(meet: Meet, tag: str) -> None:
    lan = logged_in(meet(tag))
    holder.open_page(lan, "password/")
    lan.fill(wallet_password="111213", new_wallet_password=NEW_PIN)
    lan.press("Save the wallet password")
    expect(lan.field("wallet_password")).to_have_attribute("aria-invalid", "true")
    lan.fill(wallet_password=holder.PIN)
    lan.press("Save the wallet password")
    expect(lan.form("change").get_by_role("status")).to_have_text(lan.say("The new wallet password counts."))


@LANGUAGES
def test_a_forgotten_wallet_password_is_set_anew(meet: Meet, tag: str) -> None:
    lan = logged_in(meet(tag))
    holder.open_page(lan, "password/")
    lan.press("Send the code")
    lan.heading("Enter the code").wait_for()
    lan.enter_code()
    form = lan.form("new")
    for name, text in (("citizen_id", lan.number), ("password", PASSWORD), ("wallet_password", NEW_PIN)):
        form.locator(f"[name={name}]").fill(text)
    form.get_by_role("button", name=lan.say("Save the wallet password")).click()
    expect(lan.heading("Your wallet is open again")).to_be_focused()
    holder.open_page(lan, "")
    expect(lan.page.locator("[data-frozen]")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_a_wallet(meet: Meet, scheme: str) -> None:
    lan = meet("vi", bypass_csp=True, color_scheme=scheme, viewport={"width": 390, "height": 900})
    logged_in(lan, with_vnd=900_000, bank_number=holder.own_number(lan))
    buy_things(lan, 250_000, 100_000)
    for address in ("", "topup/", "withdraw/", "banks/", "password/", "open/"):
        holder.open_page(lan, address)
        assert violations(lan.page) == [], address
    holder.open_page(lan, "topup/")
    lan.fill(amount="200000")
    lan.press("Top up")
    expect(lan.field("wallet_password")).to_be_focused()
    assert violations(lan.page) == []


@pytest.mark.parametrize("address", ["", "topup/", "withdraw/", "banks/", "password/", "open/"])
def test_without_javascript_the_pages_say_so_and_name_the_hotline(meet: Meet, address: str) -> None:
    lan = meet("vi", java_script_enabled=False)
    holder.open_page(lan, address)
    expect(lan.page.locator("#main noscript .note")).to_contain_text("19001075")
    expect(lan.page.locator("main form")).to_have_count(lan.page.locator("main form:not(:visible)").count())
