"""The wallet password under /api/v1/wallet: proofs for payments, changing it, unlocking the wallet."""

from chalice import Blueprint

from ...accounts.model.errors import SecondFactorNeededError, WrongPasswordError, WrongSecondFactorError
from ...accounts.model.requests import CodeEntered, CodeSent, Done
from ...accounts.routes.door import person_of, visitor_of
from ...clients.sms import SmsFailedError
from ...errors import BusyError, TooManyError
from ...otp.model.codes import CodeGoneError, ProofGoneError, WrongCodeError
from ...typed import Operation, route
from ...world import world
from ..model.pins import (
    PROOF_SECONDS,
    MoneyFrozenError,
    NoWalletError,
    StepUpNeededError,
    WalletLockedError,
    WrongWalletPasswordError,
)
from ..model.wallets import ChangedWalletPassword, PaymentToProve, UnlockingProof, WalletProof, WalletToUnlock
from ..service import pins, proofs

pin_routes = Blueprint(__name__)
STEP_UP = (StepUpNeededError, WrongPasswordError, SecondFactorNeededError, WrongSecondFactorError)
CONFIRMED = (WrongWalletPasswordError, WalletLockedError, NoWalletError, TooManyError, BusyError)
PROVE = Operation(
    "POST",
    "/api/v1/wallet/proofs",
    "A proof of the wallet password for this subject and amount",
    WalletProof,
    body=PaymentToProve,
    errors=(*CONFIRMED, *STEP_UP, MoneyFrozenError),
    status_code=201,
)
CHANGE = Operation(
    "PUT", "/api/v1/wallet/password", "The new wallet password counts", Done, body=ChangedWalletPassword, errors=CONFIRMED
)
UNLOCKINGS = "/api/v1/wallet/unlockings"
REQUEST = Operation(
    "POST",
    UNLOCKINGS,
    "A code is on its way to the account's own phone",
    CodeSent,
    errors=(NoWalletError, TooManyError, SmsFailedError, BusyError),
    status_code=202,
)
CHECK = Operation(
    "POST",
    UNLOCKINGS + "/{unlocking_id}/code",
    "A proof for the new wallet password",
    UnlockingProof,
    body=CodeEntered,
    errors=(WrongCodeError, CodeGoneError, BusyError),
)
UNLOCK = Operation(
    "POST",
    UNLOCKINGS + "/{unlocking_id}/password",
    "The wallet is open again with its new password; money waits a day",
    Done,
    body=WalletToUnlock,
    errors=(ProofGoneError, NoWalletError, WrongPasswordError, TooManyError, BusyError),
)


@route(pin_routes, PROVE)
def post_proof(body: PaymentToProve) -> WalletProof:
    person = person_of(pin_routes.current_request)
    return WalletProof(proofs.prove(world(), person, body), PROOF_SECONDS)


@route(pin_routes, CHANGE)
def put_password(body: ChangedWalletPassword) -> Done:
    request = pin_routes.current_request
    pins.change(world(), person_of(request), body, visitor_of(request))
    return Done()


@route(pin_routes, REQUEST)
def post_unlocking() -> CodeSent:
    request = pin_routes.current_request
    return pins.request_unlocking_code(world(), person_of(request), visitor_of(request))


@route(pin_routes, CHECK)
def post_unlocking_code(unlocking_id: str, body: CodeEntered) -> UnlockingProof:
    person = person_of(pin_routes.current_request)
    return UnlockingProof(pins.enter_unlocking_code(world(), person, unlocking_id, body.code))


@route(pin_routes, UNLOCK)
def post_unlocking_password(unlocking_id: str, body: WalletToUnlock) -> Done:
    request = pin_routes.current_request
    pins.unlock(world(), person_of(request), unlocking_id, body, visitor_of(request))
    return Done()
