"""A hand-written page: a guide with steps, or a page about the site itself."""

from dataclasses import dataclass
from typing import ClassVar

from .item import Item

SECTIONS = ["guides", "about"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Item):
    """Guides live under guides/; pages about the site stand directly below the language."""

    kind: ClassVar[str] = "pages"
    section: str
    order: int
    audience: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return f"guides/{self.slug}/" if self.section == "guides" else f"{self.slug}/"
