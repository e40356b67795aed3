"""What people send and get back when they pay bills and shops: the bodies of requests and replies."""

from typing import Annotated

import msgspec

from ...accounts.model.requests import Text, Token
from .bills import Standing
from .receipts import State
from .transfers import MOST

Amount = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
BillId = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9._-]{1,40}$")]
Hex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
Payload = Annotated[str, msgspec.Meta(max_length=2000)]


class ShownBiller(msgspec.Struct):
    """`name` and `category` are words that pages translate; `example` is a customer code as it stands on a bill."""

    code: str
    category: str
    name: str
    example: str


class Billers(msgspec.Struct):
    billers: list[ShownBiller]


class BillSearch(msgspec.Struct, forbid_unknown_fields=True):
    """`customer_code` as it stands on a bill."""

    biller: Text
    customer_code: Text


class ShownBill(msgspec.Struct):
    """`subject` and `amount` are what the wallet password is shown for."""

    biller: str
    customer_code: str
    bill_id: str
    amount: int
    period: str
    due_on: str
    holder: str
    standing: Standing
    subject: str


class BillsFound(msgspec.Struct):
    """What is due now; a bill that was paid here and whose company has not noticed yet is "paid"."""

    bills: list[ShownBill]


class BillPayment(msgspec.Struct, forbid_unknown_fields=True):
    """`proof` is of the wallet password, for the bill's subject and exactly this amount in dong."""

    biller: Text
    customer_code: Text
    bill_id: BillId
    amount: Amount
    proof: Token


class Paid(msgspec.Struct):
    """`receipt_id` stands in the address of the receipt; the same for the same Idempotency-Key."""

    receipt_id: str
    amount: int
    paid_at_ms: int


class Receipt(msgspec.Struct, kw_only=True):
    """For who paid. `check_url` shows anybody that it is genuine, and nothing about who paid; `qr_svg` leads there."""

    receipt_id: str
    state: State
    kind: str
    category: str
    payee: str
    payee_name: str
    amount: int
    fee: int
    returned: int
    paid_at_ms: int
    customer_code: str = ""
    bill_id: str = ""
    period: str = ""
    order_id: str = ""
    check_code: str
    check_url: str
    qr_svg: str


class ReceiptCheck(msgspec.Struct):
    """What a receipt's code shows to anybody; `paid_on` is the day in Huế."""

    state: State
    category: str
    payee_name: str
    amount: int
    returned: int
    paid_on: str


class QrReading(msgspec.Struct, forbid_unknown_fields=True):
    """`payload` is the text that a camera reads from a code."""

    payload: Payload


class ReadShop(msgspec.Struct):
    """A shop as it was approved here, whatever name its code has. `amount` 0: who pays types it. `subject` and the amount
    are what the wallet password is shown for."""

    shop_id: str
    name: str
    category: str
    amount: int
    order_id: str
    note: str
    ends_at: int
    subject: str


class ShopPayment(msgspec.Struct, forbid_unknown_fields=True):
    """`order_id` "": a shop's own code, where who pays types the amount."""

    shop_id: Hex
    amount: Amount
    proof: Token
    order_id: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{16})?$")] = ""
