"""A stage for use cases: a phone that keeps its messages, a clock that stands still, and an ear on every DynamoDB call."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
from chalice.test import Client
from chalicelib.clients.bank import BankClient, NoBank
from chalicelib.clients.billers import BillerClient, HttpBillers
from chalicelib.clients.email import email_client
from chalicelib.clients.files import file_store, media_store
from chalicelib.clients.identity_checks import identity_checks
from chalicelib.clients.sms import SmsFailedError
from chalicelib.config import load_config
from chalicelib.dynamodb import Table, dynamodb_client
from chalicelib.keys import Keys
from chalicelib.world import World
from description import assert_described

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


class Phones:
    """Keeps what was sent, newest last."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str]] = []
        self.is_down = False

    def send(self, phone: str, text: str) -> None:
        if self.is_down:
            raise SmsFailedError
        self.messages.append((phone, text))

    def code(self) -> str:
        """The code of the newest message."""
        found = re.search(r"\b\d{6}\b", self.messages[-1][1])
        assert found, self.messages[-1]
        return found[0]


NO_BILLERS = HttpBillers("", "")


def make_world(
    phones: Phones,
    now: datetime = NOON,
    bank: BankClient | None = None,
    billers: BillerClient = NO_BILLERS,
    client: Any = None,
    pepper: str = "",
) -> World:
    config = load_config()
    database = client or dynamodb_client()
    return World(
        table=Table(database, config.accounts_table),
        wallet=Table(database, config.wallet_table),
        reports=Table(database, config.reports_table),
        keys=Keys(pepper or config.pepper),
        sms=phones,
        email=email_client(),
        files=file_store(),
        media=media_store(),
        checks=identity_checks(),
        bank=bank or NoBank(),
        billers=billers,
        config=config,
        now=now,
    )


def later(world: World, **span: float) -> World:
    return replace(world, now=world.now + timedelta(**span))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Names of the DynamoDB calls that leave over the wire meanwhile, repeated ones included."""
    calls: list[str] = []

    def hear(event_name: str, **_: Any) -> None:
        calls.append(event_name.rpartition(".")[2])

    events = dynamodb_client().meta.events
    events.register("before-send.dynamodb", hear)
    try:
        yield calls
    finally:
        events.unregister("before-send.dynamodb", hear)


def other_code(code: str) -> str:
    """A code that is wrong for sure."""
    return f"{(int(code) + 1) % 10**6:06d}"


ORIGIN = "https://huecity.example"
EDGE_SECRET = "what only our own proxies know"
PASSWORD = "bốn con cá chép đỏ"
LAN, MINH, HUONG = "046190001234", "046085004321", "046302007777"
LAN_PHONE, MINH_PHONE, HUONG_PHONE = "+84905123456", "+84912345678", "+84388112233"


@dataclass
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, Any]

    @property
    def code(self) -> str:
        """The stable code of a problem, or ""."""
        return str(self.body.get("code", ""))


class Browser:
    """Sends what a browser on our own page would, and keeps cookies as it would."""

    def __init__(self, client: Client, address: str = "203.0.113.7") -> None:
        self.client, self.cookies, self.address = client, {}, address
        self.origin: str | None = ORIGIN
        self.agent = "Mozilla/5.0 (Linux; Android 14) Firefox/140.0"

    def send(self, method: str, path: str, body: Any = None, **more: str) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Content-Type": "application/json", "User-Agent": self.agent, "Cookie": cookie}
        headers |= {"Origin": self.origin} if self.origin else {}
        headers |= {"X-Forwarded-For": f"{self.address}, 198.51.100.200", "X-HueCity-Edge": EDGE_SECRET} | more
        raw = b"" if body is None else json.dumps(body).encode()
        reply = self.client.http.request(method, f"/api/v1{path}", headers=headers, body=raw)
        for line in reply.headers.get("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies |= {name: value}
            if "Max-Age=0" in line:
                del self.cookies[name]
        assert_described(method, f"/api/v1{path}", reply.status_code, reply.headers["Content-Type"], reply.json_body)
        return Answer(reply.status_code, reply.json_body, reply.headers)

    def post(self, path: str, body: Any, **more: str) -> Answer:
        return self.send("POST", path, body, **more)

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def delete(self, path: str) -> Answer:
        return self.send("DELETE", path)

    def log_in(self, citizen_id: str = LAN, password: str = PASSWORD, second_factor: str = "") -> Answer:
        body = {"citizen_id": citizen_id, "password": password, "second_factor": second_factor}
        return self.post("/sessions", body)


@dataclass
class Town:
    """The whole API with its phones and its clock."""

    client: Client
    phones: Phones
    now: datetime = NOON

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    def browser(self, address: str = "203.0.113.7") -> Browser:
        return Browser(self.client, address)

    def ask(self, browser: Browser, citizen_id: str = LAN, phone: str = LAN_PHONE, language: str = "vi") -> Answer:
        return browser.post("/registrations", {"citizen_id": citizen_id, "phone": phone, "language": language})

    def verify(self, browser: Browser, citizen_id: str = LAN, phone: str = LAN_PHONE) -> tuple[str, Answer]:
        """(registration id, what the holder of the phone learns)."""
        asked = self.ask(browser, citizen_id, phone)
        assert asked.status == 202, asked
        return asked.body["id"], browser.post(f"/registrations/{asked.body['id']}/code", {"code": self.phones.code()})

    def register(self, citizen_id: str = LAN, phone: str = LAN_PHONE, **details: Any) -> Browser:
        """A browser that is logged in to a new account."""
        browser = self.browser()
        registration_id, verified = self.verify(browser, citizen_id, phone)
        account = new_account(verified.body["proof"], citizen_id, **details)
        assert browser.post(f"/registrations/{registration_id}/account", account).status == 201
        self.wait(hours=1)
        return browser


def new_account(proof: str, citizen_id: str = LAN, **details: Any) -> dict[str, Any]:
    return {"proof": proof, "citizen_id": citizen_id, "full_name": "Lê Thị Lan", "password": PASSWORD} | details


NEW_PASSWORD = "bảy lá sen trên mái"


def app_code(secret: str, now: datetime) -> str:
    """What an authenticator app shows."""
    return pyotp.TOTP(secret).at(now)


def turn_on_second_factor(town: Town, browser: Browser) -> tuple[str, list[str]]:
    """(the app's secret, recovery codes)."""
    secret = browser.post("/me/second-factor", {"password": PASSWORD}).body["secret"]
    codes = browser.post("/me/second-factor/code", {"code": app_code(secret, town.now)}).body["recovery_codes"]
    town.wait(minutes=20)
    return secret, codes
