"""Atom feeds (RFC 4287) of reports, in Vietnamese: of all, a ward, a category or an agency, and of one report."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from .catalogue import OPERATIONS_UNIT, categories, units, wards
from .deadlines import HUE
from .reports import Event, Report
from .states import MoveName

ATOM = "http://www.w3.org/2005/Atom"
NAMESPACE = UUID("9a6c1a52-6a0e-4f0e-8e0b-5d1f43a7c2b8")  # ids of feeds and of lines of histories
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
TITLE_CHARACTERS = 80
# What a report's own feed tells; the rest is the city's housekeeping.
MOVES: dict[MoveName, str] = {
    "send": "Đã gửi",
    "ask-back": "Cần hỏi thêm",
    "reply": "Đã bổ sung",
    "reject": "Không nhận",
    "lapse": "Khép lại vì không có bổ sung",
    "assign": "Giao đơn vị",
    "start": "Đang xử lý",
    "forward": "Chuyển đơn vị ngoài thành phố",
    "delivered": "Đã gửi đến đơn vị ngoài thành phố",
    "not-delivered": "Chưa gửi được đến đơn vị ngoài thành phố",
    "bring-back": "Nhận lại để xử lý",
    "extend": "Gia hạn",
    "fall-due": "Quá hạn",
    "answer": "Đã trả lời",
    "close": "Đã đóng",
    "not-fixed": "Người gửi báo chưa xong",
    "reopen": "Mở lại",
    "leave-closed": "Giữ nguyên kết quả",
    "merge": "Gộp với phản ánh trước",
    "unmerge": "Tách ra",
    "withdraw": "Người gửi rút lại",
}


@dataclass(frozen=True, slots=True)
class Entry:
    id: UUID
    title: str
    text: str
    author: str
    report_id: str
    published_at: int
    updated_at: int


def title_of(kind: str, value: str) -> str | None:
    """None where there is no such list."""
    if (kind, value) == ("all", "all"):
        return "Phản ánh hiện trường ở Huế"
    known = {
        "ward": wards(),
        "category": {code: one.names["vi"] for code, one in categories().items()},
        "unit": {code: names["vi"] for code, names in units().items()},
    }
    name = known.get(kind, {}).get(value)
    return f"Phản ánh hiện trường: {name}" if name else None


def unit_name(code: str) -> str:
    return units()[code or OPERATIONS_UNIT]["vi"]


def entry_of(report: Report) -> Entry:
    return Entry(
        id=UUID(report.report_id),
        title=report_title(report),
        text=report.public_text,
        author=unit_name(report.unit),
        report_id=report.report_id,
        published_at=report.received_at,
        updated_at=report.updated_at,
    )


def report_title(report: Report) -> str:
    text = " ".join(report.public_text.split())
    short = text if len(text) <= TITLE_CHARACTERS else f"{text[: TITLE_CHARACTERS - 1].rstrip()}…"
    return f"{categories()[report.category].names['vi']}: {short}"


def entries_of(report: Report, events: Iterable[Event]) -> list[Entry]:
    """Of one report's history, the newest first."""
    told = [event for event in events if event.move in MOVES]
    return [line_entry(report, event) for event in reversed(told)]


def line_entry(report: Report, event: Event) -> Entry:
    return Entry(
        id=uuid5(NAMESPACE, f"{report.report_id}/{event.n}"),
        title=MOVES[event.move],
        text=event.text or (report.public_text if event.move == "send" else MOVES[event.move]),
        author=unit_name(event.unit),
        report_id=report.report_id,
        published_at=event.at,
        updated_at=event.at,
    )


def write_feed(path: str, title: str, entries: list[Entry], origin: str, now: int) -> str:
    """`path` is the feed's own. Readers sort by the instants, so no two entries have the same."""
    newest_first = sorted(entries, key=lambda one: (one.updated_at, one.published_at), reverse=True)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "vi"})
    add(feed, "id", uuid5(NAMESPACE, path).urn)
    add(feed, "title", title)
    add(feed, "updated", instant(newest_first[0].updated_at if newest_first else now))
    add(feed, "link", rel="self", type="application/atom+xml", href=f"{origin}{path}")
    add(feed, "link", rel="alternate", type="text/html", href=f"{origin}/vi/reports/")
    add_author(feed, "HueCity")
    for entry, at in zip(newest_first, apart(one.updated_at for one in newest_first), strict=True):
        add_entry(feed, entry, at, origin)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def add_entry(feed: Element, entry: Entry, updated_at: int, origin: str) -> None:
    element = SubElement(feed, "entry")
    add(element, "id", entry.id.urn)
    add(element, "title", entry.title)
    add(element, "published", instant(min(entry.published_at, updated_at)))
    add(element, "updated", instant(updated_at))
    add_author(element, entry.author)
    add(element, "link", rel="alternate", type="text/html", href=f"{origin}/vi/reports/report/#{entry.report_id}")
    add(element, "content", entry.text, type="text")


def add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    SubElement(parent, name, attributes).text = NOT_IN_XML.sub(" ", text) or None


def add_author(parent: Element, name: str) -> None:
    add(SubElement(parent, "author"), "name", name)


def apart(newest_first: Iterable[int]) -> Iterator[int]:
    last: int | None = None
    for at in newest_first:
        last = at if last is None or at < last else last - 1
        yield last


def instant(at: int) -> str:
    return datetime.fromtimestamp(at, HUE).isoformat()
