"""What follows from a change of a wallet, told and paid at once, or a minute later where somebody was stopped."""

import secrets
from collections.abc import Callable
from contextlib import suppress

from ... import metrics
from ...accounts.service.notices import tell_owner
from ...errors import ApiError, BusyError
from ...otp.model.texts import Notice
from ...world import World
from ..model.owed import LATE_SECONDS, Owed
from ..storage import owed as stored
from ..storage import wallets
from .bonus import pay_bonus

AT_ONCE = 100
OWED_REST_MS = 5_000  # one message, and a bonus


def owing(world: World, account_id: str, citizen_hash: str, notice: Notice) -> Owed:
    """For the transaction that the owner is to hear of (`stored.putting_owed`)."""
    at = int(world.now.timestamp())
    return Owed(owed_id=secrets.token_hex(8), notice=notice, account_id=account_id, citizen_hash=citizen_hash, at=at)


def follow_up(world: World, *owed: Owed) -> None:
    """Once the change is written, which nothing can fail any more: what cannot be done now is done later."""
    for one in owed:
        with suppress(BusyError):
            see_to(world, one)


def see_to(world: World, owed: Owed) -> None:
    """An owner may be told twice, but is always told: the reminder goes last. BusyError where no message can leave now."""
    wallet = wallets.get_wallet(world.wallet, owed.account_id) if owed.notice == "wallet-opened" else None
    if wallet:
        pay_bonus(world, owed.account_id, wallet)
    if not tell_owner(world, owed.citizen_hash, owed.notice):
        raise BusyError
    stored.delete_owed(world.wallet, owed)


def see_to_late(world: World, has_time: Callable[[], bool] = lambda: True) -> int:
    """How many had been left behind; one that cannot be done does not hold up the others."""
    until, done = int(world.now.timestamp()) - LATE_SECONDS, 0
    for one in stored.list_owed(world.wallet, AT_ONCE):
        if one.at > until or not has_time():
            break
        try:
            see_to(world, one)
            done += 1
        except ApiError as error:
            metrics.count("OwnerNotTold", who=one.account_id, reason=error.code)
    return done
