"""What officers send and get back at the desk of reports, but for the reports themselves."""

from typing import Annotated, Literal

import msgspec

from .locks import MOST_DAYS
from .requests import Words

Decision = Literal["keep", "lift"]


class Counted(msgspec.Struct):
    """`is_more`: there are others that were not counted."""

    count: int
    is_more: bool


class InboxCounts(msgspec.Struct):
    unit: str
    waiting: Counted
    late: Counted


class Inboxes(msgspec.Struct):
    """The officer's own, in the order of their units."""

    inboxes: list[InboxCounts]


class LiveNumbers(msgspec.Struct):
    """Of the whole city: since midnight in Huế, and at this moment. Hidden reports are not among them."""

    received_today: Counted
    answered_today: Counted
    late_now: Counted
    waiting_for_people: Counted


class LookToTake(msgspec.Struct, forbid_unknown_fields=True):
    """`reason`: why the centre has to know; it is kept."""

    reason: Words


class SenderShown(msgspec.Struct):
    """Numbers are masked: enough to know somebody again, and for a call ask the operators."""

    full_name: str
    phone: str
    citizen_id: str


class Look(msgspec.Struct):
    at: int
    officer: str
    reason: str


class SenderLooks(msgspec.Struct):
    looks: list[Look]


class LineShown(msgspec.Struct):
    """`what`: a move, a look at the sender, or what became of a lock. `officer` is "" where it was the sender."""

    at: int
    officer: str
    what: str
    reason: str


class Audit(msgspec.Struct):
    lines: list[LineShown]


class LockToSet(msgspec.Struct, forbid_unknown_fields=True):
    """`reason` is read by the person."""

    reason: Words
    days: Annotated[int, msgspec.Meta(ge=1, le=MOST_DAYS)]


class LockSet(msgspec.Struct):
    ends_at: int


class Appeal(msgspec.Struct):
    """`is_own`: this officer has locked, or is the person, so a colleague decides."""

    id: str
    report_id: str
    reason: str
    locked_at: int
    ends_at: int
    text: str
    sent_at: int
    is_own: bool


class Appeals(msgspec.Struct):
    """The oldest first, at most twenty."""

    appeals: list[Appeal]


class AppealDecision(msgspec.Struct, forbid_unknown_fields=True):
    """`reason` is read by the person."""

    decision: Decision
    reason: Words


class AppealDecided(msgspec.Struct):
    decision: Decision
    ends_at: int


class OwnLock(msgspec.Struct):
    """Whether the person may send reports at present; if not, since which report, why and until when.

    `appeal` is what they wrote against it, `answer` what was decided about that, and why.
    """

    is_locked: bool
    reason: str = ""
    report_id: str = ""
    locked_at: int = 0
    ends_at: int = 0
    may_appeal: bool = False
    appeal: str = ""
    appealed_at: int = 0
    decision: Decision | Literal[""] = ""
    answer: str = ""


class AppealToSend(msgspec.Struct, forbid_unknown_fields=True):
    text: Words
