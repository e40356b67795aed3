"""Why a video or a sound is not used."""

from typing import Literal

MediumRefusal = Literal["media-type", "media-broken", "media-large", "media-unsafe"]


class MediumError(ValueError):
    """A file that is not used; the code says why."""

    def __init__(self, code: MediumRefusal) -> None:
        super().__init__(code)
        self.code = code
