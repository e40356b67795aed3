"""Filling the wallet from a bank account, and sending money back to one: begun here, decided by the bank."""

from datetime import UTC, datetime

from ...access import Person
from ...accounts.service import owner
from ...clients.bank import Direction, Order
from ...errors import KeyReusedError
from ...world import World
from ..model.accounts import citizen_account
from ..model.bank_transfers import (
    BankMovement,
    BankTransfer,
    Movement,
    fingerprint,
    is_movement,
    last_moment,
    late_id,
    link_of,
    movement,
    owner_of,
    reason_of,
)
from ..model.errors import NoSuchTransferError
from ..model.links import MOST_MOVING, Link, LinkGoneError
from ..model.pins import MoneyFrozenError
from ..model.transfers import Transfer, resolution_id, transfer_id_of
from ..storage import ledger as stored
from ..storage import links
from . import ledger, linking, proofs, settling, unlinking

DIRECTIONS: dict[Movement, Direction] = {"topup": "debit", "withdrawal": "credit"}


def move(world: World, person: Person, kind: Movement, wanted: BankMovement, key: str) -> BankTransfer:
    """Once for each key: sent again, the same request finds out what became of the first one."""
    transfer_id = transfer_id_of(person.account_id, key)
    begun = stored.get_transfer(world.wallet, transfer_id)
    if begun is None:
        link = linking.get_own(world, person, wanted.link_id)
        begun = begin(world, person, kind, link, wanted, transfer_id)
        send(world, link, begun)
    elif begun.request != fingerprint(kind, wanted.link_id, wanted.amount):
        raise KeyReusedError
    elif ledger.state_of(world, begun) == "pending":
        go_on(world, person, begun)
    return shown(world, begun)


def begin(world: World, person: Person, kind: Movement, link: Link, wanted: BankMovement, transfer_id: str) -> Transfer:
    """Written down before the bank hears of it."""
    if link.standing != "linked":
        raise LinkGoneError
    if kind == "withdrawal":
        require_thawed(world, person, link)
    if len(link.moving) >= MOST_MOVING:
        unlinking.forget_decided(world, person, link)
    known = (transfer_id, person.account_id, link.bin, link.link_id, wanted.amount)
    planned = movement(kind, *known, ledger.milliseconds(world.now))
    noting = links.noting_move(world.wallet, person.account_id, link.link_id, transfer_id)
    proving = proofs.using(world, person.account_id, wanted.proof, f"{kind}:{link.link_id}", wanted.amount)
    also = [noting, proving]
    if kind == "topup":  # a withdrawal holds the wallet's money, which finds out by itself
        also.append(stored.checking_open(world.wallet, citizen_account(person.account_id)))
    return ledger.hold(world, planned, also)


def require_thawed(world: World, person: Person, link: Link) -> None:
    until = max(owner.money_frozen_until(world, person), linking.withdrawals_from(link))
    now = int(world.now.timestamp())
    if until > now:
        error = MoneyFrozenError(f"until {datetime.fromtimestamp(until, UTC):%Y-%m-%dT%H:%M:%SZ}")
        error.retry_after_seconds = until - now
        raise error


def send(world: World, link: Link, transfer: Transfer) -> None:
    kind: Movement = "withdrawal" if transfer.kind == "withdrawal" else "topup"
    order = Order(
        reference=transfer.transfer_id,
        direction=DIRECTIONS[kind],
        token=linking.token_of(world, link),
        amount=transfer.amount,
        not_after=last_moment(transfer),
    )
    settling.conclude(world, transfer, world.bank.move(order))


def go_on(world: World, person: Person, transfer: Transfer) -> None:
    """After somebody was stopped on the way: the bank is asked, and told again only what it never heard."""
    answer = world.bank.get_status(transfer.transfer_id)
    if answer.status == "absent" and settling.may_be_sent_again(world, transfer):
        send(world, linking.get_own(world, person, link_of(transfer)), transfer)
    else:
        settling.conclude(world, transfer, answer)


def get_own(world: World, person: Person, transfer_id: str) -> BankTransfer:
    transfer = stored.get_transfer(world.wallet, transfer_id)
    if transfer is None or not is_movement(transfer) or owner_of(transfer) != person.account_id:
        raise NoSuchTransferError
    return shown(world, transfer)


def list_undecided(world: World, person: Person) -> list[BankTransfer]:
    """What is on its way from or to the person's banks, newest first."""
    moving = {one for link in links.list_links(world.wallet, person.account_id) for one in link.moving}
    begun = [shown(world, ledger.get_transfer(world, one)) for one in moving]
    return sorted((one for one in begun if one.state == "pending"), key=lambda one: (-one.at, one.id))


def shown(world: World, transfer: Transfer) -> BankTransfer:
    resolution = stored.get_transfer(world.wallet, resolution_id(transfer.transfer_id))
    is_voided = resolution is not None and resolution.state == "voided"
    made_up = stored.get_transfer(world.wallet, late_id(transfer.transfer_id)) if is_voided else None
    return BankTransfer(
        id=transfer.transfer_id,
        kind="withdrawal" if transfer.kind == "withdrawal" else "topup",
        state=resolution.state if resolution else "pending",
        amount=transfer.amount,
        link_id=link_of(transfer),
        at=transfer.at_ms // 1000,
        reason=reason_of(resolution) if resolution else "",
        made_up_by=made_up.transfer_id if made_up else "",
    )
