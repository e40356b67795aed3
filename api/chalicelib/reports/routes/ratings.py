"""Rating answers under /api/v1: by reporters and co-signers, and by the link of a message without logging in."""

from chalice import Blueprint

from ...accounts.routes.door import person_of, visitor_of
from ...errors import BusyError, InvalidInputError, TooManyError
from ...typed import Operation, route
from ...world import world
from ..model.rating_requests import LinkOpened, RatingByLink, RatingOffer, RatingToGive
from ..model.ratings import AlreadyRatedError, RatingLinkLateError, RatingLinkUnknownError, RatingLinkUsedError
from ..model.reports import MoveRefusedError, ReportChangedError, ReportNotFoundError
from ..model.requests import ReportShown
from ..service import rating, rating_links, showing

rating_routes = Blueprint(__name__)
LINK = (RatingLinkUnknownError, RatingLinkUsedError, RatingLinkLateError, ReportNotFoundError, TooManyError, BusyError)
MOVE = (ReportNotFoundError, MoveRefusedError, ReportChangedError, InvalidInputError, BusyError)
RATE = Operation(
    "POST",
    "/api/v1/me/reports/{report_id}/ratings",
    "What the report has become; by its reporter, or by who has co-signed it",
    ReportShown,
    body=RatingToGive,
    errors=(*MOVE, AlreadyRatedError),
)
OPEN = Operation(
    "POST",
    "/api/v1/report-rating-views",
    "The report and answer that a message's link is about",
    RatingOffer,
    body=LinkOpened,
    errors=LINK,
)
BY_LINK = Operation(
    "POST",
    "/api/v1/report-ratings",
    "What the report has become",
    ReportShown,
    body=RatingByLink,
    errors=(*MOVE, *LINK),
)


@route(rating_routes, RATE)
def post_rating(report_id: str, body: RatingToGive) -> ReportShown:
    now = world()
    return showing.shown(now, rating.rate(now, person_of(rating_routes.current_request), report_id, body))


@route(rating_routes, OPEN)
def post_rating_view(body: LinkOpened) -> RatingOffer:
    return rating_links.open_link(world(), body.token, visitor_of(rating_routes.current_request).address)


@route(rating_routes, BY_LINK)
def post_rating_by_link(body: RatingByLink) -> ReportShown:
    now, visitor = world(), visitor_of(rating_routes.current_request)
    return showing.shown(now, rating_links.rate_by_link(now, body, visitor.address))
