"""Telling the owner of an account what other parts of the city have done for them."""

from collections.abc import Callable
from dataclasses import dataclass

from ... import metrics
from ...clients.email import EmailFailedError
from ...otp import service as otp
from ...otp.model.codes import Language
from ...otp.model.texts import Notice, notice_text
from ...world import World
from ..storage import logins
from .profile import details_of
from .registration import owner_phone


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody is reached; `email` is "" where they gave none."""

    phone: str
    email: str
    language: Language


def find_contact(world: World, citizen_hash: str, is_theirs: Callable[[str], bool]) -> Contact | None:
    """None where the account is gone, even if the number has another one now: `is_theirs` knows an account by its id."""
    login = logins.get_login(world.table, citizen_hash)
    if login is None or not is_theirs(login.account_id):
        return None
    profile = logins.get_profile(world.table, login.account_id)
    if profile is None:
        return None
    return Contact(owner_phone(world, login), details_of(world, login.account_id, profile).email, login.language)


def write_owner(world: World, account_id: str, citizen_hash: str, letter: Callable[[Language], tuple[str, str]]) -> bool:
    """By e-mail, where this account has an address; `letter` gives (subject, text). It fails nothing that has happened:
    False where no letter could go to the owner."""
    contact = find_contact(world, citizen_hash, lambda found: found == account_id)
    if contact is None:
        return True
    if not contact.email:
        return False
    try:
        world.email.send(contact.email, *letter(contact.language))
    except EmailFailedError:
        metrics.count("LetterFailed", who=account_id)
        return False
    return True


def tell_owner(world: World, account_id: str, citizen_hash: str, notice: Notice, email: str = "") -> bool:
    """By SMS, and to an address where they gave one for this; nothing where the account is gone, even if the number has
    another one now.

    It fails nothing that has happened: False where the SMS could not leave, and may another time.
    """
    login = logins.get_login(world.table, citizen_hash)
    if login is None or login.account_id != account_id:
        return True
    if otp.send_notice(world, notice, owner_phone(world, login), login.language) == "failed":
        return False
    if email:
        try:
            world.email.send(email, "HueCity", notice_text(notice, login.language))
        except EmailFailedError:
            metrics.count("NoticeFailed", notice=notice)
    return True
