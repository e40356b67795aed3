"""Receipts of payments, and what their codes show to anybody."""

from ...access import Person
from ...world import World
from ..model.accounts import citizen_account
from ..model.billers import BY_CODE
from ..model.errors import NoSuchTransferError
from ..model.merchants import order_of
from ..model.payments import Receipt, ReceiptCheck
from ..model.qr import qr_svg
from ..model.receipts import NoSuchReceiptError, day_of, make_code, read_code, state_after
from ..model.transfers import Transfer
from ..storage import bills, merchants, receipts
from . import ledger

PAYMENTS = ("bill", "shop")
CHECK_PAGE = "/wallet/check/#"  # asks for the reader's language; what follows the # is in no log


def get_receipt(world: World, person: Person, receipt_id: str) -> Receipt:
    """For who paid; to everybody else there is no such thing."""
    transfer = ledger.get_transfer(world, receipt_id)
    if transfer.kind not in PAYMENTS or transfer.debit_account_id != citizen_account(person.account_id):
        raise NoSuchTransferError
    returned = receipts.get_returned(world.wallet, receipt_id)
    code = make_code(world.keys, receipt_id)
    address = f"{world.config.origins[0]}{CHECK_PAGE}{code}"
    return Receipt(
        receipt_id=receipt_id,
        state=state_after(transfer, returned),
        kind=transfer.kind,
        category=transfer.category,
        payee=payee_of(transfer),
        payee_name=payee_name(world, transfer),
        amount=transfer.amount,
        fee=transfer.fee,
        returned=returned,
        paid_at_ms=transfer.at_ms,
        check_code=code,
        check_url=address,
        qr_svg=qr_svg(address),
        **(about_bill(world, transfer) if transfer.kind == "bill" else {"order_id": order_of(transfer.subject)}),
    )


def payee_of(transfer: Transfer) -> str:
    """The code of a biller, or the id of a shop."""
    return transfer.credit_account_id.partition(":")[2]


def payee_name(world: World, transfer: Transfer) -> str:
    payee = payee_of(transfer)
    if transfer.kind == "bill":
        return BY_CODE[payee].name if payee in BY_CODE else payee
    shop = merchants.get_merchant(world.wallet, payee)
    return shop.name if shop else payee


def about_bill(world: World, transfer: Transfer) -> dict[str, str]:
    _, biller, customer_code, bill_id = transfer.subject.split(":")
    bill = bills.get_bill(world.wallet, biller, customer_code, bill_id)
    return {"customer_code": customer_code, "bill_id": bill_id, "period": bill.period if bill else ""}


def check_receipt(world: World, code: str) -> ReceiptCheck:
    """Whether a receipt is genuine, and nothing about who paid or for which customer."""
    transfer_id = read_code(world.keys, code)
    try:
        transfer = ledger.get_transfer(world, transfer_id)
    except NoSuchTransferError:
        raise NoSuchReceiptError from None
    returned = receipts.get_returned(world.wallet, transfer_id)
    name = payee_name(world, transfer)
    state, day = state_after(transfer, returned), day_of(transfer).isoformat()
    return ReceiptCheck(state, transfer.category, name, transfer.amount, returned, day)
