"""Looking up what somebody owes, and paying it, once."""

from ...access import Person
from ...accounts.model.sessions import Visitor
from ...clients.billers import FoundBill
from ...errors import read_fields
from ...limits import Limit, count_all
from ...world import World
from ..model.accounts import biller_account
from ..model.billers import BILLERS, Biller, get_biller, read_customer_code
from ..model.bills import Bill, BillNotDueError, Untold, mask_name, subject_of, why_not_due
from ..model.payments import Billers, BillPayment, BillSearch, BillsFound, Paid, ShownBill, ShownBiller
from ..model.transfers import Transfer
from ..storage import bills
from . import ledger, proofs

HOUR, DAY = 3_600, 86_400
# A family has a handful of codes; who asks for more is trying them out.
SEARCHES_AN_HOUR, SEARCHES_A_DAY, SEARCHES_OF_AN_ADDRESS = 20, 60, 60


def list_billers() -> Billers:
    return Billers([ShownBiller(one.code, one.category, one.name, one.example) for one in BILLERS])


def find_bills(world: World, person: Person, body: BillSearch, visitor: Visitor) -> BillsFound:
    """What is due, written down as it was said, so that what is paid later is what was seen."""
    biller, code = read_place(body.biller, body.customer_code)
    count_all(world.table, limits_of(world, person, visitor), world.now)
    found = world.billers.find_bills(biller.code, code)
    return BillsFound([shown(bills.note_due(world.wallet, snapshot(world, biller, code, one))) for one in found])


def read_place(biller_code: str, customer_code: str) -> tuple[Biller, str]:
    biller = get_biller(biller_code)
    return biller, read_fields(customer_code=lambda: read_customer_code(biller, customer_code))["customer_code"]


def limits_of(world: World, person: Person, visitor: Visitor) -> list[Limit]:
    address = world.keys.hash("address", visitor.address)
    return [
        Limit("bill-searches", person.account_id, SEARCHES_AN_HOUR, HOUR),
        Limit("bill-searches-day", person.account_id, SEARCHES_A_DAY, DAY),
        Limit("bill-searches-address", address, SEARCHES_OF_AN_ADDRESS, HOUR),
    ]


def snapshot(world: World, biller: Biller, customer_code: str, found: FoundBill) -> Bill:
    return Bill(
        biller=biller.code,
        customer_code=customer_code,
        bill_id=found.bill_id,
        amount=found.amount,
        period=found.period,
        due_on=found.due_on,
        holder=mask_name(found.holder),
        seen_at=int(world.now.timestamp()),
    )


def shown(bill: Bill) -> ShownBill:
    return ShownBill(
        biller=bill.biller,
        customer_code=bill.customer_code,
        bill_id=bill.bill_id,
        amount=bill.amount,
        period=bill.period,
        due_on=bill.due_on,
        holder=bill.holder,
        standing=bill.standing,
        subject=subject_of(bill.biller, bill.customer_code, bill.bill_id),
    )


def pay_bill(world: World, person: Person, body: BillPayment, key: str) -> Paid:
    """One transaction, in which the bill must be due; its biller hears of it later (`telling`). An error says why not."""
    biller, code = read_place(body.biller, body.customer_code)
    place = (biller.code, code, body.bill_id)
    about = {"payee": biller_account(biller.code), "subject": subject_of(*place), "category": biller.category}
    transfer = ledger.payment(world, person, key, "bill", amount=body.amount, **about)
    untold = Untold(
        transfer_id=transfer.transfer_id,
        biller=biller.code,
        customer_code=code,
        bill_id=body.bill_id,
        amount=body.amount,
        citizen_hash=person.citizen_hash,
    )
    also = [
        bills.paying(world.wallet, bills.bill_key(*place), transfer),
        proofs.using(world, person.account_id, body.proof, transfer.subject, transfer.amount),
        bills.putting_untold(world.wallet, transfer, untold),
    ]
    try:
        return paid(ledger.post(world, transfer, also))
    except BillNotDueError:
        raise why_not_due(bills.get_bill(world.wallet, *place), body.amount) from None


def paid(transfer: Transfer) -> Paid:
    return Paid(transfer.transfer_id, transfer.amount, transfer.at_ms)
