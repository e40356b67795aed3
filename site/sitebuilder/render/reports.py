"""The pages of field reports: plain files that hold no report, whose scripts speak with the API."""

from functools import partial
from typing import Any

from ..i18n.account_words import words_of
from ..i18n.labels import N_
from ..i18n.report_words import PAGES as WORDS
from ..models.draft import Drafts
from .account import frame_of
from .report_page import ReportPage, names_of
from .structured import script_safe
from .view import Crumb, View

HOME = N_("Field reports")
OWN = ("account/choices", "account/form", "account/kept", "account/own")
PAGES = (
    ReportPage("list", HOME, N_("What people have shown the city, who answers, and by when."), ("account/form",)),
    ReportPage(
        "send",
        N_("Send a report"),
        N_("Show the city what is broken or wrong. It takes about two minutes."),
        ("account/form",),
    ),
    ReportPage(
        "mine",
        N_("My reports"),
        N_("What became of them, what the city asks you, and how good the answer was."),
        OWN,
        names=("category", "unit", "ward"),
        is_own=True,
        is_waiting=True,
    ),
)


def draft_reports(view: View) -> Drafts:
    for page in PAGES:
        yield view.draft(f"reports/{page.name}.html", page.address, "", partial(context_of, view, page))


def context_of(view: View, page: ReportPage) -> dict[str, Any]:
    words = words_of(WORDS[page.name], view.translate) | names_of(view, page)
    return {
        **frame_of(view, page.title, page.description),
        "crumbs": [] if page.name == "list" else [Crumb(view.translate(HOME), "reports/")],
        "is_own": page.is_own,
        "is_waiting": page.is_waiting,
        "script": f"reports/{page.name}.js",
        "modules": [f"{name}.js" for name in page.modules],
        "words": script_safe(words),
    }
