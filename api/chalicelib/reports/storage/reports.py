"""Reports, their histories, who sent them, and the lists that indexes make of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from ...dynamodb import Index, Item, Table
from ..model.reports import Event, Report, shelves

PUBLIC = Index("of_public", "listed")
CATEGORY = Index("of_category", "listed")
WARD = Index("of_ward", "listed")
UNIT = Index("of_unit", "listed")
OPEN = Index("of_open", "listed")
LATE = Index("of_late", "listed")
TILE = Index("of_tile", "listed")
REPORTER = Index("of_reporter", "listed")
INBOX = Index("inbox", "due")
UPDATES = Index("of_updates", "listed")
A_BATCH = 100  # what one call reads
MOST_COUNTED = 1000
CLOCK = Index("clock", "rings")
A_NIGHTLY_PAGE = 500
OUTBOX_SECONDS = 7 * 24 * 60 * 60
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who sent a report: sealed, in an item of its own that no list ever reads."""

    sealed: str


def key(report_id: str) -> str:
    return f"REPORT#{report_id}"


def report_item(report: Report) -> Item:
    return {"pk": key(report.report_id), "sk": "REPORT", **msgspec.to_builtins(report), **shelves(report)}


def is_id(text: str) -> bool:
    return re.fullmatch("[0-9a-f]{32}", text) is not None


def get(table: Table, report_id: str) -> Report | None:
    item = table.get(key(report_id), "REPORT")
    return msgspec.convert(item, Report) if item else None


def get_many(table: Table, report_ids: Sequence[str]) -> list[Report]:
    """Those that are there, in the order asked."""
    parts = [report_ids[start : start + A_BATCH] for start in range(0, len(report_ids), A_BATCH)]
    found = [item for part in parts for item in table.get_many([(key(one), "REPORT") for one in part])]
    return [msgspec.convert(item, Report) for item in found if item]


def putting(table: Table, report: Report) -> Item:
    return table.putting(report_item(report))


def changing(table: Table, old: Report, new: Report) -> Item:
    """A write of what differs alone; it fails when the report has moved since `old` was read."""
    return table.changing(report_item(old), report_item(new), "version", "state")


def putting_event(table: Table, report_id: str, event: Event) -> Item:
    """What is news to those who follow is also in the list of all updates."""
    listed = {"of_updates": "updates", "listed": f"{event.at:012d}#{report_id}#{event.n:06d}"} if event.is_news else {}
    return table.putting({"pk": key(report_id), "sk": event_key(event.n), **msgspec.to_builtins(event), **listed})


def event_key(n: int) -> str:
    return f"EVENT#{n:06d}"


def get_event(table: Table, report_id: str, n: int) -> Event | None:
    item = table.get(key(report_id), event_key(n))
    return msgspec.convert(item, Event) if item else None


def list_events(table: Table, report_id: str) -> list[Event]:
    return [msgspec.convert(item, Event) for item in table.query(key(report_id), "EVENT#")]


def list_updates(table: Table, span: tuple[str, str], most: int) -> list[tuple[str, Event]]:
    """(report id, event), the newest first, of two marks and what lies between them."""
    found: list[Item] = []
    last: Item | None = None
    while len(found) < most:
        page = table.page(UPDATES, "updates", most - len(found), last, span=span, is_newest_first=True)
        found, last = found + page.items, page.last
        if not last:
            break
    return [(item["pk"].partition("#")[2], msgspec.convert(item, Event)) for item in found]


def putting_reporter(table: Table, report_id: str, reporter: Reporter) -> Item:
    return table.putting({"pk": key(report_id), "sk": "REPORTER", "sealed": reporter.sealed})


def get_reporter(table: Table, report_id: str) -> Reporter | None:
    item = table.get(key(report_id), "REPORTER")
    return Reporter(item["sealed"]) if item else None


def outbox_place(at: int) -> str:
    return f"OUTBOX#reports#{at // HOUR}"


def putting_message(table: Table, report_id: str, event: Event) -> Item:
    """That something has happened, for those who follow."""
    item = {"pk": outbox_place(event.at), "sk": f"{event.at:012d}#{report_id}#{event.n:06d}"}
    return table.putting(item | {"report_id": report_id, "n": event.n, "expires_at": event.at + OUTBOX_SECONDS})


def page(table: Table, index: Index, value: str, most: int, behind: str = "", **more: Any) -> tuple[list[Report], str]:
    """Reports of a list and the mark behind which the next ones stand ("" at its end); see `Table.page`."""
    start = start_of(index, value, behind) if behind else None
    found = table.page(index, value, most, start, **more)
    reports = [msgspec.convert(item, Report) for item in found.items]
    return reports, str(found.last[index.sort]) if found.last else ""


def count(table: Table, index: Index, value: str, span: tuple[int, int] | None = None, **more: Any) -> tuple[int, bool]:
    """How many a list has, received, answered or due in these seconds, both included; and whether that was not all."""
    marks = (f"{span[0]:012d}", f"{span[1]:012d}~") if span else None  # no id has a sign behind the tilde
    return table.count(index, value, MOST_COUNTED, span=marks, **more)


def every_public(table: Table) -> Iterator[Report]:
    """All that everybody may see, oldest first, page by page: for nightly work, and for no request."""
    mark = ""
    while True:
        found, mark = page(table, PUBLIC, "public", A_NIGHTLY_PAGE, mark)
        yield from found
        if not mark:
            return


def list_ringing(table: Table, clock: str, now: int, most: int) -> list[str]:
    """Ids of reports whose time for this has come, the longest waiting first."""
    found = table.page(CLOCK, clock, most, span=("0", f"{now:012d}~"))  # no id has a sign behind the tilde
    return [str(item["pk"]).partition("#")[2] for item in found.items]


def start_of(index: Index, value: str, mark: str) -> Item:
    """The keys of the report that a mark names; it need not be in the list any more."""
    return {"pk": key(mark.partition("#")[2]), "sk": "REPORT", index.name: value, index.sort: mark}
