"""The wallet password, shown before money moves: what a proof of it may be used for."""

from ...world import World
from ..storage import proofs
from ..storage.ledger import Guarded


def using(world: World, account_id: str, token: str, subject: str, amount: int) -> Guarded:
    """The write that uses up a proof for this and nothing else; ProofNeededError where it is refused."""
    return proofs.using(world.wallet, account_id, token, subject, amount, int(world.now.timestamp()))
