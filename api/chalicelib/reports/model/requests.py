"""What people and officers send and get back about reports."""

from typing import Annotated, Literal

import msgspec

from ...accounts.model.requests import Text
from ...pictures import MediaType, Refusal
from .containers.refusals import MediumRefusal
from .deadlines import Procedure
from .media import AFTER, ANY_SLOT, BEFORE, Kind, MediumState, MediumType
from .reports import Rating, Source
from .states import Actor, MoveName, State

MOST_CHARACTERS = 4000  # what Open311 allows
LEAST_CHARACTERS = 10
MARK = r"^([0-9]{12}#[0-9a-f]{32})?$"
Words = Annotated[str, msgspec.Meta(max_length=MOST_CHARACTERS)]
Lat = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Long = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Version = Annotated[int, msgspec.Meta(ge=1)]
BeforeSlot = Annotated[str, msgspec.Meta(pattern=BEFORE)]
AfterSlot = Annotated[str, msgspec.Meta(pattern=AFTER)]
Slot = Annotated[str, msgspec.Meta(pattern=ANY_SLOT)]
ReportKey = Annotated[str, msgspec.Meta(pattern=r"^[\x21-\x7e]{8,255}$")]
Answers = dict[Annotated[str, msgspec.Meta(max_length=40)], Annotated[list[Text], msgspec.Meta(max_length=20)]]


class ReportToSend(msgspec.Struct, forbid_unknown_fields=True):
    """A place is a point (`lat` and `long`), a ward or an address in words; at least one of them.

    `answers`: to the category's questions, by their codes. `written_at`: when it was written, where it was sent later.
    """

    category: Text
    text: Words
    answers: Answers = {}
    lat: Lat | None = None
    long: Long | None = None
    ward: Text = ""
    address: Annotated[str, msgspec.Meta(max_length=300)] = ""
    written_at: Annotated[int, msgspec.Meta(ge=0)] = 0
    media: Annotated[list[BeforeSlot], msgspec.Meta(max_length=5)] = []


class MediumToUpload(msgspec.Struct, forbid_unknown_fields=True):
    """`report_key` is the Idempotency-Key with which the report will be sent, or was."""

    report_key: ReportKey
    slot: BeforeSlot
    media_type: MediumType


class AfterToUpload(msgspec.Struct, forbid_unknown_fields=True):
    """`slot`: any that the report has not used for an answer yet."""

    slot: AfterSlot
    media_type: MediaType


class OfReport(msgspec.Struct, forbid_unknown_fields=True):
    report_key: ReportKey


class MediumShown(msgspec.Struct):
    """`url` and `thumbnail` end after ten minutes; "" where there is nothing to be seen (yet).

    `state`: "missing" was sent with the report and not uploaded yet, "waiting" is on its way, "refused" says its `reason`.
    What its camera says of place and hour is for its sender and officers alone, and so is what is hidden.
    """

    slot: str
    kind: Kind
    state: MediumState
    reason: Refusal | MediumRefusal | Literal[""]
    media_type: str
    url: str
    thumbnail: str
    is_sent: bool
    is_hidden: bool
    taken_at: int
    lat: float | None
    long: float | None


class MediumSize(msgspec.Struct, forbid_unknown_fields=True):
    small: bool = False


class MediumAddress(msgspec.Struct):
    """Good for ten minutes."""

    url: str


class Media(msgspec.Struct):
    media: list[MediumShown]


class MoveToMake(msgspec.Struct, forbid_unknown_fields=True):
    """`version` is the one that was seen: what others have changed meanwhile is not overwritten.

    `media`: with an answer the photos of what was done; the one to hide, or to show again. `public_text`: to hide words,
    all that everybody may read instead. `body`: to which one outside the city it is forwarded.
    """

    move: MoveName
    version: Version
    text: Words = ""
    unit: Text = ""
    procedure: Procedure | None = None
    original: Text = ""
    media: Annotated[list[Slot], msgspec.Meta(max_length=3)] = []
    public_text: Words = ""
    body: Text = ""


class EventShown(msgspec.Struct):
    """A line of the history. `digest` chains it to the line before it, in which its text counts by `text_digest`.

    Everybody but its sender and its officers reads the text without the private numbers in it.
    """

    n: int
    at: int
    move: MoveName
    by: Actor
    who: str
    from_state: State | Literal[""]
    to_state: State
    unit: str
    text: str
    text_digest: str
    media: list[str]
    body: str
    due_at: int
    digest: str


class ReportSummary(msgspec.Struct):
    """What everybody may see in a list. Times in seconds since 1970.

    `cover`: the slot of a photo whose small picture stands at /reports/{id}/media/{cover}?small=true; "" without one.
    `due_on`: the day at whose end a timed report is due; "" where it is urgent. `cosigns`: how many others it is for, too.
    """

    id: str
    category: str
    state: State
    is_open: bool
    text: str
    lat: float | None
    long: float | None
    ward: str
    address: str
    unit: str
    procedure: Procedure
    received_at: int
    updated_at: int
    due_at: int
    due_on: str
    is_late: bool
    answered_at: int
    rating: Rating | Literal[""]
    duplicate_of: str
    cover: str
    cosigns: int


class ReportShown(ReportSummary):
    """`rule` is the one by which the agency was found. `version` goes with the next move."""

    version: int
    source: Source
    rule: str
    written_at: int
    is_extended: bool
    reopened: int
    cosign_ratings: dict[Rating, int]
    answers: dict[str, list[str]]
    media: list[MediumShown]
    history: list[EventShown]


class Reports(msgspec.Struct):
    """`next` continues the list behind its last report; "" at the end."""

    reports: list[ReportSummary]
    next: str


class Filters(msgspec.Struct, forbid_unknown_fields=True):
    """All that are given must hold. `after`: the `next` of the page before."""

    category: Text = ""
    ward: Text = ""
    unit: Text = ""
    status: Literal["", "open", "closed"] = ""
    late: bool = False
    after: Annotated[str, msgspec.Meta(pattern=MARK)] = ""


class Paging(msgspec.Struct, forbid_unknown_fields=True):
    after: Annotated[str, msgspec.Meta(pattern=MARK)] = ""


class OwnReports(msgspec.Struct):
    """`next` continues the list behind its last report; "" at the end."""

    reports: list[ReportSummary]
    next: str


class Near(msgspec.Struct, forbid_unknown_fields=True):
    lat: Lat
    long: Long
    category: Text


class Neighbour(msgspec.Struct):
    metres: int
    report: ReportSummary


class Neighbours(msgspec.Struct):
    neighbours: list[Neighbour]


class Inbox(msgspec.Struct):
    """The most urgent first. `next` continues behind the last one; "" at the end."""

    reports: list[ReportSummary]
    next: str


class ReportForDesk(ReportShown):
    """`full_text` as it was written; `moves` are what this officer may do now."""

    full_text: str
    moves: list[MoveName]
    is_hidden: bool
