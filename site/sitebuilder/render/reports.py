"""The pages of field reports: plain files that hold no report, whose scripts speak with the API."""

from functools import partial
from typing import Any

from ..i18n.account_words import words_of
from ..i18n.labels import N_
from ..i18n.public_report_words import PAGES as PUBLIC_WORDS
from ..i18n.report_names import Category, Question
from ..i18n.report_words import PAGES as OWN_WORDS
from ..i18n.report_words import RATINGS
from ..models.draft import Drafts
from .account import frame_of
from .frame import Crumb
from .public_reports import HOME, PUBLIC, draft_landmarks, what_to_filter, what_to_follow
from .report_page import ReportPage, modules, names_of, ward_names
from .structured import script_safe
from .view import View

WORDS = PUBLIC_WORDS | OWN_WORDS
PAGES = (
    ReportPage(
        "send",
        N_("Send a report"),
        N_("Show the city what is broken or wrong. It takes about two minutes."),
        (
            *modules("account", "form picture rows upload"),
            *modules("reports", "ask drafts exif files near outbox place position recording report waiting words"),
        ),
        names=("category",),
    ),
    ReportPage(
        "mine",
        N_("My reports"),
        N_("What became of them, what the city asks you, and how good the answer was."),
        (
            *modules("account", "choices form kept own rows upload"),
            *modules("reports", "drafts history media outbox report words"),
        ),
        names=("category", "unit", "ward"),
        is_own=True,
        is_waiting=True,
    ),
    ReportPage(
        "following",
        N_("What I am told of"),
        N_("New reports of a ward, of a matter or around a place, by text message or e-mail."),
        (*modules("account", "choices form kept own rows"), "reports/position"),
        names=("category", "ward"),
        is_own=True,
        is_waiting=True,
    ),
    *PUBLIC,
)


def draft_reports(view: View) -> Drafts:
    yield draft_landmarks(view)
    for page in PAGES:
        yield view.draft(f"reports/{page.name}.html", page.address, "", partial(context_of, view, page))


def context_of(view: View, page: ReportPage) -> dict[str, Any]:
    more = MORE[page.name](view) if page.name in MORE else {}
    words = words_of(WORDS[page.name], view.translate) | names_of(view, page)
    return {
        **frame_of(view, page.title, page.description),
        "crumbs": [] if page.name == "list" else [Crumb(view.translate(HOME), "reports/")],
        "is_own": page.is_own,
        "is_waiting": page.is_waiting,
        "script": f"reports/{page.name}.js",
        "modules": [f"{name}.js" for name in page.modules],
        "words": script_safe(words),
        **more,
    }


def what_to_ask(view: View) -> dict[str, Any]:
    """Matters with their questions, each with the name of its field; and wards."""
    matters = view.settings.reports.categories.values()
    return {"categories": [matter(one, view.locale.tag) for one in matters], "wards": list(ward_names(view))}


def how_to_rate(view: View) -> dict[str, Any]:
    return {"ratings": [(code.removeprefix("rating-"), view.translate(words)) for code, words in RATINGS.items()]}


def matter(one: Category, tag: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.names[tag],
        "hint": one.hints[tag],
        "days": one.working_days,
        "door": one.door,
        "questions": [asked(one.code, question, tag) for question in one.questions],
    }


def asked(category: str, question: Question, tag: str) -> dict[str, Any]:
    return {
        "name": f"{category}.{question.code}",
        "label": question.names[tag],
        "kind": question.kind,
        "is_required": question.is_required,
        "options": [(code, names[tag]) for code, names in question.options.items()],
    }


MORE = {"list": what_to_filter, "send": what_to_ask, "mine": how_to_rate, "rate": how_to_rate, "following": what_to_follow}
