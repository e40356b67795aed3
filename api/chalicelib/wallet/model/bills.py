"""What a bill is: a snapshot of what its biller said, and whether it was paid here."""

from typing import Literal

import msgspec

from ...errors import ApiError

Standing = Literal["due", "paid", "reversed"]
FRESH_SECONDS = 24 * 3600  # what a biller said longer ago is asked again before money moves


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` in dong; `holder` is masked; `seen_at` is when its biller last said so, in seconds since 1970.

    "reversed": its biller refused the payment `paid_by`, and the money went back."""

    biller: str
    customer_code: str
    bill_id: str
    amount: int
    period: str
    due_on: str = ""
    holder: str = ""
    standing: Standing = "due"
    seen_at: int
    paid_by: str = ""


class Untold(msgspec.Struct, frozen=True, kw_only=True):
    """A payment that its biller has to hear of; `citizen_hash` finds whom to tell where it is refused."""

    transfer_id: str
    biller: str
    customer_code: str
    bill_id: str
    amount: int
    citizen_hash: str


class BillNotDueError(ApiError):
    """It is not due, or not with this amount, or was looked up too long ago."""

    status_code, code, title = 409, "bill-not-due", "Please look this bill up again before you pay it"


class BillPaidError(ApiError):
    status_code, code, title = 409, "bill-paid", "This bill has been paid"


class BillChangedError(ApiError):
    status_code, code, title = 409, "bill-changed", "The amount of this bill has changed: please look it up again"


def subject_of(biller: str, customer_code: str, bill_id: str) -> str:
    """What a payment is for, in words of the ledger, and what the wallet password is shown for."""
    return f"bill:{biller}:{customer_code}:{bill_id}"


def why_not_due(bill: Bill | None, amount: int) -> ApiError:
    """What to say where a bill could not be paid."""
    if bill is None or bill.standing == "reversed":
        return BillNotDueError()
    if bill.standing == "paid":
        return BillPaidError()
    return BillChangedError() if bill.amount != amount else BillNotDueError()


def mask_name(name: str) -> str:
    """ "Nguyễn Thị Thử" -> "N••••• T•• T••": enough for who knows the customer, too little for who does not."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in name.split())
