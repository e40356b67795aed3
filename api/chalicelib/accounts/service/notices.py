"""Telling the owner of an account what another part of HueCity has done for them."""

from ...otp import service as otp
from ...otp.model.texts import Notice
from ...world import World
from ..storage import logins
from .registration import owner_phone


def tell_owner(world: World, citizen_hash: str, account_id: str, notice: Notice) -> None:
    """By text message to the phone that the account has now; an account that is gone is told nothing."""
    login = logins.get_login(world.table, citizen_hash)
    if login is not None and login.account_id == account_id:
        otp.send_notice(world, notice, owner_phone(world, login), login.language)
