"""A bill is paid once, whoever tries, however often, and whatever breaks meanwhile; its biller hears of it once."""

import secrets
from dataclasses import replace
from typing import Any

import pytest
from chalicelib.access import Person
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.clients.billers import FoundBill, Notified
from chalicelib.errors import ApiError, InvalidInputError, KeyReusedError, TooManyError
from chalicelib.wallet import audit
from chalicelib.wallet.model.audit import find_faults
from chalicelib.wallet.model.bills import BillChangedError, BillNotDueError, BillPaidError, subject_of
from chalicelib.wallet.model.errors import NotEnoughError, ProofNeededError
from chalicelib.wallet.model.payments import BillPayment, BillSearch, Paid, ShownBill
from chalicelib.wallet.service import bills, ledger, telling
from chalicelib.wallet.service.owing import see_to_late
from chalicelib.wallet.storage import bills as stored
from chalicelib.world import World
from faults import crashes
from gateway import BillersGateway
from payer import make_payer, money_of, prove
from purse import at_once, fund
from resident import make_resident, open_own
from stage import Phones, later, listening

POWER, BILL, AMOUNT = "EVNCPC", "2026-11", 385_700


@pytest.fixture
def city(vault: World, gateway: BillersGateway) -> World:
    return replace(vault, billers=gateway.client)


def look_up(world: World, person: Person, code: str) -> list[ShownBill]:
    """Everybody from an address of their own."""
    return bills.find_bills(world, person, BillSearch(POWER, code), Visitor(person.account_id, "Firefox", {})).bills


def payment(world: World, person: Person, code: str, amount: int = AMOUNT) -> BillPayment:
    """With the wallet password entered for it."""
    return BillPayment(POWER, code, BILL, amount, prove(world, person, subject_of(POWER, code, BILL), amount))


def new_bill(world: World, gateway: BillersGateway, person: Person) -> str:
    """The code of a customer whose bill was looked up."""
    code = gateway.send_bill(AMOUNT)
    assert look_up(world, person, code)[0].standing == "due"
    return code


def pay(world: World, person: Person, code: str, key: str = "key-of-lan") -> Paid:
    return bills.pay_bill(world, person, payment(world, person, code), key)


def standing(world: World, code: str) -> str:
    bill = stored.get_bill(world.wallet, POWER, code, BILL)
    assert bill
    return bill.standing


def assert_proven(world: World) -> None:
    assert find_faults(audit.read_table(world.wallet)) == []


def test_a_bill_is_looked_up_paid_and_told_to_its_biller(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    done = pay(city, lan, code)
    assert standing(city, code) == "paid"
    assert look_up(city, lan, code)[0].standing == "paid"  # its biller has not noticed yet
    assert telling.tell_all(city) == 1
    assert telling.tell_all(city) == 0
    (told,) = gateway.payments()
    assert (told["transfer_id"], told["amount"], told["bill_id"]) == (done.receipt_id, AMOUNT, BILL)
    assert look_up(city, lan, code) == []
    assert ledger.get_balance(city, money_of(lan)) == 1_000_000 - AMOUNT
    assert_proven(city)


def test_who_looks_up_a_bill_sees_a_masked_name(city: World) -> None:
    assert look_up(city, make_payer(city), "pc07 dd0123456")[0].holder == "N••••• T•• T••"


def test_the_same_key_pays_once_and_answers_the_same(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    body = payment(city, lan, code)
    first = bills.pay_bill(city, lan, body, "key-of-lan")
    assert bills.pay_bill(later(city, days=2), lan, body, "key-of-lan") == first
    assert ledger.get_balance(city, money_of(lan)) == 1_000_000 - AMOUNT


def test_the_same_key_for_another_bill_is_refused(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    pay(city, lan, new_bill(city, gateway, lan))
    other = new_bill(city, gateway, lan)
    with pytest.raises(KeyReusedError):
        pay(city, lan, other)
    assert standing(city, other) == "due"


def test_eight_at_once_with_one_key_are_one_payment(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    body = payment(city, lan, code)
    done = at_once([lambda: bills.pay_bill(city, lan, body, "key-of-lan")] * 8)
    assert {one.receipt_id for one in done if isinstance(one, Paid)} == {
        bills.pay_bill(city, lan, body, "key-of-lan").receipt_id
    }
    assert ledger.get_balance(city, money_of(lan)) == 1_000_000 - AMOUNT
    assert_proven(city)


def test_of_eight_people_who_pay_one_bill_at_once_one_pays(city: World, gateway: BillersGateway) -> None:
    people = [make_payer(city) for _ in range(8)]
    code = new_bill(city, gateway, people[0])
    bodies = [(one, payment(city, one, code)) for one in people]
    done = at_once([lambda one=one, body=body: bills.pay_bill(city, one, body, "a-key-of-theirs") for one, body in bodies])
    assert sum(isinstance(one, Paid) for one in done) == 1
    assert {type(one) for one in done if not isinstance(one, Paid)} == {BillPaidError}
    assert sorted(ledger.get_balance(city, money_of(one)) for one in people) == [1_000_000 - AMOUNT] + [1_000_000] * 7
    assert telling.tell_all(city) == 1
    assert_proven(city)


def test_a_second_key_does_not_pay_a_second_time(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    pay(city, lan, code)
    with pytest.raises(BillPaidError):
        pay(city, lan, code, key="another-key")


@pytest.mark.parametrize(("person", "amount", "subject"), [("minh", 0, ""), ("lan", 1, ""), ("lan", 0, "bill:EVNCPC:x:y")])
def test_the_wallet_password_counts_for_its_owner_this_bill_and_this_amount(
    city: World, gateway: BillersGateway, person: str, amount: int, subject: str
) -> None:
    people = {"lan": make_payer(city), "minh": make_payer(city)}
    lan = people["lan"]
    code = new_bill(city, gateway, lan)
    proof = prove(city, people[person], subject or subject_of(POWER, code, BILL), AMOUNT + amount)
    with pytest.raises(ProofNeededError):
        bills.pay_bill(city, lan, BillPayment(POWER, code, BILL, AMOUNT, proof), "key-of-lan")
    assert standing(city, code) == "due"
    assert ledger.get_balance(city, money_of(lan)) == 1_000_000


def test_a_proof_pays_once_and_soon(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    body = payment(city, lan, code)
    with pytest.raises(ProofNeededError):
        bills.pay_bill(later(city, minutes=5), lan, body, "key-of-lan")
    assert bills.pay_bill(city, lan, body, "key-of-lan").amount == AMOUNT


def test_who_has_too_little_pays_nothing_and_may_try_again(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city, with_vnd=1_000)
    code = new_bill(city, gateway, lan)
    with pytest.raises(NotEnoughError):
        pay(city, lan, code)
    assert standing(city, code) == "due"


def test_a_bill_that_nobody_looked_up_or_long_ago_is_looked_up_first(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    with pytest.raises(BillNotDueError):
        pay(city, lan, gateway.send_bill(AMOUNT))
    code = new_bill(city, gateway, lan)
    with pytest.raises(BillNotDueError):
        pay(later(city, days=1), lan, code)


def test_a_bill_whose_amount_has_changed_is_not_paid_with_the_old_one(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    gateway.books.customers[POWER][code][0]["amount"] = AMOUNT + 1
    look_up(city, lan, code)
    with pytest.raises(BillChangedError):
        pay(city, lan, code)


def test_what_a_biller_refuses_comes_back_once_and_may_be_paid_again(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    done = pay(city, lan, code)
    gateway.switch(refuse="amount")
    assert telling.tell_all(city) == 1
    assert telling.tell_all(city) == 0
    assert ledger.get_balance(city, money_of(lan)) == 1_000_000
    assert standing(city, code) == "reversed"
    with pytest.raises(BillNotDueError):
        pay(city, lan, code, key="another-key")
    gateway.switch()
    look_up(city, lan, code)
    assert pay(city, lan, code, key="another-key").receipt_id != done.receipt_id
    telling.tell_all(city)
    assert ledger.get_balance(city, money_of(lan)) == 1_000_000 - AMOUNT
    assert_proven(city)


def test_a_silent_biller_is_left_alone_for_a_while_and_told_again(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city, with_vnd=10 * AMOUNT)
    for number in range(5):
        pay(city, lan, new_bill(city, gateway, lan), f"key-number-{number}")
    gateway.switch(die="after")
    assert telling.tell_all(city) == 0
    assert len(gateway.payments()) == 3, "after three silences the others wait for the next run"
    gateway.switch()
    assert telling.tell_all(city) == 5
    assert len(gateway.payments()) == 5
    assert ledger.get_balance(city, money_of(lan)) == 5 * AMOUNT


def test_a_run_ends_before_its_function_does(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    pay(city, lan, new_bill(city, gateway, lan))
    assert telling.tell_all(city, lambda: False) == 0
    assert gateway.payments() == []


def test_a_payment_that_cannot_be_settled_does_not_hold_up_the_others(city: World, gateway: BillersGateway) -> None:
    lan, minh = make_payer(city), make_payer(city)
    stuck = pay(city, lan, new_bill(city, gateway, lan))
    ledger.reverse(city, stuck.receipt_id, 1, "by-hand", by="operator")  # so that no more than the rest can go back
    pay(city, minh, new_bill(city, gateway, minh))
    gateway.switch(refuse="amount")
    assert telling.tell_all(city) == 1
    assert ledger.get_balance(city, money_of(minh)) == 1_000_000


def test_who_paid_a_refused_bill_hears_of_it_as_soon_as_a_message_can_leave(
    city: World, gateway: BillersGateway, phones: Phones
) -> None:
    lan = make_resident(city, phones, 1)
    open_own(city, lan)
    fund(city, money_of(lan.person), 1_000_000)
    pay(city, lan.person, new_bill(city, gateway, lan.person))
    gateway.switch(refuse="amount")
    phones.is_down = True
    assert telling.tell_all(city) == 1
    phones.is_down = False
    assert (lan.told("tiền đã về ví"), see_to_late(later(city, minutes=2))) == (0, 1)
    assert (lan.told("tiền đã về ví"), see_to_late(later(city, minutes=4))) == (1, 0)


def test_a_payment_that_a_biller_chokes_on_keeps_no_other_biller_waiting(city: World, gateway: BillersGateway) -> None:
    lan, silent = make_payer(city), gateway.client

    class OneIsSilent:
        def find_bills(self, biller: str, code: str) -> list[FoundBill]:
            return silent.find_bills(biller, code)

        def notify_paid(self, biller: str, *told: Any) -> Notified:
            return Notified("unknown") if biller == POWER else silent.notify_paid(biller, *told)

    pay(city, lan, new_bill(city, gateway, lan))
    bills.find_bills(city, lan, BillSearch("HUEWACO", "0123456"), Visitor("", "", {}))
    proof = prove(city, lan, subject_of("HUEWACO", "0123456", BILL), 86_400)
    bills.pay_bill(city, lan, BillPayment("HUEWACO", "0123456", BILL, 86_400, proof), "key-for-water")
    assert telling.tell_all(replace(city, billers=OneIsSilent())) == 1
    assert [told["biller"] for told in gateway.payments()] == ["HUEWACO"]


def test_a_published_payment_is_told_at_once_and_twice_is_once(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    done = pay(city, lan, new_bill(city, gateway, lan))
    published = ledger.get_transfer(city, done.receipt_id)
    telling.tell_of(city, published)
    telling.tell_of(city, published)
    assert len(gateway.payments()) == 1
    assert telling.tell_all(city) == 0


@pytest.mark.parametrize("refusal", ["", "paid-elsewhere"])
def test_a_crash_at_any_call_changes_nothing_about_the_end(city: World, gateway: BillersGateway, refusal: str) -> None:
    gateway.switch(refuse=refusal)

    def begin() -> tuple[Person, str, BillPayment]:
        lan = make_payer(city)
        code = new_bill(city, gateway, lan)
        return lan, code, payment(city, lan, code)

    def pay_and_tell(world: World) -> None:
        bills.pay_bill(world, lan, body, "key-of-lan")
        telling.tell_all(world)

    lan, code, body = begin()
    stops = 0
    for _ in crashes(city, pay_and_tell):
        pay_and_tell(city)
        assert ledger.get_balance(city, money_of(lan)) == (1_000_000 if refusal else 1_000_000 - AMOUNT)
        assert standing(city, code) == ("reversed" if refusal else "paid")
        assert len([one for one in gateway.payments() if one["customer_code"] == code]) == 1
        assert telling.tell_all(city) == 0
        stops += 1
        lan, code, body = begin()
    assert stops > 50
    assert_proven(city)


def test_who_is_stopped_while_looking_up_finds_the_same_bill(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    stops = 0
    for _ in crashes(city, lambda world: look_up(world, lan, code)):
        assert standing(city, code) == "due"
        stops += 1
    assert stops >= 4
    pay(city, lan, code)
    assert_proven(city)


def test_paying_is_one_call_to_the_database(city: World, gateway: BillersGateway) -> None:
    lan = make_payer(city)
    code = new_bill(city, gateway, lan)
    body = payment(city, lan, code)
    with listening() as calls:
        bills.pay_bill(city, lan, body, "key-of-lan")
    assert calls == ["TransactWriteItems"]


def test_codes_cannot_be_tried_out(city: World) -> None:
    lan = make_payer(city)
    for number in range(bills.SEARCHES_AN_HOUR):
        with pytest.raises(ApiError, match="no customer"):
            look_up(city, lan, f"PC07DD9{number:06d}")
    with pytest.raises(TooManyError):
        look_up(city, lan, "PC07DD0123456")
    assert look_up(later(city, hours=1), lan, "PC07DD0123456")


def test_many_people_behind_one_address_cannot_try_out_codes_together(city: World) -> None:
    search, network = BillSearch(POWER, "PC07DD0123456"), Visitor("203.0.113.7", "Firefox", {})
    people = [make_payer(city, 0) for _ in range(4)]
    for number in range(bills.SEARCHES_OF_AN_ADDRESS):
        bills.find_bills(city, people[number % 4], search, network)
    with pytest.raises(TooManyError):
        bills.find_bills(city, make_payer(city, 0), search, network)


def test_codes_that_cannot_be_are_not_counted(city: World) -> None:
    lan = make_payer(city)
    for _ in range(bills.SEARCHES_AN_HOUR + 1):
        with pytest.raises(InvalidInputError):
            look_up(city, lan, secrets.token_hex(40))
