"""A press release: numbered, dated, issued by somebody, and corrected or withdrawn in the open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import ClassVar, Self

from .item import SOURCE_LOCALE, Item, Text

TYPES = "weekly monthly-briefing disaster decision festival fee-change correction background".split()
SECTORS = "economy society tourism culture safety government digital".split()
ISSUERS = ["huecity-desk"]
ATTACHMENT_TYPES = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "txt": "text/plain",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
}
NEWS_FOR = timedelta(days=2)  # how long news sitemaps may name an article (Google's rule)


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of words that had been public: since when, why (by locale), and what it replaced (by locale)."""

    at: datetime
    reason: Mapping[str, str]
    former: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside a release, with a name in some languages; size and SHA-256 are those of the file itself."""

    file: str
    names: Mapping[str, str]
    size_bytes: int = 0
    sha256: str = ""

    @property
    def media_type(self) -> str:
        return ATTACHMENT_TYPES[self.file.rpartition(".")[2]]

    def name_in(self, locale: str) -> tuple[str, str]:
        """(name, the locale it is in)"""
        own = locale if locale in self.names else SOURCE_LOCALE
        return self.names[own], own


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRelease(Item):
    """Instants are aware; corrections are in order.

    `published_at` is when the city gives the release out, `embargoed_until` until when all hold it back: not before
    `published_at`, and nothing of it is on the site before both.
    """

    kind: ClassVar[str] = "press"
    number: str
    type: str
    issuer: str
    published_at: datetime
    embargoed_until: datetime | None = None
    withdrawn_at: datetime | None = None
    corrects: str | None = None
    sectors: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def public_at(self) -> datetime:
        """The instant from which anybody may see that this release exists."""
        return max(self.published_at, self.embargoed_until or self.published_at)

    @property
    def was_never_public(self) -> bool:
        """Withdrawn before anybody could read it: then its title stays unseen, too."""
        return self.withdrawn_at is not None and self.withdrawn_at <= self.public_at

    def is_public(self, now: datetime) -> bool:
        return now >= self.public_at and not self.was_never_public

    def is_withdrawn(self, now: datetime) -> bool:
        return self.withdrawn_at is not None and now >= self.withdrawn_at

    def instants(self) -> Sequence[datetime]:
        """All at which the site must look different because of this release."""
        if self.was_never_public:
            return []
        followed = [text.published_at for text in self.texts.values()]
        own = [self.public_at, self.public_at + NEWS_FOR, self.withdrawn_at, *followed]
        return [*(instant for instant in own if instant), *(correction.at for correction in self.corrections)]

    def before(self, number: int) -> Self:
        """The release as it stood until its correction of that number, counted from 0."""
        texts = dict(self.texts)
        for correction in reversed(self.corrections[number:]):
            texts |= correction.former
        return replace(self, texts=texts, corrections=self.corrections[:number])

    def as_public_at(self, now: datetime) -> Self:
        """The release as the public may see it: without corrections and translations to come.

        Of a withdrawn one only titles are left, to hang the notice on, and what its words are proven by.
        """
        item = self.before(sum(correction.at <= now for correction in self.corrections))
        shown = {locale: text for locale, text in item.texts.items() if not text.published_at or text.published_at <= now}
        if not self.is_withdrawn(now):
            return item if len(shown) == len(item.texts) else replace(item, texts=shown)
        silent = tuple(Correction(one.at, {}, titles_of(one.former)) for one in item.corrections)
        return replace(item, texts=titles_of(shown), sectors=(), sources=(), attachments=(), corrections=silent)


def titles_of(texts: Mapping[str, Text]) -> dict[str, Text]:
    return {locale: text._replace(summary="", has_body=False, links=()) for locale, text in texts.items()}
