"""WebM (Matroska over EBML): elements in a row. What is taken out becomes `Void` of the same size, so nothing moves."""

from collections.abc import Iterator
from dataclasses import dataclass

from .refusals import MediumError

HEAD, DOC_TYPE, SEGMENT, CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1F43B675
TRACKS, TRACK, TRACK_TYPE = 0x1654AE6B, 0xAE, 0x83
SEEK_HEAD, INFO, CUES = 0x114D9B74, 0x1549A966, 0x1C53BB6B
# In a cluster without a size, as recorders in browsers write them, its blocks lie beside the clusters.
TIME, SIMPLE_BLOCK, BLOCK_GROUP, POSITION, PREVIOUS_SIZE = 0xE7, 0xA3, 0xA0, 0xA7, 0xAB
# All that playing needs; tags and attachments, which say where, are not among it.
KEPT = {SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, TIME, SIMPLE_BLOCK, BLOCK_GROUP, POSITION, PREVIOUS_SIZE}
TYPES = {1: "video", 2: "sound"}
VOID = 0xEC


@dataclass(frozen=True, slots=True)
class Element:
    """`inside` is where its content begins; `has_end` is False where it ends with what it lies in."""

    name: int
    start: int
    inside: int
    end: int
    has_end: bool


def clean(data: bytes) -> tuple[bytes, set[str]]:
    """(the file without its tags and attachments, which tracks it has); MediumError."""
    kept, tracks = bytearray(data), set[str]()
    try:
        for element in parts(data):
            if element.name not in KEPT:
                blank(kept, element)
            elif element.name == TRACKS:
                tracks |= {read_type(data, one) for one in elements(data, element) if one.name == TRACK}
    except (IndexError, StopIteration):
        raise MediumError("media-broken") from None
    if not tracks <= set(TYPES.values()):
        raise MediumError("media-unsafe")
    return bytes(kept), tracks


def parts(data: bytes) -> Iterator[Element]:
    """What lies in the one segment of the file, which has nothing behind it."""
    head = read_element(data, 0, len(data))
    if head.name != HEAD:
        raise MediumError("media-type")
    kind = next(one for one in elements(data, head) if one.name == DOC_TYPE)
    if data[kind.inside : kind.end].rstrip(b"\0") != b"webm":
        raise MediumError("media-type")
    segment = read_element(data, head.end, len(data))
    if segment.name != SEGMENT or segment.end != len(data):
        raise MediumError("media-broken")
    return elements(data, segment)


def elements(data: bytes, outer: Element) -> Iterator[Element]:
    at = outer.inside
    while at < outer.end:
        found = read_element(data, at, outer.end)
        if not found.has_end and found.name != CLUSTER:
            raise MediumError("media-broken")
        yield found
        at = found.end if found.has_end else found.inside


def read_element(data: bytes, at: int, end: int) -> Element:
    name, behind = read_number(data, at, is_name=True)
    size, inside = read_number(data, behind)
    has_end = size != (1 << 7 * (inside - behind)) - 1
    stop = inside + size if has_end else end
    if stop > end:
        raise MediumError("media-broken")
    return Element(name, at, inside, stop, has_end)


def read_number(data: bytes, at: int, is_name: bool = False) -> tuple[int, int]:
    """(the number, where the next byte is): as many zeros before its first one as bytes follow."""
    length = 9 - data[at].bit_length()
    if length > (4 if is_name else 8) or at + length > len(data):
        raise MediumError("media-broken")
    number = int.from_bytes(data[at : at + length], "big")
    return number if is_name else number & ((1 << 7 * length) - 1), at + length


def read_type(data: bytes, track: Element) -> str:
    kind = next(one for one in elements(data, track) if one.name == TRACK_TYPE)
    return TYPES.get(int.from_bytes(data[kind.inside : kind.end], "big"), "other")


def blank(data: bytearray, element: Element) -> None:
    length = element.end - element.start
    size = bytes([0x80 | length - 2]) if length < 10 else b"\x01" + (length - 9).to_bytes(7, "big")
    data[element.start : element.end] = (bytes([VOID]) + size).ljust(length, b"\0")
