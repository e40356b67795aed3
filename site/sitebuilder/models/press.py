"""A press release: numbered, dated, issued by somebody, and corrected or withdrawn in the open."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Self

from .item import Item

TYPES = "weekly monthly-briefing disaster decision festival fee-change correction background".split()
SECTORS = "economy society tourism culture safety government digital".split()
ISSUERS = ["huecity-desk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRelease(Item):
    """Instants are aware; nothing of a release may be published before `embargoed_until`."""

    kind: ClassVar[str] = "press"
    number: str
    type: str
    issuer: str
    published_at: datetime
    embargoed_until: datetime | None = None
    withdrawn_at: datetime | None = None
    corrects: str | None = None
    sectors: tuple[str, ...] = ()

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

    def as_public_at(self, now: datetime) -> Self:
        """The release as the public may see it: of a withdrawn one only titles are left, to hang the notice on."""
        if not self.is_withdrawn(now):
            return self
        titles = {locale: text._replace(summary="", has_body=False, links=()) for locale, text in self.texts.items()}
        return replace(self, texts=titles, sectors=(), sources=())
