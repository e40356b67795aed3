"""What a client asks for in the address: dates, lists with commas, pages, the jurisdiction and the language."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ....errors import ApiError, InvalidInputError, WrongFieldError, read_fields
from ....otp.model.codes import Language
from ..deadlines import HUE, end_of
from ..reports import DAY
from .words import read_language

JURISDICTION = "hue.gov.vn"
SPAN_DAYS = 90
MOST_ROWS = 1000
MOST_REACHED = 5_000  # rows that paging goes through; whoever wants older ones asks for an earlier span
LAST_SECOND = 999_999_999_999  # what the keys of lists have digits for
STATUSES = frozenset(("open", "closed"))
W3C = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?", re.ASCII)
LOST_PLUS = re.compile(r" (?=\d\d:\d\d$)")  # what a client did not encode arrives as a space
Parameters = Mapping[str, Sequence[str]]


class JurisdictionNotFoundError(ApiError):
    status_code, code, title = 404, "no-such-jurisdiction", f"jurisdiction_id was not found: here is {JURISDICTION} alone"


@dataclass(frozen=True, slots=True)
class Span:
    """From one second to another, both included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Search:
    """Without codes all services, without statuses all statuses; the newest first."""

    codes: list[str]
    statuses: frozenset[str]
    span: Span
    page: Page


def one(parameters: Parameters, name: str) -> str:
    """An empty parameter is none; of several the last."""
    return parameters[name][-1].strip() if parameters.get(name) else ""


def several(parameters: Parameters, name: str) -> list[str]:
    """Given once with commas, or several times."""
    parts = (part.strip() for value in parameters.get(name, ()) for part in value.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def check_jurisdiction(parameters: Parameters) -> None:
    if one(parameters, "jurisdiction_id").lower() not in ("", JURISDICTION):
        raise JurisdictionNotFoundError


def language_of(parameters: Parameters) -> Language:
    return read_language(one(parameters, "locale"))


def read_search(parameters: Parameters, now: int) -> Search:
    read = read_fields(status=lambda: read_statuses(parameters), page=lambda: read_page(parameters))
    return Search(several(parameters, "service_code"), read["status"], read_span(parameters, now), read["page"])


def read_statuses(parameters: Parameters) -> frozenset[str]:
    given = {status.lower() for status in several(parameters, "status")}
    if given - STATUSES:
        raise WrongFieldError("status-unknown", "please give open, closed or both")
    return frozenset(given)


def read_page(parameters: Parameters) -> Page:
    """Counted from 1; some clients begin with 0, which is the first page, too."""
    number = max(1, read_count(one(parameters, "page") or "1"))
    size = min(MOST_ROWS, read_count(one(parameters, "page_size") or str(MOST_ROWS)))
    if size == 0:
        raise WrongFieldError("page-empty", "please ask for one request or more with page_size")
    if number * size > MOST_REACHED:
        raise WrongFieldError(
            "page-far", f"only {MOST_REACHED} requests can be reached: please ask for an earlier span of time"
        )
    return Page((number - 1) * size, size)


def read_count(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise WrongFieldError("count-unknown", "please give page and page_size as whole numbers")
    return int(text)


def read_span(parameters: Parameters, now: int) -> Span:
    """Both dates, or 90 days from the one or until the other, or until now."""
    read = read_fields(
        start_date=lambda: read_moment(one(parameters, "start_date")),
        end_date=lambda: read_moment(one(parameters, "end_date")),
    )
    start, end = read["start_date"], read["end_date"]
    if start and end:
        check_span(start, end)
        return span(start.start, end.end)
    if start:
        return span(start.start, start.start + SPAN_DAYS * DAY)
    last = end.end if end else now
    return span(last - SPAN_DAYS * DAY, last)


def check_span(start: Span, end: Span) -> None:
    if start.start > end.end:
        raise InvalidInputError("", {"start_date": "this is after end_date"})
    if end.start - start.start > SPAN_DAYS * DAY:
        raise InvalidInputError("", {"end_date": f"this may be {SPAN_DAYS} days after start_date, not more"})


def span(start: int, end: int) -> Span:
    return Span(min(max(start, 0), LAST_SECOND), min(max(end, 0), LAST_SECOND))


def read_moment(text: str) -> Span | None:
    """The whole second or seconds that a date of the W3C's format names: a day without an hour is a whole day in Huế."""
    given = LOST_PLUS.sub("+", text).upper()
    if not given:
        return None
    if not W3C.fullmatch(given):
        raise WrongFieldError("date-unknown", "please give dates as 2026-11-27T08:30:00+07:00 or 2026-11-27T01:30:00Z")
    try:
        return read_instant(given) if "T" in given else read_day(given)
    except (ValueError, OverflowError):
        raise WrongFieldError("date-unknown", "there is no such date") from None


def read_instant(text: str) -> Span:
    at = datetime.fromisoformat(text).timestamp()
    return Span(math.ceil(at), math.floor(at))


def read_day(text: str) -> Span:
    day = date.fromisoformat(text)
    return Span(int(datetime(day.year, day.month, day.day, tzinfo=HUE).timestamp()), end_of(day) - 1)
