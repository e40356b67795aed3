"""Counting each night how the city does, and publishing what was counted as open data; showing both."""

import hashlib
import re
from collections import defaultdict

import msgspec

from ... import metrics
from ...errors import NotFoundError
from ...world import World
from ..model.catalogue import figures
from ..model.open_data import Row, pack, row_of, unpack
from ..model.statistics import Numbers, ReportStatistics, count_all
from ..storage import reports, statistics

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def recompute(world: World) -> int:
    """How many reports there are. What is cut off is done by the next one; the numbers come last."""
    now = int(world.now.timestamp())
    by_month: dict[str, list[Row]] = defaultdict(list)
    for report in reports.every_public(world.reports):
        row = row_of(report, now)
        by_month[row.month].append(row)
    months = publish(world, by_month)
    numbers = count_all(row for rows in by_month.values() for row in rows)
    statistics.put_counted(world.reports, now, msgspec.json.encode(numbers), months)
    metrics.count("ReportsCounted")
    return sum(map(len, by_month.values()))


def publish(world: World, by_month: dict[str, list[Row]]) -> dict[str, str]:
    """Writes the months that differ, those that are empty now included; a digest of each."""
    before = statistics.get_counted(world.reports)
    known, months = before.months if before else {}, {}
    for month in sorted({*by_month, *known}):
        parts = pack(by_month.get(month, []))
        digest = hashlib.sha256(b"".join(parts)).hexdigest()
        if digest != known.get(month):
            statistics.put_month(world.reports, month, parts)
        if parts:
            months[month] = digest
    return months


def show(world: World) -> ReportStatistics:
    counted = statistics.get_counted(world.reports)
    if counted is None:
        return ReportStatistics(0, figures(), [])
    return ReportStatistics(counted.as_of, figures(), msgspec.json.decode(counted.numbers, type=list[Numbers]))


def month_as_csv(world: World, month: str) -> str:
    """NotFoundError where no report was received in it, or it is not counted yet."""
    parts = statistics.list_parts(world.reports, month) if MONTH.fullmatch(month) else []
    if not parts:
        raise NotFoundError
    return unpack(parts)
