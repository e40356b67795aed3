"""Paying bills in a real browser: found, paid once whatever the connection does, and proven by a receipt."""

import secrets
from collections.abc import Callable

import holder
import pytest
from citizen import Citizen
from playwright.sync_api import expect

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])
AMOUNT = 412_300


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
    holder.own_wallet(lan, with_vnd=1_000_000)
    lan.log_in()
    holder.open_page(lan, "bills/")
    return lan


def find_bills(lan: Citizen, code: str) -> None:
    lan.page.get_by_role("button", name=lan.say("Hue Power Company")).click()
    lan.fill(customer_code=code)
    lan.press("Find the bills")


def pay(lan: Citizen) -> None:
    lan.press("Pay")
    holder.confirm(lan)


@pytest.mark.parametrize("lan", ["vi", "en"], indirect=True)
def test_a_bill_is_found_and_paid_and_its_receipt_proves_it_to_a_stranger(meet: Meet, lan: Citizen) -> None:
    find_bills(lan, f" {send_bills(lan, AMOUNT).lower()} ")
    pay(lan)
    expect(lan.heading("Paid")).to_be_focused()
    assert holder.money_of(lan) == (1_000_000 - AMOUNT, 0)
    lan.page.get_by_role("link", name=lan.say("See the receipt")).click()
    receipt = lan.page.locator(".receipt")
    expect(receipt).to_contain_text("412")
    expect(receipt).to_contain_text(lan.say("Hue Power Company"))
    expect(receipt.locator("svg")).to_be_visible()
    stranger = meet(lan.tag)
    stranger.page.goto(f"{lan.city.origin}/wallet/check/#{receipt.locator('code').inner_text().replace(' ', '')}")
    stranger.page.locator(f".choices [hreflang={lan.tag}]").click()
    expect(stranger.heading("Genuine: paid")).to_be_focused()
    expect(stranger.page.locator("[data-verdict]")).to_contain_text(stranger.say("Hue Power Company"))
