"""What people and officers send and get back in identity checks."""

from typing import Annotated, Literal

import msgspec

from ...accounts.model.requests import Text
from ...pictures import MediaType, Refusal
from .cases import Decision, NumberRead, Paper, Part, PictureState, Reason, State

NextStep = Literal["take-pictures", "check-reading", "wait", "retake-pictures", "log-in-again", "begin-again", "visit-us"]


class CheckToBegin(msgspec.Struct, forbid_unknown_fields=True):
    """`agrees`: to the pictures being kept and compared, for this check and by law; without it there is no check."""

    paper: Paper
    agrees: bool


class PictureToUpload(msgspec.Struct, forbid_unknown_fields=True):
    part: Part
    media_type: MediaType


class CheckToSubmit(msgspec.Struct, forbid_unknown_fields=True):
    """`is_confirmed`: what was read is right. The result comes by SMS, and to `email` where one is given."""

    is_confirmed: bool
    email: Text = ""


class PictureShown(msgspec.Struct):
    """`reason` says why it must be taken again."""

    part: Part
    state: Literal["missing"] | PictureState
    reason: Refusal | Reason | Literal[""]


class ReadingShown(msgspec.Struct):
    """`number`: whether the ID number on the paper is the account's; `masked` as it was read. Days as 2026-11-27."""

    number: NumberRead
    masked: str
    valid_until: str
    is_expired: bool


class CheckShown(msgspec.Struct):
    """`next` is what the person does now."""

    id: str
    paper: Paper
    state: State
    next: NextStep
    pictures: list[PictureShown]
    reading: ReadingShown | None
    reason: Reason | Literal[""]
    created_at: int
    submitted_at: int
    decided_at: int


class Checks(msgspec.Struct):
    """The newest one, or none."""

    checks: list[CheckShown]


class WaitingCase(msgspec.Struct):
    id: str
    submitted_at: int
    is_own: bool


class Queue(msgspec.Struct):
    """Oldest first; `next` stands in the address of the following page, "" where there is none."""

    cases: list[WaitingCase]
    next: str


class PictureLink(msgspec.Struct):
    part: Part
    url: str


class CaseForDesk(msgspec.Struct):
    """For one officer, now: the links end after two minutes. `similarity` (0 to 100) and `reading` are advice alone."""

    id: str
    version: int
    state: State
    paper: Paper
    full_name: str
    citizen_id: str
    needs_review: bool
    pictures: list[PictureLink]
    links_end_in_seconds: int
    reading: ReadingShown | None
    similarity: int | None
    is_refusal_proposed: bool
    proposed_reason: Reason | Literal[""]
    submitted_at: int


class DecisionToMake(msgspec.Struct, forbid_unknown_fields=True):
    """`version` is that of the case as it was looked at. To approve, the officer types the ID number from the paper, which
    must be the account's; to ask again, `retake` names the pictures."""

    decision: Decision
    version: Annotated[int, msgspec.Meta(ge=1, le=10**6)]
    citizen_id: Text = ""
    reason: Reason | Literal[""] = ""
    retake: Annotated[list[Part], msgspec.Meta(max_length=3)] = []


class Decided(msgspec.Struct):
    """`needs_second_officer`: a refusal counts when a colleague has confirmed it."""

    id: str
    state: State
    needs_second_officer: bool


class OneLook(msgspec.Struct):
    at: int
    officer: str


class Looks(msgspec.Struct):
    """Who has seen the pictures of a case, oldest first."""

    looks: list[OneLook]
