"""The desk of field reports: what may be done with a report, and the words that come after the page."""

import json
from dataclasses import asdict, dataclass
from functools import partial

from ..i18n.account_words import words_of
from ..i18n.desk_words import REPORTS
from ..models.draft import Draft, digest
from .report_page import names_in
from .view import View

NAMES = ("category", "unit", "body", "ward", "question", "answer")


@dataclass(frozen=True, slots=True)
class Move:
    """`key` chooses it; `asks`: what it needs beside words; words are `needed`, welcome, or ("") not asked for."""

    move: str
    key: str
    text: str = "needed"
    asks: str = ""
    is_grave: bool = False


MOVES = (
    Move("answer", "a", asks="photos"),
    Move("start", "s", text=""),
    Move("assign", "g", text="welcome", asks="unit"),
    Move("ask-back", "q"),
    Move("forward", "f", asks="body"),
    Move("bring-back", "b"),
    Move("extend", "e"),
    Move("hand-back", "h"),
    Move("merge", "m", text="welcome", asks="original"),
    Move("unmerge", "u"),
    Move("reopen", "o"),
    Move("leave-closed", "l"),
    Move("reject", "r", is_grave=True),
    Move("hide-words", "w", asks="public_text"),
    Move("hide-medium", "i", asks="slot", is_grave=True),
    Move("show-medium", "j", asks="slot"),
    Move("hide", "d", is_grave=True),
    Move("show", "v"),
)


def draft_words(view: View) -> Draft:
    """What the scripts say, names, and texts to begin with: more than the first view of a page should weigh."""
    words = words_of((REPORTS,), view.translate) | names_in(view, NAMES)
    moves, reports = [asdict(one) for one in MOVES], view.settings.reports
    codes = {"unit": list(reports.units), "body": list(reports.bodies)}
    told = {"words": words, "codes": codes, "moves": moves, "templates": reports.templates}
    found = json.dumps(told, ensure_ascii=False)
    return Draft(f"{view.locale.tag}/desk/reports/words.json", digest(found), partial(str, found))
