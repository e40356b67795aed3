"""A lock: somebody who has abused reports sends none for a while, reads why, and may ask once for others to look at it."""

from typing import Literal

import msgspec

from ...errors import ApiError

MOST_DAYS = 365


class Lock(msgspec.Struct, frozen=True, kw_only=True):
    """Times in seconds, in UTC. `report_id` is what it was for; `locked_by` never decides about an appeal."""

    lock_id: str
    reporter: str
    report_id: str
    reason: str
    locked_by: str
    locked_at: int
    ends_at: int
    appeal: str = ""
    appealed_at: int = 0
    decision: Literal["", "keep", "lift"] = ""
    answer: str = ""

    @property
    def appeal_id(self) -> str:
        """Sorts appeals by when they came in."""
        return f"{self.appealed_at:012d}-{self.lock_id}"

    def holds(self, at: int) -> bool:
        return at < self.ends_at

    def is_same_as(self, other: "Lock") -> bool:
        """Whether it is what the same officer wants for the same, be it said a moment earlier."""
        mine, theirs = ((one.report_id, one.locked_by, one.reason, one.ends_at - one.locked_at) for one in (self, other))
        return mine == theirs


class AlreadyLockedError(ApiError):
    status_code, code, title = 409, "already-locked", "This sender is locked already"


class NotLockedError(ApiError):
    status_code, code, title = 409, "not-locked", "You can send reports: nothing is locked"


class AppealedAlreadyError(ApiError):
    status_code, code, title = 409, "appealed-already", "You have written to us about this: it is looked at once"


class NoSuchAppealError(ApiError):
    status_code, code, title = 404, "no-such-appeal", "Somebody has decided on this already, or the lock has ended"


class OwnLockError(ApiError):
    """Four eyes: who has locked somebody is not the one to judge that."""

    status_code, code, title = 409, "own-lock", "Somebody else has to decide about this"
