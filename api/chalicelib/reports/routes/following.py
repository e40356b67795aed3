"""Co-signing and following reports under /api/v1."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...errors import BusyError, TooManyError
from ...typed import Operation, route
from ...world import world
from ..model.following import OwnReportError, ReportClosedError
from ..model.following_requests import Cosigned
from ..model.reports import ReportNotFoundError
from ..service import cosigning

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


@route(following_routes, COSIGN)
def post_cosign(report_id: str) -> Cosigned:
    return cosigning.cosign(world(), person_of(following_routes.current_request), report_id)


@route(following_routes, COSIGNED)
def get_cosign(report_id: str) -> Cosigned:
    return cosigning.show(world(), person_of(following_routes.current_request), report_id)


@route(following_routes, WITHDRAW)
def delete_cosign(report_id: str) -> Cosigned:
    return cosigning.withdraw(world(), person_of(following_routes.current_request), report_id)
