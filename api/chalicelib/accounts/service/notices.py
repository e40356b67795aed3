"""Telling the owner of an account what other parts of the city have done for them."""

from ...otp import service as otp
from ...otp.model.texts import Notice
from ...world import World
from ..storage import logins
from .registration import owner_phone


def tell_owner(world: World, citizen_hash: str, notice: Notice) -> None:
    """By SMS, in their language; nothing where the account is gone. It fails nothing that has happened."""
    login = logins.get_login(world.table, citizen_hash)
    if login:
        otp.send_notice(world, notice, owner_phone(world, login), login.language)
