"""Making a picture safe: whatever was uploaded, what is kept is a plain JPEG that we have drawn ourselves."""

import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal
from zipfile import is_zipfile

MediaType = Literal["image/jpeg", "image/png"]
FORMATS: dict[str, str] = {"image/jpeg": "JPEG", "image/png": "PNG"}
MOST_PIXELS = 50_000_000  # the largest that common phones take; a bomb has billions
QUALITY = 85
# What no camera writes: the beginnings of pages, scripts and documents, for files that want to be two things at once.
FOREIGN = re.compile(rb"<(?:script|html|!doctype|svg|iframe)[\s>]|<\?php|%PDF-1|%!PS-Adobe", re.IGNORECASE)
Refusal = Literal["picture-type", "picture-broken", "picture-large", "picture-small", "picture-unsafe"]


@dataclass(frozen=True, slots=True)
class Sides:
    """In pixels: of what is taken, the shorter side at least; of what is kept, the longer side at most."""

    least: int
    longest: int


class PictureError(ValueError):
    """A file that is not used; the code says why."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code = code


def clean(data: bytes, media_type: str, sides: Sides) -> bytes:
    """The picture alone, upright, as JPEG: no EXIF, no place, no second file hidden in it. PictureError."""
    if FOREIGN.search(data) or is_zipfile(BytesIO(data)):
        raise PictureError("picture-unsafe")
    image = open_image(data, media_type)
    check_size(image, sides)
    return redraw(image, sides.longest)


def open_image(data: bytes, media_type: str) -> Any:
    """The picture's head alone is read here: nothing is unpacked before its size is known."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower and tells why
            return Image.open(BytesIO(data), formats=[FORMATS[media_type]])
    except (UnidentifiedImageError, KeyError):
        raise PictureError("picture-type") from None
    except Image.DecompressionBombError:
        raise PictureError("picture-large") from None
    except Exception:
        raise PictureError("picture-broken") from None


def check_size(image: Any, sides: Sides) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise PictureError("picture-large")
    if min(image.size) < sides.least:
        raise PictureError("picture-small")


def redraw(image: Any, longest: int) -> bytes:
    from PIL import ImageOps

    try:
        image.draft("RGB", (longest, longest))  # a JPEG unpacks no larger than needed
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except Exception:  # damaged files make decoders stumble in more ways than can be named
        raise PictureError("picture-broken") from None
    upright.thumbnail((longest, longest))
    upright.info.clear()
    drawn = BytesIO()
    upright.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    return drawn.getvalue()
