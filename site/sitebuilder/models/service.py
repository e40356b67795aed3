"""Something the city does for people: whom it serves, through which channels, in how many days."""

from dataclasses import dataclass
from typing import ClassVar

from .item import Item

CATEGORIES = "report safety wallet account tourism transport health education land press".split()
ROLES = "citizen tourist business press state".split()
CHANNELS = "app web phone zalo email facebook office".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Item):
    """`days` are working days until the answer; `guide` is the slug of the page that shows the steps."""

    kind: ClassVar[str] = "services"
    category: str
    audience: tuple[str, ...]
    channels: tuple[str, ...]
    guide: str | None = None
    days: int | None = None
