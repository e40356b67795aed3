"""A call for help as it is kept, one line of its history, and the errors that people may see."""

import msgspec

from ...errors import ApiError
from .states import OPEN, MoveName, State

DAY = 24 * 60 * 60
KEPT_SECONDS = 30 * DAY  # after a call is closed, and of each line of its history
AUDIT_SECONDS = 5 * 365 * DAY
NUMBERS = "Please call 112 or 114 now, or the city at 19001075"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """`version` counts the lines of its history, `moved` is the line of the last officer's move. Times in seconds, in UTC.

    `token` is the hash of the secret that the browser which called keeps; `others` are those of browsers that called with
    the same telephone number meanwhile. `mark` sorts the desk's list. `expires_at`: 0 while the call is open.
    """

    call_id: str
    version: int = 1
    moved: int = 0
    state: State = "received"
    token: str
    others: list[str] = []
    phone_hash: str
    sealed: str
    mark: str
    received_at: int
    updated_at: int
    seen_at: int = 0
    on_the_way_at: int = 0
    reached_at: int = 0
    closed_at: int = 0
    expires_at: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a call's history, never changed. `who`: an officer's account; "first" or "other", the browser that called.

    `sealed` is what was said: the news of a caller, the text of an officer.
    """

    n: int
    at: int
    move: MoveName
    who: str
    from_state: State | None = None
    to_state: State
    sealed: str


class Look(msgspec.Struct, frozen=True):
    """What an officer has done or seen, without a word about who called."""

    at: int
    officer: str
    what: str


class CallNotFoundError(ApiError):
    """Also for a token that is not the call's, and for a call that was closed a month ago."""

    status_code, code, title = 404, "no-such-call", "There is no such call for help: in danger, please call 112 or 114"


class CallClosedError(ApiError):
    status_code, code, title = 409, "call-closed", "This call for help is closed: if you are in danger, call for help again"


class CallChangedError(ApiError):
    status_code, code, title = 409, "call-changed", "The call has changed meanwhile: please look at it again"


class CallMoveRefusedError(ApiError):
    status_code, code, title = 409, "call-move-refused", "This cannot be done with the call now"


class TooManyCallsError(ApiError):
    """Whoever is refused must not wait before a screen."""

    status_code, code, title = 429, "too-many-calls", f"Too many calls come in this way. {NUMBERS}"
