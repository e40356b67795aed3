"""A person's own identity check under /api/v1/me/identity-checks."""

from chalice import Blueprint

from ...accounts.routes.door import person_of, visitor_of
from ...clients.files import FilesFailedError, UploadForm
from ...errors import BusyError, TooManyError
from ...typed import Operation, route
from ...world import world
from ..model.cases import CheckClosedError, CheckOpenError, IdentityKnownError, NoSuchCheckError, PicturesMissingError
from ..model.requests import Checks, CheckShown, CheckToBegin, CheckToSubmit, PictureToUpload, ReadingShown
from ..service import checks, readings
from ..service.shown import shown

check_routes = Blueprint(__name__)
ROOT = "/api/v1/me/identity-checks"
ONE = ROOT + "/{check_id}"
BEGIN = Operation(
    "POST",
    ROOT,
    "The check, and the pictures that it asks for",
    CheckShown,
    body=CheckToBegin,
    errors=(IdentityKnownError, CheckOpenError, TooManyError, BusyError, FilesFailedError),
    status_code=201,
)
LIST = Operation("GET", ROOT, "The person's newest identity check", Checks)
SHOW = Operation("GET", ONE, "What is there, and what happens next", CheckShown, errors=(NoSuchCheckError,))
UPLOAD = Operation(
    "POST",
    ONE + "/uploads",
    "A form for one picture",
    UploadForm,
    body=PictureToUpload,
    errors=(NoSuchCheckError, CheckClosedError, TooManyError, BusyError, FilesFailedError),
    status_code=201,
)
READ = Operation(
    "POST",
    ONE + "/readings",
    "What was read on the paper",
    ReadingShown,
    errors=(NoSuchCheckError, CheckClosedError, PicturesMissingError, TooManyError, BusyError, FilesFailedError),
)
SUBMIT = Operation(
    "POST",
    ONE + "/submission",
    "The city looks at the pictures now",
    CheckShown,
    body=CheckToSubmit,
    errors=(NoSuchCheckError, CheckClosedError, PicturesMissingError, BusyError, FilesFailedError),
)
WITHDRAW = Operation(
    "POST",
    ONE + "/withdrawal",
    "The pictures are removed",
    CheckShown,
    errors=(NoSuchCheckError, CheckClosedError, BusyError, FilesFailedError),
)


@route(check_routes, BEGIN)
def post_check(body: CheckToBegin) -> CheckShown:
    request = check_routes.current_request
    return checks.begin(world(), person_of(request), body, visitor_of(request))


@route(check_routes, LIST)
def get_checks() -> Checks:
    return Checks(checks.list_own(world(), person_of(check_routes.current_request)))


@route(check_routes, SHOW)
def get_check(check_id: str) -> CheckShown:
    now = world()
    return shown(now, checks.get_own(now, person_of(check_routes.current_request), check_id))


@route(check_routes, UPLOAD)
def post_upload(check_id: str, body: PictureToUpload) -> UploadForm:
    return checks.ask_upload(world(), person_of(check_routes.current_request), check_id, body)


@route(check_routes, READ)
def post_reading(check_id: str) -> ReadingShown:
    return readings.read(world(), person_of(check_routes.current_request), check_id)


@route(check_routes, SUBMIT)
def post_submission(check_id: str, body: CheckToSubmit) -> CheckShown:
    request = check_routes.current_request
    return checks.submit(world(), person_of(request), check_id, body, visitor_of(request))


@route(check_routes, WITHDRAW)
def post_withdrawal(check_id: str) -> CheckShown:
    request = check_routes.current_request
    return checks.withdraw(world(), person_of(request), check_id, visitor_of(request))
