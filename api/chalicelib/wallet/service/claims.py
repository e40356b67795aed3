"""What people owe: withdrawals that the bank paid out after we had given them up, and that were spent here meanwhile."""

from ...world import World
from ..model.bank_transfers import late
from ..model.errors import AccountClosedError, NotEnoughError
from ..model.transfers import Transfer
from ..storage import settlements
from ..storage.settlements import Claim
from . import ledger


class ClaimCommandError(Exception):
    """In words for an operator."""


def list_claims(world: World) -> list[Claim]:
    return settlements.list_claims(world.wallet)


def settle(world: World, transfer_id: str) -> Transfer:
    """Takes the amount from the wallet, once; ClaimCommandError where it is not there, or nobody owes it."""
    claim = next((one for one in list_claims(world) if one.transfer_id == transfer_id), None)
    if claim is None:
        raise ClaimCommandError(f"there is no claim for the transfer {transfer_id}")
    moved = late(ledger.get_transfer(world, transfer_id), ledger.milliseconds(world.now))
    try:
        taken = ledger.post(world, moved)
    except (NotEnoughError, AccountClosedError) as error:
        raise ClaimCommandError(f"the wallet {claim.account_id} cannot pay {claim.amount}: {error.title}") from None
    settlements.drop_claim(world.wallet, claim)
    return taken
