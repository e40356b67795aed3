"""A person's own data (Law 91/2025/QH15): read it all, take consent back, see who did what, be forgotten."""

from collections.abc import Sequence

import msgspec

from ... import metrics
from ...access import Person
from ...dynamodb import Item, RefusedError
from ...errors import BusyError
from ...world import World
from ..model.account import Consent, LogEntry, Login, Profile
from ..model.logged import GIVEN, WITHDRAWN, Logged
from ..model.preferences import Preferences, merge
from ..model.requests import Export, OwnDetails
from ..model.sessions import Visitor
from ..storage import logins
from ..storage import passkeys as stored_passkeys
from . import passkeys
from .changes import confirm_password
from .profile import details_of, get_own
from .registration import owner_phone
from .sessions import announce, ending_sessions, list_own, logging

LOG_SHOWN = 200


def export(world: World, person: Person, password: str) -> Export:
    """Everything that accounts keep of this person, as they gave it; hashes and secrets of login stay here."""
    login, profile = get_own(world, person)
    confirm_password(world, person, login, password)
    details = details_of(world, person.account_id, profile)
    return Export(
        exported_at=int(world.now.timestamp()),
        account=OwnDetails(
            account_id=person.account_id,
            full_name=details.full_name,
            email=details.email,
            phone=owner_phone(world, login),
            citizen_id=login.masked_id,
            language=login.language,
            role=login.role,
            level=login.level,
            created_at=profile.created_at,
            has_second_factor=bool(login.sealed_totp),
            units=login.units,
            money_frozen_until=login.money_frozen_until,
            needs_review=login.needs_review,
        ),
        consents=profile.consents,
        preferences=unseal_preferences(world, person.account_id, profile),
        passkeys=passkeys.list_own(world, person),
        sessions=list_own(world, person),
        log=logins.list_log(world.table, person.account_id, int(world.now.timestamp())),
    )


def list_log(world: World, person: Person) -> list[LogEntry]:
    """Newest first."""
    return logins.list_log(world.table, person.account_id, int(world.now.timestamp()), LOG_SHOWN)


def set_consents(world: World, person: Person, wanted: list[Consent], visitor: Visitor) -> None:
    """Given and taken back one by one, each with its line in the log; what stays keeps the moment it was given."""
    _, profile = get_own(world, person)
    at = int(world.now.timestamp())
    new = {one: profile.consents.get(one, at) for one in wanted}
    log = [GIVEN[one] for one in new if one not in profile.consents]
    log += [WITHDRAWN[one] for one in profile.consents if one not in new]
    change_profile(world, person, profile, msgspec.structs.replace(profile, consents=new), log, visitor)


def change_profile(world: World, person: Person, old: Profile, new: Profile, log: list[Logged], visitor: Visitor) -> None:
    writes = [logins.changing_profile(world.table, person.account_id, old, new)]
    try:
        world.table.transact([*writes, *(logging(world, person.account_id, what, visitor) for what in log)])
    except RefusedError:
        raise BusyError from None
    for what in log:
        announce(person.account_id, what, visitor)


def get_preferences(world: World, person: Person) -> Preferences:
    _, profile = get_own(world, person)
    return unseal_preferences(world, person.account_id, profile)


def set_preferences(world: World, person: Person, wanted: Preferences, visitor: Visitor) -> None:
    """Saved places tell where somebody lives: all preferences are sealed."""
    _, profile = get_own(world, person)
    sealed = world.keys.seal(f"account/{person.account_id}/preferences", msgspec.json.encode(wanted).decode())
    new = msgspec.structs.replace(profile, sealed_preferences=sealed)
    change_profile(world, person, profile, new, [], visitor)


def merge_preferences(world: World, person: Person, brought: Preferences, visitor: Visitor) -> Preferences:
    """After login: what the browser kept joins what the account has; doing it twice changes nothing more."""
    merged = merge(get_preferences(world, person), brought)
    set_preferences(world, person, merged, visitor)
    return merged


def unseal_preferences(world: World, account_id: str, profile: Profile) -> Preferences:
    if not profile.sealed_preferences:
        return Preferences()
    opened = world.keys.unseal(f"account/{account_id}/preferences", profile.sealed_preferences)
    return msgspec.json.decode(opened, type=Preferences)


def delete_account(world: World, person: Person, password: str, more: Sequence[Item] = ()) -> None:
    """`more` ends in the same transaction what others keep of the account; RefusedError where they cannot end it."""
    login, profile = get_own(world, person)
    confirm_password(world, person, login, password)
    bury(world, person.citizen_hash, login, profile, more)


def bury(world: World, citizen_hash: str, login: Login, profile: Profile, more: Sequence[Item] = ()) -> None:
    """Ends the account with its sessions. What stays is its random id and two dates: the ledger must name somebody.

    `more` owes the rest (`forgetting.forget`), so that it is forgotten whatever stops us.
    """
    writes = [
        *more,
        logins.deleting_login(world.table, citizen_hash, login),
        logins.burying_profile(world.table, login.account_id, profile, int(world.now.timestamp())),
        *stored_passkeys.deleting_all(world.table, login.account_id),
        *ending_sessions(world, login.account_id),
    ]
    try:
        world.table.transact(writes)
    except RefusedError as error:
        if error.refused[0] < len(more):
            raise
        raise BusyError from None
    metrics.count("AccountEvent", who=login.account_id, what="deleted")
