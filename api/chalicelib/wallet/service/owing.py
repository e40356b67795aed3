"""What follows from a change, told, paid and forgotten at once, or a minute later where somebody was stopped."""

import secrets
from collections.abc import Callable
from contextlib import suppress

from ... import metrics
from ...accounts.service.forgetting import forget
from ...accounts.service.notices import tell_owner
from ...dynamodb import Item
from ...errors import ApiError, BusyError
from ...identity.service.removal import keep_pictures
from ...otp.model.texts import Notice
from ...world import World
from ..model.owed import LATE_SECONDS, Owed, What
from ..storage import owed as stored
from ..storage import wallets
from .bonus import pay_bonus

AT_ONCE = 100
OWED_REST_MS = 5_000  # one message, and a bonus


def owing(world: World, account_id: str, citizen_hash: str, what: What, email: str = "") -> Owed:
    """To be written (`putting`) in the transaction that it follows from."""
    at, owed_id = int(world.now.timestamp()), secrets.token_hex(8)
    sealed = world.keys.seal(email_place(owed_id), email) if email else ""
    whom = {"account_id": account_id, "citizen_hash": citizen_hash, "sealed_email": sealed}
    return Owed(owed_id=owed_id, what=what, at=at, **whom)


def email_place(owed_id: str) -> str:
    return f"owed/{owed_id}/email"


def putting(world: World, *owed: Owed) -> list[Item]:
    return [stored.putting_owed(world.wallet, one) for one in owed]


def follow_up(world: World, *owed: Owed) -> None:
    """Once the change is written, which nothing can fail any more: what cannot be done now is done later."""
    for one in owed:
        with suppress(ApiError):
            see_to(world, one)


def see_to(world: World, owed: Owed) -> None:
    """An owner may be told twice, but is always told: the reminder goes last. BusyError where no message can leave now."""
    if owed.what == "forget":
        forget(world, owed.account_id, owed.citizen_hash, owed.at)
    elif owed.what == "keep-pictures":
        keep_pictures(world, owed.account_id)
    else:
        tell(world, owed, owed.what)
    stored.delete_owed(world.wallet, owed)


def tell(world: World, owed: Owed, notice: Notice) -> None:
    wallet = wallets.get_wallet(world.wallet, owed.account_id) if notice == "wallet-opened" else None
    if wallet:
        pay_bonus(world, owed.account_id, wallet)
    address = world.keys.unseal(email_place(owed.owed_id), owed.sealed_email) if owed.sealed_email else ""
    if not tell_owner(world, owed.account_id, owed.citizen_hash, notice, address):
        raise BusyError


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
            metrics.count("OwedLeft", who=one.account_id, what=one.what, reason=error.code)
    return done
