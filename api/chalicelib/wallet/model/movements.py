"""What a person sees of the money in their wallet: how much there is, and each movement of a month."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from ...errors import ApiError
from .accounts import kind_of
from .billers import BY_CODE
from .limits import HUE
from .transfers import Kind

MONTH = re.compile(r"(20[2-9]\d)-(0[1-9]|1[0-2])")


class NoSuchMonthError(ApiError):
    status_code, code, title = 404, "no-such-month", "There is no such month"


class Balance(msgspec.Struct):
    """In đồng. `held` is on its way to a bank; `spent` counts towards `monthly_limit` in the month that it is in Huế."""

    balance: int
    available: int
    held: int
    month: str
    spent: int
    monthly_limit: int


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` is above zero for what came in. `other` is a biller's code, a shop's id or a bank's BIN; `has_receipt` tells
    whether `transfer_id` leads to a receipt."""

    transfer_id: str
    at_ms: int
    kind: Kind
    category: str
    amount: int
    other: str
    other_name: str
    has_receipt: bool


class Month(msgspec.Struct):
    """Newest first. `spent` has what was paid in each category, less what came back in this month."""

    month: str
    opening_balance: int
    closing_balance: int
    movements: list[Movement]
    spent: dict[str, int]


def read_month(text: str) -> tuple[int, int]:
    """(from, until) in milliseconds since 1970, by Huế's clocks; NoSuchMonthError."""
    found = MONTH.fullmatch(text)
    if not found:
        raise NoSuchMonthError
    year, month = int(found[1]), int(found[2])
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    begins, ends = (datetime(*one, 1, tzinfo=HUE) for one in ((year, month), following))
    return int(begins.timestamp() * 1000), int(ends.timestamp() * 1000)


def movement_of(entry: Mapping[str, Any], shops: Mapping[str, str]) -> Movement:
    """`shops` has names by id."""
    at_ms, _, transfer_id = str(entry["sk"]).partition("#")
    other = str(entry["other"]).partition(":")[2]
    name = BY_CODE[other].name if kind_of(entry["other"]) == "biller" and other in BY_CODE else shops.get(other, "")
    return Movement(
        transfer_id=transfer_id,
        at_ms=int(at_ms),
        kind=entry["kind"],
        category=entry["category"],
        amount=entry["amount"],
        other=other,
        other_name=name,
        has_receipt=entry["kind"] in ("bill", "shop") and entry["amount"] < 0,
    )


def spending(movements: Iterable[Movement]) -> dict[str, int]:
    """By category, the largest first; categories in which more came back than was paid are left out.

    Money that goes to one's own bank account is not spent.
    """
    spent: dict[str, int] = {}
    for one in movements:
        if one.category and one.category != "bank":
            spent[one.category] = spent.get(one.category, 0) - one.amount
    largest = sorted(spent.items(), key=lambda item: -item[1])
    return {category: amount for category, amount in largest if amount > 0}
