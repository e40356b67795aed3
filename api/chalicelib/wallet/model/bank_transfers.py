"""Money between wallet and bank: what people ask for, what becomes of it, and when the bank is asked again."""

from typing import Annotated, Literal, get_args
from uuid import uuid5

import msgspec

from ...errors import ApiError
from .accounts import bank_account, citizen_account, kind_of
from .transfers import NAMESPACE, State, Transfer

LEAST, MOST = 10_000, 50_000_000  # đồng at once; our own choice, the law counts by month
ORDER_SECONDS = 60  # the bank must not begin with an order that is older
SWEEP_SECONDS = 60  # after so long the bank is asked what became of a transfer
# When what the bank has never seen is given up: well after it could still have begun, however wrong the clocks are.
GRACE_SECONDS = 900
STUCK_SECONDS = 86_400
LOOK_SECONDS = (3_600, 86_400, 3 * 86_400)  # after giving up: whether it has happened all the same

Movement = Literal["topup", "withdrawal"]
Reason = Literal["", "insufficient-funds", "no-such-link", "too-late", "by-the-bank", "never-arrived"]
REASONS: frozenset[str] = frozenset(get_args(Reason))
Amount = Annotated[int, msgspec.Meta(ge=LEAST, le=MOST, description="đồng")]


class BankMovement(msgspec.Struct, forbid_unknown_fields=True):
    """`proof`: of the wallet password, for `topup:<link id>` or `withdrawal:<link id>` and this amount."""

    link_id: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    amount: Amount
    proof: Annotated[str, msgspec.Meta(max_length=200)]


class BankTransfer(msgspec.Struct):
    """`pending` until the bank has decided; `voided` moved nothing, for `reason`.

    `made_up_by` is the transfer that came later where the bank had done after all what was given up as never arrived.
    """

    id: str
    kind: Movement
    state: State
    amount: int
    link_id: str
    at: int
    reason: Reason = ""
    made_up_by: str = ""


class BankTransfers(msgspec.Struct):
    transfers: list[BankTransfer]


class BankCallback(msgspec.Struct):
    """What the bank tells by itself, signed as its answers are; `reference` is the id of our transfer."""

    reference: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    status: Literal["accepted", "refused", "unknown"]
    reason: Annotated[str, msgspec.Meta(max_length=200)] = ""
    amount: int = 0


class ReplayedError(ApiError):
    status_code, code, title = 409, "replayed", "This message has come before"


def movement(
    kind: Movement, transfer_id: str, account_id: str, bin_code: str, link_id: str, amount: int, at_ms: int
) -> Transfer:
    """A pending transfer that nobody has begun yet."""
    person, bank = citizen_account(account_id), bank_account(bin_code)
    return Transfer(
        transfer_id=transfer_id,
        kind=kind,
        state="pending",
        amount=amount,
        debit_account_id=bank if kind == "topup" else person,
        credit_account_id=person if kind == "topup" else bank,
        at_ms=at_ms,
        due_ms=at_ms + SWEEP_SECONDS * 1000,
        request=fingerprint(kind, link_id, amount),
        subject=f"bank:{link_id}",
        category="bank",
        by=account_id,
    )


def fingerprint(kind: Movement, link_id: str, amount: int) -> str:
    """Without the proof, which is another one when the same is asked for again."""
    return f"{kind}:{link_id}:{amount}"


def link_of(transfer: Transfer) -> str:
    return transfer.subject.removeprefix("bank:")


def owner_of(transfer: Transfer) -> str:
    """The account of the person whose money moves."""
    ledger_id = transfer.debit_account_id if transfer.kind == "withdrawal" else transfer.credit_account_id
    return ledger_id.partition(":")[2]


def is_movement(transfer: Transfer) -> bool:
    """Whether the bank decides, or has decided, about it."""
    sides = {kind_of(transfer.debit_account_id), kind_of(transfer.credit_account_id)}
    return bool(transfer.due_ms) and sides == {"bank", "citizen"}


def last_moment(transfer: Transfer) -> int:
    """Seconds since 1970 after which the bank must not begin with it."""
    return transfer.at_ms // 1000 + ORDER_SECONDS


def is_given_up(transfer: Transfer, now_ms: int) -> bool:
    """Whether something that the bank has never seen will never be."""
    return now_ms > (last_moment(transfer) + GRACE_SECONDS) * 1000


def late_id(transfer_id: str) -> str:
    """The one transfer that makes up for a voided one that the bank had done after all."""
    return str(uuid5(NAMESPACE, f"{transfer_id}/late"))


def late(transfer: Transfer, at_ms: int) -> Transfer:
    """What was voided, moved now. `request` names the transfer that it makes up for."""
    changes = {"transfer_id": late_id(transfer.transfer_id), "state": "posted", "at_ms": at_ms, "due_ms": 0}
    return msgspec.structs.replace(transfer, **changes, request=f"late:{transfer.transfer_id}", by="bank")


def decided_by(reason: str) -> str:
    """Who decided, and why, as the resolution of a transfer keeps it."""
    return f"bank:{reason if reason in REASONS else 'by-the-bank'}" if reason else "bank"


def reason_of(resolution: Transfer) -> Reason:
    reason = resolution.by.partition(":")[2]
    return reason if reason in REASONS else ""  # type: ignore[return-value]
