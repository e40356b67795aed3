"""The pages of field reports that everybody may read: the list, one report, rating by a link."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from babel.units import format_unit

from ..i18n.labels import N_
from ..models.draft import Draft, digest
from .report_page import ReportPage, modules, names_in, unit_names, ward_names
from .view import View

HOME = N_("Field reports")
PUBLIC = (
    ReportPage(
        "list",
        HOME,
        N_("What people have shown the city, who answers, and by when."),
        ("account/form", "account/rows", "reports/card", "reports/words", "reports/filters"),
        names=("category", "unit", "ward"),
    ),
    ReportPage(
        "show",
        N_("One field report"),
        N_("What was reported, who answers by when, and all that has happened."),
        (
            *modules("account", "choices form kept rows"),
            *modules("reports", "card history media support verify words"),
        ),
        names=("category", "unit", "ward", "question", "answer"),
        is_waiting=True,
    ),
    ReportPage(
        "rate",
        N_("How good is the answer?"),
        N_("The link of your message is good for one rating. You need not log in."),
        ("account/form", "account/rows", "reports/card", "reports/words"),
        names=("category", "unit", "ward"),
        is_waiting=True,
    ),
    ReportPage(
        "unfollow",
        N_("No more messages?"),
        N_("The link of your e-mail ends what you follow. You need not log in."),
        ("account/form",),
    ),
    ReportPage(
        "statistics",
        N_("How reports are answered"),
        N_("How many are answered in time, by whom, and what people think of it. Counted every night."),
        ("account/form", "account/rows", "reports/bars", "reports/words"),
        names=("unit",),
        is_waiting=True,
    ),
)


FOLLOW_METRES = (100, 250, 500)
MARKS = (
    ("waiting", N_("Waiting")),
    ("working", N_("Being worked on")),
    ("again", N_("Open again")),
    ("done", N_("Answered or closed")),
    ("off", N_("Not taken on")),
)


def draft_landmarks(view: View) -> Draft:
    """What our map knows of the city: each place to see as [name, latitude, longitude]."""
    known = [[place.title, place.latitude, place.longitude] for place in view.places]
    found = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Draft(f"{view.locale.tag}/reports/places.json", digest(found), partial(str, found))


def what_to_follow(view: View) -> dict[str, Any]:
    """Matters and wards, each as (code, name), and how far around a place."""
    distances = [(str(metres), format_unit(metres, "meter", "short", locale=view.locale.id)) for metres in FOLLOW_METRES]
    return {"categories": list(matters_sent_here(view)), "wards": list(ward_names(view)), "distances": distances}


def matters_sent_here(view: View) -> Iterator[tuple[str, str]]:
    """All but those that are led to another door."""
    names = names_in(view, ("category",))
    return ((code, names[f"category-{code}"]) for code, one in view.settings.reports.categories.items() if not one.door)


def what_to_filter(view: View) -> dict[str, Any]:
    """Matters, wards and agencies, each as (code, name), and the marks of the map."""
    return {
        "categories": list(matters_sent_here(view)),
        "wards": list(ward_names(view)),
        "units": list(unit_names(view)),
        "marks": [(name, view.translate(words)) for name, words in MARKS],
    }
