"""A citizen at the account pages: what they read and type, and the messages on their phone."""

import itertools
import json
import re
import urllib.request
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page
from views import CATALOGS

PASSWORD = "bốn con cá chép đỏ"
NUMBERS = itertools.count(100)  # nobody meets the limits of another test's person


@dataclass
class Citizen:
    """One person with a number and a phone of their own, reading one language."""

    page: Page
    origin: str
    tag: str = "vi"
    serial: int = field(default_factory=NUMBERS.__next__)

    @property
    def number(self) -> str:
        return f"046190{self.serial:06}"

    @property
    def phone(self) -> str:
        return f"0905 {self.serial:06}"

    def say(self, message: str) -> str:
        """The interface's words in this person's language."""
        return CATALOGS[self.tag].translations.gettext(message)

    def open(self, address: str) -> None:
        self.page.goto(f"{self.origin}/{self.tag}/account/{address}", wait_until="networkidle")

    def fill(self, **fields: str) -> None:
        """Types into the fields of these names that are in sight."""
        for name, text in fields.items():
            self.page.locator(f"[name={name}]:visible").fill(text)

    def press(self, message: str) -> None:
        self.button(message).click()

    def button(self, message: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("button", name=self.say(message), exact=True)

    def heading(self, message: str) -> Locator:
        return self.page.get_by_role("heading", name=self.say(message))

    def messages(self) -> list[str]:
        """Texts on this phone, newest first."""
        with urllib.request.urlopen(f"{self.origin}/dev/outbox.json", timeout=10) as reply:
            told = json.loads(reply.read())
        return [one["text"] for one in told if one["to"] == f"+84{self.phone.replace(' ', '')[1:]}"]

    def code(self) -> str:
        return re.findall(r"\d{6}", self.messages()[0])[0]

    def ask_for_code(self, page: str, button: str) -> None:
        self.open(page)
        self.fill(citizen_id=self.number, phone=self.phone)
        self.press(button)
        self.heading("Enter the code").wait_for()

    def enter_code(self) -> None:
        self.fill(code=self.code())
        self.press("Continue")

    def register(self) -> None:
        """The whole road, to a page that says welcome."""
        self.ask_for_code("register/", "Check information")
        self.enter_code()
        self.press("Continue registering")
        self.fill(full_name="Lê Thị Lan", password=PASSWORD)
        self.press("REGISTER")
        self.heading("Welcome! Your account is ready.").wait_for()

    def log_in(self, password: str = PASSWORD) -> None:
        self.open("login/")
        self.fill(citizen_id=self.number, password=password)
        self.press("Log in")

    def log_out(self) -> None:
        self.open("")
        self.press("Log out")
        self.page.wait_for_url("**/account/login/")
