"""What shop owners, and those of the city who check them, send and get back."""

from typing import Annotated

import msgspec

from ...accounts.model.requests import Text, Token
from .merchants import ORDER_MOST_SECONDS, ORDER_SECONDS, REASON_LETTERS, Decision, OrderStanding, Standing
from .payments import Amount

TransferId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f-]{1,36}$")]


class Application(msgspec.Struct, forbid_unknown_fields=True):
    """`category` is a code of ISO 18245, `name` what customers know the shop by."""

    name: Text
    category: Text
    tax_code: Text
    address: Text


class ShownMerchant(msgspec.Struct):
    """For the owner. `payload` is the shop's own code, where customers type the amount, and `qr_svg` its picture; both ""
    until the shop is open. `reason` says why an application was refused."""

    merchant_id: str
    name: str
    category: str
    standing: Standing
    applied_at: int
    reason: str
    payload: str
    qr_svg: str


class WaitingMerchant(msgspec.Struct):
    """For those who check."""

    merchant_id: str
    name: str
    category: str
    tax_code: str
    address: str
    applied_at: int


class WaitingMerchants(msgspec.Struct):
    """The oldest first."""

    applications: list[WaitingMerchant]


class MerchantDecision(msgspec.Struct, forbid_unknown_fields=True):
    """Who refuses says why, in words for the owner."""

    decision: Decision
    reason: Annotated[str, msgspec.Meta(max_length=REASON_LETTERS)] = ""


class NewOrder(msgspec.Struct, forbid_unknown_fields=True):
    """`note` is for the customer: 25 letters, which the code has without marks."""

    amount: Amount
    note: Text = ""
    seconds: Annotated[int, msgspec.Meta(ge=60, le=ORDER_MOST_SECONDS)] = ORDER_SECONDS


class ShownOrder(msgspec.Struct):
    """`ends_at` in seconds since 1970; `paid_by` is the transfer, which a refund names."""

    order_id: str
    amount: int
    note: str
    standing: OrderStanding
    ends_at: int
    paid_by: str
    payload: str
    qr_svg: str


class Refund(msgspec.Struct, forbid_unknown_fields=True):
    """All or a part of one payment. `proof` is of the owner's wallet password, for "refund:<transfer_id>" and the amount."""

    transfer_id: TransferId
    amount: Amount
    proof: Token
