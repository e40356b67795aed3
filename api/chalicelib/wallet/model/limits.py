"""How much may be paid in a month, by law: dated, so that a new circular is a new row and no new code.

Circular 40/2024/TT-NHNN (articles 25 and 26), amended by 41/2025/TT-NHNN: personal wallets of one person pay and send up to
100 million đồng a month; what households cannot do without is outside of it, and some payments have a limit of 300 million.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from .accounts import kind_of
from .transfers import Transfer

HUE = timezone(timedelta(hours=7))
EXEMPT = frozenset(("electricity", "water", "telecom", "tuition", "hospital", "public-fees"))


@dataclass(frozen=True, slots=True)
class Limits:
    """`monthly` has đồng by group of categories; a category without a group counts in "all", one in `exempt` nowhere."""

    valid_from: date
    monthly: Mapping[str, int]
    groups: Mapping[str, str]
    exempt: frozenset[str] = EXEMPT

    def group_of(self, category: str) -> str | None:
        return None if category in self.exempt else self.groups.get(category, "all")


LIMITS = (
    Limits(date(2024, 10, 1), {"all": 100_000_000}, {}),
    Limits(date(2025, 11, 5), {"all": 100_000_000, "large": 300_000_000}, {"insurance": "large", "loan": "large"}),
)
COUNTED = frozenset(("bill", "shop"))  # to and from one's own bank account is no payment


def limits_on(day: date) -> Limits:
    return max((one for one in LIMITS if one.valid_from <= day), key=lambda one: one.valid_from)


def limits_at(at_ms: int) -> Limits:
    """By the calendar in Huế, where a new circular holds from midnight."""
    return limits_on(hue_time(at_ms).date())


def group_of(transfer: Transfer) -> str | None:
    """The group in which a transfer counts; None where the law does not limit it."""
    is_payment = transfer.kind in COUNTED and kind_of(transfer.debit_account_id) == "citizen"
    return limits_at(transfer.at_ms).group_of(transfer.category) if is_payment else None


def limit_of(transfer: Transfer) -> int:
    """Of the group in which it counts."""
    return limits_at(transfer.at_ms).monthly[group_of(transfer) or ""]


def month_of(at_ms: int) -> str:
    """The month in Huế: 2026-11."""
    return f"{hue_time(at_ms):%Y-%m}"


def hue_time(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, HUE)
