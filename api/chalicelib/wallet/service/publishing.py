"""What follows from a transfer once it is written: billers hear of bills, and owners of movements.

The stream of the table brings each record at least once, and not always in order; all of this may happen again.
"""

from ...accounts.service.notices import tell_owner, write_owner
from ...errors import BusyError
from ...otp.model.texts import Notice
from ...world import World
from ..model.accounts import kind_of
from ..model.letters import letter
from ..model.transfers import Transfer, entries_of
from ..storage import ledger, wallets
from . import telling

NOTICE_FROM = 2_000_000  # đồng, by text message, which costs more than many a payment; of every movement by e-mail


def publish(world: World, transfer_id: str) -> None:
    """Of a transfer that is not there (any more), nothing follows."""
    transfer = ledger.get_transfer(world.wallet, transfer_id)
    if transfer is None:
        return
    telling.tell_of(world, transfer)
    if entries_of(transfer) and not ledger.is_told(world.wallet, transfer):
        tell_owners(world, transfer)
        ledger.put_told(world.wallet, transfer)  # last: they may be told twice, but are always told


def tell_owners(world: World, transfer: Transfer) -> None:
    for entry in entries_of(transfer):
        if kind_of(entry.account_id) == "citizen":
            tell(world, entry.account_id.partition(":")[2], entry.amount, transfer)


def tell(world: World, account_id: str, amount: int, transfer: Transfer) -> None:
    """BusyError where no text message can leave now: the stream brings the record again."""
    wallet = wallets.get_wallet(world.wallet, account_id)
    if wallet is None:
        return
    notice: Notice = "money-out" if amount < 0 else "money-in"
    if transfer.amount >= NOTICE_FROM and not tell_owner(world, account_id, wallet.citizen_hash, notice):
        raise BusyError
    write_owner(world, account_id, wallet.citizen_hash, lambda language: letter(language, amount, transfer.at_ms))
