"""A press release: numbered, dated, issued by somebody, and corrected or withdrawn in the open."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

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

    def is_public(self, now: datetime) -> bool:
        return now >= self.public_at

    def is_withdrawn(self, now: datetime) -> bool:
        return self.withdrawn_at is not None and now >= self.withdrawn_at
