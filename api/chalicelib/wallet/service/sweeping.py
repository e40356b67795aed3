"""The sweeper: asks the bank about transfers that nobody has decided in time, and once more about those given up."""

import random
from collections.abc import Callable

import msgspec

from ... import metrics
from ...world import World
from ..model.bank_transfers import LOOK_SECONDS, is_movement
from ..storage import settlements
from ..storage.settlements import Watch
from . import ledger, settling

SWEEP_REST_MS = 12_000  # one question to the bank and the writes that follow


class Swept(msgspec.Struct):
    """How many were asked about, and how many could not be."""

    asked: int = 0
    failed: int = 0


def sweep(world: World, has_time: Callable[[], bool]) -> Swept:
    """In any order, so that one that fails each time does not keep the others waiting. Any number may sweep at once."""
    now_ms, swept = ledger.milliseconds(world.now), Swept()
    tasks: list[Callable[[], None]] = []
    tasks += [lambda one=one: settle(world, one) for one in settlements.list_due(world.wallet, now_ms)]  # type: ignore[misc]
    tasks += [lambda one=one: look(world, one) for one in settlements.list_watched(world.wallet, now_ms)]  # type: ignore[misc]
    random.shuffle(tasks)
    for task in tasks:
        if not has_time():
            break
        swept.asked += 1
        try:
            task()
        except Exception as error:  # the next one may be well
            swept.failed += 1
            metrics.count("SweepFailed", reason=type(error).__name__)
    return swept


def settle(world: World, transfer_id: str) -> None:
    transfer = ledger.get_transfer(world, transfer_id)
    if is_movement(transfer):
        settling.settle(world, transfer)


def look(world: World, one: Watch) -> None:
    """Whether what was given up has happened at the bank after all; an hour, a day and three days later."""
    transfer, look = ledger.get_transfer(world, one.transfer_id), one.look + 1
    answer = world.bank.get_status(one.transfer_id)
    if answer.status == "unknown":
        return
    if answer.status == "accepted":
        settling.conclude(world, transfer, answer)
    elif look < len(LOOK_SECONDS):
        due_ms = ledger.milliseconds(world.now) + LOOK_SECONDS[look] * 1000
        settlements.watch(world.wallet, one.transfer_id, due_ms, look)
    settlements.unwatch(world.wallet, one)
