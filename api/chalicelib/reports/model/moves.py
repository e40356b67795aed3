"""What a move makes of a report: its next state and its deadline; what cannot be is refused, with what can."""

from typing import Any, Literal

import msgspec

from ...errors import wrong_field
from .catalogue import categories, outside_bodies
from .deadlines import URGENT_HOURS, Procedure, Term, due_after, due_after_pause, due_under, lengthened
from .hiding import check_new_words, check_reason
from .media import MOST_AFTER
from .reports import MoveRefusedError, Rating, Report, mask_private
from .states import HIDING, MOVES, Actor, MoveName, State, allowed

IS_HIDDEN = {"hide": True, "show": False}


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What comes with a move: a text, an agency, a procedure, the report that was there first, a rating, media, words.

    `body`: outside the city, to which a report is forwarded.
    """

    text: str = ""
    unit: str = ""
    procedure: Procedure | None = None
    original: str = ""
    rating: Rating | Literal[""] = ""
    media: tuple[str, ...] = ()
    public_text: str = ""
    body: str = ""


def check(report: Report, name: MoveName, actor: Actor, wish: Wish, at: int) -> None:
    """MoveRefusedError, or InvalidInputError for the text or agency that is missing."""
    if name not in allowed(report.state, actor):
        raise refused(report, actor)
    move = MOVES[name]
    if (move.needs_text or (name == "assign" and is_changed(report, wish))) and not wish.text.strip():
        raise wrong_field("text", "text-missing", "this needs a reason in words: it is read by who waits")
    if name == "assign" and not wish.unit:
        raise wrong_field("unit", "unit-missing", "please choose who is to answer")
    if name == "merge" and wish.original in ("", report.report_id):
        raise wrong_field("original", "original-missing", "please name the other report that was there first")
    if (name == "forward") != bool(wish.body) or (wish.body and wish.body not in outside_bodies()):
        raise wrong_field("body", "body-unknown", "please choose to which body outside the city a report is forwarded")
    check_media(name, wish.media)
    if name in HIDING:
        check_reason(wish.text)
    if name == "hide-words":
        check_new_words(report, wish.public_text, wish.text)
    if report.is_hidden == IS_HIDDEN.get(name):
        raise refused(report, actor)
    if (name == "extend" and (report.is_extended or report.due_at <= at)) or (name == "fall-due" and report.due_at > at):
        raise refused(report, actor)


def is_changed(report: Report, wish: Wish) -> bool:
    """Whether another agency or another procedure was promised before."""
    return report.unit not in ("", wish.unit) or wish.procedure not in (None, report.procedure)


def check_media(name: MoveName, slots: tuple[str, ...]) -> None:
    """An answer may come with photos of what was done; one medium at a time is hidden."""
    is_after = all(slot.startswith("after-") for slot in slots)
    if name in ("hide-medium", "show-medium") and len(slots) != 1:
        raise wrong_field("media", "media-one", "please name one")
    if name == "answer" and not (is_after and len(slots) <= MOST_AFTER):
        raise wrong_field("media", "media-many", f"an answer has up to {MOST_AFTER} photos of what was done")
    if name not in ("answer", "hide-medium", "show-medium") and slots:
        raise wrong_field("media", "media-unwanted", "nothing can be added here")


def refused(report: Report, actor: Actor) -> MoveRefusedError:
    return MoveRefusedError(
        f"in the state {report.state} this may be done: {', '.join(allowed(report.state, actor)) or 'nothing'}"
    )


def term_of(category: str, procedure: Procedure) -> Term:
    return Term(procedure, URGENT_HOURS if procedure == "urgent" else categories()[category].working_days)


def apply(report: Report, name: MoveName, wish: Wish, at: int) -> Report:
    """The report after a move that was checked; its chain and version are the history's."""
    changes = CHANGES[name](report, wish, at) if name in CHANGES else {}
    return msgspec.structs.replace(report, **{"state": target(report, name), "updated_at": at} | changes)


def target(report: Report, name: MoveName) -> State:
    to = MOVES[name].to
    if to == "":
        return report.state
    return report.back_to if to == "back" else to


def pause(report: Report, _wish: Wish, at: int) -> dict[str, Any]:
    """What is late when it is asked back stays late while it waits."""
    return {"paused_at": at, "back_to": report.state, "was_late": report.was_late or report.due_at <= at}


def resume(report: Report, _wish: Wish, at: int) -> dict[str, Any]:
    due_at = due_after_pause(report.procedure, report.due_at, report.paused_at, at)
    return {"paused_at": 0, "due_at": due_at, "pauses": [*report.pauses, (report.paused_at, at)]}


def finish(report: Report, wish: Wish, at: int) -> dict[str, Any]:
    """No time has passed while it waited for its reporter."""
    resumed = resume(report, wish, at) if report.paused_at else {"due_at": report.due_at}
    return {**resumed, "answered_at": at, "was_late": report.was_late or resumed["due_at"] <= at}


def leave(report: Report, wish: Wish, at: int) -> dict[str, Any]:
    """It ends without an answer."""
    return {**finish(report, wish, at), "answered_at": 0}


def begin_anew(report: Report, _wish: Wish, at: int) -> dict[str, Any]:
    """Counted where there was an answer: what was taken back or never completed by its reporter had none."""
    return {
        **new_term(report, at),
        "answered_at": 0,
        "rating": "",
        "is_withdrawn": False,
        "reopened": report.reopened + bool(report.answered_at),
    }


def new_term(report: Report, at: int) -> dict[str, Any]:
    due_at = due_after(term_of(report.category, report.procedure), at)
    return {"due_at": due_at, "began_at": at, "pauses": [], "is_extended": False}


def doubt(report: Report, wish: Wish, at: int) -> dict[str, Any]:
    """The first time the report is open again by itself, from the second time on somebody decides: until then the answer
    stands, and its being reopened is not counted."""
    if report.reopened:
        return {**new_term(report, at), "state": "reopen-requested", "rating": wish.rating}
    return {**begin_anew(report, wish, at), "state": "reopened", "rating": wish.rating}


def reopen(report: Report, wish: Wish, at: int) -> dict[str, Any]:
    """What its reporter has asked for began when they asked, however long somebody took to decide."""
    anew = begin_anew(report, wish, at)
    if report.state != "reopen-requested":
        return anew
    return {**anew, "due_at": report.due_at, "began_at": report.began_at, "rating": report.rating}


def stand(report: Report, _wish: Wish, at: int) -> dict[str, Any]:
    """The answer that there was is the answer, as of when it was given; deciding so has its term, too."""
    return {"was_late": report.was_late or report.due_at <= at}


def rate(report: Report, wish: Wish, _at: int) -> dict[str, Any]:
    """Closed by itself, a report keeps what was said of an earlier answer."""
    return {"rating": wish.rating or report.rating}


def give_to(report: Report, wish: Wish, _at: int) -> dict[str, Any]:
    """Another procedure counts from when the term began, and never gives a later deadline: that only `extend` does."""
    changes: dict[str, Any] = {"unit": wish.unit}
    if wish.procedure and wish.procedure != report.procedure:
        term, began_at = term_of(report.category, wish.procedure), report.began_at or report.received_at
        due_at = due_under(term, began_at, report.pauses, report.is_extended)
        changes |= {"procedure": wish.procedure, "due_at": min(report.due_at, due_at)}
    return changes


def lengthen(report: Report, _wish: Wish, _at: int) -> dict[str, Any]:
    return {"is_extended": True, "due_at": lengthened(term_of(report.category, report.procedure), report.due_at)}


def remember_place(report: Report, _wish: Wish, _at: int) -> dict[str, Any]:
    return {"back_to": report.state}


def join(report: Report, wish: Wish, at: int) -> dict[str, Any]:
    return {**leave(report, wish, at), "duplicate_of": wish.original}


def part(_report: Report, _wish: Wish, _at: int) -> dict[str, Any]:
    return {"duplicate_of": ""}


def answer(report: Report, wish: Wish, at: int) -> dict[str, Any]:
    return {**finish(report, wish, at), "media": report.media + len(wish.media)}


def withdraw(report: Report, wish: Wish, at: int) -> dict[str, Any]:
    return {**leave(report, wish, at), "is_withdrawn": True}


def take_off(report: Report, wish: Wish, _at: int) -> dict[str, Any]:
    """A hidden photo is in no list; which others there are is not known here, so lists show none."""
    return {"cover": "" if report.cover in wish.media else report.cover}


def rewrite(_report: Report, wish: Wish, _at: int) -> dict[str, Any]:
    return {"public_text": mask_private(wish.public_text.strip())}


def fall_due(_report: Report, _wish: Wish, _at: int) -> dict[str, Any]:
    return {"was_late": True}


CHANGES = {
    "ask-back": pause,
    "reply": resume,
    "reject": finish,
    "answer": answer,
    "lapse": leave,
    "leave-closed": stand,
    "withdraw": withdraw,
    "close": rate,
    "assign": give_to,
    "hand-back": lambda *_: {"unit": "", "rule": ""},
    "forward": remember_place,
    "extend": lengthen,
    "not-fixed": doubt,
    "reopen": reopen,
    "merge": join,
    "unmerge": part,
    "fall-due": fall_due,
    "hide": lambda *_: {"is_hidden": True},
    "show": lambda *_: {"is_hidden": False},
    "hide-words": rewrite,
    "hide-medium": take_off,
}
