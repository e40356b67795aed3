"""MP3 and Ogg: sounds that are one frame, or one page, behind the other."""

import re

from .refusals import MediumError

RATES = {  # kbit/s by the version's two bits; layer III alone
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
LEAST_FRAMES = 4
PAGE_HEAD = 27
COMMENTS = 64 * 1024  # they stand in the second packet
OGG_HEADS = (b"OpusHead", b"\x01vorbis")
# Pages are protected by a checksum over their content: a comment that says where is not taken out, but not taken in either.
PLACE = re.compile(rb"(?:geo|gps|location|latitude|longitude|coordinates|metadata_block_picture)[\w-]*=", re.IGNORECASE)


def clean_mpeg(data: bytes) -> tuple[bytes, set[str]]:
    """The frames alone: tags before and behind them, which may say where, are cut off."""
    start = end = skip_tags(data)
    frames = 0
    while length := frame_length(data[end : end + 4]):
        frames, end = frames + 1, end + length
    if frames < LEAST_FRAMES:
        raise MediumError("media-type")
    return data[start : min(end, len(data))], {"sound"}


def skip_tags(data: bytes) -> int:
    """Where the frames begin: behind tags in ID3v2 and the zeros that fill them up."""
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) > at + 10:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(data[at + 6 : at + 10], (21, 14, 7, 0), strict=True))
        at += size + (20 if data[at + 5] & 0x10 else 10)
    return len(data) - len(data[at:].lstrip(b"\0"))


def frame_length(head: bytes) -> int:
    """In bytes; 0 where no frame begins."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer, rate, sampling = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in RATES or layer != 1 or not 1 <= rate <= 14 or sampling == 3:
        return 0
    factor = 144_000 if version == 3 else 72_000
    return factor * RATES[version][rate - 1] // SAMPLES[version][sampling] + (head[2] >> 1 & 1)


def check_ogg(data: bytes) -> tuple[bytes, set[str]]:
    """As it came: nothing but pages of one stream, which say nothing of a place."""
    if data[:4] != b"OggS":
        raise MediumError("media-type")
    serials, at = set[bytes](), 0
    while at + PAGE_HEAD <= len(data) and data[at : at + 4] == b"OggS":
        segments = data[at + PAGE_HEAD : at + PAGE_HEAD + data[at + 26]]
        serials.add(data[at + 14 : at + 18])
        at += PAGE_HEAD + len(segments) + sum(segments)
    if at != len(data) or len(serials) > 1:
        raise MediumError("media-broken")
    if not data[PAGE_HEAD + data[26] :].startswith(OGG_HEADS):
        raise MediumError("media-type")
    if PLACE.search(data[:COMMENTS]):
        raise MediumError("media-unsafe")
    return data, {"sound"}
