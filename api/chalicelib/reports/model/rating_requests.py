"""What people send and get back when they say what they think of an answer."""

from typing import Annotated

import msgspec

from .ratings import TOKEN
from .reports import Rating
from .requests import ReportSummary, Version, Words

Token = Annotated[str, msgspec.Meta(pattern=TOKEN)]


class RatingToGive(msgspec.Struct, forbid_unknown_fields=True):
    """What is not fixed is open again; then a text says what is missing. `version`: the one that was seen."""

    rating: Rating
    version: Version
    is_fixed: bool = True
    text: Words = ""


class LinkOpened(msgspec.Struct, forbid_unknown_fields=True):
    token: Token


class RatingByLink(RatingToGive, kw_only=True):
    token: Token


class RatingOffer(msgspec.Struct):
    """What the link of a message is about: nothing that not everybody may see."""

    report: ReportSummary
    answer: str
    version: int
    ends_at: int
