"""Money between wallet and bank under /api/v1/wallet, and what the bank tells by itself."""

from chalice import Blueprint

from ...accounts.model.requests import Done
from ...accounts.routes.door import person_of
from ...clients.bank import BankUnavailableError
from ...errors import ApiError, BusyError, KeyReusedError
from ...signatures import WrongSignatureError
from ...typed import Operation, route
from ...world import world
from ..model.bank_transfers import BankCallback, BankMovement, BankTransfer, BankTransfers, ReplayedError
from ..model.errors import AccountClosedError, NoSuchTransferError, NotEnoughError, ProofNeededError
from ..model.links import LinkBusyError, LinkGoneError, NoSuchLinkError
from ..model.pins import MoneyFrozenError
from ..service import bank_transfers, callbacks

bank_routes = Blueprint(__name__)
REFUSALS: tuple[type[ApiError], ...] = (
    NoSuchLinkError,
    LinkGoneError,
    LinkBusyError,
    AccountClosedError,
    ProofNeededError,
    KeyReusedError,
    BusyError,
)
TOP_UP = Operation(
    "POST",
    "/api/v1/wallet/topups",
    "The bank was asked; `state` says what it has decided, or that it has not yet",
    BankTransfer,
    body=BankMovement,
    errors=REFUSALS,
    status_code=201,
    is_keyed=True,
)
WITHDRAW = Operation(
    "POST",
    "/api/v1/wallet/withdrawals",
    "The bank was asked; `state` says what it has decided, or that it has not yet",
    BankTransfer,
    body=BankMovement,
    errors=(*REFUSALS, NotEnoughError, MoneyFrozenError),
    status_code=201,
    is_keyed=True,
)
GET = Operation(
    "GET",
    "/api/v1/wallet/bank-transfers/{transfer_id}",
    "What has become of a transfer from or to a bank",
    BankTransfer,
    errors=(NoSuchTransferError,),
)
LIST = Operation("GET", "/api/v1/wallet/bank-transfers", "What is on its way from and to the person's banks", BankTransfers)
CALLBACK = Operation(
    "POST",
    "/api/v1/wallet/bank-callbacks",
    "Heard. Only what the bank has signed counts (X-Timestamp, X-Nonce, X-Signature), and each message once",
    Done,
    body=BankCallback,
    errors=(WrongSignatureError, ReplayedError, NoSuchTransferError, BankUnavailableError, BusyError),
)


@route(bank_routes, TOP_UP)
def post_topup(body: BankMovement, key: str) -> BankTransfer:
    return bank_transfers.move(world(), person_of(bank_routes.current_request), "topup", body, key)


@route(bank_routes, WITHDRAW)
def post_withdrawal(body: BankMovement, key: str) -> BankTransfer:
    return bank_transfers.move(world(), person_of(bank_routes.current_request), "withdrawal", body, key)


@route(bank_routes, GET)
def get_bank_transfer(transfer_id: str) -> BankTransfer:
    return bank_transfers.get_own(world(), person_of(bank_routes.current_request), transfer_id)


@route(bank_routes, LIST)
def list_bank_transfers() -> BankTransfers:
    return BankTransfers(bank_transfers.list_undecided(world(), person_of(bank_routes.current_request)))


@route(bank_routes, CALLBACK)
def post_bank_callback(body: BankCallback) -> Done:
    request = bank_routes.current_request
    raw = request.raw_body
    callbacks.receive(world(), request.headers, raw if isinstance(raw, bytes) else raw.encode(), body)
    return Done()
