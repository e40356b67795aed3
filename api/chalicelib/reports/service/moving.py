"""Moving a report: who may, what it makes of it, and one line of history, written together or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from ... import metrics
from ...access import NotAllowedError, Person
from ...dynamodb import Item, RefusedError
from ...errors import wrong_field
from ...world import World
from ..model.catalogue import OPERATIONS_UNIT, units
from ..model.deliveries import Delivery
from ..model.moves import Wish, apply, check
from ..model.reports import Report, ReportChangedError, ReportNotFoundError, make_event
from ..model.requests import MoveToMake
from ..model.states import OFFICERS, Actor, MoveName
from ..storage import audit, deliveries, following, reports
from . import media
from .sending import get_report, reporter_of


@dataclass(frozen=True, slots=True)
class Acting:
    """In which part somebody acts, and who they are."""

    actor: Actor
    account_id: str


SYSTEM = Acting("system", "")


def officer_of(person: Person, report: Report) -> Acting:
    """Operations may see every report, an agency its own: NotAllowedError."""
    if OPERATIONS_UNIT in person.units:
        return Acting("operations", person.account_id)
    if report.unit and report.unit in person.units:
        return Acting("unit", person.account_id)
    raise NotAllowedError


def move_as_officer(world: World, person: Person, report_id: str, body: MoveToMake) -> Report:
    report = get_report(world, report_id)
    return move(world, report, officer_of(person, report), body)


def move_as_reporter(world: World, person: Person, report_id: str, body: MoveToMake) -> Report:
    """ReportNotFoundError, also for those of others."""
    report = get_report(world, report_id)
    if report.reporter != reporter_of(world, person.account_id):
        raise ReportNotFoundError
    return move(world, report, Acting("reporter", person.account_id), body)


def move(world: World, report: Report, acting: Acting, body: MoveToMake) -> Report:
    """Sent again, it answers with what the report has become; ReportChangedError where another move came between."""
    if report.version != body.version:
        return already_moved(world, report, acting, body)
    wish = wish_of(body)
    check_names(world, body.move, wish)
    return make_move(world, report, acting, body.move, wish)


def make_move(world: World, report: Report, acting: Acting, name: MoveName, wish: Wish, also: Sequence[Item] = ()) -> Report:
    """`also` holds in the same transaction: RefusedError where it alone does not."""
    at = int(world.now.timestamp())
    check(report, name, acting.actor, wish, at)
    return write_move(world, report, apply(report, name, wish, at), acting, name, wish, also)


def wish_of(body: MoveToMake) -> Wish:
    return Wish(
        text=body.text.strip(),
        unit=body.unit,
        procedure=body.procedure,
        original=body.original,
        media=tuple(dict.fromkeys(body.media)),
        public_text=body.public_text,
        body=body.body,
    )


def check_names(world: World, name: MoveName, wish: Wish) -> None:
    if name == "assign" and wish.unit and wish.unit not in units():
        raise wrong_field("unit", "unit-unknown", "there is no such agency")
    if name == "merge" and wish.original:
        check_original(world, wish.original)


def check_original(world: World, report_id: str) -> None:
    """What was joined with another is none itself: nobody finds the way along a chain."""
    original = reports.get(world.reports, report_id)
    if original is None:
        raise wrong_field("original", "original-unknown", "there is no such report")
    if original.duplicate_of:
        raise wrong_field("original", "original-duplicate", "that report is a duplicate itself: please name its original")


def already_moved(world: World, report: Report, acting: Acting, body: MoveToMake) -> Report:
    event = reports.get_event(world.reports, report.report_id, body.version + 1)
    is_ours = event is not None and (event.move, event.who) == (body.move, who_of(world, report, event.n, acting))
    if not is_ours:
        raise ReportChangedError
    return report


def who_of(world: World, report: Report, n: int, acting: Acting) -> str:
    """Differs in each line, so that nobody can be followed; whoever has the key can prove who it was."""
    who = report.reporter if acting.actor == "reporter" else acting.account_id
    return world.keys.hash("report-event", report.report_id, str(n), who) if who else ""


def writing_officer(world: World, report_id: str, acting: Acting, name: MoveName, text: str) -> list[Item]:
    """Which officer it was, for those who oversee the desks: the history that everybody reads does not say it."""
    line = audit.Line(int(world.now.timestamp()), acting.account_id, name, text)
    return [audit.putting_line(world.reports, report_id, line)] if acting.actor in OFFICERS else []


def beginning_delivery(world: World, report: Report, body: str) -> list[Item]:
    """With the move that forwards a report: it is sent by itself, a moment later."""
    if not body:
        return []
    at = int(world.now.timestamp())
    return [deliveries.putting(world.reports, Delivery(report_id=report.report_id, body=body, n=report.version, next_at=at))]


def write_move(
    world: World, old: Report, new: Report, acting: Acting, name: MoveName, wish: Wish, also: Sequence[Item] = ()
) -> Report:
    changes = media.moved(world, old, acting.account_id, name, wish)
    n, at = old.version + 1, int(world.now.timestamp())
    event = make_event(
        old.chain,
        n=n,
        at=at,
        move=name,
        by=acting.actor,
        who=who_of(world, old, n, acting),
        from_state=old.state,
        to_state=new.state,
        unit=new.unit,
        text=wish.text,
        media=list(wish.media),
        body=wish.body,
        due_at=new.due_at,
    )
    new = msgspec.structs.replace(new, version=n, chain=event.digest)
    writes = [
        reports.changing(world.reports, old, new),
        reports.putting_event(world.reports, old.report_id, event),
        reports.putting_message(world.reports, old.report_id, event),
        *media.writes(world, old.report_id, changes),
        *writing_officer(world, old.report_id, acting, name, wish.text),
        *beginning_delivery(world, new, wish.body),
        *([following.beginning_to_carry(world.reports, old.report_id)] if name == "merge" else []),
    ]
    try:
        world.reports.transact([*writes, *also])
    except RefusedError as error:
        if error.refused[0] >= len(writes):
            raise
        raise ReportChangedError from None
    media.keep_files(world, old.report_id, changes)
    metrics.count("ReportMoved", move=name, by=acting.actor)
    return new
