"""Linked bank accounts: their record, their states, and what may be wrong with them."""

from typing import Literal

import msgspec

from ...errors import ApiError

Standing = Literal["started", "linked", "removing"]
MOST_LINKS = 5
MOST_STARTS_A_DAY = 10  # a start can make the bank send a text message
MOST_ATTEMPTS = 5
START_SECONDS = 600  # time to log in at the bank
MOST_MOVING = 20  # transfers over one link that nobody has decided yet


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """All times in seconds since 1970. The account's number is not kept: `masked_number` has its last digits.

    `token_hash` finds the same bank account again, `moving` are the transfers over this link that may be undecided.
    """

    link_id: str
    bin: str
    standing: Standing
    started_at: int
    ends_at: int
    attempts: int = 0
    linked_at: int = 0
    masked_number: str = ""
    sealed_token: str = ""
    token_hash: str = ""
    moving: frozenset[str] = frozenset()


class NoSuchLinkError(ApiError):
    status_code, code, title = 404, "no-such-link", "There is no such linked bank account"


class LinkGoneError(ApiError):
    """Expired, tried too often, or at the bank no longer known: one answer for all."""

    status_code, code, title = 410, "link-gone", "This link was not confirmed in time: please begin again"


class WrongBankCodeError(ApiError):
    status_code, code, title = 422, "wrong-bank-code", "This is not the code that the bank sent"


class NotTheHolderError(ApiError):
    """Circular 40/2024/TT-NHNN: a wallet is linked with accounts of its own owner alone."""

    status_code, code, title = 409, "not-the-holder", "The bank account must be your own"


class BankRefusedError(ApiError):
    status_code, code, title = 409, "bank-refused", "The bank does not link this account"


class TooManyLinksError(ApiError):
    status_code, code, title = 409, "too-many-links", "The wallet has as many bank accounts as it can: please unlink one"


class AlreadyLinkedError(ApiError):
    """To this wallet or another: which one is nobody else's business."""

    status_code, code, title = 409, "already-linked", "This bank account is linked already"


class LinkBusyError(ApiError):
    """Money is on its way over this link."""

    status_code, code, title = 409, "link-busy", "Money is still on its way to or from this bank account"
