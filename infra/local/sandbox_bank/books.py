"""What the sandbox bank knows: accounts, links and movements, in one SQLite file that outlives the process."""

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS accounts (number TEXT PRIMARY KEY, balance INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS links (
    reference TEXT PRIMARY KEY, bin TEXT, holder_name TEXT, return_url TEXT, page TEXT UNIQUE,
    number TEXT, otp TEXT, code TEXT, token TEXT, wrong INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS movements (
    reference TEXT PRIMARY KEY, direction TEXT, token TEXT, amount INTEGER, status TEXT, reason TEXT);
CREATE TABLE IF NOT EXISTS nonces (nonce TEXT PRIMARY KEY);
"""
OPENING_BALANCE = 20_000_000
MAX_WRONG = 5
# Account numbers that end like this show what can go wrong, as test cards do elsewhere.
FOREIGN, POOR = "01", "02"


class Books:
    """One connection for all threads, one transaction for each step."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        self.lock = threading.RLock()
        self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.connection.executescript(TABLES)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        with self.lock:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def find(self, query: str, *values: Any) -> dict[str, Any] | None:
        with self.lock:
            row = self.connection.execute(query, values).fetchone()
        return dict(row) if row else None

    def is_new(self, nonce: str) -> bool:
        with self.writing() as books:
            return books.execute("INSERT OR IGNORE INTO nonces VALUES (?)", (nonce,)).rowcount == 1

    # links

    def start_link(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The link of this reference; asked for again, it stays as it is."""
        number = asked.get("account_number", "")
        otp = f"{secrets.randbelow(10**6):06d}" if asked["step"] == "otp" else ""
        values = (asked["reference"], asked["bin"], asked["holder_name"], asked["return_url"], secrets.token_hex(16))
        with self.writing() as books:
            books.execute(
                "INSERT OR IGNORE INTO links (reference, bin, holder_name, return_url, page, number, otp, code)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, number, otp, otp),
            )
        return self.find("SELECT * FROM links WHERE reference = ?", asked["reference"]) or {}

    def log_in(self, page: str, number: str) -> None:
        """The customer has typed their account into the bank's page; the bank sends a code to their phone."""
        with self.writing() as books:
            otp = f"{secrets.randbelow(10**6):06d}"
            books.execute("UPDATE links SET number = ?, otp = ? WHERE page = ? AND token IS NULL", (number, otp, page))

    def agree(self, page: str, otp: str) -> dict[str, Any] | None:
        """The link with the code that goes back with the customer; None for a wrong code."""
        with self.writing() as books:
            books.execute(
                "UPDATE links SET code = ? WHERE page = ? AND otp = ? AND otp != ''", (secrets.token_hex(16), page, otp)
            )
        return self.find("SELECT * FROM links WHERE page = ? AND otp = ? AND code IS NOT NULL", page, otp)

    def confirm_link(self, reference: str, code: str) -> dict[str, Any]:
        """The same answer however often the right code is sent; an account has one token, whoever links it."""
        with self.writing() as books:
            link = books.execute("SELECT * FROM links WHERE reference = ?", (reference,)).fetchone()
            if link is None or link["wrong"] >= MAX_WRONG:
                return {"status": "refused", "reason": "code-gone"}
            if not link["code"] or not secrets.compare_digest(link["code"].encode(), code.encode()):
                books.execute("UPDATE links SET wrong = wrong + 1 WHERE reference = ?", (reference,))
                return {"status": "refused", "reason": "wrong-code"}
            number = link["number"]
            if number.endswith(FOREIGN):
                return {"status": "refused", "reason": "not-the-holder"}
            known = books.execute("SELECT token FROM links WHERE number = ? AND token IS NOT NULL", (number,)).fetchone()
            token = known["token"] if known else secrets.token_hex(16)
            books.execute("UPDATE links SET token = ? WHERE reference = ?", (token, reference))
            balance = 0 if number.endswith(POOR) else OPENING_BALANCE
            books.execute("INSERT OR IGNORE INTO accounts VALUES (?, ?)", (number, balance))
        return {"status": "linked", "token": token, "masked_number": "•" * 4 + number[-4:]}

    def remove_link(self, token: str) -> None:
        with self.writing() as books:
            books.execute("DELETE FROM links WHERE token = ?", (token,))

    # movements

    def move(self, order: dict[str, Any], now: int, status: str = "accepted", reason: str = "") -> dict[str, Any] | None:
        """What became of this reference, the first time as ever after; None where it was something else before."""
        with self.writing() as books:
            known = self.find("SELECT * FROM movements WHERE reference = ?", order["reference"])
            if known:
                same = all(known[name] == order[name] for name in ("direction", "token", "amount"))
                return known if same else None
            if status == "accepted":
                status, reason = self.judge(order, now)
            values = tuple(order[name] for name in ("reference", "direction", "token", "amount"))
            books.execute("INSERT INTO movements VALUES (?, ?, ?, ?, ?, ?)", (*values, status, reason))
            if status == "accepted":
                self.book(books, order)
        return self.get_movement(order["reference"])

    def judge(self, order: dict[str, Any], now: int) -> tuple[str, str]:
        balance = self.balance_of(order["token"])
        if now > order["not_after"]:
            return "refused", "too-late"
        if balance is None:
            return "refused", "no-such-link"
        if order["direction"] == "debit" and balance < order["amount"]:
            return "refused", "insufficient-funds"
        return "accepted", ""

    def book(self, books: sqlite3.Connection, order: dict[str, Any]) -> None:
        signed = order["amount"] if order["direction"] == "credit" else -order["amount"]
        owner = books.execute("SELECT number FROM links WHERE token = ?", (order["token"],)).fetchone()
        books.execute("UPDATE accounts SET balance = balance + ? WHERE number = ?", (signed, owner["number"]))

    def finish(self, reference: str, status: str, reason: str = "") -> None:
        """Decides a movement that was left open."""
        with self.writing() as books:
            movement = self.get_movement(reference)
            assert movement
            assert movement["status"] == "unknown"
            books.execute("UPDATE movements SET status = ?, reason = ? WHERE reference = ?", (status, reason, reference))
            if status == "accepted":
                self.book(books, movement)

    def get_movement(self, reference: str) -> dict[str, Any]:
        movement = self.find("SELECT * FROM movements WHERE reference = ?", reference)
        return movement or {"status": "absent", "reason": "", "amount": 0}

    def balance_of(self, token: str) -> int | None:
        """Of the account behind a token; None where nothing is linked by it."""
        query = "SELECT balance FROM accounts JOIN links USING (number) WHERE token = ?"
        row = self.find(query, token)
        return int(row["balance"]) if row else None

    def list_open_links(self) -> list[dict[str, Any]]:
        """With their codes, newest first: the telephones of all customers."""
        query = "SELECT * FROM links WHERE token IS NULL AND otp != '' ORDER BY rowid DESC LIMIT 20"
        with self.lock:
            return [dict(row) for row in self.connection.execute(query)]
