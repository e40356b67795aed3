"""Who did and saw what with a report: lines beside it that no list reads."""

import secrets
from dataclasses import asdict, dataclass

from ...dynamodb import Item, Table
from ..model.reports import REPORT_SECONDS
from .reports import key


@dataclass(frozen=True, slots=True)
class Line:
    """`officer` is an account's id, or "" for the sender."""

    at: int
    officer: str
    what: str
    reason: str


def putting_line(table: Table, report_id: str, line: Line) -> Item:
    item = {"pk": key(report_id), "sk": f"AUDIT#{line.at:012d}#{secrets.token_hex(4)}", **asdict(line)}
    return table.putting(item | {"expires_at": line.at + REPORT_SECONDS})


def list_lines(table: Table, report_id: str) -> list[Line]:
    items = table.query(key(report_id), "AUDIT#")
    return [Line(one["at"], one["officer"], one["what"], one["reason"]) for one in items]
