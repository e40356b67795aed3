"""An identity check: which pictures it asks for, the states it goes through, and the errors that people may see."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, get_args

import msgspec

from ...errors import ApiError
from ...pictures import MediaType, Refusal, Sides
from ...uploads import Upload

Paper = Literal["citizen-card", "passport"]
Part = Literal["front", "back", "face"]
ALL_PARTS: tuple[Part, ...] = get_args(Part)
PARTS: dict[Paper, tuple[Part, ...]] = {"citizen-card": ("front", "back", "face"), "passport": ("front", "face")}
State = Literal["collecting", "submitted", "more-needed", "approved", "refused", "withdrawn"]
OPEN: tuple[State, ...] = ("collecting", "submitted", "more-needed")
FILLABLE: tuple[State, ...] = ("collecting", "more-needed")
Decision = Literal["approve", "ask-again", "refuse"]
Reason = Literal["blurred", "cut-off", "glare", "wrong-paper", "expired", "face-differs", "number-differs", "not-the-person"]
PictureState = Literal["waiting", "stored", "refused"]
NumberRead = Literal["match", "other", "unread", "unavailable"]

DAY = 86_400
OPEN_SECONDS = 90 * DAY  # what nobody finishes is forgotten
CLOSED_SECONDS = 365 * DAY  # time to object to a refusal
# Papers of known customers: five years, Law on anti-money laundering 14/2022/QH15. Their pictures carry the tag "law".
APPROVED_SECONDS = 5 * 365 * DAY
PAPERS = Sides(least=300, longest=2400)  # small print on a card stays readable
UPLOADS_A_DAY = 30
CASES_A_DAY = 5
DESK_UNIT: Final = "identity-desk"


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a case; a newer upload takes the place of an older one. `reason` says why it must be taken again.

    `digest` is of what was kept: a file sent again under the same form can never take its place.
    """

    part: Part
    upload_id: str
    media_type: MediaType
    state: PictureState = "waiting"
    reason: Refusal | Reason | Literal[""] = ""
    digest: str = ""
    asked_at: int


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of the pictures with these uploads. The number itself is not kept."""

    uploads: list[str]
    number: NumberRead
    masked: str = ""
    valid_until: str = ""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """`version` grows with every change, and what was decided on an older one cannot be written. Times in seconds."""

    case_id: str
    account_id: str
    citizen_hash: str
    paper: Paper
    state: State = "collecting"
    version: int = 1
    reading: Reading | None = None
    similarity: int | None = None
    sealed_email: str = ""
    created_at: int
    submitted_at: int = 0
    refusal_proposed_by: str = ""
    decision: Decision | Literal[""] = ""
    decided_by: str = ""
    decided_at: int = 0
    reason: Reason | Literal[""] = ""
    retake: list[Part] = []
    expires_at: int


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """An officer has seen the pictures of a case."""

    at: int
    officer: str


class NoSuchCheckError(ApiError):
    status_code, code, title = 404, "no-such-check", "There is no such identity check"


class CheckOpenError(ApiError):
    status_code, code, title = 409, "check-open", "You have begun a check with another paper: please finish or withdraw it"


class IdentityKnownError(ApiError):
    status_code, code, title = 409, "identity-known", "Your identity is confirmed already"


class CheckClosedError(ApiError):
    """In this state of a check this cannot be done (any more)."""

    status_code, code, title = 409, "check-closed", "This identity check cannot be changed now"


class PicturesMissingError(ApiError):
    """`fields` names each picture that is not there yet."""

    status_code, code, title = 409, "pictures-missing", "Please add all pictures first"


class CaseChangedError(ApiError):
    """Somebody else has decided, or the person has withdrawn, since the officer opened it."""

    status_code, code, title = 409, "check-changed", "This identity check has changed: please look at it again"


class OwnCaseError(ApiError):
    status_code, code, title = 403, "own-check", "Nobody decides about themselves"


class SecondOfficerNeededError(ApiError):
    status_code, code, title = 403, "second-officer-needed", "A colleague has to confirm this refusal"


class NotSeenError(ApiError):
    status_code, code, title = 409, "pictures-not-seen", "Please look at the pictures first"


def picture_key(case_id: str, picture: Picture) -> str:
    return f"pictures/{case_id}/{picture.part}-{picture.upload_id}-{picture.digest}.jpg"


def upload_of(case_id: str, picture: Picture) -> Upload:
    return Upload(case_id, picture.part, picture.upload_id)


def missing_parts(case: Case, pictures: Sequence[Picture]) -> dict[str, str]:
    """Why each part that is not there is not."""
    known = {one.part: one for one in pictures}
    missing: dict[str, str] = {}
    for part in PARTS[case.paper]:
        one = known.get(part)
        if one is None or one.state != "stored":
            missing[part] = one.reason or one.state if one else "missing"
    return missing


def uploads_of(pictures: Sequence[Picture]) -> list[str]:
    return sorted(one.upload_id for one in pictures)


def is_expired(reading: Reading | None, today: date) -> bool:
    return reading is not None and reading.valid_until != "" and date.fromisoformat(reading.valid_until) < today


def expiry(state: State, at: int) -> int:
    """When the record of a case ends by itself."""
    return at + (APPROVED_SECONDS if state == "approved" else OPEN_SECONDS if state in OPEN else CLOSED_SECONDS)
