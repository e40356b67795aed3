"""What readers like to see: kept in the browser, joined with the account at login, gone from the browser at logout."""

from collections.abc import Callable

import pytest
from citizen import PASSWORD, Citizen
from playwright.sync_api import Page, expect
from visiting import visit

Meet = Callable[..., Citizen]
Open = Callable[..., Page]


def toggle(citizen: Citizen, address: str) -> None:
    """Presses the button of a page that saves or follows, and waits until it is so."""
    visit(citizen.page, f"{citizen.city.origin}/{citizen.tag}/{address}")
    button = citizen.page.locator("[data-mine]")
    was = button.get_attribute("aria-pressed")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false" if was == "true" else "true")


def choose(citizen: Citizen, ward: str, *boxes: str) -> None:
    citizen.open("preferences/")
    citizen.page.locator("#ward").select_option(ward)
    for box in boxes:
        citizen.page.get_by_label(citizen.say(box), exact=True).check()
    citizen.press("Save")
    expect(citizen.form("preferences").get_by_role("status")).to_have_text(citizen.say("Saved."))


def saved(citizen: Citizen) -> list[str]:
    return citizen.page.locator("[data-places] a").all_inner_texts()


def test_without_an_account_choices_stay_in_the_browser(meet: Meet) -> None:
    lan = meet("en")
    toggle(lan, "attractions/dai-noi/")
    choose(lan, "kim-long", "Royal tomb", "Flood")
    lan.open("preferences/")
    expect(lan.text("Kept in this browser only.")).to_be_visible()
    expect(lan.page.locator("#ward")).to_have_value("kim-long")
    expect(lan.page.get_by_label("Flood", exact=True)).to_be_checked()
    assert saved(lan) == ["Imperial City (Đại Nội)"]
    lan.page.locator("[data-links] a", has_text="Royal tomb").click()
    lan.page.wait_for_url("**/en/attractions/category/tomb/")


def test_a_saved_place_is_known_in_every_language_and_can_be_removed(meet: Meet) -> None:
    lan = meet("vi")
    toggle(lan, "attractions/dai-noi/")
    lan.tag = "ja"
    visit(lan.page, f"{lan.city.origin}/ja/attractions/dai-noi/")
    expect(lan.page.locator("[data-mine]")).to_have_attribute("aria-pressed", "true")
    lan.open("preferences/")
    (title,) = saved(lan)
    assert title != "Đại Nội (Hoàng thành Huế)"
    lan.page.get_by_role("button", name=title).click()
    expect(lan.page.locator("#places")).to_be_focused()
    assert saved(lan) == []
    lan.open("preferences/")
    assert saved(lan) == []


def test_at_login_lists_are_joined_and_the_account_has_the_last_word(meet: Meet) -> None:
    lan, elsewhere = meet("en"), meet("en")
    elsewhere.serial = lan.serial
    lan.register_yesterday()
    elsewhere.log_in()
    choose(elsewhere, "vy-da", "Royal tomb", "Flood")
    toggle(elsewhere, "attractions/chua-thien-mu/")
    choose(lan, "kim-long", "Museum", "Typhoon")
    toggle(lan, "attractions/dai-noi/")
    lan.log_in()
    lan.open("preferences/")
    expect(lan.text("Kept with your account.")).to_be_visible()
    expect(lan.page.locator("#ward")).to_have_value("vy-da")
    for box in ("Royal tomb", "Museum", "Flood", "Typhoon"):
        expect(lan.page.get_by_label(box, exact=True)).to_be_checked()
    assert [title.split(" (")[0] for title in saved(lan)] == ["Thiên Mụ Pagoda", "Imperial City"]
    elsewhere.open("preferences/")
    assert len(saved(elsewhere)) == 2


def test_at_login_readers_come_to_the_language_that_they_have_chosen(meet: Meet) -> None:
    lan, elsewhere = meet("vi"), meet("en")
    elsewhere.serial = lan.serial
    lan.register_yesterday()
    lan.log_in()
    elsewhere.open("login/")
    elsewhere.fill(citizen_id=elsewhere.number, password=PASSWORD)
    elsewhere.press("Log in")
    elsewhere.page.wait_for_url("**/vi/account/")


def test_what_is_saved_while_logged_in_is_saved_with_the_account(meet: Meet) -> None:
    lan, elsewhere = meet("vi"), meet("vi")
    elsewhere.serial = lan.serial
    lan.register_yesterday()
    for one in (lan, elsewhere):
        one.log_in()
    toggle(lan, "attractions/dai-noi/")
    elsewhere.open("preferences/")
    assert len(saved(elsewhere)) == 1
    toggle(lan, "attractions/dai-noi/")
    elsewhere.open("preferences/")
    assert saved(elsewhere) == []


def test_logging_out_leaves_nothing_of_the_account_in_the_browser(meet: Meet) -> None:
    lan = meet("vi")
    lan.register_yesterday()
    lan.log_in()
    choose(lan, "vy-da")
    toggle(lan, "attractions/dai-noi/")
    lan.log_out()
    assert set(lan.page.evaluate("Object.keys(localStorage)")) == {"language"}
    lan.open("preferences/")
    assert saved(lan) == []
    expect(lan.page.locator("#ward")).to_have_value("")


def test_logging_out_clears_the_browser_even_while_the_server_is_out_of_reach(meet: Meet) -> None:
    lan = meet("vi")
    lan.register_yesterday()
    lan.log_in()
    choose(lan, "vy-da")
    lan.open("")
    lan.page.context.set_offline(True)
    lan.press("Log out")
    expect(lan.form("logout").get_by_role("alert")).to_contain_text("Mất kết nối.")
    assert set(lan.page.evaluate("Object.keys(localStorage)")) == {"language"}


def test_no_secret_is_ever_kept_in_the_browser(meet: Meet) -> None:
    lan = meet("vi")
    lan.register_yesterday()
    lan.log_in()
    lan.open("preferences/")
    kept = lan.page.evaluate("JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie")
    for secret in (lan.number, lan.phone[1:], "Thị Lan", "session"):
        assert secret not in kept


def test_where_the_account_does_not_answer_the_button_says_so_and_stays_as_it_was(meet: Meet) -> None:
    lan = meet("en")
    lan.register_yesterday()
    lan.log_in()
    visit(lan.page, f"{lan.city.origin}/en/attractions/dai-noi/")
    lan.page.context.set_offline(True)
    lan.page.locator("[data-mine]").click()
    expect(lan.page.locator("span[role=status]")).to_have_text("Your account did not answer. Please try again.")
    expect(lan.page.locator("[data-mine]")).to_have_attribute("aria-pressed", "false")


def test_a_chosen_language_leads_there_and_the_door_remembers_it(meet: Meet) -> None:
    lan = meet("vi")
    lan.open("preferences/")
    lan.page.locator("#language").select_option("ja")
    lan.press("Save")
    lan.page.wait_for_url("**/ja/account/preferences/")
    lan.page.goto(lan.city.origin)
    lan.page.wait_for_url("**/ja/")


@pytest.mark.parametrize(("choice", "is_shown"), [("Flood", True), ("Typhoon", False)])
def test_a_followed_warning_in_force_is_shown(open_page: Open, flood_day: str, choice: str, is_shown: bool) -> None:
    page = open_page("about:blank")
    page.clock.set_fixed_time("2025-11-03T07:00:00+07:00")
    visit(page, f"{flood_day}en/account/preferences/")
    expect(page.locator("[data-calm]")).to_be_visible()
    page.get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-warnings] a[href*='alerts/lu-2025-11-03']")).to_have_count(1 if is_shown else 0)


def test_following_from_a_warning_shows_on_my_huecity(open_page: Open, flood_day: str) -> None:
    page = open_page(f"{flood_day}vi/alerts/lu-2025-11-03/")
    button = page.get_by_role("button", name="Theo dõi: Lũ")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    visit(page, f"{flood_day}vi/account/preferences/")
    expect(page.get_by_label("Lũ", exact=True)).to_be_checked()


def test_without_javascript_there_is_no_button_that_does_nothing(open_page: Open, today: str) -> None:
    page = open_page(f"{today}vi/attractions/dai-noi/", java_script_enabled=False)
    expect(page.locator("[data-mine]")).to_be_hidden()
