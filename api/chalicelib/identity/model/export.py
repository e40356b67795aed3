"""What a person carries away of their identity check: everything but the pictures, which are named."""

import msgspec

from .cases import Paper, Part, PictureState, State
from .requests import ReadingShown


class PictureExport(msgspec.Struct):
    """`is_kept`: the city has this picture now."""

    part: Part
    state: PictureState
    reason: str
    asked_at: int
    is_kept: bool


class CheckExport(msgspec.Struct):
    """`looked_at`: each time that an officer saw the pictures; who it was is known to the city's admins."""

    id: str
    paper: Paper
    state: State
    email: str
    reading: ReadingShown | None
    similarity: int | None
    reason: str
    created_at: int
    submitted_at: int
    decided_at: int
    kept_until: int
    pictures: list[PictureExport]
    looked_at: list[int]
