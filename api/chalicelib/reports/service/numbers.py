"""How much waits at the desks: counted by the indexes, one bounded call a number."""

from typing import Any

from ...access import NotAllowedError, Person
from ...dynamodb import Index
from ...world import World
from ..model.catalogue import OPERATIONS_UNIT, units
from ..model.deadlines import day_in_hue, end_of
from ..model.desk import Counted, InboxCounts, Inboxes, LiveNumbers
from ..model.reports import DAY
from ..storage import reports

MOST_INBOXES = 20


def count_inboxes(world: World, officer: Person) -> Inboxes:
    """Two calls for each agency that the officer works for."""
    own = [unit for unit in officer.units if unit in units()]
    return Inboxes([count_inbox(world, unit) for unit in own[:MOST_INBOXES]])


def count_inbox(world: World, unit: str) -> InboxCounts:
    late = count(world, reports.INBOX, unit, (0, int(world.now.timestamp())))
    return InboxCounts(unit, count(world, reports.INBOX, unit), late)


def count_live(world: World, officer: Person) -> LiveNumbers:
    """Four calls; for the operations centre alone."""
    require_operations(officer)
    at = int(world.now.timestamp())
    today = (end_of(day_in_hue(at)) - DAY, at)
    return LiveNumbers(
        received_today=count(world, reports.PUBLIC, "public", today),
        answered_today=count(world, reports.UPDATES, "updates", today, equal={"move": "answer"}),
        late_now=count(world, reports.OPEN, "open", until={"due": f"{at:012d}~"}),
        waiting_for_people=count(world, reports.OPEN, "open", equal={"state": "returned"}),
    )


def count(world: World, index: Index, value: str, span: tuple[int, int] | None = None, **more: Any) -> Counted:
    return Counted(*reports.count(world.reports, index, value, span, **more))


def require_operations(officer: Person) -> None:
    if OPERATIONS_UNIT not in officer.units:
        raise NotAllowedError
