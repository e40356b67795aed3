"""What a release's words are proven by: their canonical form, and the chained list of all that was ever public."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .item import Text
from .press import PressRelease

WHITE_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")  # Unicode's own property
NO_HASH = "0" * 64  # stands before the first entry
FORM, LEDGER_FORM = "huecity-press-1", "huecity-press-ledger-1"


def plain_text(title: str, summary: str, words: str) -> str:
    """A text as it is read, without any marks: what the file beside a release holds. `words` are those of the body."""
    return "\n\n".join(part for part in (title, summary, words) if part) + "\n"


def canonical(text: str) -> str:
    """The form that is hashed: NFC, each run of white space as one space, none at the ends; lines do not count."""
    return WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def sha256_of(text: str) -> str:
    """64 hex digits over the canonical form in UTF-8."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: from `at` on these words of a release were public (or withdrawn) in a language.

    `event` is published, corrected or withdrawn; `version` is the number in the name of a former text's file, or 0.
    """

    at: datetime
    number: str
    slug: str
    language: str
    event: str
    title: str
    sha256: str
    version: int

    @property
    def statement(self) -> bytes:
        """What is signed, and what the chain is made of: seven lines in UTF-8, each with its end."""
        at = f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return lines(FORM, self.event, self.number, self.slug, self.language, at, self.sha256)


def lines(*parts: object) -> bytes:
    return "".join(f"{part}\n" for part in parts).encode()


def chain_hash(previous: str, entry: Entry) -> str:
    """64 hex digits over the hash before and the statement: no entry can be changed without all that follow it."""
    return hashlib.sha256(lines(previous) + entry.statement).hexdigest()


def list_entries(releases: Iterable[PressRelease], tags: Mapping[str, str], now: datetime) -> list[Entry]:
    """The ledger in order of time: what is added to the press later is only ever added at its end."""
    texts = [(release, *language) for release in releases for language in tags.items()]
    found = [entry for release, locale, tag in texts for entry in entries_of(release, locale, tag, now)]
    order = {tag: place for place, tag in enumerate(tags.values())}
    return sorted(found, key=lambda entry: (entry.at, entry.number, entry.slug, order[entry.language], entry.event))


def entries_of(item: PressRelease, locale: str, tag: str, now: datetime) -> list[Entry]:
    """All that was public of a release in a language, the oldest first; nothing where it was never whole in it."""
    made: list[Entry] = []
    for at, text in versions(item, locale):
        if text.sha256:
            event = "corrected" if made else "published"
            made.append(Entry(at, item.number, item.slug, tag, event, text.title, text.sha256, text.version))
    if made and item.withdrawn_at and item.is_withdrawn(now):
        made.append(replace(made[-1], at=item.withdrawn_at, event="withdrawn"))
    return made


def versions(item: PressRelease, locale: str) -> Iterable[tuple[datetime, Text]]:
    """(public since, text) of each state of the text, the oldest first."""
    at = None
    for correction in item.corrections:
        if text := correction.former.get(locale):
            yield at or first_public_at(item, text), text
            at = correction.at
    if text := item.texts.get(locale):
        yield at or first_public_at(item, text), text


def first_public_at(item: PressRelease, text: Text) -> datetime:
    return max(item.public_at, text.published_at or item.public_at)
