"""How often one phone may be sent a code."""

from collections.abc import Sequence
from datetime import datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST_WAIT = timedelta(seconds=60)  # most messages arrive within it; every further wait is twice as long
CODES_AN_HOUR = 5
CODES_A_DAY = 10


def next_send_at(sent: Sequence[datetime], now: datetime) -> datetime:
    """The first moment, `now` or later, at which another code may go to a phone that got codes at `sent` (oldest first)."""
    hour = [at for at in sent if at > now - HOUR]
    day = [at for at in sent if at > now - DAY]
    moments = [now]
    if hour:
        moments.append(hour[-1] + wait_after(len(hour)))
    if len(hour) >= CODES_AN_HOUR:
        moments.append(hour[-CODES_AN_HOUR] + HOUR)
    if len(day) >= CODES_A_DAY:
        moments.append(day[-CODES_A_DAY] + DAY)
    return max(moments)


def wait_after(codes: int) -> timedelta:
    """How long to wait after so many codes within an hour: 60, 120, 240, 480 seconds."""
    factor: int = 2 ** (codes - 1)
    return FIRST_WAIT * factor


def remembered(sent: Sequence[datetime], now: datetime) -> list[datetime]:
    """What must be remembered of earlier codes when one is sent now."""
    return [*(at for at in sent if at > now - DAY), now][-CODES_A_DAY:]
