"""The wallet on a laptop, over real HTTP: the billers are a server of their own that starts and ends with the stack."""

from stage import LAN
from test_local_accounts import Session, register, skip_without_database
from test_local_stack import Stack, stack

__all__ = ["stack"]


def test_somebody_looks_up_a_bill_on_a_laptop(stack: Stack) -> None:
    skip_without_database(stack)
    browser = Session(stack.origin)
    register(stack, browser)
    search = {"biller": "EVNCPC", "customer_code": "PC07DD0123456"}
    status, found = browser.send("POST", "/wallet/bill-searches", search)
    assert status == 200
    assert [(bill["amount"], bill["standing"]) for bill in found["bills"]] == [(412_300, "due"), (385_700, "due")]
    assert LAN not in str(found)
