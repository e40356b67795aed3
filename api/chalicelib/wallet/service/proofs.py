"""Proofs of the wallet password: each for one subject and amount, five minutes, once."""

from ...keys import token_hash
from ...world import World
from ..model.errors import ProofNeededError
from ..storage import pins
from ..storage.ledger import Guarded


def using(world: World, account_id: str, token: str, subject: str, amount: int) -> Guarded:
    """A write of the payment's own transaction: refused where the proof is wrong, late, used, or for another payment."""
    use = pins.using_proof(world.wallet, account_id, token_hash(token), subject, amount, world.now)
    return Guarded(use, ProofNeededError)
