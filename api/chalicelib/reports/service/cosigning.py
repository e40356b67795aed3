"""Co-signing a report: this one is mine, too. Once each, counted on the report, and followed from then on."""

from contextlib import suppress

from ...access import Person
from ...dynamodb import RefusedError
from ...limits import Limit
from ...world import World
from ..model.following import COSIGNS_A_DAY, Cosign, ListedCosign, OwnReportError, ReportClosedError
from ..model.following_requests import Cosigned
from ..model.reports import DAY, Report, ReportNotFoundError
from ..storage import following
from .follows import ID_CHARACTERS, follower_of, make_follow
from .sending import get_report, reporter_of


def cosigner_of(world: World, report_id: str, account_id: str) -> str:
    return world.keys.hash("cosigner", report_id, account_id)


def listing(world: World, account_id: str, report_id: str) -> ListedCosign:
    """The place of this co-sign in the person's own list."""
    follower = follower_of(world, account_id)
    listed = world.keys.hash("cosigned", follower, report_id)[:ID_CHARACTERS]
    return ListedCosign(follower=follower, listed=listed, sealed=world.keys.seal(listed_place(listed), report_id))


def listed_place(listed: str) -> str:
    return f"cosigned/{listed}"


def list_own(world: World, account_id: str) -> list[Cosign]:
    listed = following.list_cosigned(world.reports, follower_of(world, account_id))
    ids = [world.keys.unseal(listed_place(one.listed), one.sealed) for one in listed]
    found = [following.get_cosign(world.reports, one, cosigner_of(world, one, account_id)) for one in ids]
    return [one for one in found if one]


def forget(world: World, account_id: str) -> None:
    """Who has co-signed; that somebody did stays counted. Twice is as good as once."""
    for one in following.list_cosigned(world.reports, follower_of(world, account_id)):
        report_id = world.keys.unseal(listed_place(one.listed), one.sealed)
        cosign = following.deleting_cosign(world.reports, report_id, cosigner_of(world, report_id, account_id), "")
        world.reports.transact([cosign, following.deleting_cosigned(world.reports, one)])


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
        following.putting_cosigned(world.reports, listing(world, person.account_id, report_id)),
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
        following.deleting_cosigned(world.reports, listing(world, person.account_id, report_id)),
    ]
    with suppress(RefusedError):  # withdrawn before
        world.reports.transact(writes)
    return show(world, person, report_id)
