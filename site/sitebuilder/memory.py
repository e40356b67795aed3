"""What one build remembers for the next beside its summary: what it read, and what every file of the site was made of.

Keys lie in one file a language, so that a build of one changed text reads and writes little.
"""

from collections.abc import Mapping
from pathlib import Path

from . import changes
from .changes import SHARED, Keys, Summary
from .content import Reading
from .feeds import TextIndex
from .i18n import KNOWN_LOCALES, Words

READING, WORDS, INDEX, NEXT = "reading", "words", "words-", ".next"
TAGS = tuple(locale.tag for locale in KNOWN_LOCALES)
ALL_PARTS = (SHARED, *TAGS)


def recall_reading(work: Path) -> Reading | None:
    reading = changes.load(work / READING)
    return reading if isinstance(reading, Reading) else None


def recall_words(work: Path) -> dict[str, Words]:
    """The words of each language, as they were checked; none where they are not remembered."""
    compiled = changes.load(work / WORDS)
    return {locale: Words(own) for locale, own in compiled.items()} if isinstance(compiled, dict) else {}


def keep_words(work: Path, compiled: dict[str, bytes]) -> None:
    changes.keep(work / WORDS, compiled)


def recall_index(work: Path, tag: str) -> TextIndex | None:
    """The words of a language's texts, as the site that stands there has them."""
    index = changes.load(work / f"{INDEX}{tag}")
    return index if isinstance(index, TextIndex) else None


def put_index(work: Path, tag: str, index: TextIndex) -> None:
    """Lays the words down for `keep`: were they kept before the site, a build cut off between would part them from it."""
    changes.keep(work / f"{INDEX}{tag}{NEXT}", index)


def begin(work: Path) -> None:
    """Drops what a build that was cut off laid down."""
    for path in work.glob(f"{INDEX}*{NEXT}"):
        path.unlink()


def forget(work: Path) -> None:
    """From here on the next build knows nothing, until something is kept again."""
    (work / changes.SUMMARY).unlink(missing_ok=True)


def keep(work: Path, summary: Summary, reading: Reading, keys: Mapping[str, Keys]) -> None:
    """Writes what was read, the keys of these parts, and words laid down; the summary last: without it nothing is read."""
    for part, own in keys.items():
        changes.keep(work / changes.KEYS / part, own)
    for path in work.glob(f"{INDEX}*{NEXT}"):
        path.replace(path.with_name(path.name.removesuffix(NEXT)))
    changes.keep(work / READING, reading)
    changes.keep(work / changes.SUMMARY, summary)
