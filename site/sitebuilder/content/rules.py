"""What must hold between the fields of one item."""

from collections.abc import Iterable

from ..models import Alert, Attraction, Event, Item, PressRelease
from ..models import alert as alerts
from ..models.clock import hue_day

Complaint = tuple[str, str, str]  # field, problem, allowed


def check_attraction(item: Attraction) -> Iterable[Complaint]:
    if item.built_from and item.built_to and item.built_to < item.built_from:
        yield "built_to", "lies before built_from", "a later year"
    yield from check_history(item)


def check_history(item: Item) -> Iterable[Complaint]:
    if list(item.changed_at) != sorted(item.changed_at):
        yield "changed_at", "is not in order", "the earliest first"
    if item.added_on and item.changed_at and hue_day(item.changed_at[0]) < item.added_on:
        yield "changed_at", "begins before added_on", "instants after the item was added"


def check_event(item: Event) -> Iterable[Complaint]:
    rules = ("solar_date", "lunar_date", "lunar_month", "window_from", "year_round", "starts_at")
    if sum(bool(getattr(item, rule)) for rule in rules) != 1:
        yield "rule", "an event needs exactly one rule for its dates", ", ".join(rules)
    if (item.window_from is None) != (item.window_to is None):
        yield "window_to", "window_from and window_to go together", "both or neither"
    elif item.window_from and item.window_to and item.window_to < item.window_from:
        yield "window_to", "lies before window_from", "a later day of the same year"
    if item.ends_at and not item.starts_at:
        yield "ends_at", "an end without starts_at", "both or only starts_at"
    elif item.ends_at and item.starts_at and item.ends_at <= item.starts_at:
        yield "ends_at", "does not lie after starts_at", "a later instant"
    for name, instant in (("starts_at", item.starts_at), ("ends_at", item.ends_at)):
        if instant and not 1900 < instant.year < 2100:
            yield name, "lies outside the lunar calendar", "the years 1901 to 2099"
    if item.status != "scheduled" and not item.changed_at:
        allowed = "[2026-11-20T09:00+07:00]: calendars take a change up by it"
        yield "changed_at", f"is missing; an event that is {item.status} says since when", allowed
    yield from check_history(item)


def check_alert(item: Alert) -> Iterable[Complaint]:
    if item.effective_at < item.sent_at:
        yield "effective_at", "lies before sent_at", "sent_at or later"
    if item.expires_at <= item.effective_at:
        yield "expires_at", "does not lie after effective_at", "a later instant"
    if item.ends_at and item.ends_at < item.effective_at:
        yield "ends_at", "lies before effective_at", "a later instant"
    if item.message_type != "alert" and not item.replaces:
        yield "replaces", f"an {item.message_type} must name what it replaces", "slugs of earlier alerts"
    if item.message_type == "alert" and item.replaces:
        yield "replaces", "a first alert replaces nothing", "message_type: update or cancel"
    if (item.type == "test") != item.is_test:
        yield "status", "a test has type test and status test", "both or neither"
    if any(one.measured_at and one.measured_at > item.sent_at for one in item.measurements):
        yield "measurements.measured_at", "lies after sent_at", "what was known when the message was sent"
    yield from check_what_an_alert_tells(item)


ALERT_FACTS = {  # how each is written
    "measurements": "[{station: kim-long, level_m: 3.54, measured_at: 2025-11-03T06:00+07:00}]",
    "discharge": "{reservoir: huong-dien, flow_m3s: {from: 800, to: 1500}, starts_at: 2025-11-16T16:00+07:00}",
    "storm": "{name: Vamco, gust_force: 15}",
    "rain_mm": "{from: 500, to: 700}",
    "households": "1 to 1000000",
    "people": "1 to 2000000",
    "rumour": ", ".join(alerts.RUMOURS),
}
# What the phrase book makes a type's headline from, and what it makes its situation from; an all-clear needs only the first.
HEADLINE_FACTS = {"reservoir-release": "discharge", "storm": "storm"}
SITUATION_FACTS = {
    "flood": ("measurements",),
    "heavy-rain": ("rain_mm",),
    "evacuation": ("households", "people"),
    "rumor-correction": ("rumour",),
}


def check_what_an_alert_tells(item: Alert) -> Iterable[Complaint]:
    """No alert may leave its readers without what happens, where, and what to do."""
    if not item.areas:
        yield "areas", "is empty", "slugs of wards, or city for the whole city"
    places = [one.place for one in item.areas]
    for place in dict.fromkeys(place for place in places if places.count(place) > 1):
        yield "areas", f"{place!r} is named twice", "each once"
    if not item.instructions:
        yield "instructions", "is empty", ", ".join(alerts.INSTRUCTIONS)
    needed = [HEADLINE_FACTS[item.type]] if item.type in HEADLINE_FACTS else []
    needed += () if item.is_cancel else SITUATION_FACTS.get(item.type, ())
    for fact in needed:
        if not getattr(item, fact):
            yield fact, f"is missing; an alert of type {item.type} is made from it", ALERT_FACTS[fact]
    if item.type == "storm" and item.storm and not (item.is_cancel or item.storm.gust_force or item.rain_mm):
        yield "storm", "has neither gust_force nor rain_mm beside it: nothing to tell", ALERT_FACTS["storm"]
    if item.type != "evacuation" and (item.households is None) != (item.people is None):
        yield "people", "households and people go together", "both or neither"


def check_press(item: PressRelease) -> Iterable[Complaint]:
    if item.withdrawn_at and item.withdrawn_at < item.published_at:
        yield "withdrawn_at", "lies before published_at", "a later instant"
    if item.embargoed_until and item.embargoed_until < item.published_at:
        allowed = f"{item.published_at.isoformat(timespec='minutes')} or later; no line where nothing is held back"
        yield "embargoed_until", "ends before published_at, so it would hold nothing back", allowed
    if item.type == "correction" and not item.corrects:
        yield "corrects", "a correction must name what it corrects", "slug of a release"
    earlier = item.published_at
    for number, correction in enumerate(item.corrections, 1):
        if item.embargoed_until and correction.at <= item.embargoed_until:
            allowed = f"an end before {correction.at.isoformat(timespec='minutes')}"
            yield "embargoed_until", f"lies after correction {number}: what was corrected had been public", allowed
        if correction.at <= earlier:
            before = f"correction {number - 1}" if number > 1 else "published_at"
            yield "corrections.at", f"correction {number} does not lie after {before}", "the oldest first"
        if item.withdrawn_at and correction.at >= item.withdrawn_at:
            yield "corrections.at", f"correction {number} lies after withdrawn_at", "an earlier instant"
        earlier = correction.at
