"""A report, its history and its reporter as they are kept, and the errors that people may see."""

import hashlib
import re
from typing import Any, Literal, get_args

import msgspec

from ...errors import ApiError
from .deadlines import Procedure, add_working_days, day_in_hue, end_of
from .places import TILE_ZOOM, Point, tile_of
from .states import HIDING, OPEN, Actor, MoveName, State

Source = Literal["web", "open311"]
Rating = Literal["satisfied", "acceptable", "unsatisfied"]
RATINGS: tuple[Rating, ...] = get_args(Rating)
DAY = 24 * 60 * 60
REPORTS_A_DAY = 20
RATE_WITHIN_DAYS = 14  # after an answer: as long as its link works, then the report is closed
REPLY_WITHIN_DAYS = 10  # working days; then a report that was asked back is not taken on
REPORT_SECONDS = 5 * 365 * DAY
NO_HURRY = 999_999_999_999  # the last instant that twelve digits can name
# Eight digits or more are somebody's telephone, ID or account, not the number of a house; e-mail addresses likewise. What
# begins with 1800 or 1900 is a hotline.
PRIVATE = re.compile(r"(?<!\d)(?!1[89]00)\+?\d(?:[\s.\-]?\d){7,}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MASK = "•••"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`version` counts the lines of its history: each move adds one. Times in seconds, in UTC.

    `written_at` is the sender's own word, for what was written without a signal. `was_late` is never taken back.
    `began_at` is when its term began: 0 at its receipt, else when it was opened again; `pauses` are those since then, from
    a question to its reply. `cover` is the slot of the photo that lists show.
    """

    report_id: str
    version: int = 1
    state: State = "received"
    back_to: State = "received"
    category: str
    answers: dict[str, list[str]] = {}
    text: str
    public_text: str
    lat_e6: int | None = None
    long_e6: int | None = None
    ward: str = ""
    address: str = ""
    reporter: str
    source: Source = "web"
    request_digest: str = ""
    media: int = 0
    cover: str = ""
    unit: str = ""
    rule: str = ""
    procedure: Procedure = "timed"
    written_at: int = 0
    received_at: int
    updated_at: int
    due_at: int
    began_at: int = 0
    paused_at: int = 0
    pauses: list[tuple[int, int]] = []
    answered_at: int = 0
    was_late: bool = False
    is_extended: bool = False
    reopened: int = 0
    duplicate_of: str = ""
    rating: Rating | Literal[""] = ""
    is_hidden: bool = False
    cosigns: int = 0
    rated_satisfied: int = 0
    rated_acceptable: int = 0
    rated_unsatisfied: int = 0
    is_withdrawn: bool = False
    chain: str

    @property
    def point(self) -> Point | None:
        return None if self.lat_e6 is None or self.long_e6 is None else Point(self.lat_e6, self.long_e6)

    @property
    def cosign_ratings(self) -> dict[Rating, int]:
        """What those said who co-signed; how a report ends, its reporter alone says."""
        return {
            "satisfied": self.rated_satisfied,
            "acceptable": self.rated_acceptable,
            "unsatisfied": self.rated_unsatisfied,
        }

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_late(self, now: int) -> bool:
        """While it waits for its reporter, no time passes."""
        return self.was_late or (self.is_open and self.state != "returned" and self.due_at <= now)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a report's history, chained to the line before it. `media` are the slots that it is about, `body` is the
    one outside the city to which it was forwarded.

    `who` is kept as a keyed hash that differs from line to line: officers are no numbers to be followed through the city.
    """

    n: int
    at: int
    move: MoveName
    by: Actor
    who: str
    from_state: State | Literal[""]
    to_state: State
    unit: str = ""
    text: str = ""
    media: list[str] = []
    body: str = ""
    due_at: int
    digest: str

    @property
    def public_text(self) -> str:
        return mask_private(self.text)

    @property
    def text_digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def is_news(self) -> bool:
        """Whether it tells how the matter goes on: that it was sent, or that something of it was hidden, is none."""
        return self.n > 1 and self.move not in HIDING and (bool(self.text) or self.from_state != self.to_state)


class ReportNotFoundError(ApiError):
    status_code, code, title = 404, "no-such-report", "There is no such report"


class MoveRefusedError(ApiError):
    """`allowed` says what may be done instead."""

    status_code, code, title = 409, "move-refused", "This cannot be done with the report now"


class ReportChangedError(ApiError):
    status_code, code, title = 409, "report-changed", "The report has changed meanwhile: please look at it again"


class OtherDoorError(ApiError):
    """Complaints and denunciations have a procedure of their own, which protects who complains."""

    status_code, code, title = 409, "other-door", "This matter has another door: a complaint is no field report"


class OutsideCityError(ApiError):
    status_code, code, title = 422, "outside-city", "This place is not in Huế"


class SenderGoneError(ApiError):
    """The account was deleted, or another city's program has sent it."""

    status_code, code, title = 404, "sender-gone", "No account of the city belongs to this report any more"


class SenderLockedError(ApiError):
    status_code, code, title = 403, "sender-locked", "You cannot send reports at present: you can ask us to look at it again"


def mask_private(text: str) -> str:
    """Without telephone and ID numbers and e-mail addresses, which people write into public texts by mistake."""
    return PRIVATE.sub(MASK, text)


def digest_of(previous: str, event: dict[str, Any]) -> str:
    """SHA-256 over the line before and this one; a text counts by its own digest, so that it may be hidden later."""
    line = {**event, "text": hashlib.sha256(event["text"].encode()).hexdigest()}
    return hashlib.sha256(previous.encode() + msgspec.json.encode(line, order="sorted")).hexdigest()


def make_event(previous: str, **line: Any) -> Event:
    known = {"unit": "", "text": "", "media": [], "body": "", **line}
    return Event(**known, digest=digest_of(previous, known))


def is_intact(events: list[Event]) -> bool:
    """Whether a whole history is as it was written."""
    previous = ""
    for event in events:
        line = msgspec.structs.asdict(event)
        if line.pop("digest") != digest_of(previous, line):
            return False
        previous = event.digest
    return [event.n for event in events] == list(range(1, len(events) + 1))


def shelves(report: Report) -> dict[str, str]:
    """The keys under which the database's indexes list a report; those that are not here do not list it."""
    listed = f"{report.received_at:012d}#{report.report_id}"
    kept = {"listed": listed, "due": f"{due_mark(report):012d}#{report.report_id}", "of_reporter": report.reporter}
    if report.is_open:
        kept["inbox"] = inbox_of(report)
    if rings := bell_of(report):
        kept |= {"clock": rings[0], "rings": f"{rings[1]:012d}#{report.report_id}"}
    if report.is_hidden:
        return kept
    kept |= {"of_public": "public", "of_category": report.category, "of_open": "open" if report.is_open else "closed"}
    kept |= {"of_ward": report.ward} if report.ward else {}
    kept |= {"of_unit": report.unit} if report.unit else {}
    kept |= {"of_late": "late"} if report.was_late else {}
    if point := report.point:
        x, y = tile_of(point)
        kept["of_tile"] = f"{TILE_ZOOM}/{x}/{y}"
    return kept


def due_mark(report: Report) -> int:
    """What waits for its reporter stands behind all that the desk can do something about, and is never late."""
    return NO_HURRY if report.state == "returned" else report.due_at


def inbox_of(report: Report) -> str:
    """Whose desk it lies on."""
    with_operations = report.state in ("received", "reopen-requested") or not report.unit
    return "operations" if with_operations else report.unit


def bell_of(report: Report) -> tuple[MoveName, int] | None:
    """The move that time itself makes, and when; what is late already falls due no more."""
    if report.state == "answered":
        return "close", report.answered_at + RATE_WITHIN_DAYS * DAY
    if report.state == "returned":
        return "lapse", end_of(add_working_days(day_in_hue(report.paused_at), REPLY_WITHIN_DAYS))
    return ("fall-due", report.due_at) if report.is_open and not report.was_late else None
