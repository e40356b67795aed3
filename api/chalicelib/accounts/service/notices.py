"""Telling the owner of an account what other parts of the city have done for them."""

from ... import metrics
from ...clients.email import EmailFailedError
from ...otp import service as otp
from ...otp.model.texts import Notice, notice_text
from ...world import World
from ..storage import logins
from .registration import owner_phone


def tell_owner(world: World, citizen_hash: str, notice: Notice, email: str = "") -> None:
    """By SMS, and to an address where they gave one for this; nothing where the account is gone.

    It fails nothing that has happened.
    """
    login = logins.get_login(world.table, citizen_hash)
    if login is None:
        return
    otp.send_notice(world, notice, owner_phone(world, login), login.language)
    if email:
        try:
            world.email.send(email, "HueCity", notice_text(notice, login.language))
        except EmailFailedError:
            metrics.count("NoticeFailed", notice=notice)
