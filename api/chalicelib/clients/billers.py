"""Asking billers what somebody owes, and telling them that it was paid: one gateway, spoken to in signed JSON."""

import hashlib
import hmac
import http.client
import secrets
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec

from ..config import load_config
from ..errors import ApiError

SECONDS = 3  # for connecting, and for each wait after it: people wait for this, and a function has ten
MAX_BYTES, MAX_BILLS = 64 * 1024, 24  # of one customer
Outcome = Literal["accepted", "refused", "unknown"]


class FoundBill(msgspec.Struct, frozen=True):
    """A bill that is due. `period` is what it is for, such as 2026-11; `due_on` is an ISO date or ""; amounts in dong."""

    bill_id: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9._-]{1,40}$")]
    amount: Annotated[int, msgspec.Meta(gt=0, le=10**12)]
    period: Annotated[str, msgspec.Meta(max_length=40)]
    due_on: Annotated[str, msgspec.Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] = ""
    holder: Annotated[str, msgspec.Meta(max_length=100)] = ""


class Bills(msgspec.Struct, frozen=True):
    """`known` is False where the biller has no such customer."""

    known: bool
    bills: Annotated[list[FoundBill], msgspec.Meta(max_length=MAX_BILLS)] = []


class Notified(msgspec.Struct, frozen=True):
    """What a biller made of a payment. "unknown": it may or may not have heard of it, so it must be told again."""

    outcome: Outcome
    reason: str = ""


class BillerUnavailableError(ApiError):
    status_code, code, title = 503, "biller-unavailable", "This company does not answer at the moment"


class NoSuchCustomerError(ApiError):
    status_code, code, title = 404, "no-such-customer", "This company has no customer with this code"


class BillerClient(Protocol):
    def find_bills(self, biller: str, customer_code: str) -> list[FoundBill]:
        """What is due, maybe nothing; NoSuchCustomerError, BillerUnavailableError."""

    def notify_paid(self, biller: str, bill_id: str, customer_code: str, transfer_id: str, amount: int) -> Notified:
        """Tells a payment; however often, it counts once for each transfer. Never raises."""


class UnusableReplyError(Exception):
    """The gateway did not answer, or not in a way that can be relied on."""


Kind = TypeVar("Kind", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class HttpBillers:
    """`url` is the gateway's, `key` the secret shared with it."""

    url: str
    key: str

    def find_bills(self, biller: str, customer_code: str) -> list[FoundBill]:
        try:
            found = self.ask("POST", "/bill-searches", {"biller": biller, "customer_code": customer_code}, Bills)
        except UnusableReplyError:
            raise BillerUnavailableError from None
        if not found.known:
            raise NoSuchCustomerError
        return found.bills

    def notify_paid(self, biller: str, bill_id: str, customer_code: str, transfer_id: str, amount: int) -> Notified:
        payment = {"biller": biller, "customer_code": customer_code, "bill_id": bill_id, "amount": amount}
        try:
            return self.ask("PUT", f"/payments/{transfer_id}", payment, Notified)
        except UnusableReplyError as error:
            return Notified("unknown", str(error))

    def ask(self, method: str, path: str, body: dict[str, Any], kind: type[Kind]) -> Kind:
        """UnusableReplyError for everything but a whole, signed reply: a refusal that somebody else wrote must not count."""
        raw, nonce = msgspec.json.encode(body), secrets.token_hex(16)
        try:
            status, signature, reply = self.send(method, path, raw, nonce)
        except (OSError, http.client.HTTPException) as error:
            raise UnusableReplyError(type(error).__name__) from None
        if not hmac.compare_digest(signature, self.sign(nonce, str(status), reply)):
            raise UnusableReplyError("signature")
        if status != http.HTTPStatus.OK:
            raise UnusableReplyError(f"status {status}")
        try:
            return msgspec.json.decode(reply, type=kind)
        except (msgspec.DecodeError, UnicodeError):
            raise UnusableReplyError("reply") from None

    def send(self, method: str, path: str, raw: bytes, nonce: str) -> tuple[int, str, bytes]:
        """(status, signature, body) of the reply; redirections are not followed."""
        connection = self.connect()
        base, at = urlsplit(self.url).path.rstrip("/"), str(int(time.time()))
        signature = self.sign(method, base + path, at, nonce, raw)
        signed = {"HueCity-Timestamp": at, "HueCity-Nonce": nonce, "HueCity-Signature": signature}
        try:
            connection.request(method, base + path, raw, {"Content-Type": "application/json", **signed})
            reply = connection.getresponse()
            body = reply.read(MAX_BYTES)
            if reply.length:  # cut off, or more than anybody owes
                raise http.client.IncompleteRead(body)
            return reply.status, ascii(reply.headers.get("HueCity-Signature", ""))[1:-1], body
        finally:
            connection.close()

    def connect(self) -> http.client.HTTPConnection:
        place = urlsplit(self.url)
        secure = place.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(place.hostname or "", place.port, timeout=SECONDS)

    def sign(self, *parts: str | bytes) -> str:
        """HMAC-SHA256 over the SHA-256 of each part, so that no part can run into the next."""
        hashed = [hashlib.sha256(part if isinstance(part, bytes) else part.encode()).digest() for part in parts]
        return hmac.new(self.key.encode(), b"".join(hashed), hashlib.sha256).hexdigest()


@lru_cache(maxsize=1)
def biller_client() -> BillerClient:
    config = load_config()
    return HttpBillers(config.billers_url, config.billers_key)
