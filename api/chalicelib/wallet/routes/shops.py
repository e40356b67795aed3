"""Paying shops under /api/v1/wallet: reading a QR code, and paying what it asks for."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...typed import Operation, route
from ...world import world
from ..model.merchants import (
    MerchantClosedError,
    NoSuchMerchantError,
    NoSuchOrderError,
    OrderChangedError,
    OrderEndedError,
    OrderPaidError,
)
from ..model.payments import Paid, QrReading, ReadShop, ShopPayment
from ..service import shops
from .bills import PAYING

shop_routes = Blueprint(__name__)
NOT_PAYABLE = (
    NoSuchMerchantError,
    MerchantClosedError,
    NoSuchOrderError,
    OrderPaidError,
    OrderEndedError,
    OrderChangedError,
)
READ = Operation(
    "POST",
    "/api/v1/wallet/qr-readings",
    "Which shop a QR code pays, and how much",
    ReadShop,
    body=QrReading,
    errors=NOT_PAYABLE,
)
PAY = Operation(
    "POST",
    "/api/v1/wallet/shop-payments",
    "The shop is paid",
    Paid,
    body=ShopPayment,
    errors=(*PAYING, *NOT_PAYABLE),
    status_code=201,
    is_keyed=True,
)


@route(shop_routes, READ)
def post_qr_reading(body: QrReading) -> ReadShop:
    return shops.read_shop(world(), body)


@route(shop_routes, PAY)
def post_shop_payment(body: ShopPayment, key: str) -> Paid:
    return shops.pay_shop(world(), person_of(shop_routes.current_request), body, key)
