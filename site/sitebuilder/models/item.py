"""What all kinds share: an item with its facts once and its text once a language."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple

SOURCE_LOCALE = "vi"
DATED = ("press/", "alerts/")  # pages that are not public from the first moment they are in content/


class TextState(StrEnum):
    """How much of a text there is in one language; whether it still agrees with its source is another question."""

    SOURCE = "source"
    TRANSLATED = "translated"
    PARTIAL = "partial"
    MISSING = "missing"


class Text(NamedTuple):
    """What is known of one item's words in one language; the body itself stays on disk until its page is made.

    `fingerprint` changes with any word that a translator would have to look at again; `made_from` is the fingerprint
    of the source that a translation was made from; `links` and `pictures` are what of the site itself the body leads to
    and shows, below the language or media/. A tuple, because tens of thousands are remembered between builds.
    Texts of releases have more: `version` is the number in the name of a former text's file, `sha256` stands for the words
    of a whole text, `published_at` says when a translation followed.
    """

    title: str
    summary: str
    fingerprint: str
    has_body: bool
    made_from: str = ""
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    version: int = 0
    sha256: str = ""
    published_at: datetime | None = None

    @property
    def dated_links(self) -> list[str]:
        """Addresses of releases and alerts, which readers may not see before their time."""
        return [link for link in self.links if link.startswith(DATED) and link not in DATED]


def fingerprint_of(title: str, summary: str, body: str) -> str:
    """Eight hex digits over all words of a text."""
    return hashlib.sha256("\n".join((title, summary, body.strip())).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader of one language gets to see, and in which language each part of it is."""

    title: str
    summary: str
    title_locale: str
    body_locale: str
    state: TextState
    is_outdated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Base of every kind: a slug, texts by locale id, and what is not verified."""

    kind: ClassVar[str]
    slug: str
    facts: str = ""  # fingerprint of the facts as written down
    texts: dict[str, Text] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    unconfirmed: frozenset[str] = frozenset()
    added_on: date | None = None  # None: from the beginning
    changed_at: tuple[datetime, ...] = ()  # when the facts have changed, in order

    @property
    def address(self) -> str:
        """Path below the language, with a slash at the end and none in front."""
        return f"{self.kind}/{self.slug}/"

    def is_confirmed(self, fact: str) -> bool:
        return fact not in self.unconfirmed

    def text_state(self, locale: str) -> TextState:
        if locale == SOURCE_LOCALE:
            return TextState.SOURCE
        text = self.texts.get(locale)
        if text is None:
            return TextState.MISSING
        source = self.texts[SOURCE_LOCALE]
        if source.has_body and not text.has_body:
            return TextState.PARTIAL
        return TextState.TRANSLATED

    def is_outdated(self, locale: str) -> bool:
        """Whether what is translated, be it only title and summary, was made from another text than the present source."""
        text = self.texts.get(locale)
        return locale != SOURCE_LOCALE and text is not None and text.made_from != self.texts[SOURCE_LOCALE].fingerprint

    def shown_in(self, locale: str) -> Shown:
        """The text for readers of `locale`, with the source text where the translation is wanting."""
        state = self.text_state(locale)
        source = self.texts[SOURCE_LOCALE]
        own = self.texts.get(locale, source)
        title_locale = SOURCE_LOCALE if state is TextState.MISSING else locale
        body_locale = locale if state in (TextState.SOURCE, TextState.TRANSLATED) else SOURCE_LOCALE
        return Shown(own.title, own.summary, title_locale, body_locale, state, self.is_outdated(locale))

    def locales_readable(self) -> list[str]:
        """Locales in which the whole item is readable, translated or outdated: the only ones that hreflang may name."""
        source = self.texts.get(SOURCE_LOCALE)
        if source is None:
            return []
        whole = [locale for locale, text in self.texts.items() if text.has_body or not source.has_body]
        return [SOURCE_LOCALE, *sorted(locale for locale in whole if locale != SOURCE_LOCALE)]
