"""Top-ups and withdrawals as the owner of a wallet meets them, with a bank that is slow, refuses, is silent or dies."""

import re
from collections.abc import Callable

import holder
import pytest
from chalicelib.wallet.service import sweeping
from citizen import PASSWORD, Citizen
from playwright.sync_api import Route, expect
from sandbox_bank.books import OPENING_BALANCE
from stage import Phones, later
from visiting import coming_to_rest

Meet = Callable[..., Citizen]
MONEY = 500_000


in_both_languages = pytest.mark.parametrize("lan", ["vi", "en"], indirect=True)
REFUSED = [
    ("topup/", "Nothing was taken from your bank account."),
    ("withdraw/", "The money is back in your wallet, all of it."),
]


@pytest.fixture
def lan(meet: Meet, request: pytest.FixtureRequest) -> Citizen:
    """Somebody with 500,000 đồng and a bank account, logged in."""
    lan = meet(getattr(request, "param", "en"))
    holder.own_wallet(lan, with_vnd=MONEY, bank_number=holder.own_number(lan))
    lan.log_in()
    return lan


def begin(lan: Citizen, address: str, amount: str) -> None:
    holder.open_page(lan, address)
    lan.fill(amount=amount)
    lan.press("Top up" if address == "topup/" else "Withdraw")
    holder.confirm(lan)


@in_both_languages
def test_money_comes_from_the_bank_and_goes_back(lan: Citizen) -> None:
    begin(lan, "topup/", "200.000")
    expect(lan.heading("The money is in your wallet")).to_be_focused()
    assert holder.money_of(lan) == (MONEY + 200_000, 0)
    begin(lan, "withdraw/", "300,000")
    expect(lan.heading("The money is at your bank")).to_be_focused()
    assert holder.money_of(lan) == (MONEY - 100_000, 0)


def test_what_the_bank_decides_later_shows_by_itself_and_is_found_again(lan: Citizen) -> None:
    lan.city.make_bank("move", "late")
    begin(lan, "withdraw/", "200000")
    expect(lan.heading("On its way")).to_be_focused()
    assert holder.money_of(lan) == (MONEY, 200_000)
    address, transfer_id = lan.page.url, lan.page.url.partition("#")[2]
    holder.open_page(lan, "")
    expect(lan.page.locator("[data-held]")).to_have_text("₫200,000")
    lan.page.locator("[data-undecided] a").click()
    expect(lan.heading("On its way")).to_be_visible()
    assert lan.page.url == address
    lan.city.switch_bank("finish", {"reference": transfer_id, "status": "accepted"})
    expect(lan.heading("The money is at your bank")).to_be_visible(timeout=15_000)
    assert holder.money_of(lan) == (MONEY - 200_000, 0)


@in_both_languages
@pytest.mark.parametrize(("address", "back"), REFUSED)
def test_what_the_bank_refuses_is_given_back_and_says_so(lan: Citizen, address: str, back: str) -> None:
    lan.city.make_bank("move", "refuse")
    begin(lan, address, "200000")
    expect(lan.heading("It did not go through")).to_be_focused()
    expect(lan.text(back)).to_be_visible()
    expect(lan.text("Your bank refused it. It knows why: please ask there.")).to_be_visible()
    assert holder.money_of(lan) == (MONEY, 0)


@in_both_languages
@pytest.mark.parametrize("fault", ["drop-after", "error-after", "cut"])
def test_a_bank_that_dies_over_it_tells_later_and_the_page_shows_it(lan: Citizen, fault: str) -> None:
    for _ in range(2):  # we ask a second time by ourselves
        lan.city.make_bank("move", fault)
    begin(lan, "topup/", "200000")
    expect(lan.heading("The money is in your wallet")).to_be_visible(timeout=15_000)
    assert holder.money_of(lan) == (MONEY + 200_000, 0)


def has_moved(lan: Citizen) -> bool:
    """In the books of the bank."""
    return at_bank(lan) != OPENING_BALANCE


def at_bank(lan: Citizen) -> int:
    account = lan.city.bank_books.find("SELECT balance FROM accounts WHERE number = ?", holder.own_number(lan))
    return int(account["balance"]) if account else OPENING_BALANCE


KILLED = [
    ("hang-after", has_moved, {"minutes": 2}, "The money is in your wallet", 200_000),
    ("hang", holder.is_moving, {"minutes": 17}, "It did not go through", 0),
]


@in_both_languages
@pytest.mark.parametrize(("fault", "is_in_the_middle", "span", "told", "moved"), KILLED)
def test_a_bank_that_is_killed_over_a_top_up_says_what_happened_once_it_is_back(
    lan: Citizen, fault: str, is_in_the_middle: Callable[[Citizen], bool], span: dict[str, float], told: str, moved: int
) -> None:
    lan.city.make_bank("move", fault)
    begin(lan, "topup/", "200000")
    while not is_in_the_middle(lan):
        lan.page.wait_for_timeout(20)
    lan.city.kill_bank()
    try:
        expect(lan.heading("On its way")).to_be_focused(timeout=15_000)
        assert holder.money_of(lan)[0] in (MONEY, MONEY + moved), "the bank's own message may have left before"
    finally:
        lan.city.open_bank_again()
    sweeping.sweep(later(lan.city.world_before(Phones(), 0), **span), lambda: True)
    expect(lan.heading(told)).to_be_visible(timeout=30_000)
    assert holder.money_of(lan) == (MONEY + moved, 0)
    assert at_bank(lan) == OPENING_BALANCE - moved


def test_the_way_back_after_a_top_up_shows_it_and_moves_nothing_again(lan: Citizen) -> None:
    begin(lan, "topup/", "200000")
    expect(lan.heading("The money is in your wallet")).to_be_visible()
    lan.page.reload()
    expect(lan.heading("The money is in your wallet")).to_be_visible()
    lan.page.get_by_role("link", name=lan.say("To my wallet")).locator("visible=true").click()
    lan.page.locator("[data-movements] li").first.wait_for()
    lan.page.go_back()
    expect(lan.heading("The money is in your wallet")).to_be_visible()
    expect(lan.button("Top up")).to_be_hidden()
    assert holder.money_of(lan) == (MONEY + 200_000, 0)


@in_both_languages
def test_a_slow_bank_is_not_waited_for_and_the_page_shows_what_it_did(lan: Citizen) -> None:
    lan.city.make_bank("move", "hang-after")
    begin(lan, "topup/", "200000")
    expect(lan.heading("On its way")).to_be_focused(timeout=15_000)
    expect(lan.heading("The money is in your wallet")).to_be_visible(timeout=30_000)
    assert holder.money_of(lan) == (MONEY + 200_000, 0)


def test_a_bank_that_stays_silent_is_not_asked_for_ever_and_the_page_says_what_is_known(lan: Citizen) -> None:
    for _ in range(2):
        lan.city.make_bank("move", "drop")
    lan.page.clock.install()
    begin(lan, "withdraw/", "200000")
    expect(lan.heading("On its way")).to_be_focused(timeout=15_000)
    asked: list[str] = []
    lan.page.on("requestfinished", lambda request: asked.append(request.url) if "/bank-transfers/" in request.url else None)
    for _ in range(11):
        with coming_to_rest(lan.page):  # the next question is asked by a clock that was wound after the answer
            lan.page.clock.fast_forward(30_000)
    expect(lan.button("Look again")).to_be_visible()
    lan.page.clock.fast_forward(600_000)
    assert len(asked) == 11
    assert holder.money_of(lan) == (MONEY, 200_000)
    lan.press("Look again")
    expect(lan.heading("On its way")).to_be_visible()
    expect(lan.button("Look again")).to_be_hidden()


def lose_answers(lan: Citizen, path: str) -> list[str]:
    """What is sent arrives, and its answer never comes back; the keys that were sent."""
    keys: list[str] = []

    def lose(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.fetch()
        route.abort()

    lan.page.route(path, lose)
    return keys


@in_both_languages
def test_an_answer_that_is_lost_is_found_out_and_counts_once(lan: Citizen) -> None:
    keys = lose_answers(lan, "**/wallet/topups")
    begin(lan, "topup/", "200.000")
    expect(lan.heading("We do not know yet whether it went through")).to_be_focused(timeout=15_000)
    lan.press("Find out")
    expect(lan.form("find-out").get_by_role("alert")).to_have_text(
        lan.say("There is still no answer. Nothing is lost: please try again in a moment."), timeout=15_000
    )
    lan.page.unroute("**/wallet/topups")
    lan.press("Find out")
    expect(lan.heading("The money is in your wallet")).to_be_focused()
    assert len(keys) > 3
    assert len(set(keys)) == 1
    assert holder.money_of(lan) == (MONEY + 200_000, 0)


def test_what_never_arrived_is_sure_after_finding_out_and_may_be_tried_again(lan: Citizen) -> None:
    lan.page.route("**/wallet/withdrawals", lambda route: route.abort())
    begin(lan, "withdraw/", "200000")
    expect(lan.heading("We do not know yet whether it went through")).to_be_visible(timeout=15_000)
    lan.page.unroute("**/wallet/withdrawals")
    lan.page.route("**/wallet/withdrawals", lambda route: route.fulfill(status=403, json={"code": "proof-needed"}))
    lan.press("Find out")
    expect(lan.text("Now it is sure: it did not go through, and nothing has moved.")).to_be_visible()
    lan.page.unroute("**/wallet/withdrawals")
    lan.press("Withdraw")
    holder.confirm(lan)
    expect(lan.heading("The money is at your bank")).to_be_visible()
    assert holder.money_of(lan) == (MONEY - 200_000, 0)


def test_pressing_twice_moves_money_once(lan: Citizen) -> None:
    holder.open_page(lan, "topup/")
    lan.fill(amount="200000")
    lan.press("Top up")
    lan.fill(wallet_password=holder.PIN)
    lan.button("Confirm").dblclick()
    expect(lan.heading("The money is in your wallet")).to_be_visible()
    assert holder.money_of(lan) == (MONEY + 200_000, 0)


def test_two_tabs_cannot_spend_the_same_money(lan: Citizen) -> None:
    holder.open_page(lan, "withdraw/")
    other = Citizen(lan.page.context.new_page(), lan.city, lan.tag, lan.serial)
    begin(other, "withdraw/", "400000")
    expect(other.heading("The money is at your bank")).to_be_visible()
    lan.fill(amount="400000")
    lan.press("Withdraw")
    holder.confirm(lan)
    expect(lan.field("amount")).to_have_accessible_description(re.compile("There is not enough money in the wallet."))
    assert holder.money_of(lan) == (MONEY - 400_000, 0)


WRONG_AMOUNTS = [
    ("", "Please fill this in."),
    ("abc", "Please write the amount in digits."),
    ("1.5", "Please write the amount in digits."),
    ("-200000", "Please write the amount in digits."),
    ("9999", "This is less or more than can be moved at once."),
    ("50.000.001", "This is less or more than can be moved at once."),
    ("600000", "There is not enough money in the wallet."),
]


def test_amounts_that_cannot_be_moved_are_told_beside_the_field(lan: Citizen) -> None:
    holder.open_page(lan, "withdraw/")
    for typed, told in WRONG_AMOUNTS:
        lan.fill(amount=typed)
        lan.press("Withdraw")
        expect(lan.field("amount")).to_have_accessible_description(re.compile(re.escape(told)))
        expect(lan.page.locator("[data-prove]")).to_be_hidden()
        lan.field("amount").focus()


def test_a_wrong_wallet_password_is_told_beside_it_and_five_lock_the_wallet(lan: Citizen) -> None:
    holder.open_page(lan, "withdraw/")
    lan.fill(amount="200000")
    lan.press("Withdraw")
    for _ in range(5):
        lan.fill(wallet_password="111213")
        lan.press("Confirm")
        expect(lan.field("wallet_password")).to_have_accessible_description(re.compile("This is not your wallet password."))
        expect(lan.button("Confirm")).to_have_attribute("aria-disabled", "false")
    lan.press("Confirm")
    expect(lan.form("prove").get_by_role("alert")).to_contain_text("Your wallet is locked.")
    lan.press("Cancel")
    expect(lan.field("amount")).to_have_value("200,000")
    holder.open_page(lan, "")
    expect(lan.page.locator("[data-locked]")).to_be_visible()
    assert holder.money_of(lan) == (MONEY, 0)


def test_a_session_that_ends_half_way_is_told_and_nothing_moves(lan: Citizen) -> None:
    holder.open_page(lan, "withdraw/")
    lan.fill(amount="200000")
    lan.press("Withdraw")
    lan.page.context.clear_cookies()
    holder.confirm(lan)
    expect(lan.form("prove").get_by_role("alert")).to_have_text("You have been logged out. Please log in again.")
    assert holder.money_of(lan) == (MONEY, 0)


def test_the_keyboard_alone_tops_up(lan: Citizen) -> None:
    holder.open_page(lan, "topup/")
    lan.field("amount").focus()
    lan.page.keyboard.type("200000")
    lan.page.keyboard.press("Enter")
    expect(lan.field("wallet_password")).to_be_focused()
    lan.page.keyboard.type(holder.PIN)
    lan.page.keyboard.press("Enter")
    expect(lan.heading("The money is in your wallet")).to_be_focused()


def test_turning_back_at_the_wallet_password_moves_nothing(lan: Citizen) -> None:
    holder.open_page(lan, "topup/")
    lan.fill(amount="200000")
    lan.press("Top up")
    lan.page.keyboard.press("Escape")
    expect(lan.page.locator("[data-prove]")).to_be_hidden()
    expect(lan.button("Top up")).to_have_attribute("aria-disabled", "false")
    assert holder.money_of(lan) == (MONEY, 0)


def test_a_large_amount_takes_the_accounts_password_in_the_same_dialog(meet: Meet) -> None:
    lan = meet("vi")
    holder.own_wallet(lan, with_vnd=20_000_000, bank_number=holder.own_number(lan))
    lan.log_in()
    begin(lan, "withdraw/", "12.000.000")
    password = lan.form("prove").get_by_label(lan.say("Password of your account"))
    expect(password).to_be_focused()
    password.fill(PASSWORD)
    lan.press("Confirm")
    expect(lan.heading("The money is at your bank")).to_be_focused()
    assert holder.money_of(lan) == (8_000_000, 0)
