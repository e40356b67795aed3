"""A citizen at the account pages: what they read and type, and the messages on their phone."""

import itertools
import json
import re
import urllib.request
from dataclasses import dataclass, field

from city import PASSWORD, City
from playwright.sync_api import Locator, Page
from views import CATALOGS
from visiting import visit

SERIALS = itertools.count(100)  # nobody meets the limits of another test's person


@dataclass
class Citizen:
    """One person with a number and a phone of their own, reading one language."""

    page: Page
    city: City
    tag: str = "vi"
    serial: int = field(default_factory=SERIALS.__next__)

    @property
    def number(self) -> str:
        return f"046190{self.serial:06}"

    @property
    def phone(self) -> str:
        return f"0905{self.serial:06}"

    def say(self, message: str) -> str:
        """The interface's words in this person's language."""
        return CATALOGS[self.tag].translations.gettext(message)

    def open(self, address: str) -> None:
        visit(self.page, f"{self.city.origin}/{self.tag}/account/{address}")

    def field(self, name: str) -> Locator:
        """The field of this name that is in sight."""
        return self.page.locator(f"main [name={name}]:visible")

    def fill(self, **fields: str) -> None:
        for name, text in fields.items():
            self.field(name).fill(text)

    def press(self, message: str) -> None:
        self.button(message).click()

    def button(self, message: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("button", name=self.say(message), exact=True)

    def heading(self, message: str) -> Locator:
        return self.page.get_by_role("heading", name=self.say(message))

    def text(self, message: str) -> Locator:
        """Where these words stand in sight."""
        return self.page.get_by_role("main").get_by_text(self.say(message)).locator("visible=true")

    def form(self, name: str) -> Locator:
        return self.page.locator(f"[data-form={name}]")

    def messages(self) -> list[str]:
        """Texts on this phone, newest first."""
        with urllib.request.urlopen(f"{self.city.origin}/dev/outbox.json", timeout=10) as reply:
            return [one["text"] for one in json.loads(reply.read()) if one["to"] == f"+84{self.phone[1:]}"]

    def code(self) -> str:
        return re.findall(r"\b\d{6}\b", self.messages()[0])[0]

    def register_yesterday(self) -> None:
        self.city.register_before(self.number, self.phone)

    def ask_for_code(self, address: str, button: str) -> None:
        self.open(address)
        self.fill(citizen_id=self.number, phone=self.phone)
        self.press(button)
        self.heading("Enter the code").wait_for()

    def enter_code(self) -> None:
        self.fill(code=self.code())
        self.press("Continue")

    def log_in(self, password: str = PASSWORD, **more: str) -> None:
        self.open("login/")
        self.fill(citizen_id=self.number, password=password)
        self.press("Log in")
        if more:
            self.fill(**more)
            self.press("Log in")
        self.page.wait_for_url(f"**/{self.tag}/account/")

    def log_out(self) -> None:
        self.open("")
        self.press("Log out")
        self.page.wait_for_url("**/account/login/")
