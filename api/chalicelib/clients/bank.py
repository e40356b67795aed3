"""Speaking with the bank gateway: linking accounts, moving money over a link, and asking what became of a movement."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Protocol
from urllib.parse import quote

import msgspec

from .. import metrics
from ..config import load_config
from ..errors import ApiError
from .exchange import Kind, LateAnswerError, NoAnswerError, exchange, read

TOTAL_SECONDS = 5.0  # a function has ten: enough is left to write down what is known
TRIES = 2

Direction = Literal["debit", "credit"]  # of the account at the bank: a debit fills the wallet
Outcome = Literal["accepted", "refused", "unknown", "absent"]
Step = Literal["redirect", "otp"]


class BankUnavailableError(ApiError):
    """The bank gives no answer that can be used; the log has the kind of failure and nothing else."""

    status_code, code, title = 503, "bank-unavailable", "The bank does not answer at the moment: please try again"


class LinkStart(msgspec.Struct, frozen=True, kw_only=True):
    """`account_number` goes to the bank for the step `otp` alone, and is kept nowhere."""

    reference: str
    bin: str
    step: Step
    holder_name: str
    return_url: str
    account_number: str = ""


class LinkStep(msgspec.Struct, frozen=True):
    """What the customer does next: log in at `address`, or enter the code that the bank has sent."""

    status: Literal["started", "refused"]
    address: str = ""
    reason: str = ""


class LinkedAccount(msgspec.Struct, frozen=True):
    """`token` moves money over this link, without the account's number."""

    status: Literal["linked", "refused"]
    token: str = ""
    masked_number: str = ""
    reason: str = ""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """One movement; however often it is sent, the bank does it once for each `reference`, and not after `not_after`."""

    reference: str
    direction: Direction
    token: str
    amount: int
    not_after: int


class Answer(msgspec.Struct, frozen=True):
    """`unknown`: not decided, or no answer that can be trusted. `absent`: the bank has never seen this reference."""

    status: Outcome
    reason: str = ""
    amount: int = 0


class Removed(msgspec.Struct, frozen=True):
    status: Literal["removed"]


UNKNOWN = Answer("unknown")


class BankClient(Protocol):
    """Linking raises BankUnavailableError; moving money never raises, it answers `unknown`."""

    def start_link(self, start: LinkStart, /) -> LinkStep: ...
    def confirm_link(self, reference: str, code: str, /) -> LinkedAccount: ...
    def unlink(self, reference: str, token: str, /) -> None: ...
    def move(self, order: Order, /) -> Answer: ...
    def get_status(self, reference: str, /) -> Answer: ...


@dataclass(frozen=True, slots=True)
class HttpBank:
    """JSON over HTTPS; requests are signed, and so are answers, each bound to the nonce of its request."""

    url: str
    keys: tuple[str, ...]  # the first signs, all are accepted: so that a key can be changed
    clock: Callable[[], float] = time.time
    total_seconds: float = TOTAL_SECONDS

    def start_link(self, start: LinkStart) -> LinkStep:
        step = self.ask(LinkStep, "POST", "/v1/links", start)
        if start.step == "redirect" and step.status == "started" and not self.is_safe(step.address):
            raise BankUnavailableError
        return step

    def is_safe(self, address: str) -> bool:
        """Whether people may be sent there."""
        return address.startswith(("https://", f"{self.url}/"))

    def confirm_link(self, reference: str, code: str) -> LinkedAccount:
        return self.ask(LinkedAccount, "POST", f"/v1/links/{quote(reference)}/confirmation", {"code": code})

    def unlink(self, reference: str, token: str) -> None:
        self.ask(Removed, "POST", f"/v1/links/{quote(reference)}/removal", {"token": token})

    def move(self, order: Order) -> Answer:
        answer = self.ask_or_unknown("POST", "/v1/transfers", order)
        return UNKNOWN if answer.status == "absent" else answer

    def get_status(self, reference: str) -> Answer:
        return self.ask_or_unknown("GET", f"/v1/transfers/{quote(reference)}")

    def ask_or_unknown(self, method: str, path: str, body: Any = None) -> Answer:
        try:
            return self.ask(Answer, method, path, body)
        except BankUnavailableError:
            return UNKNOWN

    def ask(self, kind: type[Kind], method: str, path: str, body: Any = None) -> Kind:
        """The bank's answer. A second try says the same with the same reference, so nothing can happen twice."""
        raw = b"" if body is None else msgspec.json.encode(body)
        deadline = time.monotonic() + self.total_seconds
        for _ in range(TRIES):
            try:
                return read(exchange(self.url, self.keys, method, path, raw, deadline, self.clock), kind)
            except LateAnswerError as error:
                cause = str(error)
                break
            except NoAnswerError as error:
                cause = str(error)
        metrics.count("BankFailed", reason=cause)
        raise BankUnavailableError


class NoBank:
    """Where none is configured: nothing is linked and nothing moves."""

    def start_link(self, _start: LinkStart, /) -> LinkStep:
        raise BankUnavailableError

    def confirm_link(self, _reference: str, _code: str, /) -> LinkedAccount:
        raise BankUnavailableError

    def unlink(self, _reference: str, _token: str, /) -> None:
        raise BankUnavailableError

    def move(self, _order: Order, /) -> Answer:
        return UNKNOWN

    def get_status(self, _reference: str, /) -> Answer:
        return UNKNOWN


@lru_cache(maxsize=1)
def bank_client() -> BankClient:
    config = load_config()
    if not config.bank_url:
        return NoBank()
    if not (config.bank_url.startswith("https://") or config.is_local):
        raise ValueError("HUECITY_BANK_URL must begin with https://")
    if not config.bank_keys:
        raise ValueError("HUECITY_BANK_KEYS must have the key that we share with the bank")
    return HttpBank(config.bank_url.rstrip("/"), config.bank_keys)
