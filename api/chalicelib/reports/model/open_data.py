"""Reports as open data: one line each, without words and without anybody's name, as CSV by the month of receipt."""

import csv
import gzip
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from .deadlines import HUE
from .reports import Rating, Report
from .states import State

PART_ROWS = 2000  # about 160 KB packed; an item of the database has 400 KB at most
COLUMNS = "id category ward unit received due answered late state rating reopened lat long".split()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`answered_at` is 0 where there is no answer, `late` as it was when the row was made."""

    id: str
    category: str
    ward: str
    unit: str
    received_at: int
    due_at: int
    answered_at: int
    late: bool
    state: State
    rating: Rating | Literal[""]
    reopened: int
    lat: float | None
    long: float | None

    @property
    def month(self) -> str:
        return datetime.fromtimestamp(self.received_at, HUE).strftime("%Y-%m")


def row_of(report: Report, now: int) -> Row:
    point = report.point
    return Row(
        id=report.report_id,
        category=report.category,
        ward=report.ward,
        unit=report.unit,
        received_at=report.received_at,
        due_at=report.due_at,
        answered_at=report.answered_at,
        late=report.is_late(now),
        state=report.state,
        rating=report.rating,
        reopened=report.reopened,
        lat=point.lat if point else None,
        long=point.long if point else None,
    )


def cells(row: Row) -> list[str]:
    times = [instant(row.received_at), instant(row.due_at), instant(row.answered_at)]
    place = ["" if one is None else f"{one:.6f}" for one in (row.lat, row.long)]
    told = ["yes" if row.late else "no", row.state, row.rating, str(row.reopened)]
    return [row.id, row.category, row.ward, row.unit, *times, *told, *place]


def instant(at: int) -> str:
    return datetime.fromtimestamp(at, HUE).isoformat() if at else ""


def to_csv(lines: Iterable[list[str]]) -> str:
    """RFC 4180, without a first line of names."""
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue()


HEADER = to_csv([COLUMNS])


def pack(rows: list[Row]) -> list[bytes]:
    """In parts that each fit into an item; the same rows are always the same bytes."""
    parts = [rows[at : at + PART_ROWS] for at in range(0, len(rows), PART_ROWS)]
    return [gzip.compress(to_csv(map(cells, part)).encode(), mtime=0) for part in parts]


def unpack(parts: Iterable[bytes]) -> str:
    return HEADER + "".join(gzip.decompress(part).decode() for part in parts)
