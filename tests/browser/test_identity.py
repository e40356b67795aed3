"""An identity check in a real browser: pictures from the camera, what was read of them, and the desk that decides."""

from collections.abc import Callable
from io import BytesIO

import pytest
from citizen import Citizen
from PIL import Image
from playwright.sync_api import FilePayload, expect

Meet = Callable[..., Citizen]
LANGUAGES = pytest.mark.parametrize("tag", ["vi", "en"])


def picture(width: int = 3200, height: int = 2000, name: str = "front.jpg") -> FilePayload:
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
        expect(lan.form(part).locator("[data-state]")).to_have_text(lan.say("✓ received"))
    send_picture(lan, "face")
    expect(lan.heading("Is this right?")).to_be_visible()
    lan.field("is_confirmed").check()
    lan.press("Send to the city")
    expect(lan.heading("The city looks at your pictures")).to_be_focused()
    lan.press("Is there a result?")
    expect(lan.text("Not yet. You will get an SMS.")).to_be_visible()
    lan.open("identity/")
    expect(lan.heading("The city looks at your pictures")).to_be_visible()
