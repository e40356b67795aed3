"""Registering on a laptop, over real HTTP: the code from /dev/outbox, the cookies through the front."""

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from stage import LAN, PASSWORD, new_account
from test_local_stack import Stack, get, stack

__all__ = ["stack"]


class Session:
    """A small browser."""

    def __init__(self, origin: str) -> None:
        self.origin, self.cookies = origin, {}

    def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Origin": self.origin, "Content-Type": "application/json"}
        headers |= {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        raw = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.origin}/api/v1{path}", raw, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as reply:
            for line in reply.headers.get_all("Set-Cookie") or []:
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return reply.status, json.loads(reply.read())


def skip_without_database(stack: Stack) -> None:
    health = json.loads(get(f"{stack.origin}/api/v1/health")[2])
    if health["database"] != "reachable":
        pytest.skip("no local database on this machine")


def test_somebody_registers_on_a_laptop(stack: Stack) -> None:
    skip_without_database(stack)
    browser = Session(stack.origin)
    assert get(f"{stack.origin}/dev/outbox.json")[2] == b"[]"
    register(stack, browser)
    (message,) = json.loads(get(f"{stack.origin}/dev/outbox.json")[2])
    assert message["to"] == "+84905123456"
    assert message["text"] in get(f"{stack.origin}/dev/outbox")[2].decode()
    assert set(browser.cookies) == {"__Host-session", "__Host-device"}
    assert browser.send("GET", "/me")[1]["full_name"] == "Lê Thị Lan"
    browser.cookies.pop("__Host-session")
    assert browser.send("POST", "/sessions", {"citizen_id": LAN, "password": PASSWORD})[0] == 201
    assert browser.send("GET", "/me")[0] == 200
    assert_no_secret_is_on_disk(stack.data)


def register(stack: Stack, browser: Session) -> None:
    """With the code that the outbox shows."""
    asked = {"citizen_id": LAN, "phone": "0905 123 456", "language": "vi"}
    status, sent = browser.send("POST", "/registrations", asked)
    assert status == 202
    code = re.findall(r"\d{6}", json.loads(get(f"{stack.origin}/dev/outbox.json")[2])[0]["text"])[0]
    _, verified = browser.send("POST", f"/registrations/{sent['id']}/code", {"code": code})
    assert verified["outcome"] == "continue"
    path = f"/registrations/{sent['id']}/account"
    assert browser.send("POST", path, new_account(verified["proof"]))[0] == 201


def assert_no_secret_is_on_disk(data: Path) -> None:
    kept = b"".join(path.read_bytes() for path in data.iterdir() if path.name != "outbox.jsonl")
    for secret in (LAN, "905123456", PASSWORD, "Thị Lan"):
        assert secret.encode() not in kept
