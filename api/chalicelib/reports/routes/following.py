"""Co-signing and following reports under /api/v1."""

from chalice import Blueprint

from ...accounts.model.requests import Done
from ...accounts.routes.door import person_of
from ...errors import BusyError, InvalidInputError, TooManyError
from ...typed import Operation, route
from ...world import world
from ..model.following import (
    FollowLinkUnknownError,
    NoSuchFollowError,
    OwnReportError,
    ReportClosedError,
    TooManyFollowsError,
)
from ..model.following_requests import Cosigned, Follows, FollowShown, FollowToEnd, FollowToMake
from ..model.reports import ReportNotFoundError
from ..service import cosigning, follows

following_routes = Blueprint(__name__)
COSIGNS = "/api/v1/reports/{report_id}/cosigns"
COSIGN = Operation(
    "POST",
    COSIGNS,
    "This report is for this person, too; twice is as good as once",
    Cosigned,
    errors=(ReportNotFoundError, OwnReportError, ReportClosedError, TooManyError, BusyError),
)
COSIGNED = Operation("GET", COSIGNS, "Whether this person has co-signed", Cosigned, errors=(ReportNotFoundError,))
WITHDRAW = Operation("DELETE", COSIGNS, "This person co-signs no more", Cosigned, errors=(ReportNotFoundError, BusyError))
FOLLOWS = "/api/v1/me/report-follows"
FOLLOW = Operation(
    "POST",
    FOLLOWS,
    "What this person is told of from now on",
    FollowShown,
    body=FollowToMake,
    errors=(InvalidInputError, TooManyFollowsError, TooManyError, BusyError),
    status_code=201,
)
LIST = Operation("GET", FOLLOWS, "What this person is told of", Follows)
END = Operation("DELETE", FOLLOWS + "/{follow_id}", "This is not told any more", Done, errors=(NoSuchFollowError, BusyError))
END_BY_LINK = Operation(
    "POST",
    "/api/v1/report-follow-endings",
    "This is not told any more; by the link of an e-mail",
    Done,
    body=FollowToEnd,
    errors=(FollowLinkUnknownError, BusyError),
)


@route(following_routes, COSIGN)
def post_cosign(report_id: str) -> Cosigned:
    return cosigning.cosign(world(), person_of(following_routes.current_request), report_id)


@route(following_routes, COSIGNED)
def get_cosign(report_id: str) -> Cosigned:
    return cosigning.show(world(), person_of(following_routes.current_request), report_id)


@route(following_routes, WITHDRAW)
def delete_cosign(report_id: str) -> Cosigned:
    return cosigning.withdraw(world(), person_of(following_routes.current_request), report_id)


@route(following_routes, FOLLOW)
def post_follow(body: FollowToMake) -> FollowShown:
    return follows.follow(world(), person_of(following_routes.current_request), body)


@route(following_routes, LIST)
def get_follows() -> Follows:
    return follows.list_own(world(), person_of(following_routes.current_request))


@route(following_routes, END)
def delete_follow(follow_id: str) -> Done:
    follows.end(world(), person_of(following_routes.current_request), follow_id)
    return Done()


@route(following_routes, END_BY_LINK)
def post_follow_ending(body: FollowToEnd) -> Done:
    follows.end_by_link(world(), body.token)
    return Done()
