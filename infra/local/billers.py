"""The sandbox of the billers' gateway: a server of its own, with made-up customers and switches for a bad day."""

import json
import os
import secrets
import sys
import time
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "api"))

from chalicelib.signatures import WrongSignatureError, check_signature, signed

CUSTOMERS: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(
    Path(__file__).with_name("billers.json").read_text("utf-8")
)
CALM: dict[str, Any] = {"slow_seconds": 0, "drip_seconds": 0, "refuse": "", "die": "", "forge": False}


class Books:
    """What the billers know: their customers, and each payment that they were told of. `path`: where it is kept."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.lock, self.payments, self.nonces = path, Lock(), {}, set[str]()
        self.customers, self.switches = deepcopy(CUSTOMERS), dict(CALM)
        if path and path.is_file():
            self.payments = {told["transfer_id"]: told for told in map(json.loads, path.read_text("utf-8").splitlines())}

    def find(self, asked: dict[str, Any]) -> dict[str, Any]:
        bills = self.customers.get(asked["biller"], {}).get(asked["customer_code"])
        place = (asked["biller"], asked["customer_code"])
        with self.lock:
            paid = {told["bill_id"] for told in self.payments.values() if place_of(told) == place and is_accepted(told)}
        return {"known": bills is not None, "bills": [bill for bill in bills or [] if bill["bill_id"] not in paid]}

    def pay(self, transfer_id: str, asked: dict[str, Any]) -> dict[str, Any]:
        """The first answer to a transfer is the answer to it for ever."""
        with self.lock:
            told = self.payments.get(transfer_id)
            if told is None:
                told = {"transfer_id": transfer_id, **asked, **self.decide(asked)}
                self.payments[transfer_id] = told
                self.keep(told)
        return {"outcome": told["outcome"], "reason": told["reason"]}

    def decide(self, asked: dict[str, Any]) -> dict[str, str]:
        bills = self.customers.get(asked["biller"], {}).get(asked["customer_code"], [])
        bill = next((bill for bill in bills if bill["bill_id"] == asked["bill_id"]), {})
        same = [told for told in self.payments.values() if place_of(told) == place_of(asked) and is_accepted(told)]
        wrong = (
            (self.switches["refuse"], bool(self.switches["refuse"])),
            ("no-such-bill", not bill),
            ("amount", bill.get("amount") != asked["amount"]),
            ("paid-elsewhere", "paid_elsewhere" in bill or any(told["bill_id"] == asked["bill_id"] for told in same)),
        )
        reason = next((reason for reason, holds in wrong if holds), "")
        return {"outcome": "refused" if reason else "accepted", "reason": reason}

    def keep(self, told: dict[str, Any]) -> None:
        if self.path:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(told) + "\n")


def place_of(told: dict[str, Any]) -> tuple[str, str]:
    return told["biller"], told["customer_code"]


def is_accepted(told: dict[str, Any]) -> bool:
    return bool(told["outcome"] == "accepted")


class Gateway(BaseHTTPRequestHandler):
    """POST /bill-searches and PUT /payments/<transfer>, signed; for people and tests GET /payments, PUT /switches
    and PUT /customers/<biller>/<code> with bills."""

    books: Books
    key: str

    def do_GET(self) -> None:
        self.reply(200, list(self.books.payments.values()))

    def do_POST(self) -> None:
        self.answer_signed(lambda asked: self.books.find(asked))

    def do_PUT(self) -> None:
        if self.path == "/switches":
            self.books.switches = CALM | json.loads(self.read())
            self.reply(200, self.books.switches)
        elif self.path.startswith("/customers/"):
            biller, code = self.path.split("/")[2:]
            self.books.customers[biller][code] = json.loads(self.read())
            self.reply(200, self.books.customers[biller][code])
        else:
            self.answer_signed(lambda asked: self.books.pay(self.path.rpartition("/")[2], asked))

    def answer_signed(self, answer: Any) -> None:
        raw, switches = self.read(), self.books.switches
        time.sleep(switches["slow_seconds"])
        if not self.is_signed(raw):
            self.reply(401, {"error": "signature"})
        elif switches["die"] != "before":
            self.reply(200, answer(json.loads(raw)), dies=switches["die"] == "after", forged=switches["forge"])

    def is_signed(self, raw: bytes) -> bool:
        """By who has the key, just now, and not sent before."""
        try:
            subject = f"{self.command} {self.path}"
            nonce = check_signature((self.key,), "request", subject, self.headers, raw, int(time.time()))
        except WrongSignatureError:
            return False
        is_new = nonce not in self.books.nonces
        self.books.nonces.add(nonce)
        return is_new

    def read(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def reply(self, status: int, body: Any, dies: bool = False, forged: bool = False) -> None:
        """`dies`: in the middle of the answer."""
        raw = json.dumps(body).encode()
        key, answered = "forged " * 10 if forged else self.key, self.headers.get("X-Nonce", "")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        for header in signed(key, "answer", f"{status} {answered}", int(time.time()), secrets.token_hex(16), raw).items():
            self.send_header(*header)
        self.end_headers()
        self.drip(raw[: len(raw) // 2] if dies else raw)

    def drip(self, raw: bytes) -> None:
        seconds = self.books.switches["drip_seconds"]
        for start in range(0, len(raw), size := 1 if seconds else len(raw)):
            self.wfile.write(raw[start : start + size])
            time.sleep(seconds)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: what customers owe stays out of logs."""


class Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: who asked has hung up, as they do when we are slow."""


def make_server(port: int, key: str, path: Path | None = None) -> Server:
    """A server for 127.0.0.1; `port` 0 takes any."""
    kind = type("BillersGateway", (Gateway,), {"books": Books(path), "key": key})
    return Server(("127.0.0.1", port), kind)


if __name__ == "__main__":
    make_server(int(sys.argv[1]), os.environ["HUECITY_BILLERS_KEY"], Path(sys.argv[2])).serve_forever()
