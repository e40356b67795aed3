"""What people think of an answer: the link by which they say it without logging in, and what may be refused."""

import msgspec

from ...errors import ApiError
from .reports import DAY, RATE_WITHIN_DAYS

TOKEN_BYTES = 8  # 11 letters, so that link and text are one message; whoever tries them out is counted
TOKEN = r"^[A-Za-z0-9_-]{11}$"  # noqa: S105 - what one looks like
TRIES_AN_HOUR = 60  # for one address
KEPT_SECONDS = 90 * DAY  # as long as we can tell that a link is used or too late, and not unknown


class RatingLink(msgspec.Struct, frozen=True, kw_only=True):
    """For the answer that was given at `answered_at`; the token itself is in the reporter's message alone."""

    token_hash: str
    report_id: str
    answered_at: int
    used_at: int = 0

    @property
    def ends_at(self) -> int:
        return self.answered_at + RATE_WITHIN_DAYS * DAY


class RatingLinkUnknownError(ApiError):
    status_code, code, title = (
        404,
        "no-such-rating-link",
        "This link is not ours: please open it as it stands in the message",
    )


class RatingLinkLateError(ApiError):
    status_code, code, title = 410, "rating-link-late", "This link worked for 14 days, which are over"


class RatingLinkUsedError(ApiError):
    """One answer is rated once."""

    status_code, code, title = 410, "rating-link-used", "This answer was rated before, or the report has moved on: thank you"


class AlreadyRatedError(ApiError):
    status_code, code, title = 409, "already-rated", "You have rated this report already"
