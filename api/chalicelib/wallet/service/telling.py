"""Telling billers of payments until they have answered; what one refuses for good goes back to who paid."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from ... import metrics
from ...clients.billers import Outcome
from ...errors import ApiError, BusyError
from ...world import World
from ..model.billers import BILLERS
from ..model.bills import Untold
from ..model.owed import Owed
from ..model.transfers import Transfer, transfer_id_of
from ..storage import bills
from ..storage.guarded import Guarded
from . import ledger
from .owing import follow_up, owing, putting

AT_ONCE = 25  # of one biller's shard in one run, so that no biller takes all of it
SILENCES = 3
REST_MS = 8_000  # one answer, and giving the money back
T = TypeVar("T")


def tell_all(world: World, has_time: Callable[[], bool] = lambda: True) -> int:
    """How many payments were answered. Where time is short, it is not always the same who has to wait."""
    return sum(tell_one_biller(world, biller.code, has_time) for biller in in_any_order(BILLERS))


def tell_one_biller(world: World, biller: str, has_time: Callable[[], bool]) -> int:
    """One that is silent is left alone until the next run; one payment that it chokes on does not hold up the others."""
    answered = silences = 0
    for one in in_any_order(bills.list_untold(world.wallet, biller, AT_ONCE)):
        if silences == SILENCES or not has_time():
            break
        try:
            if tell(world, one) == "unknown":
                silences += 1
            else:
                answered += 1
        except ApiError as error:
            metrics.count("BillTellingFailed", who=f"{one.transfer_id} {error.code}")
    return answered


def in_any_order(found: Sequence[T]) -> list[T]:
    return random.sample(found, len(found))


def tell_of(world: World, transfer: Transfer) -> None:
    """As soon as a payment is published; what gets no answer waits for `tell_all`."""
    untold = bills.get_untold(world.wallet, transfer) if transfer.kind == "bill" else None
    if untold:
        tell(world, untold)


def tell(world: World, untold: Untold) -> Outcome:
    """However often and by however many: billers count a transfer once, and it is reversed once.

    Who paid may be told twice, but is always told: the reminder goes last."""
    place = (untold.biller, untold.customer_code, untold.bill_id)
    told = world.billers.notify_paid(*place, untold.transfer_id, untold.amount)
    metrics.count("BillerTold", who=untold.transfer_id, outcome=told.outcome)
    if told.outcome == "unknown":
        return told.outcome
    if told.outcome == "refused":
        follow_up(world, give_back(world, untold))
    bills.delete_untold(world.wallet, ledger.get_transfer(world, untold.transfer_id))
    return told.outcome


def give_back(world: World, untold: Untold) -> Owed:
    """All of it, and the bill is not paid any more; what who paid is to hear."""
    paid = ledger.get_transfer(world, untold.transfer_id)
    owed = owing(world, paid.debit_account_id.partition(":")[2], untold.citizen_hash, "bill-returned")
    key = bills.bill_key(untold.biller, untold.customer_code, untold.bill_id)
    original, reversal = untold.transfer_id, transfer_id_of("billers", untold.transfer_id)
    also = [bills.returning(world.wallet, key, original), *(Guarded(one, BusyError) for one in putting(world, owed))]
    ledger.reverse(world, original, untold.amount, reversal, by="biller", kind="reversal", also=also)
    return owed
