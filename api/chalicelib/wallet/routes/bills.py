"""Bills under /api/v1/wallet: who sends them, what is due, and paying."""

from chalice import Blueprint

from ...accounts.routes.door import person_of, visitor_of
from ...clients.billers import BillerUnavailableError, NoSuchCustomerError
from ...errors import KeyReusedError, TooManyError
from ...typed import Operation, route
from ...world import world
from ..model.billers import NoSuchBillerError
from ..model.bills import BillChangedError, BillNotDueError, BillPaidError
from ..model.errors import AccountClosedError, NotEnoughError, OverLimitError, ProofNeededError
from ..model.payments import Billers, BillPayment, BillSearch, BillsFound, Paid
from ..service import bills

bill_routes = Blueprint(__name__)
PAYING = (KeyReusedError, NotEnoughError, AccountClosedError, OverLimitError, ProofNeededError)
BILLERS = Operation("GET", "/api/v1/wallet/billers", "The companies whose bills the wallet pays", Billers)
SEARCH = Operation(
    "POST",
    "/api/v1/wallet/bill-searches",
    "What this customer owes",
    BillsFound,
    body=BillSearch,
    errors=(NoSuchBillerError, NoSuchCustomerError, BillerUnavailableError, TooManyError),
)
PAY = Operation(
    "POST",
    "/api/v1/wallet/bill-payments",
    "The bill is paid; its company hears of it at once, or as soon as it answers",
    Paid,
    body=BillPayment,
    errors=(*PAYING, NoSuchBillerError, BillNotDueError, BillPaidError, BillChangedError),
    status_code=201,
    is_keyed=True,
)


@route(bill_routes, BILLERS)
def get_billers() -> Billers:
    return bills.list_billers()


@route(bill_routes, SEARCH)
def post_bill_search(body: BillSearch) -> BillsFound:
    request = bill_routes.current_request
    return bills.find_bills(world(), person_of(request), body, visitor_of(request))


@route(bill_routes, PAY)
def post_bill_payment(body: BillPayment, key: str) -> Paid:
    return bills.pay_bill(world(), person_of(bill_routes.current_request), body, key)
