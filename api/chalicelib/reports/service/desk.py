"""The desks: what waits for an agency, the most urgent first, and one report with what its officer may do."""

import msgspec

from ...access import NotAllowedError, Person
from ...world import World
from ..model.catalogue import OPERATIONS_UNIT
from ..model.reports import Report
from ..model.requests import Inbox, MoveToMake, Neighbours, Paging, ReportForDesk
from ..model.states import allowed
from ..storage import reports
from .follows import carry_over
from .moving import move_as_officer, officer_of
from .nearby import list_around
from .numbers import require_operations
from .sending import get_report
from .showing import A_PAGE, shown, summary


def list_inbox(world: World, officer: Person, unit: str, paging: Paging) -> Inbox:
    """An officer's own agency; the operations centre may look into all of them."""
    if unit not in officer.units and OPERATIONS_UNIT not in officer.units:
        raise NotAllowedError
    found, mark = reports.page(world.reports, reports.INBOX, unit, A_PAGE, paging.after)
    now = int(world.now.timestamp())
    return Inbox([summary(one, now) for one in found], mark)


def list_candidates(world: World, officer: Person, report_id: str) -> Neighbours:
    """Open reports of the same category around this one, which may be what it was sent for again."""
    require_operations(officer)
    report = get_report(world, report_id)
    return list_around(world, report.point, report.category, report_id) if report.point else Neighbours([])


def move(world: World, officer: Person, report_id: str, body: MoveToMake) -> ReportForDesk:
    """Sent again after it was cut off, it also finishes what follows a merge; otherwise who tells of it does."""
    report = move_as_officer(world, officer, report_id, body)
    if body.move == "merge":
        carry_over(world, report)
    return shown_to(world, officer, report)


def show(world: World, officer: Person, report_id: str) -> ReportForDesk:
    return shown_to(world, officer, get_report(world, report_id))


def shown_to(world: World, officer: Person, report: Report) -> ReportForDesk:
    """NotAllowedError where it is another agency's."""
    moves = allowed(report.state, officer_of(officer, report).actor)
    known = msgspec.structs.asdict(shown(world, report, "officer"))
    return ReportForDesk(**known, full_text=report.text, moves=moves, is_hidden=report.is_hidden)
