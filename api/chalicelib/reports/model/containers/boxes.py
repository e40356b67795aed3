"""MP4 and QuickTime (ISO 14496-12): boxes in boxes. What is taken out becomes `free` of the same size, so nothing moves."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .refusals import MediumError

# All that playing needs, by the box that it lies in; `udta`, `meta`, `uuid` and the like, which say where, are not among it.
KEPT: dict[bytes, frozenset[bytes]] = {
    b"": frozenset(b"ftyp moov mdat moof mfra sidx styp".split()),
    b"moov": frozenset(b"mvhd trak mvex iods".split()),
    b"trak": frozenset(b"tkhd edts mdia tref tapt".split()),
    b"mdia": frozenset(b"mdhd hdlr minf elng".split()),
    b"moof": frozenset(b"mfhd traf".split()),
    b"traf": frozenset(b"tfhd tfdt trun sbgp sgpd subs saiz saio".split()),
}
HANDLERS = {b"vide": "video", b"soun": "sound"}
MOST_CHUNKS = 100_000  # of a track that is taken out


@dataclass(frozen=True, slots=True)
class Box:
    """`inside` is where its content begins."""

    kind: bytes
    start: int
    inside: int
    end: int


def clean(data: bytes) -> tuple[bytes, set[str]]:
    """(the file with pictures and sound alone, which of them it has); MediumError."""
    if data[4:8] != b"ftyp":
        raise MediumError("media-type")
    kept, tracks = bytearray(data), set[str]()
    try:
        take_out_tracks(kept, tracks)
        blank_others(kept, b"", 0, len(kept))
    except (struct.error, KeyError):
        raise MediumError("media-broken") from None
    return bytes(kept), tracks


def boxes(data: bytearray, start: int, end: int) -> Iterator[Box]:
    """Those that fill a span to its last byte."""
    while start < end:
        size, kind = struct.unpack_from(">I4s", data, start)
        inside = start + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, inside)
            inside += 8
        size = size or end - start
        if size < inside - start or start + size > end:
            raise MediumError("media-broken")
        yield Box(kind, start, inside, start + size)
        start += size


def children(data: bytearray, box: Box) -> list[Box]:
    return list(boxes(data, box.inside, box.end))


def child(data: bytearray, box: Box, *path: bytes) -> Box:
    """The first box at the end of a path; KeyError."""
    for kind in path:
        box = {one.kind: one for one in reversed(children(data, box))}[kind]
    return box


def blank(data: bytearray, box: Box) -> None:
    data[box.start + 4 : box.start + 8] = b"free"
    wipe(data, box.inside, box.end)


def wipe(data: bytearray, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(data):
        raise MediumError("media-broken")
    data[start:end] = bytes(end - start)


def blank_others(data: bytearray, kind: bytes, start: int, end: int) -> None:
    for box in boxes(data, start, end):
        if box.kind not in KEPT[kind]:
            blank(data, box)
        elif box.kind in KEPT:
            blank_others(data, box.kind, box.inside, box.end)


def take_out_tracks(data: bytearray, tracks: set[str]) -> None:
    """Tracks of neither pictures nor sound, as cameras write where they were; with what they say."""
    top = list(boxes(data, 0, len(data)))
    is_in_pieces = any(box.kind == b"moof" for box in top)
    for movie in (box for box in top if box.kind == b"moov"):
        for track in (box for box in children(data, movie) if box.kind == b"trak"):
            handler = child(data, track, b"mdia", b"hdlr").inside + 8
            name = HANDLERS.get(bytes(data[handler : handler + 4]))
            if name:
                tracks.add(name)
            elif is_in_pieces:  # what it says lies all over the file
                raise MediumError("media-unsafe")
            else:
                wipe_samples(data, child(data, track, b"mdia", b"minf", b"stbl"))
                blank(data, track)


def wipe_samples(data: bytearray, table: Box) -> None:
    """Its chunks, each as long as the sizes of the samples in it say."""
    known = {box.kind: box.inside + 4 for box in children(data, table)}
    offsets = read_offsets(data, known)
    same, count = struct.unpack_from(">II", data, known[b"stsz"])
    sizes = [] if same else read_numbers(data, known[b"stsz"] + 4, 4)
    runs = read_runs(data, known[b"stsc"])
    sample, wiped = 0, 0
    for number, offset in enumerate(offsets, 1):
        while len(runs) > 1 and runs[1][0] <= number:
            runs.pop(0)
        in_chunk = min(runs[0][1], count - sample) if runs else 0
        length = same * in_chunk if same else sum(sizes[sample : sample + in_chunk])
        sample, wiped = sample + in_chunk, wiped + length
        if wiped > len(data):
            raise MediumError("media-broken")
        wipe(data, offset, offset + length)


def read_offsets(data: bytearray, known: dict[bytes, int]) -> list[int]:
    return read_numbers(data, known[b"co64"], 8) if b"co64" in known else read_numbers(data, known[b"stco"], 4)


def read_runs(data: bytearray, at: int) -> list[tuple[int, int]]:
    """(the first chunk of a run, how many samples are in each of its chunks)."""
    (count,) = struct.unpack_from(">I", data, at)
    check_count(count)
    flat = struct.unpack_from(f">{3 * count}I", data, at + 4)
    return list(zip(flat[::3], flat[1::3], strict=True))


def read_numbers(data: bytearray, at: int, width: int) -> list[int]:
    """A count, and so many numbers of this width."""
    (count,) = struct.unpack_from(">I", data, at)
    check_count(count)
    return list(struct.unpack_from(f">{count}{'Q' if width == 8 else 'I'}", data, at + 4))


def check_count(count: int) -> None:
    if count > MOST_CHUNKS:
        raise MediumError("media-unsafe")
