"""Pictures as phones take them, and as no phone does."""

import struct
import zlib
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

PLACE = b"Kim Long 16.4637"


@lru_cache
def photo(width: int = 480, height: int = 360, orientation: int = 1, kind: str = "JPEG") -> bytes:
    """With where and by whom it was taken in its EXIF, lying on its side where `orientation` says so."""
    image = Image.new("RGB", (width, height), "#5E2B87")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill="#E3A72F")
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Artist] = orientation, PLACE.decode()
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (16.0, 27.0, 49.0)
    return saved(image, kind, exif=exif)


def saved(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    data = BytesIO()
    image.save(data, kind, **more)
    return data.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int, height: int) -> bytes:
    """A few bytes that unpack to width times height times three."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def png_text_bomb() -> bytes:
    """A small picture with a text that unpacks to 200 MB."""
    plain = photo(kind="PNG")
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000, 9))
    return plain[:33] + text + plain[33:]
