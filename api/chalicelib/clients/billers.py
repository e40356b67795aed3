"""Asking billers what somebody owes, and telling them that it was paid: one gateway, spoken to in signed JSON."""

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, Protocol

import msgspec

from ..config import load_config
from ..errors import ApiError
from .exchange import Kind, NoAnswerError, exchange, read

SECONDS = 5.0  # people wait for this, and a function has ten
MAX_BILLS = 24  # of one customer
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

    def notify_paid(self, biller: str, customer_code: str, bill_id: str, transfer_id: str, amount: int) -> Notified:
        """Tells a payment; however often, it counts once for each transfer. Never raises."""


@dataclass(frozen=True, slots=True)
class HttpBillers:
    """`url` is the gateway's, `key` the secret shared with it."""

    url: str
    key: str

    def find_bills(self, biller: str, customer_code: str) -> list[FoundBill]:
        try:
            found = self.ask("POST", "/bill-searches", {"biller": biller, "customer_code": customer_code}, Bills)
        except NoAnswerError:
            raise BillerUnavailableError from None
        if not found.known:
            raise NoSuchCustomerError
        return found.bills

    def notify_paid(self, biller: str, customer_code: str, bill_id: str, transfer_id: str, amount: int) -> Notified:
        payment = {"biller": biller, "customer_code": customer_code, "bill_id": bill_id, "amount": amount}
        try:
            return self.ask("PUT", f"/payments/{transfer_id}", payment, Notified)
        except NoAnswerError as error:
            return Notified("unknown", str(error))

    def ask(self, method: str, path: str, body: dict[str, Any], kind: type[Kind]) -> Kind:
        deadline = time.monotonic() + SECONDS
        answer = exchange(self.url, (self.key,), method, path, msgspec.json.encode(body), deadline)
        return read(answer, kind)


@lru_cache(maxsize=1)
def biller_client() -> BillerClient:
    config = load_config()
    return HttpBillers(config.billers_url, config.billers_key)
