"""Paying a shop by its QR code: reading what the code asks for, and paying it."""

from ...access import Person
from ...errors import WrongFieldError, read_fields
from ...world import World
from ..model.accounts import merchant_account
from ..model.merchants import Merchant, Order, OrderNotPayableError, subject_of, why_not_payable
from ..model.payments import Paid, QrReading, ReadShop, ShopPayment
from ..model.qr import QrCode, read_qr
from ..storage import merchants
from . import ledger, proofs
from .bills import paid
from .merchants import get_open


def read_shop(world: World, body: QrReading) -> ReadShop:
    """What a code asks for, with the shop's name as it was approved: anybody can print another one on a code."""
    code = read_fields(payload=lambda: read_own(body.payload))["payload"]
    merchant = get_open(world, code.shop_id)
    if not code.is_dynamic:
        return shown(merchant, code.amount)
    order = get_payable(world, merchant.merchant_id, code)
    return shown(merchant, order.amount, order)


def read_own(payload: str) -> QrCode:
    code = read_qr(payload.strip())
    if not code.shop_id:
        raise WrongFieldError("qr-bank", "this code pays a bank account; the wallet pays shops of HueCity")
    return code


def get_payable(world: World, merchant_id: str, code: QrCode) -> Order:
    """The order that a code is for; an error says why it cannot be paid."""
    order, at = merchants.get_order(world.wallet, merchant_id, code.reference), int(world.now.timestamp())
    if order is None or order.standing != "open" or order.ends_at <= at or order.amount != code.amount:
        raise why_not_payable(order, at)
    return order


def shown(merchant: Merchant, amount: int, order: Order | None = None) -> ReadShop:
    order_id = order.order_id if order else ""
    return ReadShop(
        shop_id=merchant.merchant_id,
        name=merchant.name,
        category=merchant.category,
        amount=amount,
        order_id=order_id,
        note=order.note if order else "",
        ends_at=order.ends_at if order else 0,
        subject=subject_of(merchant.merchant_id, order_id),
    )


def pay_shop(world: World, person: Person, body: ShopPayment, key: str) -> Paid:
    """One transaction, in which an order must still be open and of this amount. An error says why not."""
    merchant = get_open(world, body.shop_id)
    subject = subject_of(merchant.merchant_id, body.order_id)
    about = {"payee": merchant_account(merchant.merchant_id), "subject": subject, "category": "shop"}
    transfer = ledger.payment(world, person, key, "shop", amount=body.amount, **about)
    also = [proofs.using(world, person.account_id, body.proof, subject, body.amount)]
    if body.order_id:
        also.append(merchants.paying_order(world.wallet, merchant.merchant_id, body.order_id, transfer))
    try:
        return paid(ledger.post(world, transfer, also))
    except OrderNotPayableError:
        order = merchants.get_order(world.wallet, merchant.merchant_id, body.order_id)
        raise why_not_payable(order, int(world.now.timestamp())) from None
