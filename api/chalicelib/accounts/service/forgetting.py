"""Forgetting all that was kept of an account that has ended, in every part of the city: the one list of it."""

from ...identity.service import removal
from ...reports.service import cosigning, follows, locks, own
from ...wallet.service import payees
from ...world import World
from ..storage import logins
from .sessions import end_all


def forget(world: World, account_id: str, citizen_hash: str, ended_at: int) -> None:
    """Twice is as good as once. BusyError, or FilesFailedError for the pictures: the rest is forgotten by then.

    The ID number may have another account since `ended_at`.
    """
    end_all(world, account_id)  # begun while the account ended
    logins.delete_rest(world.table, account_id, citizen_hash, ended_at)
    follows.forget(world, account_id)
    cosigning.forget(world, account_id)
    own.forget(world, account_id)
    locks.forget(world, account_id)
    removal.forget(world, account_id)
    payees.forget(world, account_id)
