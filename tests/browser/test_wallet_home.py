"""The wallet's pages as its owner meets them: real pages in a real browser, the real API, a real local database and bank."""

from collections.abc import Callable

import holder
from citizen import Citizen
from playwright.sync_api import expect

Meet = Callable[..., Citizen]


def test_who_has_no_wallet_yet_is_led_to_opening_one(meet: Meet) -> None:
    lan = meet("en")
    lan.register_yesterday()
    lan.log_in()
    holder.open_page(lan, "")
    expect(lan.page.locator("[data-no-wallet]")).to_be_visible()


def test_an_owner_sees_their_wallet(meet: Meet) -> None:
    lan = meet("vi")
    holder.own_wallet(lan, with_vnd=500_000, bank_number=holder.own_number(lan))
    lan.log_in()
    holder.open_page(lan, "")
    expect(lan.page.locator("[data-no-wallet]")).to_be_hidden()
    expect(lan.page.locator("[data-account]")).to_be_visible()
    assert holder.money_of(lan) == (500_000, 0)
