"""Making a picture safe: whatever was uploaded, what is kept is a plain JPEG that we have drawn ourselves."""

import re
import warnings
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Taken:
    """Where (in degrees) and when (in seconds, UTC) a camera says that it took a picture, as far as it does."""

    lat: float | None = None
    long: float | None = None
    at: int = 0


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


def read_taken(data: bytes, here: str) -> Taken:
    """Of a picture as it was sent; `here` is the offset of its clock (+07:00) where it does not say so. Never raises."""
    from PIL import Image
    from PIL.ExifTags import IFD

    try:
        exif = Image.open(BytesIO(data), formats=list(FORMATS.values())).getexif()
        lat, long = read_degrees(exif.get_ifd(IFD.GPSInfo))
        return Taken(lat, long, read_hour(exif.get_ifd(IFD.Exif), here))
    except Exception:  # what cameras and programs write there has no end of mistakes
        return Taken()


def read_degrees(gps: dict[int, Any]) -> tuple[float | None, float | None]:
    from PIL.ExifTags import GPS

    if GPS.GPSLatitude not in gps or GPS.GPSLongitude not in gps:
        return None, None
    parts = [[float(part) for part in gps[name]] for name in (GPS.GPSLatitude, GPS.GPSLongitude)]
    lat, long = (degrees + minutes / 60 + seconds / 3600 for degrees, minutes, seconds in parts)
    if not (abs(lat) <= 90 and abs(long) <= 180) or lat == long == 0:  # also for what is no number; 0, 0 is "unknown"
        return None, None
    return (-lat if gps.get(GPS.GPSLatitudeRef) == "S" else lat), (-long if gps.get(GPS.GPSLongitudeRef) == "W" else long)


def read_hour(exif: dict[int, Any], here: str) -> int:
    from PIL.ExifTags import Base

    written = str(exif.get(Base.DateTimeOriginal, ""))
    if not written:
        return 0
    offset = str(exif.get(Base.OffsetTimeOriginal, "")) or here
    return int(datetime.strptime(written + offset, "%Y:%m:%d %H:%M:%S%z").timestamp())
