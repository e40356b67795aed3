"""What a shop owner does with an open shop: asking for payments, seeing what came in, giving money back."""

import secrets
from datetime import date, datetime, timedelta

from ...access import Person
from ...dynamodb import Item
from ...errors import NotFoundError, read_fields
from ...world import World
from ..model.accounts import merchant_account
from ..model.errors import NoSuchTransferError
from ..model.limits import HUE
from ..model.merchants import (
    Merchant,
    NoSuchOrderError,
    Order,
    Taking,
    Takings,
    code_of,
    order_of,
    read_note,
    refund_subject,
    sum_up,
)
from ..model.payments import Paid
from ..model.qr import qr_svg, write_qr
from ..model.shopkeeping import NewOrder, Refund, ShownOrder
from ..model.transfers import transfer_id_of
from ..storage import merchants
from . import ledger, proofs
from .bills import paid
from .merchants import get_open, get_own, merchant_id_of

ORDER_BYTES = 8
SHOWN = 200


def make_order(world: World, person: Person, body: NewOrder) -> ShownOrder:
    note = read_fields(note=lambda: read_note(body.note))["note"]
    merchant = get_open(world, merchant_id_of(world, person.account_id))
    order = Order(
        order_id=secrets.token_hex(ORDER_BYTES),
        merchant_id=merchant.merchant_id,
        amount=body.amount,
        note=note,
        ends_at=int(world.now.timestamp()) + body.seconds,
    )
    merchants.put_order(world.wallet, order)
    return shown(merchant, order)


def get_own_order(world: World, person: Person, order_id: str) -> ShownOrder:
    """For the owner who waits for a payment to arrive."""
    merchant = get_own(world, person)
    order = merchants.get_order(world.wallet, merchant.merchant_id, order_id)
    if order is None:
        raise NoSuchOrderError
    return shown(merchant, order)


def shown(merchant: Merchant, order: Order) -> ShownOrder:
    payload = write_qr(code_of(merchant, order))
    known = (order.order_id, order.amount, order.note, order.standing, order.ends_at, order.paid_by)
    return ShownOrder(*known, payload, qr_svg(payload))


def list_takings(world: World, person: Person, day: str) -> Takings:
    """From midnight to midnight in Huế. `day` is an ISO date; NotFoundError where there is no such day."""
    account = merchant_account(get_own(world, person).merchant_id)
    begins = midnight(day)
    until = begins + timedelta(days=1)
    entries = ledger.list_entries(world, account, ledger.milliseconds(begins), ledger.milliseconds(until))
    return sum_up(day, [taking_of(entry) for entry in entries], SHOWN)


def midnight(day: str) -> datetime:
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise NotFoundError from None
    if found.isoformat() != day or not 2000 < found.year < 9999:  # 20261124 is an ISO date as well, but another address
        raise NotFoundError
    return datetime.combine(found, datetime.min.time(), HUE)


def taking_of(entry: Item) -> Taking:
    at_ms, _, transfer_id = str(entry["sk"]).partition("#")
    return Taking(transfer_id, int(at_ms), entry["amount"], order_of(entry["subject"]))


def refund(world: World, person: Person, body: Refund, key: str) -> Paid:
    """All or a part of a payment to this owner's shop, by a linked transfer; together never more than was paid."""
    account = merchant_account(get_own(world, person).merchant_id)
    original = ledger.get_transfer(world, body.transfer_id)
    if original.kind != "shop" or original.credit_account_id != account:
        raise NoSuchTransferError
    subject = refund_subject(body.transfer_id)
    reversal = ledger.reverse(
        world,
        body.transfer_id,
        body.amount,
        transfer_id_of(person.account_id, key),
        by=person.account_id,
        request=f"{subject} {body.amount}",
        also=[proofs.using(world, person.account_id, body.proof, subject, body.amount)],
    )
    return paid(reversal)
