"""What one build remembers for the next beside its summary: what it read, and what every file of the site was made of.

It lies in parts, so that a build of one changed text in one language writes little: facts, texts a language, keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from . import changes
from .changes import Keys, Summary
from .content import Reading
from .i18n import LOCALE_IDS

FACTS, LINKS = "facts", "links"


@dataclass(slots=True)
class Memory:
    """The items as they were read, and for each path below dist/ what its file was made of."""

    reading: Reading = field(default_factory=Reading)
    keys: Keys = field(default_factory=dict)


def recall(work: Path) -> Memory | None:
    """What the last build kept; None when any part of it is missing."""
    items: Any = changes.load(work / FACTS)
    links: Any = changes.load(work / LINKS)
    keys = changes.recall_keys(work)
    if not isinstance(items, dict) or not isinstance(links, dict) or keys is None:
        return None
    for locale in LOCALE_IDS:
        texts: Any = changes.load(work / texts_file(locale))
        if not isinstance(texts, dict):
            return None
        for folder, text in texts.items():
            items[folder].texts[locale] = text
    return Memory(Reading(items, links), keys)


def forget(work: Path) -> None:
    """From here on the next build knows nothing, until something is kept again."""
    (work / changes.SUMMARY).unlink(missing_ok=True)


def keep(work: Path, summary: Summary, memory: Memory, parts: Iterable[str]) -> None:
    """Writes the `parts` that differ from what is there (FACTS, locale ids); the summary last: without it none is read."""
    for part in parts:
        if part == FACTS:
            items = {folder: replace(item, texts={}) for folder, item in memory.reading.items.items()}
            changes.keep(work / FACTS, items)
        else:
            texts = {folder: item.texts.get(part) for folder, item in memory.reading.items.items()}
            changes.keep(work / texts_file(part), {folder: text for folder, text in texts.items() if text})
    changes.keep(work / LINKS, memory.reading.links)
    changes.keep(work / changes.KEYS, memory.keys)
    changes.keep(work / changes.SUMMARY, summary)


def texts_file(locale: str) -> str:
    return f"texts-{locale}"
