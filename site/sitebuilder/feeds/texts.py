"""Which item has which word in its text: kept in parts, so that a search loads only those of the words typed."""

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, repeat
from operator import sub
from typing import TypeVar

from ..models.draft import digest
from .words import part_of, split_words

PART_SIZE = 2000  # characters of a part: seldom more than 1 KB compressed
WORD_COST = 6  # what a word takes beside its letters and its items: quotes, colon, comma
SHORTEST = 2  # single letters are in every text
LINK_TARGET = re.compile(r"\]\([^)\s]*")
# An item is one character, the gap to the item before it: "#" is 1, because most characters before it are escaped in
# JSON. There is room for 55,000 items a language, up to where Unicode has its surrogates.
NO_GAP = 0x22
GAPS = bytes(max(0, code - NO_GAP) for code in range(256))

Numbers = TypeVar("Numbers", bound=Iterable[int])

PORTION = 500  # texts at a time: the pieces of many would take more memory than all the rest
Words = dict[str, str]  # each word with its items, packed
Found = dict[str, "array[int]"]  # each word with the numbers of its items, 16 bits each


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Address and fingerprint of every text in the order of their numbers, and the JSON of each part.

    The numbers in a part mean something only together with a list of the same stamp.
    """

    prints: Mapping[str, str]
    parts: Sequence[str]
    stamp: str


def update_index(before: TextIndex | None, prints: Mapping[str, str], read: Callable[[str], str]) -> TextIndex:
    """The index of the texts with these fingerprints; `read` is asked only for texts that `before` does not know."""
    places = {address: number for number, address in enumerate(prints)}
    if before is None:
        return make_index(prints, find_words(places, read))
    fresh = {address: place for address, place in places.items() if before.prints.get(address) != prints[address]}
    found = find_words(fresh, read)
    if list(before.prints) == list(prints):
        return amend(before, prints, found, set(fresh.values())) if fresh else before
    moved = [-1 if address in fresh else places.get(address, -1) for address in before.prints]
    for words in load_parts(before):
        for word, packed in words.items():
            found[word].extend(moved[n] for n in unpack(packed) if moved[n] >= 0)
    return make_index(prints, found)


def amend(before: TextIndex, prints: Mapping[str, str], found: Found, changed: set[int]) -> TextIndex:
    """The same items, some with other texts: only the parts of words that they had or have are written anew."""
    parts, touched = load_parts(before), set()
    for n, words in enumerate(parts):
        for word, packed in list(words.items()):
            had, has = changed.intersection(unpack(packed)), set(found.pop(word, ()))
            if had != has:
                words[word] = pack([*(set(unpack(packed)) - had), *has])
                touched.add(n)
    for word, having in found.items():
        n = part_of(word, len(parts))
        parts[n][word] = pack(having)
        touched.add(n)
    for n in touched:
        parts[n] = {word: packed for word, packed in parts[n].items() if packed}
    if part_count(parts) != len(parts):
        return make_index(prints, {word: list(unpack(packed)) for words in parts for word, packed in words.items()})
    texts = [part_json(before.stamp, parts[n]) if n in touched else text for n, text in enumerate(before.parts)]
    return TextIndex(prints, texts, before.stamp)


def find_words(numbers: Mapping[str, int], read: Callable[[str], str]) -> Found:
    """The numbers of the items that have each word."""
    found: Found = defaultdict(lambda: array("H"))
    places = iter(numbers.items())
    while portion := list(islice(places, PORTION)):
        for piece, having in find_pieces(portion, read).items():
            for word in split_words(piece):
                if len(word) >= SHORTEST:
                    found[word].extend(having)
    return found


def find_pieces(places: Iterable[tuple[str, int]], read: Callable[[str], str]) -> dict[str, list[int]]:
    """What stands between spaces in some texts: a piece that several items share is taken apart once."""
    pieces = defaultdict[str, list[int]](list)
    for address, number in places:
        text = read(address)
        for piece in set((LINK_TARGET.sub(" ", text) if "](" in text else text).split()):
            pieces[piece].append(number)
    return pieces


def make_index(prints: Mapping[str, str], found: MutableMapping[str, Numbers]) -> TextIndex:
    """Empties `found` on the way: both forms of it would be large at once."""
    words = {word: packed for word in list(found) if (packed := pack(found.pop(word)))}
    count = part_count([words])
    parts: list[Words] = [{} for _ in range(count)]
    for word, packed in words.items():
        parts[part_of(word, count)][word] = packed
    stamp = digest(count, *prints)
    return TextIndex(prints, [part_json(stamp, part) for part in parts], stamp)


def part_count(parts: Iterable[Words]) -> int:
    """A power of two, so that it seldom changes."""
    size = sum(len(word) + len(packed) + WORD_COST for words in parts for word, packed in words.items())
    return 1 << (size // PART_SIZE).bit_length()


def part_json(stamp: str, words: Words) -> str:
    return json.dumps({"of": stamp, "words": dict(sorted(words.items()))}, ensure_ascii=False, separators=(",", ":"))


def load_parts(index: TextIndex) -> list[Words]:
    return [json.loads(part)["words"] for part in index.parts]


def pack(numbers: Iterable[int]) -> str:
    """Item numbers as one character each: how far it is from the one before."""
    ids = sorted(set(numbers))
    if not ids:
        return ""
    signs = gap_signs((ids[-1] + 1).bit_length())
    return "".join(map(signs.__getitem__, map(sub, ids, [-1, *ids])))


@lru_cache(32)
def gap_signs(bits: int) -> list[str]:
    return [chr(NO_GAP + gap) for gap in range(1 << bits)]


def unpack(packed: str) -> Iterable[int]:
    """The numbers again; nearly all words have near items, and bytes are counted four times as fast as characters."""
    gaps = packed.encode().translate(GAPS) if packed.isascii() else map(sub, map(ord, packed), repeat(NO_GAP))
    return islice(accumulate(gaps, initial=-1), 1, None)
