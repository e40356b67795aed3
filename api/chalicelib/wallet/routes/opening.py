"""Opening a wallet under /api/v1/wallet/openings, and the wallet as its owner sees it."""

from chalice import Blueprint

from ...accounts.model.requests import CodeEntered, CodeSent
from ...accounts.routes.door import person_of, visitor_of
from ...clients.sms import SmsFailedError
from ...errors import BusyError, TooManyError
from ...otp.model.codes import CodeGoneError, ProofGoneError, WrongCodeError
from ...typed import Operation, route
from ...world import world
from ..model.pins import NoWalletError
from ..model.wallets import OpeningToConfirm, WalletOpenError, WalletShown, WalletToOpen
from ..service import opening

opening_routes = Blueprint(__name__)
ROOT = "/api/v1/wallet/openings"
REQUEST = Operation(
    "POST",
    ROOT,
    "A code is on its way to the account's own phone",
    CodeSent,
    errors=(WalletOpenError, TooManyError, SmsFailedError, BusyError),
    status_code=202,
)
CHECK = Operation(
    "POST",
    ROOT + "/{opening_id}/code",
    "The details that the wallet will be opened for",
    OpeningToConfirm,
    body=CodeEntered,
    errors=(WrongCodeError, CodeGoneError, BusyError),
)
OPEN = Operation(
    "POST",
    ROOT + "/{opening_id}/wallet",
    "The wallet is open",
    WalletShown,
    body=WalletToOpen,
    errors=(ProofGoneError, WalletOpenError, BusyError),
    status_code=201,
)
SHOW = Operation("GET", "/api/v1/wallet", "The person's wallet", WalletShown, errors=(NoWalletError,))


@route(opening_routes, REQUEST)
def post_opening() -> CodeSent:
    request = opening_routes.current_request
    return opening.request_code(world(), person_of(request), visitor_of(request))


@route(opening_routes, CHECK)
def post_opening_code(opening_id: str, body: CodeEntered) -> OpeningToConfirm:
    return opening.enter_code(world(), person_of(opening_routes.current_request), opening_id, body.code)


@route(opening_routes, OPEN)
def post_opening_wallet(opening_id: str, body: WalletToOpen) -> WalletShown:
    request = opening_routes.current_request
    return opening.open_wallet(world(), person_of(request), opening_id, body, visitor_of(request))


@route(opening_routes, SHOW)
def get_wallet() -> WalletShown:
    return opening.get_shown(world(), person_of(opening_routes.current_request))
