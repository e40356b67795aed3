"""Co-signing a report: this one is mine, too. Once each, counted on the report, and followed from then on."""

from contextlib import suppress

from ...access import Person
from ...dynamodb import RefusedError
from ...limits import Limit
from ...world import World
from ..model.following import COSIGNS_A_DAY, Cosign, OwnReportError, ReportClosedError
from ..model.following_requests import Cosigned
from ..model.reports import DAY, Report, ReportNotFoundError
from ..storage import following
from .follows import make_follow
from .sending import get_report, reporter_of


def cosigner_of(world: World, report_id: str, account_id: str) -> str:
    return world.keys.hash("cosigner", report_id, account_id)


def get_public(world: World, report_id: str) -> Report:
    """ReportNotFoundError, also for what is hidden."""
    report = get_report(world, report_id)
    if report.is_hidden:
        raise ReportNotFoundError
    return report


def show(world: World, person: Person, report_id: str) -> Cosigned:
    report = get_public(world, report_id)
    found = following.get_cosign(world.reports, report_id, cosigner_of(world, report_id, person.account_id))
    return Cosigned(report.cosigns, found is not None)


def cosign(world: World, person: Person, report_id: str) -> Cosigned:
    """Twice is as good as once."""
    report, cosigner = get_public(world, report_id), cosigner_of(world, report_id, person.account_id)
    if report.reporter == reporter_of(world, person.account_id):
        raise OwnReportError
    follow = make_follow(world, person, "report", report_id, "sms")
    is_followed = following.get_follow(world.reports, follow.follower, follow.follow_id) is not None
    limit = Limit("cosigns", follow.follower, COSIGNS_A_DAY, DAY)
    at = int(world.now.timestamp())
    writes = [
        following.putting_cosign(world.reports, Cosign(report_id=report_id, cosigner=cosigner, at=at)),
        following.counting_cosign(world.reports, report_id),
        limit.counting(world.reports, world.now),
        *([] if is_followed else following.putting_follow(world.reports, follow)),
    ]
    try:
        world.reports.transact(writes)
    except RefusedError as error:
        if 0 in error.refused:
            return show(world, person, report_id)
        raise (ReportClosedError() if 1 in error.refused else limit.full(world.now)) from None
    return Cosigned(report.cosigns + 1, True)


def withdraw(world: World, person: Person, report_id: str) -> Cosigned:
    """Twice is as good as once; the report is no longer followed either."""
    writes = [
        following.deleting_cosign(world.reports, report_id, cosigner_of(world, report_id, person.account_id)),
        following.uncounting_cosign(world.reports, report_id),
        *following.deleting_follow(world.reports, make_follow(world, person, "report", report_id, "sms")),
    ]
    with suppress(RefusedError):  # withdrawn before
        world.reports.transact(writes)
    return show(world, person, report_id)
