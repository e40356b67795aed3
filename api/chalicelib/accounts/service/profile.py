"""What a person sees of their own account."""

import msgspec

from ...access import NotSignedInError, Person
from ...otp.model.phone import mask_phone
from ...world import World
from ..model.account import Details, Login, Profile
from ..model.requests import Me
from ..storage import logins
from .registration import owner_phone


def show(world: World, person: Person) -> Me:
    login, profile = get_own(world, person)
    details = details_of(world, person.account_id, profile)
    return Me(
        account_id=person.account_id,
        full_name=details.full_name,
        email=details.email,
        citizen_id=login.masked_id,
        phone=shown_phone(world, login),
        role=login.role,
        level=login.level,
        language=login.language,
        consents=sorted(profile.consents),
        has_second_factor=bool(login.sealed_totp),
        money_frozen_until=login.money_frozen_until,
    )


def shown_phone(world: World, login: Login) -> str:
    """Masked: enough for who knows it."""
    return mask_phone(owner_phone(world, login))


def get_own(world: World, person: Person) -> tuple[Login, Profile]:
    """Both records of an account; NotSignedInError where it was deleted in this moment."""
    login = logins.get_login(world.table, person.citizen_hash)
    profile = logins.get_profile(world.table, person.account_id)
    if login is None or profile is None:
        raise NotSignedInError
    return login, profile


def email_of(world: World, person: Person) -> str:
    """The address of an account, or "" where it has none."""
    _, profile = get_own(world, person)
    return details_of(world, person.account_id, profile).email


def details_of(world: World, account_id: str, profile: Profile) -> Details:
    opened = world.keys.unseal(f"account/{account_id}/details", profile.sealed_details)
    return msgspec.json.decode(opened, type=Details)
