"""The desks of the city's staff: plain files that hold nothing about anybody; whom they serve is the API's to say."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from ..i18n.account_words import REASONS, words_of
from ..i18n.desk_words import PAGES as WORDS
from ..i18n.labels import N_
from ..models.draft import Drafts
from .account import frame_of
from .frame import Crumb
from .report_desk import draft_words
from .report_page import names_in
from .structured import script_safe
from .view import View
from .wallet_page import OWN

HOME = N_("Staff desks")


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`modules` are what its script imports, so that the browser loads them all at once; `names`: the tables of names that
    it says."""

    name: str
    title: str
    description: str
    modules: tuple[str, ...] = OWN
    names: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return "desk/" if self.name == "home" else f"desk/{self.name}/"


PAGES = (
    DeskPage("home", HOME, N_("For the city's staff, with an authenticator app.")),
    DeskPage(
        "identity",
        N_("Identity checks"),
        N_("Every look at somebody's pictures is written down, and the person can read that it happened."),
        (*OWN, "account/rows", "desk/keys"),
    ),
    DeskPage(
        "reports",
        N_("Field reports"),
        N_("What waits for your agency, the most urgent first."),
        (*OWN, "account/rows", "desk/keys", "desk/told", "reports/words"),
    ),
    DeskPage(
        "sos",
        N_("SOS calls"),
        N_("The most urgent stand on top. Every look at a telephone number is written down."),
        (*OWN, "account/rows", "desk/calls"),
        names=("ward",),
    ),
    DeskPage(
        "shops",
        N_("Applications of shops"),
        N_("Compare name and tax code with the business register before you decide."),
        (*OWN, "account/rows"),
    ),
)


def draft_desk(view: View) -> Drafts:
    for page in PAGES:
        yield view.draft(f"desk/{page.name}.html", page.address, "", partial(context_of, view, page))
    yield draft_words(view)


def context_of(view: View, page: DeskPage) -> dict[str, Any]:
    return {
        **frame_of(view, page.title, page.description),
        "crumbs": [] if page.name == "home" else [Crumb(view.translate(HOME), "desk/")],
        "is_own": True,
        "is_waiting": True,
        "script": f"desk/{page.name}.js",
        "modules": [f"{name}.js" for name in page.modules],
        "words": script_safe(words_of(WORDS[page.name], view.translate) | names_in(view, page.names)),
        "reasons": [("", "–"), *((code, view.translate(words)) for code, words in REASONS.items())],
    }
