"""Reports as everybody may see them: in lists, by themselves, and with their history."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ...dynamodb import Index
from ...world import World
from ..model.deadlines import due_on
from ..model.media import Medium, are_public
from ..model.reports import Event, Report, ReportNotFoundError
from ..model.requests import EventShown, Filters, Reports, ReportShown, ReportSummary
from ..storage import reports
from . import media
from .media import Viewer
from .sending import get_report

A_PAGE = 25
MOST_CALLS = 2


def summary(report: Report, now: int) -> ReportSummary:
    return ReportSummary(**summary_fields(report, now))


def summary_fields(report: Report, now: int) -> dict[str, Any]:
    point = report.point
    return {
        "id": report.report_id,
        "category": report.category,
        "state": report.state,
        "is_open": report.is_open,
        "text": report.public_text,
        "lat": point.lat if point else None,
        "long": point.long if point else None,
        "ward": report.ward,
        "address": report.address,
        "unit": report.unit,
        "procedure": report.procedure,
        "received_at": report.received_at,
        "updated_at": report.updated_at,
        "due_at": report.due_at,
        "due_on": due_on(report.due_at).isoformat() if report.procedure == "timed" else "",
        "is_late": report.is_late(now),
        "answered_at": report.answered_at,
        "rating": report.rating,
        "duplicate_of": report.duplicate_of,
        "cover": report.cover if are_public(report) else "",
        "cosigns": report.cosigns,
    }


def shown(world: World, report: Report, viewer: Viewer = "anybody", known: Sequence[Medium] | None = None) -> ReportShown:
    """With its whole history: what was asked, answered, put off and why; `known` are its media where they were read."""
    events = reports.list_events(world.reports, report.report_id)
    if known is None:
        known = media.list_there(world, report.report_id) if report.media or viewer == "officer" else []
    return ReportShown(
        **summary_fields(report, int(world.now.timestamp())),
        version=report.version,
        source=report.source,
        rule=report.rule,
        written_at=report.written_at,
        is_extended=report.is_extended,
        reopened=report.reopened,
        cosign_ratings=report.cosign_ratings,
        answers=report.answers,
        media=media.show(world, report, known, viewer),
        history=[show_event(one, viewer) for one in events],
    )


def show_event(event: Event, viewer: Viewer) -> EventShown:
    text = event.public_text if viewer == "anybody" else event.text
    return EventShown(**msgspec.structs.asdict(event) | {"text": text, "text_digest": event.text_digest})


def show_public(world: World, report_id: str) -> ReportShown:
    """ReportNotFoundError, also for what is hidden."""
    report = get_report(world, report_id)
    if report.is_hidden:
        raise ReportNotFoundError
    return shown(world, report)


def list_public(world: World, filters: Filters) -> Reports:
    """One page, newest first, in one or two calls; a page may be short, and `next` goes on behind it."""
    index, value, equal = choose(filters)
    found: list[Report] = []
    mark = filters.after
    for _ in range(MOST_CALLS):
        some, mark = reports.page(world.reports, index, value, A_PAGE, mark, is_newest_first=True, equal=equal)
        found += some
        if not mark or len(found) >= A_PAGE:
            break
    now = int(world.now.timestamp())
    return Reports([summary(one, now) for one in found], mark)


def choose(filters: Filters) -> tuple[Index, str, dict[str, str]]:
    """The shortest list that has all of them, and what else must be equal in it."""
    given = {"of_category": filters.category, "of_ward": filters.ward, "of_unit": filters.unit}
    given = {"of_late": "late" if filters.late else "", "of_open": filters.status, **given}
    equal = {name: value for name, value in given.items() if value}
    for index in (reports.LATE, reports.OPEN, reports.WARD, reports.UNIT, reports.CATEGORY):
        if index.name in equal:
            return index, equal.pop(index.name), equal
    return reports.PUBLIC, "public", {}
