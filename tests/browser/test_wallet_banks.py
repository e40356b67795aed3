"""Linking bank accounts and taking them off, as the owner of a wallet meets it, with the sandbox bank on a real socket."""

import re
from collections.abc import Callable

import holder
import pytest
from citizen import Citizen
from playwright.sync_api import expect

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])


def owner(lan: Citizen, **wallet: object) -> Citizen:
    holder.own_wallet(lan, **wallet)  # type: ignore[arg-type]
    lan.log_in()
    holder.open_page(lan, "banks/")
    return lan


def choose(lan: Citizen, method: str) -> None:
    lan.page.locator("#bin").select_option(holder.VCB)
    lan.page.locator(f"#{method}").check()


def newest_code(lan: Citizen) -> str:
    return str(lan.city.bank_books.list_open_links()[0]["otp"])


@LANGUAGES
def test_an_account_is_linked_by_the_code_of_the_bank_and_removed(meet: Meet, tag: str) -> None:
    lan = owner(meet(tag))
    expect(lan.text("No bank account is linked yet.")).to_be_visible()
    choose(lan, "otp")
    number = holder.own_number(lan)
    lan.fill(account_number=number)
    lan.press("Link it")
    expect(lan.heading("Enter the code of your bank")).to_be_focused()
    lan.fill(code="000000")
    lan.press("Continue")
    expect(lan.field("code")).to_have_attribute("aria-invalid", "true")
    lan.fill(code=newest_code(lan))
    lan.press("Continue")
    row = lan.page.locator("[data-links] label")
    expect(row).to_contain_text(f"Vietcombank ••••{number[-4:]}")
    assert number not in lan.page.content()
    row.click()
    lan.press("Remove the chosen account")
    holder.confirm(lan)
    expect(row).to_have_count(0)
    expect(lan.page.locator("[data-told]")).to_have_text(lan.say("{} is no longer linked.").replace("{}", "Vietcombank"))


@LANGUAGES
def test_an_account_is_linked_by_logging_in_at_the_bank(meet: Meet, tag: str) -> None:
    lan = owner(meet(tag))
    choose(lan, "redirect")
    lan.press("Link it")
    lan.page.wait_for_url(f"{lan.city.bank_url}/login/*")
    lan.page.locator("[name=number]").fill(holder.own_number(lan))
    lan.page.locator("button").click()
    lan.page.locator("[name=otp]").fill(newest_code(lan))
    lan.page.locator("button").click()
    expect(lan.page.locator("[data-links] label")).to_contain_text("Vietcombank")
    assert lan.page.url == f"{lan.city.origin}/{tag}/wallet/banks/"


def test_who_turns_back_at_the_bank_has_linked_nothing(meet: Meet) -> None:
    lan = owner(meet("en"))
    choose(lan, "redirect")
    lan.press("Link it")
    lan.page.wait_for_url(f"{lan.city.bank_url}/login/*")
    lan.page.locator("[name=number]").fill(holder.own_number(lan))
    lan.page.locator("button").click()
    lan.page.locator("a", has_text="Huỷ").click()
    expect(lan.page.locator("[data-told]")).to_have_text("Nothing was linked: you turned back at your bank.")
    expect(lan.page.locator("[data-links] label")).to_have_count(0)


def test_an_account_of_somebody_else_is_not_linked(meet: Meet) -> None:
    lan = owner(meet("en"))
    choose(lan, "otp")
    lan.fill(account_number=holder.own_number(lan, "01"))
    lan.press("Link it")
    lan.heading("Enter the code of your bank").wait_for()
    lan.fill(code=newest_code(lan))
    lan.press("Continue")
    expect(lan.form("bank-code").get_by_role("alert")).to_contain_text("This account is in another name.")


def test_a_started_link_is_finished_after_the_page_was_left(meet: Meet) -> None:
    lan = owner(meet("en"))
    choose(lan, "otp")
    lan.fill(account_number=holder.own_number(lan))
    lan.press("Link it")
    lan.heading("Enter the code of your bank").wait_for()
    holder.open_page(lan, "banks/")
    lan.page.locator("[data-links] label").click()
    lan.press("Enter the code")
    lan.fill(code=newest_code(lan))
    lan.press("Continue")
    expect(lan.page.locator("[data-told]")).to_have_text("Vietcombank is linked.")


def test_what_was_typed_wrong_is_told_beside_it(meet: Meet) -> None:
    lan = owner(meet("en"))
    lan.press("Link it")
    expect(lan.page.locator("#bin")).to_have_accessible_description(re.compile("Please fill this in."))
    lan.page.locator("#bin").select_option(holder.VCB)
    lan.press("Link it")
    expect(lan.form("add").get_by_role("alert")).to_have_text("Please choose how to link it.")
    choose(lan, "otp")
    lan.fill(account_number="12")
    lan.press("Link it")
    expect(lan.field("account_number")).to_have_accessible_description(re.compile("6 to 19 digits"))


def test_a_bank_that_does_not_answer_changes_nothing(meet: Meet) -> None:
    lan = owner(meet("en"))
    choose(lan, "otp")
    lan.fill(account_number=holder.own_number(lan))
    for _ in range(2):
        lan.city.make_bank("link", "drop")
    lan.press("Link it")
    expect(lan.form("add").get_by_role("alert")).to_contain_text("Your bank does not answer at the moment.", timeout=15_000)
    lan.press("Link it")
    expect(lan.heading("Enter the code of your bank")).to_be_visible()


def test_without_an_identity_check_the_page_says_what_is_needed_and_why(meet: Meet) -> None:
    lan = owner(meet("en"), is_identified=False)
    expect(lan.page.locator("[data-unidentified]")).to_be_visible()
    expect(lan.form("add")).to_be_hidden()
