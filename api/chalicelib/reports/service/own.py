"""A person's own reports."""

from collections.abc import Iterator
from contextlib import suppress

from ...access import Person
from ...dynamodb import RefusedError
from ...world import World
from ..model.reports import Report, ReportNotFoundError
from ..model.requests import OwnReports, Paging
from ..storage import reports
from .sending import get_report, reporter_of
from .showing import A_PAGE, summary


def list_own(world: World, person: Person, paging: Paging) -> OwnReports:
    reporter = reporter_of(world, person.account_id)
    found, mark = reports.page(world.reports, reports.REPORTER, reporter, A_PAGE, paging.after, is_newest_first=True)
    now = int(world.now.timestamp())
    return OwnReports([summary(one, now) for one in found], mark)


def get_own(world: World, person: Person, report_id: str) -> Report:
    """ReportNotFoundError, also for those of others."""
    report = get_report(world, report_id)
    if report.reporter != reporter_of(world, person.account_id):
        raise ReportNotFoundError
    return report


def forget(world: World, account_id: str) -> None:
    """Who has sent the reports of a deleted account; the reports stay, as everybody reads them. Twice is as good as once."""
    for one in list_all(world, account_id):
        with suppress(RefusedError):
            world.reports.delete(reports.key(one.report_id), "REPORTER")


def list_all(world: World, account_id: str) -> Iterator[Report]:
    """The oldest first."""
    mark, is_more = "", True
    while is_more:
        found, mark = reports.page(world.reports, reports.REPORTER, reporter_of(world, account_id), A_PAGE, mark)
        yield from found
        is_more = mark != ""
