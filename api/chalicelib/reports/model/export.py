"""What a person carries away of field reports: their own, what they co-signed, and a lock."""

from typing import Literal

import msgspec

from .desk import Decision
from .reports import Rating
from .requests import ReportShown


class ReportExport(ReportShown):
    """As its sender sees it, with `full_text` as it was written; files at addresses that are good for ten minutes."""

    full_text: str
    is_hidden: bool
    is_withdrawn: bool


class CosignExport(msgspec.Struct):
    report_id: str
    at: int
    rating: Rating | Literal[""]


class LockExport(msgspec.Struct):
    """The last lock on sending reports, what was written against it, and what was decided about that."""

    report_id: str
    reason: str
    locked_at: int
    ends_at: int
    appeal: str
    appealed_at: int
    decision: Decision | Literal[""]
    answer: str
