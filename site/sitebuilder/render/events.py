"""Pages of the events: one each with its solar and lunar days, and their lists by kind and month."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from ..models import Attraction, Event, Occurrence
from ..models.draft import Drafts
from .cards import approximate, card, is_over, lunar_words, ward_title
from .frame import Crumb
from .lists import Filter, Listing, draft_listing
from .structured import event_data, script_safe
from .view import View


def draft_events(view: View, items: Iterable[Event]) -> Drafts:
    for item in items:
        place = view.site.attractions[item.attraction] if item.attraction else None
        made_of = (view.stamp(item), place and view.card_stamp(place), view.today)
        yield view.draft("event.html", item.address, made_of, partial(context_of, view, item, place))


def context_of(view: View, item: Event, place: Attraction | None) -> dict[str, Any]:
    context = view.item_context(item)
    data = event_data(view, item, context)
    return {
        "crumbs": [Crumb(view.label("kind", "events"), "events/")],
        "item": item,
        "today": view.today,
        "dates": told_dates(view, item),
        "rule": rule(view, item),
        "place": place,
        "has_calendar": bool(item.dated(view.today)),
        "drawing": view.settings.assets[f"drawings/event-{item.category}.svg"],
        "category": view.label("event", item.category),
        **({"json_ld": script_safe(data)} if data else {}),
        **context,
    }


def told_dates(view: View, item: Event) -> list[tuple[Occurrence, str, str]]:
    """(occurrence, solar days in words, lunar day in words) of those around today, also those of this year that are over."""
    return [(one, view.formats.days(one), lunar_words(view, one)) for one in item.around(view.today)]


def rule(view: View, item: Event) -> str:
    """How the date is found every year, in words."""
    _ = view.translate
    if item.year_round:
        return _("All year round")
    if item.lunar_date:
        month, day = item.lunar_date
        return _("Every year on day %(day)s of lunar month %(month)s") % {"day": day, "month": month}
    if item.lunar_month:
        return _("Every year in lunar month %(month)s; the day is fixed by the year's programme") % {
            "month": item.lunar_month
        }
    if item.window_from and item.years == "odd":
        return _("In odd years; the days are fixed by the year's programme")
    if item.window_from:
        return _("Every year; the days are fixed by the year's programme")
    return _("Every year on the same solar day") if item.solar_date else _("Once")


def place_words(view: View, item: Event) -> str:
    """Where, on one line without markup; ≈ stands before what no source confirms."""
    place = view.site.attractions[item.attraction] if item.attraction else None
    if place:
        where = approximate(place.shown_in(view.locale.id).title, item.is_confirmed("attraction"))
    elif item.ward:
        where = approximate(ward_title(view, item.ward), item.is_confirmed("ward"))
    else:
        return "Huế, Việt Nam"
    return f"{where}, Huế, Việt Nam"


def coming_first(view: View) -> list[Event]:
    """What runs or comes next, then what has no day, then what is over."""

    def first_day(item: Event) -> tuple[date, bool, str]:
        occurrence = item.upcoming(view.today)
        return max(occurrence.starts_on, view.today) if occurrence else date.max, is_over(view, item), item.slug

    return sorted(view.site.events.values(), key=first_day)


def draft_event_lists(view: View) -> Drafts:
    events = coming_first(view)
    places = [view.card_stamp(view.site.attractions[event.attraction]) for event in events if event.attraction]
    listing = Listing(
        "events/",
        view.label("kind", "events"),
        view.translate("Festivals and rites of the year, with their solar and lunar days."),
        events,
        lambda item: card(view, item),
        view.card_stamp,
        (
            Filter("category", view.translate("Kind of event"), lambda e: [e.category], lambda c: view.label("event", c)),
            Filter("month", view.translate("Month"), lambda e: months(view, e), lambda m: month_title(view, m)),
        ),
        changes_with=(view.today, places),
        calendar="calendar.ics",
    )
    yield from draft_listing(view, listing)


def months(view: View, item: Event) -> list[str]:
    """The months (2026-11) of this year from now on, and of the next, in which the event takes place."""
    ahead = [one for one in item.around(view.today) if not one.is_over(view.today)]
    return sorted({month for one in ahead for month in months_between(max(one.starts_on, view.today), one.ends_on)})


def months_between(first: date, last: date) -> list[str]:
    """All months that have a day from `first` to `last`."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]


def month_title(view: View, month: str) -> str:
    return view.formats.month(date.fromisoformat(f"{month}-01"))
