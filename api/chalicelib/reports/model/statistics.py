"""How the city does: numbers by agency and month, each counted from the rows that are published as open data."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median

import msgspec

from .catalogue import Figure
from .open_data import Row
from .reports import DAY

ALL_UNITS = "all"
MOST_MONTHS = 24


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """Of the reports that were received in a month; data/statistics.json says what each of them counts."""

    unit: str
    month: str
    received: int
    answered: int
    answered_in_time: int
    late: int
    reopened: int
    satisfied: int
    acceptable: int
    unsatisfied: int
    median_days: float | None


class ReportStatistics(msgspec.Struct):
    """`as_of`: when they were counted, in seconds since 1970; 0 before the first night. `unit` "all": the whole city."""

    as_of: int
    definitions: dict[str, Figure]
    numbers: list[Numbers]


def count_all(rows: Iterable[Row]) -> list[Numbers]:
    """The newest months first, the whole city before its agencies."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.month, ALL_UNITS].append(row)
        groups[row.month, row.unit].append(row)
    newest = sorted({month for month, _ in groups}, reverse=True)[:MOST_MONTHS]
    units = sorted({unit for _, unit in groups}, key=lambda unit: (unit != ALL_UNITS, unit))
    return [count(unit, month, groups[month, unit]) for month in newest for unit in units if (month, unit) in groups]


def count(unit: str, month: str, rows: list[Row]) -> Numbers:
    answered = [row for row in rows if row.answered_at]
    days = [(row.answered_at - row.received_at) / DAY for row in answered]
    return Numbers(
        unit=unit,
        month=month,
        received=len(rows),
        answered=len(answered),
        answered_in_time=sum(not row.late for row in answered),
        late=sum(row.late for row in rows),
        reopened=sum(row.reopened > 0 for row in rows),
        satisfied=sum(row.rating == "satisfied" for row in rows),
        acceptable=sum(row.rating == "acceptable" for row in rows),
        unsatisfied=sum(row.rating == "unsatisfied" for row in rows),
        median_days=round(median(days), 1) if days else None,
    )
