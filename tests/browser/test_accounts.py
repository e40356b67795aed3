"""Accounts as people meet them: real pages in a real browser, the real API, a real local database."""

from collections.abc import Callable

import pytest
from citizen import Citizen
from playwright.sync_api import expect

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])


@LANGUAGES
def test_somebody_registers_and_is_logged_in(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    lan.register()
    lan.page.get_by_role("main").get_by_role("link", name=lan.say("My account")).last.click()
    expect(lan.page.locator("[data-me=full_name]")).to_have_text("Lê Thị Lan")
    expect(lan.page.locator("[data-me=citizen_id]")).to_have_text(f"•••••••••{lan.number[-3:]}")
    lan.log_out()
    lan.open("")
    expect(lan.page.get_by_text(lan.say("You are not logged in."))).to_be_visible()
