"""Reading the interface words of locales/<locale>/LC_MESSAGES/messages.po."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from ..errors import CatalogError
from .locales import KNOWN_LOCALES

MESSAGE_LOCALE = "en"  # message ids are English, so English needs no catalogue
PLACEHOLDER = re.compile(r"%\(\w+\)s")


class Words(NamedTuple):
    """What is made of a file of words: what gettext reads, message ids that have a translation, and that have a wrong one.

    What is kept of it from one build to the next is `compiled` alone: it has been checked.
    """

    compiled: bytes = b""
    known: frozenset[str] = frozenset()
    misfits: tuple[tuple[str, str], ...] = ()  # (message id, what is wrong with the placeholders of its translation)


@dataclass(frozen=True)
class Catalog:
    """One language's words, and their translations as templates ask for them, made ready when one is asked for."""

    locale: str
    words: Words

    @cached_property
    def translations(self) -> NullTranslations:
        return GNUTranslations(BytesIO(self.words.compiled)) if self.words.compiled else NullTranslations()

    def has(self, message: str) -> bool:
        return self.locale == MESSAGE_LOCALE or message in self.words.known


class Catalogs(Mapping[str, Catalog]):
    """All catalogues by locale id, each opened when it is first asked for: a small build needs only one of them."""

    def __init__(self, root: Path, words: Mapping[str, Words] | None = None) -> None:
        """What is not among the `words` is read from its file."""
        self.root, self.words, self.read = root, words or {}, dict[str, Catalog]()

    def __getitem__(self, locale: str) -> Catalog:
        if locale not in self.read:
            self.read[locale] = Catalog(locale, self.words.get(locale) or read_words(self.root, locale))
        return self.read[locale]

    def __iter__(self) -> Iterator[str]:
        return (locale.id for locale in KNOWN_LOCALES)

    def __len__(self) -> int:
        return len(KNOWN_LOCALES)

    def compiled(self) -> dict[str, bytes]:
        return {locale: catalog.words.compiled for locale, catalog in self.items()}


def read_all_words(root: Path) -> dict[str, Words]:
    """The words of all languages by locale id."""
    return {locale.id: read_words(root, locale.id) for locale in KNOWN_LOCALES}


def read_words(root: Path, locale: str) -> Words:
    """The words of messages.po; CatalogError where it cannot be read."""
    if locale == MESSAGE_LOCALE:
        return Words()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    path = root / locale / "LC_MESSAGES" / "messages.po"
    try:
        with path.open("rb") as source:
            catalog = read_po(source, locale=locale, abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path}: cannot be read: {error}") from None
    compiled = BytesIO()
    write_mo(compiled, catalog)
    messages = [
        (as_strings(message.id), as_strings(message.string)) for message in catalog if message.id and not message.fuzzy
    ]
    known = frozenset(ids[0] for ids, strings in messages if strings and all(strings))
    wrong = ((ids[0], misfit(" ".join(ids), string)) for ids, strings in messages for string in strings if string)
    return Words(compiled.getvalue(), known, tuple(one for one in wrong if one[1]))


def as_strings(message: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The forms of a message or a translation, the singular first, which is what a message is looked up by."""
    return (message,) if isinstance(message, str) else tuple(message or ())


def misfit(english: str, translation: str) -> str:
    """What would stop a page from being made with this translation, or leave a fact out of it; "" where all is well."""
    if "%" not in english and "%" not in translation:
        return ""
    needed, found = set(PLACEHOLDER.findall(english)), set(PLACEHOLDER.findall(translation))
    if missing := needed - found:
        return f"lacks {', '.join(sorted(missing))}"
    if unknown := found - needed:
        return f"names {', '.join(sorted(unknown))}, which the English does not have"
    if "%" in PLACEHOLDER.sub("", translation).replace("%%", ""):
        return "has a % that is part of no placeholder; a percent sign is written %%"
    return ""
