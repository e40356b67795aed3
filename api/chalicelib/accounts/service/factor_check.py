"""What login makes of a second factor."""

import msgspec

from ...world import World
from ..model.account import Login
from ..model.errors import SecondFactorNeededError, WrongSecondFactorError
from ..model.totp import hash_recovery, step_of


def after_second_factor(world: World, login: Login, code: str) -> Login:
    """The login after this code was used; the same one where it asks for none. A code works once."""
    if not login.sealed_totp:
        return login
    if not code.strip():
        raise SecondFactorNeededError
    secret = world.keys.unseal(totp_place(login), login.sealed_totp)
    step = step_of(secret, code.strip(), login.totp_step, world.now)
    if step is not None:
        return msgspec.structs.replace(login, totp_step=step)
    used = hash_recovery(world.keys, login.account_id, code)
    if used not in login.recovery:
        raise WrongSecondFactorError
    return msgspec.structs.replace(login, recovery=[one for one in login.recovery if one != used])


def totp_place(login: Login) -> str:
    return f"account/{login.account_id}/totp"


def offer_place(login: Login) -> str:
    return f"account/{login.account_id}/totp-offer"
