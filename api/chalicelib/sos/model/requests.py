"""What people in danger and officers send and get back about calls for help."""

from typing import Annotated, Literal

import msgspec

from ...accounts.model.requests import Text, Token
from ...otp.model.codes import Language
from .details import Need, Water, Whereabouts, Words
from .states import MoveName, OfficerMove, State

MARK = r"^([01][0-9]{12}#[0-9a-f]{32})?$"
MOST_WORDS = 300
MOST_ACCURACY = 1_000_000  # metres: whatever a phone says
Lat = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Long = Annotated[float, msgspec.Meta(ge=-180, le=180)]
People = Annotated[int, msgspec.Meta(ge=1, le=500)]
Battery = Annotated[int, msgspec.Meta(ge=0, le=100)]
Short = Annotated[str, msgspec.Meta(max_length=MOST_WORDS)]
Needs = Annotated[list[Need], msgspec.Meta(max_length=5)]


class WhereToGo(msgspec.Struct, forbid_unknown_fields=True):
    """A point (`lat` and `long`, `accuracy` in metres), a ward, an address in words."""

    lat: Lat | None = None
    long: Long | None = None
    accuracy: Annotated[int, msgspec.Meta(ge=0, le=MOST_ACCURACY)] = 0
    ward: Text = ""
    address: Short = ""


class CallToMake(msgspec.Struct, forbid_unknown_fields=True):
    """`place` has at least one of a point, a ward and an address. `battery` in percent, where the phone tells it."""

    phone: Text
    place: WhereToGo
    people: People = 1
    water: Water = "none"
    needs: Needs = []
    words: Short = ""
    battery: Battery | None = None
    language: Language = "vi"


class NewsToTell(msgspec.Struct, forbid_unknown_fields=True):
    """What is not given stays as it was. `safe`: nobody needs to come any more."""

    token: Token
    place: WhereToGo | None = None
    people: People | None = None
    water: Water | None = None
    needs: Needs | None = None
    words: Short = ""
    battery: Battery | None = None
    safe: bool = False


class CallToLookAt(msgspec.Struct, forbid_unknown_fields=True):
    token: Token


class CallShown(msgspec.Struct):
    """Times in seconds since 1970, 0: not yet. `answer`: what an officer said last, in their words.

    `is_first`: whether this browser made the call; where another did, an officer decides whether somebody is safe.
    """

    id: str
    state: State
    is_open: bool
    is_first: bool
    received_at: int
    seen_at: int
    on_the_way_at: int
    reached_at: int
    closed_at: int
    answer: str


class CallTaken(CallShown):
    """`token` opens this call alone: the browser keeps it. `next` is what to do now, `numbers` what to call if possible."""

    token: str
    next: Literal["stay-and-wait", "call-again"]
    numbers: list[str]


class CallPaging(msgspec.Struct, forbid_unknown_fields=True):
    after: Annotated[str, msgspec.Meta(pattern=MARK)] = ""


class CallForDesk(msgspec.Struct):
    """`phone` shows its last digits alone. Places and words newest first; `hours_ahead` is by how much it was put forward.

    `says_safe`: another browser than the one that called says so; ask by telephone.
    """

    id: str
    version: int
    state: State
    received_at: int
    updated_at: int
    seen_at: int
    on_the_way_at: int
    reached_at: int
    closed_at: int
    phone: str
    language: Language
    water: Water
    people: int
    needs: list[Need]
    battery: int | None
    places: list[Whereabouts]
    words: list[Words]
    answer: str
    says_safe: bool
    hours_ahead: int
    moves: list[OfficerMove]


class CallsForDesk(msgspec.Struct):
    """First those to whom nobody is on the way, by urgency. `next` continues behind the last one; "" at the end."""

    calls: list[CallForDesk]
    next: str


class CallMove(msgspec.Struct, forbid_unknown_fields=True):
    """`version` is the one that was seen. Help may be sent though more was told since; nothing is closed unseen."""

    move: OfficerMove
    version: Annotated[int, msgspec.Meta(ge=1)]
    text: Short = ""


class CallPhone(msgspec.Struct):
    phone: str


class CallLine(msgspec.Struct):
    """`text`: an officer's words; `places` has one place at most, where the line tells of one."""

    n: int
    at: int
    move: MoveName
    who: Literal["first", "other", "officer"]
    to_state: State
    text: str
    water: Water | Literal[""]
    people: int
    places: list[Whereabouts]


class CallHistory(msgspec.Struct):
    lines: list[CallLine]


class CallLook(msgspec.Struct):
    at: int
    officer: str
    what: str


class CallLooks(msgspec.Struct):
    looks: list[CallLook]
