"""What a movement of money is: a transfer that never changes, the entries that it makes, and its hash."""

import hashlib
from typing import Literal
from uuid import UUID, uuid5

import msgspec

# Of ids that are made from others: the same request, sent again, makes the same transfer.
NAMESPACE = UUID("6f1c0a9e-52a5-5a5e-9c0f-2d1f7e5f6a11")
Kind = Literal["topup", "withdrawal", "bill", "shop", "refund", "reversal", "bonus"]
State = Literal["pending", "posted", "voided"]
Outcome = Literal["posted", "voided"]
FEES = "fees"
MOST = 10**12  # đồng; a million times more than a wallet may hold, and far below where numbers lose digits


class Entry(msgspec.Struct, frozen=True):
    """What one account gets (above zero) or gives (below), in đồng."""

    account_id: str
    amount: int


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """One movement, in whole đồng; `at_ms` is milliseconds since 1970.

    A pending transfer, to be resolved by `due_ms`, has no entries: the one that resolves it (`pending_id`) has them where it
    is posted. A correction is a transfer of its own (`reverses`). `request` stands for what was asked, so that a key used
    twice for different things shows. `subject` says what it is for, `category` under which limit and in which part of the
    chart it counts, `by` who asked.
    """

    transfer_id: str
    kind: Kind
    state: State = "posted"
    amount: int
    fee: int = 0
    debit_account_id: str
    credit_account_id: str
    at_ms: int
    due_ms: int = 0
    request: str = ""
    subject: str = ""
    category: str = ""
    pending_id: str = ""
    reverses: str = ""
    by: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.amount <= MOST or not 0 <= self.fee <= MOST:
            raise ValueError(f"{self.amount} + {self.fee} đồng cannot be moved")
        if self.debit_account_id == self.credit_account_id:
            raise ValueError("money does not move within one account")

    @property
    def total(self) -> int:
        """What leaves the debited account."""
        return self.amount + self.fee

    @property
    def placed_by(self) -> str:
        """Whose hash chooses the shards: what is given back leaves the shard that it went into."""
        return self.reverses or self.transfer_id


def entries_of(transfer: Transfer) -> list[Entry]:
    """They add up to zero."""
    if transfer.state != "posted":
        return []
    taken = Entry(transfer.debit_account_id, -transfer.total)
    given = Entry(transfer.credit_account_id, transfer.amount)
    return [taken, given, *([Entry(FEES, transfer.fee)] if transfer.fee else [])]


def transfer_id_of(owner: str, key: str) -> str:
    """The one transfer that this owner's Idempotency-Key can make."""
    return str(uuid5(NAMESPACE, f"{owner}/{key}"))


def resolution_id(pending_id: str) -> str:
    """The one transfer that can resolve a pending one."""
    return str(uuid5(NAMESPACE, f"{pending_id}/resolution"))


def content_hash(transfer: Transfer) -> str:
    """SHA-256 over every field: a transfer that was edited has another one."""
    return hashlib.sha256(msgspec.json.encode(msgspec.to_builtins(transfer), order="sorted")).hexdigest()
