"""The billers' gateway over real sockets: on good days, on bad ones, and with somebody in between."""

from dataclasses import replace
from pathlib import Path

import pytest
from billers import Books
from chalicelib.clients import billers
from chalicelib.clients.billers import BillerUnavailableError, HttpBillers, NoSuchCustomerError, Notified
from chalicelib.errors import WrongFieldError
from chalicelib.wallet.model.billers import BILLERS, NoSuchBillerError, get_biller, read_customer_code
from gateway import KEY, BillersGateway

POWER, CUSTOMER = "EVNCPC", "PC07DD0123456"
PAID = (POWER, CUSTOMER, "2026-11", "00000000-0000-4000-8000-000000000001", 385_700)


def test_a_customer_is_found_with_what_is_due(gateway: BillersGateway) -> None:
    found = gateway.client.find_bills(POWER, CUSTOMER)
    assert [(bill.period, bill.amount) for bill in found] == [("2026-10", 412_300), ("2026-11", 385_700)]
    assert gateway.client.find_bills(POWER, "PC07DD0000001") == []


def test_a_code_of_nobody_is_told_apart_from_no_bills(gateway: BillersGateway) -> None:
    with pytest.raises(NoSuchCustomerError):
        gateway.client.find_bills(POWER, "PC07DD9999999")


def test_a_payment_counts_once_however_often_it_is_told(gateway: BillersGateway) -> None:
    assert {gateway.client.notify_paid(*PAID) for _ in range(3)} == {Notified("accepted")}
    assert len(gateway.payments()) == 1
    assert [bill.bill_id for bill in gateway.client.find_bills(POWER, CUSTOMER)] == ["2026-10"]


def test_a_refusal_stays_a_refusal(gateway: BillersGateway) -> None:
    gateway.switch(refuse="paid-elsewhere")
    assert gateway.client.notify_paid(*PAID) == Notified("refused", "paid-elsewhere")
    gateway.switch()
    assert gateway.client.notify_paid(*PAID) == Notified("refused", "paid-elsewhere")


@pytest.mark.parametrize(
    "bad", [{"die": "before"}, {"die": "after"}, {"forge": True}, {"slow_seconds": 0.4}, {"drip_seconds": 0.05}]
)
def test_whatever_is_no_whole_signed_answer_is_unknown(
    gateway: BillersGateway, bad: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(billers, "SECONDS", 0.2)
    gateway.switch(**bad)
    assert gateway.client.notify_paid(*PAID).outcome == "unknown"
    with pytest.raises(BillerUnavailableError):
        gateway.client.find_bills(POWER, CUSTOMER)


def test_told_again_after_an_answer_got_lost_is_accepted_once(gateway: BillersGateway) -> None:
    gateway.switch(die="after")
    gateway.client.notify_paid(*PAID)
    gateway.switch()
    assert gateway.client.notify_paid(*PAID) == Notified("accepted")
    assert len(gateway.payments()) == 1


def test_a_gateway_that_does_not_know_us_or_is_not_there_is_unknown(gateway: BillersGateway) -> None:
    stranger = replace(gateway.client, key="another key that is long enough too")
    assert stranger.notify_paid(*PAID).outcome == "unknown"
    assert HttpBillers("http://127.0.0.1:9", KEY).notify_paid(*PAID).outcome == "unknown"
    assert gateway.payments() == []


def test_nothing_is_sent_in_the_clear_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.clients.exchange.send", lambda *_: pytest.fail("it was sent"))
    assert HttpBillers("http://billers.example", KEY).notify_paid(*PAID).outcome == "unknown"
    assert HttpBillers("", "").notify_paid(*PAID).outcome == "unknown"


def test_the_gateway_takes_no_request_twice(gateway: BillersGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.clients.exchange.secrets.token_hex", lambda _: "0" * 32)
    assert gateway.client.notify_paid(*PAID).outcome == "accepted"
    assert gateway.client.notify_paid(*PAID).outcome == "unknown"


def test_the_gateway_remembers_payments_when_it_is_started_again(tmp_path: Path) -> None:
    told = {"biller": POWER, "customer_code": CUSTOMER, "bill_id": "2026-11", "amount": 385_700}
    Books(tmp_path / "billers.jsonl").pay("transfer", told)
    again = Books(tmp_path / "billers.jsonl")
    assert again.pay("transfer", told)["outcome"] == "accepted"
    assert again.pay("another", told) == {"outcome": "refused", "reason": "paid-elsewhere"}


@pytest.mark.parametrize("biller", BILLERS, ids=lambda one: one.code)
def test_each_companys_example_is_a_customer_of_the_sandbox(biller: object, gateway: BillersGateway) -> None:
    known = get_biller(biller.code)  # type: ignore[attr-defined]
    code = read_customer_code(known, f" {known.example.lower()} ")
    assert gateway.client.find_bills(known.code, code)


@pytest.mark.parametrize("typed", ["", "PC07", "PC07DD0123456#BILL", "P" * 10**6, "PC07DD012345６７890123", "../../etc"])
def test_what_cannot_be_a_customer_code_never_reaches_a_company(typed: str) -> None:
    with pytest.raises(WrongFieldError, match="PC07DD0123456"):
        read_customer_code(get_biller(POWER), typed)


def test_an_unknown_company_is_said_to_be_unknown() -> None:
    with pytest.raises(NoSuchBillerError):
        get_biller("NOBODY")
