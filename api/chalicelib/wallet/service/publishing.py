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
from . import payees, telling

LARGE = 2_000_000  # đồng: from here on a text message beside the e-mail, and not only in its place


def publish(world: World, transfer_id: str) -> None:
    """Of a transfer that is not there (any more), nothing follows."""
    transfer = ledger.get_transfer(world.wallet, transfer_id)
    if transfer is None:
        return
    telling.tell_of(world, transfer)
    payees.remember(world, transfer)
    if entries_of(transfer) and not ledger.is_told(world.wallet, transfer):
        tell_owners(world, transfer)
        ledger.put_told(world.wallet, transfer)  # last: they may be told twice, but are always told


def tell_owners(world: World, transfer: Transfer) -> None:
    for entry in entries_of(transfer):
        if kind_of(entry.account_id) == "citizen":
            tell(world, entry.account_id.partition(":")[2], entry.amount, transfer)


def tell(world: World, account_id: str, amount: int, transfer: Transfer) -> None:
    """By text message where it is large, or no letter can go."""
    wallet = wallets.get_wallet(world.wallet, account_id)
    if wallet is None:
        return
    owner, is_out, is_large = (account_id, wallet.citizen_hash), amount < 0, transfer.amount >= LARGE
    if is_large:
        text(world, owner, "money-out" if is_out else "money-in")
    is_written = write_owner(world, *owner, lambda language: letter(language, amount, transfer.at_ms))
    if not is_written and not is_large:
        text(world, owner, "small-out" if is_out else "small-in")


def text(world: World, owner: tuple[str, str], notice: Notice) -> None:
    """BusyError where no text message can leave now: the stream brings the record again."""
    if not tell_owner(world, *owner, notice):
        raise BusyError
