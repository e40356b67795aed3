"""Video and sound, which cannot be drawn anew here: told by their bytes, and all taken out that playing does not need."""

from io import BytesIO
from typing import Literal, get_args
from zipfile import is_zipfile

from ....pictures import FOREIGN
from . import boxes, ebml, sounds
from .refusals import MediumError

VideoType = Literal["video/mp4", "video/webm", "video/quicktime"]
SoundType = Literal["audio/mpeg", "audio/mp4", "audio/webm", "audio/ogg"]
VIDEO_TYPES: tuple[VideoType, ...] = get_args(VideoType)
CLEANERS = {
    "mp4": boxes.clean,
    "quicktime": boxes.clean,
    "webm": ebml.clean,
    "mpeg": sounds.clean_mpeg,
    "ogg": sounds.check_ogg,
}
HEAD_BYTES = 4096  # where readers look for what a file is; an archive is read from its end


def clean(data: bytes, media_type: str) -> bytes:
    """The same video or sound without what its makers write beside it: place, device, pictures. MediumError."""
    if FOREIGN.search(data[:HEAD_BYTES]) or is_zipfile(BytesIO(data)):
        raise MediumError("media-unsafe")
    kept, tracks = CLEANERS[media_type.partition("/")[2]](data)
    is_video = media_type in VIDEO_TYPES
    if ("video" in tracks) != is_video or not tracks:
        raise MediumError("media-type")
    return kept
