"""Ways into an account, as people meet them: real pages in a real browser, the real API, a real local database."""

import re
from collections.abc import Callable

import pytest
from citizen import Citizen
from city import PASSWORD
from playwright.sync_api import Page, Route, expect
from test_accessibility import violations

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])
NEW_PASSWORD = "mưa rơi trên sông Hương đêm"


@LANGUAGES
def test_somebody_registers_and_is_logged_in(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    lan.ask_for_code("register/", "Check information")
    expect(lan.text("Enter the code")).to_be_focused()
    lan.enter_code()
    lan.press("Continue registering")
    lan.fill(full_name="Lê Thị Lan", password=PASSWORD)
    lan.press("REGISTER")
    expect(lan.heading("Welcome! Your account is ready.")).to_be_focused()
    lan.page.get_by_role("main").get_by_role("link", name=lan.say("My account")).locator("visible=true").last.click()
    expect(lan.page.locator("[data-me=full_name]")).to_have_text("Lê Thị Lan")
    expect(lan.page.locator("[data-me=citizen_id]")).to_have_text(f"•••••••••{lan.number[-3:]}")
    lan.log_out()
    lan.open("")
    expect(lan.text("You are not logged in.")).to_be_visible()


@pytest.mark.parametrize(
    ("tag", "sentence"), [("vi", "Số định danh {} đã được đăng ký"), ("en", "The ID number {} is already registered")]
)
def test_who_is_registered_already_reads_so_and_finds_the_ways_in(meet: Meet, tag: str, sentence: str) -> None:
    lan = meet(tag)
    lan.register_yesterday()
    lan.ask_for_code("register/", "Check information")
    lan.enter_code()
    expect(lan.page.get_by_role("heading", name=sentence.format(lan.number), exact=True)).to_be_focused()
    ways = lan.page.locator("[data-step=registered] a")
    assert ways.all_inner_texts() == [lan.say("Log in"), lan.say("Forgot password")]
    ways.first.click()
    lan.page.wait_for_url(f"**/{tag}/account/login/")


def test_a_number_of_somebody_else_leads_to_the_identity_card(meet: Meet) -> None:
    lan, minh = meet("en"), meet("en")
    lan.register_yesterday()
    minh.open("register/")
    minh.fill(citizen_id=lan.number, phone=minh.phone)
    minh.press("Check information")
    minh.heading("Enter the code").wait_for()
    minh.enter_code()
    expect(minh.heading("Your identity card decides")).to_be_visible()
    expect(minh.page.locator(".help a")).to_have_text("19001075")


@LANGUAGES
def test_somebody_logs_in(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    lan.register_yesterday()
    lan.open("login/")
    lan.fill(citizen_id=lan.number, password="không phải mật khẩu này")
    lan.press("Log in")
    expect(lan.form("login").get_by_role("alert")).to_have_text(lan.say("ID number and password do not belong together."))
    expect(lan.field("citizen_id")).to_have_value(lan.number)
    lan.log_in()
    expect(lan.page.locator("[data-me=full_name]")).to_have_text("Lê Thị Lan")


def test_the_keyboard_alone_logs_in(meet: Meet) -> None:
    lan = meet("vi")
    lan.register_yesterday()
    lan.open("login/")
    lan.field("citizen_id").focus()
    for text in (lan.number, PASSWORD):
        lan.page.keyboard.type(text)
        lan.page.keyboard.press("Tab")
    expect(lan.button("Show password")).to_be_focused()
    lan.page.keyboard.press("Space")
    expect(lan.field("password")).to_have_attribute("type", "text")
    lan.page.keyboard.press("Tab")
    lan.page.keyboard.press("Enter")
    lan.page.wait_for_url("**/vi/account/")


@LANGUAGES
def test_a_forgotten_password_is_set_anew(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    lan.register_yesterday()
    lan.ask_for_code("reset/", "Send the code")
    lan.enter_code()
    lan.fill(password=NEW_PASSWORD)
    lan.press("Save the password")
    expect(lan.heading("Your new password counts")).to_be_focused()
    lan.log_in(NEW_PASSWORD)
    expect(lan.page.locator("[data-frozen]")).to_be_visible()


def test_a_reset_for_a_number_and_a_phone_that_do_not_belong_together_says_so(meet: Meet) -> None:
    lan = meet("en")
    lan.ask_for_code("reset/", "Send the code")
    lan.enter_code()
    expect(lan.heading("No account has this number and this phone")).to_be_visible()


JAPANESE = [  # what is typed, and what is read beside the fields
    (("", ""), ("この欄に入力してください。", "この欄に入力してください。")),
    (("123", "0905 123 456"), ("身分証カードにある12桁の数字が必要です。", None)),
    (("046199001234", "0234 3822 222"), (None, "ベトナムの携帯番号ではありません。")),
    (("046499001234", "+81 90 1234 5678"), ("4〜6桁目が未来の生年になっています。", "（+84）だけです。")),
]


@pytest.mark.parametrize(("typed", "told"), JAPANESE)
def test_mistakes_are_told_beside_their_fields_in_the_readers_language(
    meet: Meet, typed: tuple[str, str], told: tuple[str | None, str | None]
) -> None:
    lan = meet("ja")
    lan.open("register/")
    lan.fill(citizen_id=typed[0], phone=typed[1])
    lan.press("Check information")
    fields = [lan.field("citizen_id"), lan.field("phone")]
    wrong = [(one, text) for one, text in zip(fields, told, strict=True) if text]
    for one, text in wrong:
        expect(one).to_have_attribute("aria-invalid", "true")
        expect(one).to_have_accessible_description(re.compile(re.escape(text)))
    assert lan.page.locator("[aria-invalid]").count() == len(wrong)
    expect(wrong[0][0]).to_be_focused()
    expect(lan.form("ask").get_by_role("link")).to_have_count(len(wrong) if len(wrong) > 1 else 0)
    assert [one.input_value() for one in fields] == list(typed)


def test_the_summary_leads_to_each_field(meet: Meet) -> None:
    lan = meet("en")
    lan.open("register/")
    lan.press("Check information")
    lan.form("ask").get_by_role("link", name="Mobile phone").click()
    expect(lan.field("phone")).to_be_focused()


def test_a_weak_password_and_a_wrong_code_are_told_in_japanese(meet: Meet) -> None:
    lan = meet("ja")
    lan.ask_for_code("register/", "Check information")
    wrong = f"{(int(lan.code()) + 1) % 10**6:06}"
    lan.fill(code=wrong)
    lan.press("Continue")
    expect(lan.field("code")).to_have_accessible_description(re.compile("お送りしたコードと違います。"))
    expect(lan.field("code")).to_have_value(wrong)
    lan.enter_code()
    lan.press("Continue registering")
    lan.fill(full_name="Lê Thị Lan", password="huecity")
    lan.press("REGISTER")
    expect(lan.field("password")).to_have_accessible_description(re.compile("短すぎます。15文字以上にしてください。"))
    lan.fill(password="huecityhuecityhuecity")
    lan.press("REGISTER")
    expect(lan.field("password")).to_have_accessible_description(re.compile("簡単に推測されてしまいます。"))
    expect(lan.field("full_name")).to_have_value("Lê Thị Lan")


def count_requests(page: Page, ending: str) -> list[str]:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith(ending) else None)
    return sent


def test_a_double_click_sends_once(meet: Meet) -> None:
    lan = meet("vi")
    lan.open("register/")
    sent = count_requests(lan.page, "/registrations")
    lan.fill(citizen_id=lan.number, phone=lan.phone)
    lan.button("Check information").dblclick()
    lan.heading("Enter the code").wait_for()
    assert len(sent) == 1
    assert len(lan.messages()) == 1


def test_while_something_is_sent_the_button_waits(meet: Meet) -> None:
    lan = meet("vi")
    lan.open("login/")
    lan.fill(citizen_id=lan.number, password=PASSWORD)
    with lan.page.expect_request("**/api/v1/sessions"):
        lan.page.route("**/api/v1/sessions", lambda route: None)  # no answer comes
        lan.press("Log in")
    expect(lan.button("Log in")).to_have_attribute("aria-disabled", "true")
    expect(lan.button("Log in")).to_be_focused()


def test_a_lost_connection_is_told_and_what_was_typed_is_sent_again(meet: Meet) -> None:
    lan = meet("en")
    lan.open("register/")
    lan.fill(citizen_id=lan.number, phone=lan.phone)
    lan.page.context.set_offline(True)
    lan.press("Check information")
    expect(lan.form("ask").get_by_role("alert")).to_contain_text("The connection was lost.")
    lan.page.context.set_offline(False)
    lan.press("Check information")
    expect(lan.heading("Enter the code")).to_be_visible()
    expect(lan.form("ask").get_by_role("alert")).to_be_hidden()


def test_an_account_that_was_made_while_the_answer_got_lost_leads_to_the_login(meet: Meet) -> None:
    lan = meet("vi")
    lan.ask_for_code("register/", "Check information")
    lan.enter_code()
    lan.press("Continue registering")
    lan.fill(full_name="Lê Thị Lan", password=PASSWORD)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    lan.page.route("**/account", lose_the_answer)
    lan.press("REGISTER")
    expect(lan.form("details").get_by_role("alert")).to_contain_text("Mất kết nối.")
    expect(lan.field("password")).to_have_value(PASSWORD)
    lan.page.unroute("**/account")
    lan.press("REGISTER")
    expect(lan.page.get_by_role("heading", name=f"Số định danh {lan.number} đã được đăng ký")).to_be_focused()
    lan.log_in()


def test_how_long_to_wait_is_told_in_words(meet: Meet) -> None:
    lan = meet("ja")
    lan.ask_for_code("register/", "Check information")
    expect(lan.page.locator("[data-wait]")).to_have_text(re.compile("新しいコードは(1 分|[0-9]+ 秒)後に請求できます。"))
    lan.press("Back")
    lan.press("Check information")
    expect(lan.form("ask").get_by_role("alert")).to_have_text(re.compile("回数が多すぎます。 ?(1 分|[0-9]+ 秒)後にもう一度"))


def test_a_new_code_is_offered_when_its_time_has_come(meet: Meet) -> None:
    lan = meet("en")
    lan.page.clock.install()
    lan.ask_for_code("register/", "Check information")
    expect(lan.button("Send a new code")).to_be_hidden()
    lan.page.clock.fast_forward(61_000)
    expect(lan.button("Send a new code")).to_be_visible()
    expect(lan.page.locator("[data-wait]")).to_be_hidden()


def test_nothing_personal_stands_in_any_address(meet: Meet) -> None:
    lan = meet("vi")
    lan.register_yesterday()
    asked: list[str] = []
    lan.page.on("request", lambda request: asked.append(request.url))
    lan.ask_for_code("reset/", "Send the code")
    lan.log_in()
    lan.open("protection/")
    assert len(asked) > 10
    assert [url for url in asked if lan.number in url or lan.phone[1:] in url or "?" in url] == []


def test_a_password_may_be_pasted(meet: Meet) -> None:
    lan = meet("vi")
    lan.open("login/")
    lan.fill(citizen_id=PASSWORD)
    lan.field("citizen_id").press("Control+a")
    lan.field("citizen_id").press("Control+x")
    lan.field("password").press("Control+v")
    expect(lan.field("password")).to_have_value(PASSWORD)


@pytest.mark.parametrize("address", ["login/", "register/", "reset/", "", "preferences/"])
def test_without_javascript_the_pages_say_so_and_name_the_hotline(meet: Meet, address: str) -> None:
    lan = meet("vi", java_script_enabled=False)
    lan.open(address)
    expect(lan.page.locator("#main noscript .note")).to_contain_text("19001075")
    expect(lan.page.locator("main form")).to_have_count(lan.page.locator("main form:not(:visible)").count())


def test_axe_finds_nothing_while_somebody_registers(meet: Meet) -> None:
    lan = meet("vi", bypass_csp=True)
    lan.open("register/")
    lan.press("Check information")
    assert violations(lan.page) == []
    lan.ask_for_code("register/", "Check information")
    assert violations(lan.page) == []
    lan.enter_code()
    lan.press("Continue registering")
    assert violations(lan.page) == []
