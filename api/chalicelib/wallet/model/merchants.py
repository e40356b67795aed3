"""What a shop is that takes the wallet's money: how it applies, what its orders are, and what it took on a day."""

import re
from typing import Annotated, Literal

import msgspec

from ...errors import ApiError, WrongFieldError
from .qr import NOTE_CHARACTERS, QrCode

Standing = Literal["applied", "open", "refused"]
OrderStanding = Literal["open", "paid"]
Decision = Literal["approve", "refuse"]
CITY = "Huế"
# Merchant category codes (ISO 18245) of what is sold in the city; 5999 is every other shop.
CATEGORIES = ("5411", "5462", "5499", "5812", "5814", "5912", "5947", "5999", "7011", "7230", "4121", "7991")
TAX_CODE = re.compile("[0-9]{10}(-?[0-9]{3})?|[0-9]{12}")  # a company, its branch, or a household by its owner's number
NAME_LETTERS, ADDRESS_LETTERS, REASON_LETTERS = 60, 120, 300
ORDER_SECONDS, ORDER_MOST_SECONDS = 15 * 60, 24 * 3600


DESK_UNIT = "shop-desk"


class Merchant(msgspec.Struct, frozen=True, kw_only=True):
    """`owner` is an account; tax code and address are sealed, as a household's tax code is its owner's ID number."""

    merchant_id: str
    owner: str
    name: str
    category: str
    standing: Standing = "applied"
    applied_at: int
    sealed_details: str
    reason: str = ""
    decided_by: str = ""
    decided_at: int = 0


class Details(msgspec.Struct, frozen=True):
    tax_code: str
    address: str


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """One payment that a shop asks for, in dong; `ends_at` in seconds since 1970."""

    order_id: str
    merchant_id: str
    amount: int
    note: str = ""
    standing: OrderStanding = "open"
    ends_at: int
    paid_by: str = ""


class Taking(msgspec.Struct, frozen=True):
    """One payment or, below zero, refund; nothing about who paid."""

    transfer_id: str
    at_ms: int
    amount: int
    order_id: str = ""


class Takings(msgspec.Struct, frozen=True):
    """Of one day in Huế, in dong; `newest` has the last of them, newest first."""

    day: str
    sales: int
    sales_count: Annotated[int, msgspec.Meta(ge=0)]
    refunds: int
    refunds_count: Annotated[int, msgspec.Meta(ge=0)]
    newest: list[Taking]


class NoSuchMerchantError(ApiError):
    status_code, code, title = 404, "no-such-merchant", "There is no such shop"


class MerchantClosedError(ApiError):
    """Still being checked, or refused."""

    status_code, code, title = 409, "merchant-closed", "This shop takes no payments at the moment"


class AlreadyDecidedError(ApiError):
    status_code, code, title = 409, "already-decided", "Somebody has decided on this application already"


class AlreadyAppliedError(ApiError):
    status_code, code, title = 409, "already-applied", "You have a shop, or an application that is being checked"


class NoSuchOrderError(ApiError):
    status_code, code, title = 404, "no-such-order", "There is no such order"


class OrderNotPayableError(ApiError):
    """Paid, ended, or of another amount: `why_not_payable` says which."""

    status_code, code, title = 409, "order-not-payable", "This order cannot be paid"


class OrderPaidError(ApiError):
    status_code, code, title = 409, "order-paid", "This order has been paid"


class OrderEndedError(ApiError):
    status_code, code, title = 410, "order-ended", "This order has ended: please ask the shop for a new code"


class OrderChangedError(ApiError):
    status_code, code, title = 409, "order-changed", "The shop asks for another amount: please scan its code again"


def why_not_payable(order: Order | None, at: int) -> ApiError:
    """What to say where an order could not be paid."""
    if order is None:
        return NoSuchOrderError()
    if order.standing == "paid":
        return OrderPaidError()
    return OrderEndedError() if order.ends_at <= at else OrderChangedError()


def subject_of(merchant_id: str, order_id: str) -> str:
    """What a payment is for; a shop's own code, where people type the amount, has no order."""
    return f"shop:{merchant_id}:{order_id}"


def order_of(subject: str) -> str:
    return subject.rpartition(":")[2]


def refund_subject(transfer_id: str) -> str:
    """What the owner's wallet password is shown for before money goes back."""
    return f"refund:{transfer_id}"


def read_name(text: str) -> str:
    return read_line(text, NAME_LETTERS, "merchant-name", "the name that customers know")


def read_address(text: str) -> str:
    return read_line(text, ADDRESS_LETTERS, "merchant-address", "the address of the shop")


def read_line(text: str, most: int, code: str, what: str) -> str:
    """One line of text without control characters; WrongFieldError."""
    line = " ".join(text.split())
    if not 1 <= len(line) <= most or not line.isprintable():
        raise WrongFieldError(code, f"please give {what} in at most {most} letters")
    return line


def read_note(text: str) -> str:
    """What an order is for; it may be left out."""
    return read_line(text, NOTE_CHARACTERS, "order-note", "what the order is for") if text.strip() else ""


def read_category(text: str) -> str:
    if text not in CATEGORIES:
        raise WrongFieldError("merchant-category", f"the category is one of {', '.join(CATEGORIES)}")
    return text


def read_tax_code(text: str) -> str:
    code = "".join(text[:40].split())
    if not TAX_CODE.fullmatch(code):
        raise WrongFieldError("tax-code", "a tax code has 10 digits, 13 for a branch, or 12 for a household business")
    return code.replace("-", "")


def code_of(merchant: Merchant, order: Order | None = None) -> QrCode:
    """The shop's own code, where people type the amount, or the code of one order."""
    shop = QrCode(shop_id=merchant.merchant_id, category=merchant.category, name=merchant.name, city=CITY)
    if order is None:
        return shop
    asked = {"amount": order.amount, "is_dynamic": True, "reference": order.order_id, "note": order.note}
    return msgspec.structs.replace(shop, **asked)


def sum_up(day: str, takings: list[Taking], shown: int) -> Takings:
    sales = [one.amount for one in takings if one.amount > 0]
    back = [-one.amount for one in takings if one.amount < 0]
    newest = sorted(takings, key=lambda one: -one.at_ms)[:shown]
    return Takings(day, sum(sales), len(sales), sum(back), len(back), newest)
