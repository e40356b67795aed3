"""What the bank's word makes of a pending transfer: posted, voided, still open, or made up for when it comes too late."""

from ... import metrics
from ...clients.bank import Answer
from ...world import World
from ..model.bank_transfers import (
    LOOK_SECONDS,
    STUCK_SECONDS,
    decided_by,
    is_given_up,
    last_moment,
    late,
    link_of,
    owner_of,
)
from ..model.errors import AccountClosedError, AlreadyResolvedError, NotEnoughError
from ..model.transfers import Transfer
from ..storage import links, settlements
from . import ledger


def settle(world: World, transfer: Transfer) -> None:
    """Asks the bank first, whatever we think; a bank that says nothing changes nothing."""
    conclude(world, transfer, world.bank.get_status(transfer.transfer_id))


def conclude(world: World, transfer: Transfer, answer: Answer) -> None:
    """Does what follows from an answer, once, whoever else has heard it; may be done again at any time."""
    if answer.status == "accepted" and answer.amount != transfer.amount:
        contradicts("amount", transfer)
    elif answer.status == "accepted":
        accept(world, transfer)
    elif answer.status == "refused":
        void(world, transfer, answer.reason or "by-the-bank")
    elif answer.status == "absent" and is_given_up(transfer, ledger.milliseconds(world.now)):
        give_up(world, transfer)
    elif ledger.milliseconds(world.now) > transfer.at_ms + STUCK_SECONDS * 1000:
        metrics.count("TransferStuck", who=owner_of(transfer))


def accept(world: World, transfer: Transfer) -> None:
    try:
        ledger.resolve(world, transfer.transfer_id, "posted", decided_by(""))
    except AlreadyResolvedError:
        make_up(world, transfer)
    forget(world, transfer)


def void(world: World, transfer: Transfer, reason: str) -> None:
    try:
        ledger.resolve(world, transfer.transfer_id, "voided", decided_by(reason))
    except AlreadyResolvedError:
        contradicts("refused-after-posted", transfer)
    forget(world, transfer)


def give_up(world: World, transfer: Transfer) -> None:
    """The bank may have been wrong not to know of it: it is asked again later."""
    settlements.watch(world.wallet, transfer.transfer_id, ledger.milliseconds(world.now) + LOOK_SECONDS[0] * 1000, 0)
    void(world, transfer, "never-arrived")


def make_up(world: World, transfer: Transfer) -> None:
    """The bank has done what we voided. A new transfer puts it right, once: no đồng is lost, and none is made.

    A top-up is credited, whatever the wallet's standing. A withdrawal, whose money went back into the wallet when it was
    voided, is taken from there again; where it has been spent, an operator gets a claim and no balance falls below zero.
    """
    moved = late(transfer, ledger.milliseconds(world.now))
    metrics.count("TransferLate", who=owner_of(transfer), kind=transfer.kind)
    try:
        ledger.post(world, moved)
    except (NotEnoughError, AccountClosedError):
        settlements.claim(world.wallet, transfer)
        metrics.count("BankClaim", who=owner_of(transfer))


def forget(world: World, transfer: Transfer) -> None:
    """The link is free of this transfer; where this does not come to pass, who looks at the link sees that it is decided."""
    links.forget_moves(world.wallet, owner_of(transfer), link_of(transfer), frozenset((transfer.transfer_id,)))


def contradicts(reason: str, transfer: Transfer) -> None:
    """What the bank says cannot be: nothing moves, and people look at it."""
    metrics.count("BankContradicts", who=owner_of(transfer), reason=reason)


def may_be_sent_again(world: World, transfer: Transfer) -> bool:
    """While the bank would still begin with it."""
    return int(world.now.timestamp()) < last_moment(transfer)
