"""Calendars (RFC 5545): all events of a language whose day is known, and a file for each of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from ..i18n import TAG_OF
from ..i18n.labels import N_
from ..models import Event, Occurrence
from ..models.clock import HUE
from ..models.draft import Draft, Drafts, digest
from ..render import View
from ..render.events import place_words, rule

if TYPE_CHECKING:
    from icalendar import Calendar

ZONE = "Asia/Ho_Chi_Minh"
# Before any change was noted the events stand as they were first published.
FIRST_PUBLISHED = datetime(2026, 11, 1, tzinfo=UTC)
REFRESH = timedelta(hours=12)  # how often readers' calendars are asked to look again
# Some calendars show no status, and Google's leaves out what is cancelled: the title says it wherever it is shown.
STATES = {"cancelled": N_("Cancelled: %(title)s"), "postponed": N_("Postponed: %(title)s")}
STATUS = {"scheduled": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def draft_calendar(view: View) -> Drafts:
    """events/calendar.ics; an event without a known day is in no calendar, as any day put there would be taken for true."""
    events = [item for item in view.site.events.values() if item.dated(view.today)]
    key = digest(view.locale.tag, *(made_of(view, item) for item in events))
    yield Draft(f"{view.locale.tag}/events/calendar.ics", key, partial(calendar, view, events))


def draft_event_calendars(view: View, items: Sequence[Event]) -> Drafts:
    """events/<slug>/event.ics"""
    for item in items:
        if item.dated(view.today):
            path = f"{view.locale.tag}/{item.address}event.ics"
            yield Draft(path, digest(made_of(view, item)), partial(calendar, view, [item]))


def made_of(view: View, item: Event) -> str:
    place = view.site.attractions[item.attraction] if item.attraction else None
    days = [(one.starts_on, one.ends_on) for one in item.dated(view.today)]
    return digest(view.card_stamp(item), place and view.card_stamp(place), days)


def calendar(view: View, events: Sequence[Event]) -> bytes:
    """One VEVENT a day or row of days, in the order of the events; the same bytes from the same facts."""
    from icalendar import Calendar, vDuration, vText  # 60 ms, which a build that makes no calendar does not pay

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//HueCity//Events//{view.locale.tag.upper()}")
    made.add("calscale", "GREGORIAN")
    made.add("name", name := view.translate("Festivals and events of Huế"))
    made["X-WR-CALNAME"] = vText(name)
    made["X-WR-TIMEZONE"] = vText(ZONE)
    made.add("url", view.absolute("events/"))
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    if any(item.starts_at for item in events):
        add_zone(made)
    for item in events:
        for one in item.dated(view.today):
            made.add_component(entry(view, item, one))
    return bytes(made.to_ical())


def add_zone(made: "Calendar") -> None:
    """Huế's clock, which has stood seven hours before UTC since 13 June 1975."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001 - local time is what the standard asks for here
    for name in ("tzoffsetfrom", "tzoffsetto"):
        standard.add(name, timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    made.add_component(zone)


def entry(view: View, item: Event, one: Occurrence) -> Any:
    from icalendar import Event as Entry

    shown, made = item.shown_in(view.locale.id), Entry()
    language = {"LANGUAGE": TAG_OF[shown.title_locale]}
    changed_at = last_changed_at(item)
    made.add("uid", f"{item.occurrence_id(one)}@{view.settings.site_url.split('/')[2]}")
    made.add("dtstamp", changed_at)
    made.add("last-modified", changed_at)
    made.add("sequence", len(item.changed_at))
    made.add("summary", title(view, item, shown.title), parameters=language)
    made.add("description", "\n".join(description(view, item, shown.summary)), parameters=language)
    made.add("categories", [view.label("event", item.category)])
    made.add("url", view.absolute(item.address))
    made.add("location", place_words(view, item))
    made.add("status", STATUS[item.status] if item.is_confirmed("dates") else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    place = view.site.attractions[item.attraction] if item.attraction and item.is_confirmed("attraction") else None
    if place and place.is_confirmed("coordinates"):
        made.add("geo", (place.latitude, place.longitude))
    for name, value in times(one):
        made.add(name, value)
    return made


def last_changed_at(item: Event) -> datetime:
    if item.changed_at:
        return item.changed_at[-1].astimezone(UTC)
    return datetime.combine(item.added_on, datetime.min.time(), HUE).astimezone(UTC) if item.added_on else FIRST_PUBLISHED


def title(view: View, item: Event, words: str) -> str:
    """≈ stands before what no source confirms the days of."""
    words = words if item.is_confirmed("dates") else f"≈ {words}"
    return view.translate(STATES[item.status]) % {"title": words} if item.status in STATES else words


def description(view: View, item: Event, summary: str) -> Iterable[str]:
    yield summary
    yield rule(view, item)
    if not item.is_confirmed("dates"):
        yield view.translate("No source confirms the day: please ask before you come.")


def times(one: Occurrence) -> Iterable[tuple[str, date | datetime]]:
    """Whole days up to the one after the last, or the hours in Huế; what has no known end ends when it begins."""
    if one.starts_at is None:
        yield "dtstart", one.starts_on
        yield "dtend", one.ends_on + timedelta(days=1)
        return
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(ZONE)
    yield "dtstart", one.starts_at.astimezone(zone)
    if one.ends_at and one.ends_at > one.starts_at:
        yield "dtend", one.ends_at.astimezone(zone)
