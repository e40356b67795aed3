"""What follows from a transfer once it is written: billers hear of bills, and owners of movements.

The stream of the table brings each record at least once, and not always in order; all of this may happen again.
"""

from ...accounts.service.notices import tell_owner, write_owner
from ...errors import BusyError
from ...otp.model.texts import Notice
from ...world import World
from ..model.accounts import kind_of
from ..model.letters import letter
from ..model.payees import payee_of
from ..model.transfers import Transfer, entries_of
from ..storage import ledger, payees, wallets
from . import telling
from .proofs import hash_payee

LARGE = 2_000_000  # đồng: from here on a text message beside the e-mail, and not only in its place


def publish(world: World, transfer_id: str) -> None:
    """Of a transfer that is not there (any more), nothing follows."""
    transfer = ledger.get_transfer(world.wallet, transfer_id)
    if transfer is None:
        return
    telling.tell_of(world, transfer)
    remember_payee(world, transfer)
    if entries_of(transfer) and not ledger.is_told(world.wallet, transfer):
        tell_owners(world, transfer)
        ledger.put_told(world.wallet, transfer)  # last: they may be told twice, but are always told


def remember_payee(world: World, transfer: Transfer) -> None:
    """Whoever was paid is no longer new to who paid."""
    payee, payer = payee_of(transfer.subject), transfer.debit_account_id
    if payee and transfer.state == "posted" and kind_of(payer) == "citizen":
        account_id = payer.partition(":")[2]
        payees.put_paid(world.wallet, account_id, hash_payee(world, account_id, payee), transfer.at_ms // 1000)


def tell_owners(world: World, transfer: Transfer) -> None:
    for entry in entries_of(transfer):
        if kind_of(entry.account_id) == "citizen":
            tell(world, entry.account_id.partition(":")[2], entry.amount, transfer)


def tell(world: World, account_id: str, amount: int, transfer: Transfer) -> None:
    """BusyError where no text message can leave now: the stream brings the record again."""
    wallet = wallets.get_wallet(world.wallet, account_id)
    if wallet is None:
        return

    def text(notice: Notice) -> None:
        if not tell_owner(world, account_id, wallet.citizen_hash, notice):
            raise BusyError

    is_out, is_large = amount < 0, transfer.amount >= LARGE
    if is_large:
        text("money-out" if is_out else "money-in")
    is_written = write_owner(
        world, account_id, wallet.citizen_hash, lambda language: letter(language, amount, transfer.at_ms)
    )
    if not is_written and not is_large:
        text("small-out" if is_out else "small-in")
