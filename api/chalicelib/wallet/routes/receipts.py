"""Receipts, and the open address that shows whether one is genuine."""

from chalice import Blueprint

from ...accounts.routes.door import person_of
from ...errors import BusyError
from ...typed import Operation, route
from ...world import world
from ..model.errors import NoSuchTransferError
from ..model.payments import Receipt, ReceiptCheck
from ..model.receipts import NoSuchReceiptError
from ..service import receipts

receipt_routes = Blueprint(__name__)
RECEIPT = Operation(
    "GET",
    "/api/v1/wallet/receipts/{receipt_id}",
    "The receipt of one of the person's own payments",
    Receipt,
    errors=(NoSuchTransferError,),
)
CHECK = Operation(
    "GET",
    "/api/v1/receipt-checks/{code}",
    "What the code of a genuine receipt shows to anybody",
    ReceiptCheck,
    errors=(NoSuchReceiptError, BusyError),
)


@route(receipt_routes, RECEIPT)
def get_receipt(receipt_id: str) -> Receipt:
    return receipts.get_receipt(world(), person_of(receipt_routes.current_request), receipt_id)


@route(receipt_routes, CHECK)
def get_receipt_check(code: str) -> ReceiptCheck:
    return receipts.check_receipt(world(), code)
