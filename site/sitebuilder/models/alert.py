"""A public warning in the terms of OASIS CAP 1.2: what, where, how bad, from when until when, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from .item import Item

KINDS = (
    "flood reservoir-release storm heavy-rain landslide road-flooded evacuation school-closure heat power-outage "
    "water-outage rumor-correction health test"
).split()
SEVERITIES = "extreme severe moderate minor".split()
URGENCIES = "immediate expected future past".split()
CERTAINTIES = "observed likely possible unlikely".split()
STATUSES = ["actual", "test"]
MESSAGE_TYPES = "alert update cancel".split()
ISSUERS = "hydromet civil-defence hueioc power-company water-company education health huecity-desk".split()
INSTRUCTIONS = (
    "move-to-high-ground keep-off-floodwater charge-phone no-boats-downstream stay-indoors leave-when-told "
    "secure-roof avoid-slopes take-detour keep-children-home drink-water rest-in-shade unplug store-water check-official "
    "wash-hands see-doctor nothing-to-do"
).split()
RUMOURS = "dam-failure city-wide-outage school-closed toxic-water".split()
WHOLE_CITY = "city"

Point = tuple[float, float]  # latitude and longitude in degrees, WGS 84
Polygon = tuple[Point, ...]  # its first point stands again at the end


class Phase(StrEnum):
    """Where an alert stands at one instant; the words are also the site's CSS classes and JSON values."""

    FUTURE = "future"
    CURRENT = "current"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Area:
    """A ward by its slug, or the whole city; `polygon` draws what of it is meant, where that is known more closely."""

    place: str
    polygon: Polygon = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A number or a range of numbers in one unit; `low` equals `high` for a single number."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """River level in metres at a gauge; a forecast where `measured_at` is None."""

    station: str
    level_m: Span
    measured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Discharge:
    """Water let out of a reservoir, in cubic metres a second."""

    reservoir: str
    flow_m3s: Span
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Storm:
    """A tropical cyclone by its international name; `gust_force` on the Beaufort scale as Vietnam extends it (to 17)."""

    name: str
    gust_force: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Item):
    """`expires_at` ends the message, `ends_at` the event itself; `replaces` names the messages that this one supersedes."""

    kind: ClassVar[str] = "alerts"
    type: str
    status: str = "actual"
    message_type: str = "alert"
    replaces: tuple[str, ...] = ()
    severity: str
    urgency: str
    certainty: str
    sent_at: datetime
    effective_at: datetime
    expires_at: datetime
    ends_at: datetime | None = None
    issuer: str
    areas: tuple[Area, ...]
    measurements: tuple[Measurement, ...] = ()
    discharge: Discharge | None = None
    storm: Storm | None = None
    rain_mm: Span | None = None
    temperature_c: Span | None = None
    households: int | None = None
    people: int | None = None
    rumour: str | None = None
    instructions: tuple[str, ...] = ()

    @property
    def is_test(self) -> bool:
        return self.status == "test"

    @property
    def is_cancel(self) -> bool:
        return self.message_type == "cancel"

    @property
    def turns(self) -> tuple[datetime, datetime, datetime]:
        """The instants at which the clock alone changes what the public sees of it."""
        return self.sent_at, self.effective_at, self.expires_at

    def phase(self, now: datetime, replaced_at: datetime | None = None) -> Phase:
        """Future, current or past at `now`; a message that another one has replaced is past from that instant on."""
        if now >= self.expires_at or (replaced_at is not None and now >= replaced_at):
            return Phase.PAST
        return Phase.CURRENT if now >= self.effective_at else Phase.FUTURE


def successors(alerts: Iterable[Alert]) -> dict[str, Alert]:
    """For each replaced message (by slug) the message that replaced it; the latest one where several did."""
    in_order = sorted(alerts, key=lambda alert: (alert.sent_at, alert.slug))
    return {slug: alert for alert in in_order for slug in alert.replaces}


def replacement_instants(alerts: Iterable[Alert]) -> dict[str, datetime]:
    """For each replaced message (by slug) the instant from which another stands in its place.

    That is the earliest at which a message that follows it, directly or through others, takes effect: neither a gap
    between the two nor a time in which both are in force.
    """
    found: dict[str, datetime] = {}
    for alert in sorted(alerts, key=lambda alert: alert.sent_at, reverse=True):  # what follows a message is done before it
        instant = min(alert.effective_at, found.get(alert.slug, alert.effective_at))
        for slug in alert.replaces:
            found[slug] = min(instant, found.get(slug, instant))
    return found


def list_superseded(alert: Alert, alerts: Mapping[str, Alert]) -> list[Alert]:
    """The messages that this one takes the place of, in the order they were sent.

    Those that it names, and those that they in turn replaced and that had not yet expired: whoever missed a message in
    between must still learn that the first one is over.
    """
    found: dict[str, Alert] = {}
    waiting = list(alert.replaces)
    while waiting:
        slug = waiting.pop()
        if slug in alerts and slug not in found:
            found[slug] = alerts[slug]
            waiting += alerts[slug].replaces
    kept = [one for one in found.values() if one.slug in alert.replaces or one.expires_at > alert.sent_at]
    return sorted(kept, key=lambda one: (one.sent_at, one.slug))


def is_visible(alert: Alert, now: datetime) -> bool:
    """A message exists for the public from the moment it was sent."""
    return now >= alert.sent_at
