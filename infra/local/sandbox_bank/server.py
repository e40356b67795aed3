"""The sandbox bank over HTTP: signed requests at /v1, the customer's own steps as pages, switches at /sandbox."""

import json
import os
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

from chalicelib.signatures import WrongSignatureError, check_signature, signed

from .books import Books
from .faults import FAULTS, Fault, Faults, Place
from .pages import code_page, log_in_page, page, phone_page

CALLBACK_SECONDS = 10
CALLBACK_SUBJECT = "POST /api/v1/wallet/bank-callbacks"
BEFORE: frozenset[Fault] = frozenset(("error", "drop", "hang"))
AFTER: frozenset[Fault] = frozenset(("error-after", "drop-after", "hang-after", "die"))
Reply = tuple[int, dict[str, Any]]


class Bank(ThreadingHTTPServer):
    """One bank for all BINs. Callbacks are sent to `callback_url`, or only kept where there is none."""

    daemon_threads = True

    def __init__(
        self, port: int, key: str, books: Books, callback_url: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(("127.0.0.1", port), Customer)
        self.key, self.books, self.callback_url, self.clock = key, books, callback_url, clock
        self.faults = Faults()
        self.received: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def callback(self, reference: str, **changed: Any) -> tuple[dict[str, str], bytes]:
        """(headers, body) of a signed message about a movement; `changed` makes it say something else."""
        told = self.books.get_movement(reference) | {"reference": reference} | changed
        body = json.dumps({name: told[name] for name in ("reference", "status", "reason", "amount")}).encode()
        stamp = signed(self.key, "callback", CALLBACK_SUBJECT, int(self.clock()), secrets.token_hex(16), body)
        return {"Content-Type": "application/json", **stamp}, body

    def tell(self, reference: str) -> None:
        """Sends a callback from a thread of its own; who does not get it will ask."""

        def send() -> None:
            headers, body = self.callback(reference)
            with suppress(OSError):
                urlopen(Request(self.callback_url, body, headers), timeout=CALLBACK_SECONDS).close()  # noqa: S310

        if self.callback_url:
            threading.Thread(target=send, daemon=True).start()

    # what HueCity asks

    def answer(self, method: str, path: str, asked: dict[str, Any], fault: Fault | None) -> Reply:
        parts = path.strip("/").split("/")
        match method, parts:
            case "POST", ["v1", "links"]:
                return 200, self.start_link(asked)
            case "POST", ["v1", "links", reference, "confirmation"]:
                return 200, self.books.confirm_link(reference, asked["code"])
            case "POST", ["v1", "links", _, "removal"]:
                self.books.remove_link(asked["token"])
                return 200, {"status": "removed"}
            case "POST", ["v1", "transfers"]:
                return self.move(asked, fault)
            case "GET", ["v1", "transfers", reference]:
                absent = {"status": "absent", "reason": "", "amount": 0}
                return 200, shown(absent if fault == "absent" else self.books.get_movement(reference))
        return 404, {"status": "unknown"}

    def start_link(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["step"] == "otp" and not is_number(asked.get("account_number", "")):
            return {"status": "refused", "reason": "no-such-account"}
        link = self.books.start_link(asked)
        address = f"{self.url}/login/{link['page']}" if asked["step"] == "redirect" else ""
        return {"status": "started", "address": address}

    def move(self, asked: dict[str, Any], fault: Fault | None) -> Reply:
        decided = {"refuse": ("refused", "by-the-bank"), "late": ("unknown", "")}.get(fault or "", ("accepted", ""))
        movement = self.books.move(asked, int(self.clock()), *decided)
        if movement is None:
            return 409, {"status": "unknown"}
        if movement["status"] != "unknown":
            self.tell(asked["reference"])
        return 200, shown(movement)

    def finish(self, reference: str, status: str, reason: str = "") -> None:
        self.books.finish(reference, status, reason)
        self.tell(reference)


def shown(movement: dict[str, Any]) -> dict[str, Any]:
    return {name: movement[name] for name in ("status", "reason", "amount")}


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 6 <= len(text) <= 19


def place_of(method: str, path: str) -> Place:
    if "/transfers" in path:
        return "move" if method == "POST" else "status"
    return "confirm" if path.endswith("/confirmation") else "unlink" if path.endswith("/removal") else "link"


class Customer(BaseHTTPRequestHandler):
    """One request, of HueCity or of a person in a browser."""

    server: Bank
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing of what is asked is printed."""

    def do_GET(self) -> None:
        self.handle_one("GET")

    def do_POST(self) -> None:
        self.handle_one("POST")

    def handle_one(self, method: str) -> None:
        path = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.close_connection = True
        if path.startswith("/v1/"):
            self.serve_city(method, path, body)
        elif path.startswith("/sandbox/"):
            self.serve_switch(path, body)
        else:
            self.serve_customer(method, path, body)

    def serve_city(self, method: str, path: str, body: bytes) -> None:
        bank = self.server
        bank.received.append((method, path))
        try:
            now = int(bank.clock())
            nonce = check_signature([bank.key], "request", f"{method} {path}", self.headers, body, now)
        except WrongSignatureError:
            return self.send(401, b"{}", {})
        if not bank.books.is_new(nonce):
            return self.send(401, b"{}", {})
        fault = bank.faults.take(place_of(method, path))
        if fault in BEFORE:
            return self.fail(fault, nonce)
        status, reply = bank.answer(method, path, json.loads(body or b"{}"), fault)
        return self.fail(fault, nonce) if fault in AFTER else self.send_signed(nonce, status, reply, fault)

    def fail(self, fault: Fault | None, nonce: str) -> None:
        if fault == "die":
            os._exit(1)
        if fault in ("hang", "hang-after"):
            self.server.faults.hang()
        if fault in ("error", "error-after"):
            self.send_signed(nonce, 500, {"status": "unknown"}, None)

    def send_signed(self, nonce: str, status: int, reply: dict[str, Any], fault: Fault | None) -> None:
        bank, body = self.server, json.dumps(reply).encode()
        key = bank.key[::-1] if fault == "forge" else bank.key
        stamp = signed(key, "answer", f"{status} {nonce}", int(bank.clock()), secrets.token_hex(16), body)
        self.send(status, body, stamp, len(body) // 2 if fault == "cut" else len(body))

    def send(self, status: int, body: bytes, headers: dict[str, str], sent: int = -1) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[:sent] if sent >= 0 else body)

    # switches, for people who try the bank by hand

    def serve_switch(self, path: str, body: bytes) -> None:
        """POST /sandbox/faults {"on": "move", "do": "late"}; POST /sandbox/finish {"reference": …, "status": "accepted"}."""
        try:
            asked = json.loads(body)
            if path == "/sandbox/faults" and asked["do"] in FAULTS:
                self.server.faults.add(asked["on"], asked["do"])
            elif path == "/sandbox/finish":
                self.server.finish(asked["reference"], asked["status"], asked.get("reason", ""))
            elif path == "/sandbox/callbacks":
                self.server.tell(asked["reference"])
            else:
                return self.send(404, b"{}", {})
        except (ValueError, KeyError, TypeError, AssertionError):
            return self.send(400, b"{}", {})
        return self.send(200, b"{}", {})

    # the customer's steps

    def serve_customer(self, method: str, path: str, body: bytes) -> None:
        books = self.server.books
        if path == "/phone":
            return self.send_page(200, phone_page(books.list_open_links()))
        link = books.find("SELECT * FROM links WHERE page = ?", path.removeprefix("/login/"))
        if link is None:
            return self.send_page(404, page("Không tìm thấy", "<p>Liên kết này không còn nữa.</p>"))
        typed = {name: values[0] for name, values in parse_qs(body.decode(errors="replace")).items()}
        cancel = f"{link['return_url']}?link={link['reference']}&error=cancelled"
        if method == "GET" or not (typed.get("otp") or is_number(typed.get("number", ""))):
            return self.send_page(200, log_in_page(link))
        if "number" in typed:
            books.log_in(link["page"], typed["number"])
            return self.send_page(200, code_page(cancel, is_wrong=False))
        agreed = books.agree(link["page"], typed["otp"].strip())
        if agreed is None:
            return self.send_page(200, code_page(cancel, is_wrong=True))
        self.send_response(303)
        self.send_header("Location", f"{link['return_url']}?link={link['reference']}&code={agreed['code']}")
        self.send_header("Content-Length", "0")
        return self.end_headers()

    def send_page(self, status: int, text: str) -> None:
        self.send(status, text.encode(), {"Content-Type": "text/html; charset=utf-8"})
