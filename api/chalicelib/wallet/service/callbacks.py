"""What the bank tells by itself: believed where it is signed and new, and asked about where it contradicts what we know."""

from ... import metrics
from ...clients.bank import Answer, BankUnavailableError
from ...signatures import Headers, check_signature
from ...world import World
from ..model.bank_transfers import BankCallback, ReplayedError, is_movement
from ..model.errors import NoSuchTransferError
from ..model.transfers import Transfer
from ..storage import ledger as stored
from ..storage import settlements
from . import ledger, settling

SUBJECT = "POST /api/v1/wallet/bank-callbacks"


def receive(world: World, headers: Headers, raw: bytes, told: BankCallback) -> None:
    """Harmless in any order and any number. The bank may send again, newly signed, what was not answered with 200."""
    now = int(world.now.timestamp())
    nonce = check_signature(world.config.bank_keys, "callback", SUBJECT, headers, raw, now)
    if not settlements.note_nonce(world.wallet, nonce, now):
        raise ReplayedError
    transfer = stored.get_transfer(world.wallet, told.reference)
    if transfer is None or not is_movement(transfer):
        metrics.count("BankContradicts", reason="unknown-reference")
        raise NoSuchTransferError
    believe(world, transfer, Answer(told.status, told.reason, told.amount))


def believe(world: World, transfer: Transfer, answer: Answer) -> None:
    """What is decided is only ever put right on an answer to a question of ours."""
    expected = {"accepted": "posted", "refused": "voided"}.get(answer.status, "pending")
    state = ledger.state_of(world, transfer)
    if state not in ("pending", expected):
        answer = world.bank.get_status(transfer.transfer_id)
        if answer.status == "unknown":
            raise BankUnavailableError
    settling.conclude(world, transfer, answer)
