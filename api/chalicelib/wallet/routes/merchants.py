"""Shops under /api/v1/wallet: applications and decisions on them, and what an owner does with an open shop."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...errors import BusyError, KeyReusedError
from ...typed import Operation, route
from ...world import world
from ..model.errors import AccountClosedError, NoSuchTransferError, NotEnoughError, ProofNeededError, TooMuchBackError
from ..model.merchants import (
    AlreadyAppliedError,
    AlreadyDecidedError,
    MerchantClosedError,
    NoSuchMerchantError,
    NoSuchOrderError,
    Takings,
)
from ..model.payments import Paid
from ..model.shopkeeping import (
    Application,
    MerchantDecision,
    NewOrder,
    Refund,
    ShownMerchant,
    ShownOrder,
    WaitingMerchants,
)
from ..service import merchants, takings

merchant_routes = Blueprint(__name__)
OWN, APPLICATIONS = "/api/v1/wallet/merchant", "/api/v1/wallet/merchant-applications"
NONE = (NoSuchMerchantError,)
APPLY = Operation(
    "POST",
    APPLICATIONS,
    "The application waits for somebody of the city",
    ShownMerchant,
    body=Application,
    errors=(AlreadyAppliedError, BusyError),
    status_code=201,
)
WAITING = Operation("GET", APPLICATIONS, "Applications that nobody has decided on", WaitingMerchants)
DECIDE = Operation(
    "POST",
    APPLICATIONS + "/{merchant_id}/decisions",
    "The shop is open, or its owner reads why not",
    ShownMerchant,
    body=MerchantDecision,
    errors=(*NONE, AlreadyDecidedError, BusyError),
    status_code=201,
)
SHOW = Operation("GET", OWN, "The owner's shop with its QR code", ShownMerchant, errors=NONE)
ORDER = Operation(
    "POST",
    OWN + "/orders",
    "A QR code for one payment of this amount",
    ShownOrder,
    body=NewOrder,
    errors=(*NONE, MerchantClosedError),
    status_code=201,
)
SHOW_ORDER = Operation(
    "GET", OWN + "/orders/{order_id}", "Whether an order was paid", ShownOrder, errors=(*NONE, NoSuchOrderError)
)
TAKINGS = Operation("GET", OWN + "/takings/{day}", "What a day in Huế brought, such as 2026-11-24", Takings, errors=NONE)
REFUND = Operation(
    "POST",
    OWN + "/refunds",
    "The money is back in the wallet it came from",
    Paid,
    body=Refund,
    errors=(
        *NONE,
        NoSuchTransferError,
        TooMuchBackError,
        KeyReusedError,
        ProofNeededError,
        AccountClosedError,
        NotEnoughError,
    ),
    status_code=201,
    is_keyed=True,
)


@route(merchant_routes, APPLY)
def post_application(body: Application) -> ShownMerchant:
    return merchants.apply(world(), person_of(merchant_routes.current_request), body)


@route(merchant_routes, WAITING)
def get_applications() -> WaitingMerchants:
    return merchants.list_waiting(world(), person_of(merchant_routes.current_request))


@route(merchant_routes, DECIDE)
def post_decision(merchant_id: str, body: MerchantDecision) -> ShownMerchant:
    return merchants.decide(world(), person_of(merchant_routes.current_request), merchant_id, body)


@route(merchant_routes, SHOW)
def get_merchant() -> ShownMerchant:
    return merchants.show_own(world(), person_of(merchant_routes.current_request))


@route(merchant_routes, ORDER)
def post_order(body: NewOrder) -> ShownOrder:
    return takings.make_order(world(), person_of(merchant_routes.current_request), body)


@route(merchant_routes, SHOW_ORDER)
def get_order(order_id: str) -> ShownOrder:
    return takings.get_own_order(world(), person_of(merchant_routes.current_request), order_id)


@route(merchant_routes, TAKINGS)
def get_takings(day: str) -> Takings:
    return takings.list_takings(world(), person_of(merchant_routes.current_request), day)


@route(merchant_routes, REFUND)
def post_refund(body: Refund, key: str) -> Paid:
    return takings.refund(world(), person_of(merchant_routes.current_request), body, key)
