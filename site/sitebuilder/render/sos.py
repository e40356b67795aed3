"""The page for people in danger: numbers to call, and a form that waits for a signal."""

from typing import Any

from ..i18n.account_words import words_of
from ..i18n.sos_words import NEEDS, SOS, WATERS
from ..models.draft import Drafts
from .report_page import ward_names
from .structured import script_safe
from .view import View


def draft_sos(view: View) -> Drafts:
    yield view.draft("sos.html", "sos/", "", lambda: context_of(view))


def context_of(view: View) -> dict[str, Any]:
    _ = view.translate
    return {
        "title": _("SOS: call for help"),
        "description": _("In danger? Call first. If no call gets through, send from here."),
        "waters": [(code.removeprefix("water-"), _(words)) for code, words in WATERS.items()],
        "needs": [(code.removeprefix("need-"), _(words)) for code, words in NEEDS.items()],
        "wards": list(ward_names(view)),
        "words": script_safe(words_of((SOS,), _)),
    }
