"""Rating an answer: its reporter closes the report or opens it again, those who co-signed are counted."""

from collections.abc import Sequence

from ...access import Person
from ...dynamodb import Item, RefusedError
from ...world import World
from ..model.following import Cosign
from ..model.moves import Wish
from ..model.rating_requests import RatingToGive
from ..model.ratings import AlreadyRatedError
from ..model.reports import MoveRefusedError, Report, ReportChangedError, ReportNotFoundError, mask_private
from ..model.requests import MoveToMake
from ..storage import following, ratings
from .cosigning import cosigner_of
from .moving import Acting, already_moved, make_move
from .sending import get_report, reporter_of


def rate(world: World, person: Person, report_id: str, body: RatingToGive) -> Report:
    """ReportNotFoundError for who has neither sent nor co-signed it."""
    report = get_report(world, report_id)
    if report.reporter == reporter_of(world, person.account_id):
        return rate_as_reporter(world, report, body)
    cosigner = cosigner_of(world, report_id, person.account_id)
    cosign = following.get_cosign(world.reports, report_id, cosigner)
    if cosign is None:
        raise ReportNotFoundError
    return rate_as_cosigner(world, report, cosign, body)


def rate_as_reporter(world: World, report: Report, body: RatingToGive, also: Sequence[Item] = ()) -> Report:
    """One move with its rating; sent again, it answers with what the report has become."""
    text = mask_private(body.text.strip())
    move = MoveToMake(move="close" if body.is_fixed else "not-fixed", version=body.version, text=text)
    acting = Acting("reporter", "")
    if report.version != body.version:
        return already_moved(world, report, acting, move)
    return make_move(world, report, acting, move.move, Wish(text=text, rating=body.rating), also)


def rate_as_cosigner(world: World, report: Report, cosign: Cosign, body: RatingToGive) -> Report:
    """Each answer once. ReportChangedError for who has seen another one."""
    if not report.answered_at or report.is_open or report.is_hidden:
        raise MoveRefusedError("it has no answer now")
    if cosign.answered_at == report.answered_at:
        return same_rating(report, cosign, body)
    if report.version != body.version:
        raise ReportChangedError
    writes = [
        ratings.rating_as_cosigner(world.reports, cosign, body.rating, report.answered_at),
        ratings.counting_rating(world.reports, report.report_id, body.rating, report.answered_at),
    ]
    try:
        world.reports.transact(writes)
    except RefusedError as error:
        raise (AlreadyRatedError() if 0 in error.refused else ReportChangedError()) from None
    return get_report(world, report.report_id)


def same_rating(report: Report, cosign: Cosign, body: RatingToGive) -> Report:
    if cosign.rating != body.rating:
        raise AlreadyRatedError
    return report
