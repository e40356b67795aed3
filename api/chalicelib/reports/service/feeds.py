"""Feeds of reports: the newest of a list in one query, or the history of one."""

from ...errors import NotFoundError
from ...world import World
from ..model.feeds import entries_of, entry_of, report_title, title_of, write_feed
from ..storage import reports
from .cosigning import get_public
from .showing import A_PAGE

LISTS = {"all": reports.PUBLIC, "ward": reports.WARD, "category": reports.CATEGORY, "unit": reports.UNIT}
ROOT = "/api/v1/report-feeds"


def feed(world: World, kind: str, value: str) -> str:
    """NotFoundError where there is no such list or report."""
    path, origin, now = f"{ROOT}/{kind}/{value}", world.config.origins[0], int(world.now.timestamp())
    if kind == "report":
        report = get_public(world, value)
        events = reports.list_events(world.reports, value)
        return write_feed(path, report_title(report), entries_of(report, events), origin, now)
    title = title_of(kind, value)
    if title is None:
        raise NotFoundError
    of = "public" if kind == "all" else value
    found, _ = reports.page(world.reports, LISTS[kind], of, A_PAGE, is_newest_first=True)
    return write_feed(path, title, [entry_of(one) for one in found], origin, now)
