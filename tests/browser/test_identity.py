"""An identity check in a real browser: pictures from the camera, what was read of them, and the desk that decides."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from citizen import Citizen
from officer import employ, empty_desk, open_desk
from PIL import Image
from playwright.sync_api import FilePayload, Route, expect
from test_accessibility import violations

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])

TAKEN_IN_MS = 20_000  # as long as the page itself waits until a picture was looked at


def picture(width: int = 2600, height: int = 1625, name: str = "front.jpg") -> FilePayload:
    """What a phone's camera makes: larger than is needed."""
    drawn = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(drawn, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": drawn.getvalue()}


@pytest.fixture
def lan(meet: Meet, request: pytest.FixtureRequest) -> Citizen:
    """Somebody who is logged in."""
    lan = meet(getattr(request, "param", "vi"))
    lan.register_yesterday()
    lan.log_in()
    return lan


def begin(lan: Citizen, paper: str = "citizen-card") -> None:
    lan.open("identity/")
    lan.field("paper").select_option(paper)
    lan.field("agrees").check()
    lan.press("Begin")
    expect(lan.heading("Your pictures")).to_be_focused()


def send_picture(lan: Citizen, part: str, payload: FilePayload | None = None) -> None:
    form = lan.form(part)
    form.locator("[name=picture]").set_input_files(payload or picture())
    expect(form.locator("canvas")).to_be_visible()
    form.get_by_role("button", name=lan.say("Send this picture")).click()


@LANGUAGES
def test_three_pictures_go_to_the_city_and_the_person_knows_what_happens_next(meet: Meet, tag: str) -> None:
    lan = meet(tag)
    lan.register_yesterday()
    lan.log_in()
    begin(lan)
    for part in ("front", "back"):
        send_picture(lan, part)
        expect(lan.form(part).locator("[data-state]")).to_have_text(lan.say("✓ received"), timeout=TAKEN_IN_MS)
    send_picture(lan, "face")
    expect(lan.heading("Is this right?")).to_be_visible(timeout=TAKEN_IN_MS)
    lan.field("is_confirmed").check()
    lan.press("Send to the city")
    expect(lan.heading("The city looks at your pictures")).to_be_focused()
    lan.press("Is there a result?")
    expect(lan.text("Not yet. You will get an SMS.")).to_be_visible()
    lan.open("identity/")
    expect(lan.heading("The city looks at your pictures")).to_be_visible()


def submit(lan: Citizen) -> None:
    begin(lan)
    finish(lan)


def finish(lan: Citizen) -> None:
    for part in ("front", "back", "face"):
        send_picture(lan, part)
        expect(lan.form(part).locator("canvas")).to_be_hidden(timeout=TAKEN_IN_MS)
    lan.field("is_confirmed").check()
    lan.press("Send to the city")
    expect(lan.heading("The city looks at your pictures")).to_be_visible()


def log_in_new(lan: Citizen) -> None:
    lan.register_yesterday()
    lan.log_in()


@LANGUAGES
def test_an_officer_approves_with_the_keyboard_alone_and_the_person_is_identified(meet: Meet, tag: str) -> None:
    lan, nam = meet(tag), meet(tag)
    log_in_new(lan)
    empty_desk(lan.city)
    submit(lan)
    employ(nam)
    open_desk(nam, "identity/")
    nam.page.keyboard.press("n")
    expect(nam.heading("Lê Thị Lan")).to_be_focused()
    pictures = nam.page.locator("[data-papers] img")
    expect(pictures).to_have_count(3)
    for one in pictures.all():
        assert one.evaluate("image => image.decode().then(() => image.naturalWidth)") == 2400
    nam.page.keyboard.press("z")
    expect(nam.page.locator("[data-papers] [data-size='2']")).to_have_count(3)
    nam.page.keyboard.press("a")
    expect(nam.field("citizen_id")).to_be_focused()
    expect(nam.field("citizen_id")).to_have_value("")
    nam.page.keyboard.type(f"{int(lan.number) + 1:012}")
    nam.page.keyboard.press("Enter")
    told = nam.say("The account has another ID number than this. Please compare the paper again.")
    expect(nam.field("citizen_id")).to_have_accessible_description(re.compile(re.escape(told)))
    nam.field("citizen_id").fill(lan.number)
    nam.page.keyboard.press("Enter")
    expect(nam.text("Approved. The person has been told and logs in again.")).to_be_visible()
    assert nam.page.locator("[data-papers] img").count() == 0, "nobody's face stays in sight"
    lan.open("identity/")
    expect(lan.text("You are not logged in.")).to_be_visible()
    lan.log_in()
    lan.open("identity/")
    expect(lan.heading("Your identity is confirmed")).to_be_visible()


@LANGUAGES
def test_a_refusal_takes_two_officers_and_the_person_reads_why(meet: Meet, tag: str) -> None:
    lan, nam, hoa = meet(tag), meet(tag), meet(tag)
    log_in_new(lan)
    empty_desk(lan.city)
    submit(lan)
    for officer, told in (
        (nam, "Your refusal is noted. It counts when a colleague confirms it."),
        (hoa, "Refused. The person has been told."),
    ):
        employ(officer, role="admin")
        open_desk(officer, "identity/")
        officer.form("next").get_by_role("button").click()
        expect(officer.heading("Lê Thị Lan")).to_be_focused()
        officer.page.keyboard.press("r")
        officer.page.keyboard.press("Tab")
        officer.form("refuse").get_by_role("button").click()
        expect(officer.field("reason")).to_have_attribute("aria-invalid", "true")
        officer.field("reason").select_option("face-differs")
        officer.form("refuse").get_by_role("button").click()
        expect(officer.text(told)).to_be_visible()
    lan.press("Is there a result?")
    expect(lan.heading("Your identity could not be confirmed")).to_be_focused()
    expect(lan.text("The face is not the one on the paper.")).to_be_visible()
    lan.press("Begin again")
    expect(lan.field("paper")).to_be_visible()


def test_better_pictures_are_asked_for_and_only_these_are_taken_again(meet: Meet) -> None:
    lan, nam = meet("en"), meet("en")
    log_in_new(lan)
    empty_desk(lan.city)
    submit(lan)
    employ(nam)
    open_desk(nam, "identity/")
    nam.page.keyboard.press("n")
    expect(nam.heading("Lê Thị Lan")).to_be_focused()
    nam.page.keyboard.press("m")
    nam.field("reason").select_option("glare")
    nam.form("ask-again").locator("[value=front]").check()
    nam.form("ask-again").get_by_role("button").click()
    expect(nam.text("Asked again. The person has been told.")).to_be_visible()
    lan.open("identity/")
    expect(lan.form("front").locator("[data-state]")).to_contain_text("Light hides part of the picture.")
    expect(lan.form("back").locator("[data-state]")).to_have_text("✓ received")
    send_picture(lan, "front")
    expect(lan.heading("Is this right?")).to_be_visible(timeout=TAKEN_IN_MS)


def test_an_upload_that_is_cut_off_is_sent_again_and_a_file_that_is_no_picture_is_told(meet: Meet) -> None:
    lan = meet("en")
    log_in_new(lan)
    begin(lan)
    form = lan.form("front")
    form.locator("[name=picture]").set_input_files({"name": "cat.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"})
    expect(form.locator("[name=picture]")).to_have_accessible_description(re.compile("no picture that can be read"))

    def cut(route: Route) -> None:
        route.abort("connectionreset")

    lan.page.route("**/dev/files", cut, times=1)
    send_picture(lan, "front")
    expect(form.locator("[name=picture]")).to_have_accessible_description(re.compile("did not arrive whole"))
    expect(form.locator("canvas")).to_be_visible()
    form.get_by_role("button", name="Send this picture").click()
    expect(form.locator("[data-state]")).to_have_text("✓ received")


def test_a_picture_is_turned_and_made_smaller_before_it_leaves_the_phone(meet: Meet) -> None:
    lan = meet("vi")
    log_in_new(lan)
    begin(lan, "passport")
    expect(lan.form("back")).to_be_hidden()
    form = lan.form("front")
    form.locator("[name=picture]").set_input_files(picture(3000, 2000))
    expect(form.locator("canvas")).to_be_visible()
    size = "canvas => [canvas.width, canvas.height]"
    assert form.locator("canvas").evaluate(size) == [2400, 1600]
    form.get_by_role("button", name=lan.say("Turn the picture")).click()
    assert form.locator("canvas").evaluate(size) == [1600, 2400]


def test_who_withdraws_has_nothing_left_at_the_city(meet: Meet) -> None:
    lan = meet("ja")
    log_in_new(lan)
    begin(lan)
    send_picture(lan, "front")
    expect(lan.form("front").locator("[data-state]")).to_have_text(lan.say("✓ received"), timeout=TAKEN_IN_MS)
    lan.page.locator("[data-withdrawal] summary").click()
    lan.press("Withdraw and remove the pictures")
    expect(
        lan.text("Your check is withdrawn and its pictures are removed. You can begin again at any time.")
    ).to_be_visible()
    lan.field("agrees").check()
    lan.press("Begin")
    expect(lan.form("front").locator("[data-state]")).to_have_text(lan.say("not there yet"))


@pytest.mark.parametrize("address", ["identity/", "shops/"])
def test_desks_tell_others_in_a_sentence_that_they_are_not_for_them(meet: Meet, address: str) -> None:
    lan, nam = meet("vi"), meet("en")
    log_in_new(lan)
    open_desk(lan, address)
    expect(lan.text("This desk is for those of the city's staff who work at it.")).to_be_visible()
    employ(nam, has_app=False)
    open_desk(nam, address)
    expect(nam.text("Please set up an authenticator app first, under “Protection and devices”.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_step(meet: Meet, scheme: str) -> None:
    lan = meet("vi", color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 800})
    nam = meet("ja", color_scheme=scheme, bypass_csp=True)
    log_in_new(lan)
    lan.open("identity/")
    assert violations(lan.page) == []
    empty_desk(lan.city)
    begin(lan)
    lan.form("front").locator("[name=picture]").set_input_files(picture())
    expect(lan.form("front").locator("canvas")).to_be_visible()
    assert violations(lan.page) == []
    finish(lan)
    assert violations(lan.page) == []
    employ(nam)
    open_desk(nam, "")
    assert violations(nam.page) == []
    open_desk(nam, "identity/")
    assert violations(nam.page) == []
    nam.page.keyboard.press("n")
    expect(nam.heading("Lê Thị Lan")).to_be_focused()
    nam.page.keyboard.press("a")
    assert violations(nam.page) == []
