"""All that was read from content/, as one value that the rest of the build only reads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..changes import KINDS, Folder
from .alert import Alert, is_visible, replacement_instants, successors
from .attraction import Attraction
from .city import City
from .clock import tomorrow
from .event import Event
from .item import Item
from .page import Page
from .press import PressRelease
from .service import Service
from .shelf import AnyItem, Shelf


@dataclass(frozen=True, slots=True)
class Site:
    """Items of each kind by slug."""

    city: City = field(default_factory=City)
    attractions: Mapping[str, Attraction] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    alerts: Mapping[str, Alert] = field(default_factory=dict)
    press: Mapping[str, PressRelease] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)

    def items(self) -> Iterable[Item]:
        for kind in KINDS:
            yield from getattr(self, kind).values()

    def look(self, folder: Folder) -> Any:
        """An item that is here, for a moment: one of tens of thousands need not stay at hand."""
        kind, slug = folder
        shelf = getattr(self, kind)
        return shelf.look(slug) if isinstance(shelf, Shelf) else shelf[slug]

    def find(self, folders: Iterable[Folder]) -> Iterable[Item]:
        """Those of the items in these folders that are here: readers may not see all."""
        for kind, slug in folders:
            if item := getattr(self, kind).get(slug):
                yield item

    def put_back(self) -> None:
        """Lets go of the items that were taken out of their shelves, where they are too many to keep."""
        for kind in KINDS:
            if isinstance(shelf := getattr(self, kind), Shelf):
                shelf.put_back()

    def public_at(self, now: datetime) -> "Site":
        """The site as the public may see it: without alerts not yet sent, releases under embargo, and words withdrawn."""
        return Site(
            self.city,
            self.attractions,
            self.events,
            {slug: alert for slug, alert in self.alerts.items() if is_visible(alert, now)},
            {slug: release.as_public_at(now) for slug, release in self.press.items() if release.is_public(now)},
            self.services,
            self.pages,
        )

    def next_change(self, now: datetime) -> datetime:
        """The first instant after `now` at which the site must look different, by its clocks alone."""
        instants = [tomorrow(now)]  # "today" stands on pages about events
        for alert in self.alerts.values():
            instants += alert.turns
        for release in self.press.values():
            instants += release.instants()
        return min(instant for instant in instants if instant > now)

    def has_address(self, address: str) -> bool:
        """Whether kind/slug/ is among these items."""
        kind, slug, _ = address.split("/")
        return slug in getattr(self, kind)

    def events_at(self) -> dict[str, list[Event]]:
        """Events by the slug of the attraction they take place at."""
        return grouped(self.events.values(), lambda event: event.attraction)

    def corrected(self) -> dict[str, list[PressRelease]]:
        """Releases that correct another one, by its slug."""
        return grouped(self.press.values(), lambda release: release.corrects)

    def successors(self) -> dict[str, Alert]:
        return successors(self.alerts.values())

    def replacement_instants(self) -> dict[str, datetime]:
        return replacement_instants(self.alerts.values())


def grouped(items: Iterable[AnyItem], slug_of: Callable[[AnyItem], str | None]) -> dict[str, list[AnyItem]]:
    """Items by the slug of the other one that they point to, where they do."""
    found: dict[str, list[AnyItem]] = {}
    for item in items:
        if slug := slug_of(item):
            found.setdefault(slug, []).append(item)
    return found
