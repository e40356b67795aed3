"""Photos, videos and sounds of reports under /api/v1: forms by which browsers send them, and what has arrived."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...clients.files import FilesFailedError, UploadForm
from ...errors import TooManyError
from ...typed import Operation, Reply, route
from ...world import world
from ..model.media import MediumNotFoundError, SlotTakenError
from ..model.reports import ReportNotFoundError
from ..model.requests import AfterToUpload, Media, MediumAddress, MediumSize, MediumToUpload, OfReport
from ..service import media, uploads

report_media_routes = Blueprint(__name__)
UPLOAD = Operation(
    "POST",
    "/api/v1/report-uploads",
    "A form for one file of a report that is still to be sent, or that was sent without it",
    UploadForm,
    body=MediumToUpload,
    errors=(SlotTakenError, TooManyError, FilesFailedError),
    status_code=201,
)
UPLOADED = Operation(
    "GET", "/api/v1/report-uploads", "What has been uploaded for a report of one's own", Media, query=OfReport
)
UPLOAD_AFTER = Operation(
    "POST",
    "/api/v1/report-desk/reports/{report_id}/uploads",
    "A form for one photo of what was done, for the answer to come",
    UploadForm,
    body=AfterToUpload,
    errors=(ReportNotFoundError, SlotTakenError, TooManyError, FilesFailedError),
    status_code=201,
)

SHOW = Operation(
    "GET",
    "/api/v1/reports/{report_id}/media/{slot}",
    "Leads to a public photo, video or sound; this address stays the same",
    MediumAddress,
    errors=(MediumNotFoundError,),
    status_code=302,
    query=MediumSize,
    cache_seconds=60,
)


@route(report_media_routes, UPLOAD)
def post_report_upload(body: MediumToUpload) -> UploadForm:
    return uploads.ask_before(world(), person_of(report_media_routes.current_request), body)


@route(report_media_routes, UPLOADED)
def get_report_uploads(query: OfReport) -> Media:
    return uploads.list_uploaded(world(), person_of(report_media_routes.current_request), query.report_key)


@route(report_media_routes, UPLOAD_AFTER)
def post_after_upload(report_id: str, body: AfterToUpload) -> UploadForm:
    return uploads.ask_after(world(), person_of(report_media_routes.current_request), report_id, body)


@route(report_media_routes, SHOW)
def get_medium(report_id: str, slot: str, query: MediumSize) -> Reply:
    url = media.find_public(world(), report_id, slot, query.small)
    return Reply(MediumAddress(url), location=url)
