"""Shops: opened after a check, paid by QR code once an order, and giving back no more than they got."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from chalicelib.access import NotAllowedError, Person
from chalicelib.errors import ApiError, InvalidInputError, NotFoundError
from chalicelib.wallet.model.errors import NoSuchTransferError, ProofNeededError, TooMuchBackError
from chalicelib.wallet.model.merchants import (
    DESK_UNIT,
    AlreadyAppliedError,
    AlreadyDecidedError,
    MerchantClosedError,
    NoSuchMerchantError,
    NoSuchOrderError,
    OrderChangedError,
    OrderEndedError,
    OrderPaidError,
    refund_subject,
    subject_of,
)
from chalicelib.wallet.model.payments import Paid, QrReading, ReadShop, ShopPayment
from chalicelib.wallet.model.qr import BankAccount, QrCode, read_qr, write_qr
from chalicelib.wallet.model.shopkeeping import Application, MerchantDecision, NewOrder, Refund
from chalicelib.wallet.service import ledger, merchants, shops, takings
from chalicelib.world import World
from faults import crashes
from msgspec.structs import replace as replaced
from payer import make_payer, money_of, prove
from purse import at_once, everything
from stage import later, listening
from test_bills import assert_proven

STALL = Application("Bún bò O Lan", "5812", "046190001234", "Chợ Đông Ba, phường Phú Xuân")
APPROVE = MerchantDecision("approve")


def officer(world: World) -> Person:
    return replace(make_payer(world, 0), role="staff", units=(DESK_UNIT,))


def open_shop(world: World) -> tuple[Person, str]:
    """(an owner, the text of the shop's own code)."""
    owner = replace(make_payer(world, 0), role="business")
    applied = merchants.apply(world, owner, STALL)
    merchants.decide(world, officer(world), applied.merchant_id, APPROVE)
    return owner, merchants.show_own(world, owner).payload


def read(world: World, payload: str) -> ReadShop:
    return shops.read_shop(world, QrReading(payload))


def payment(world: World, person: Person, shop: ReadShop, amount: int = 0) -> ShopPayment:
    amount = amount or shop.amount
    return ShopPayment(shop.shop_id, amount, prove(world, person, shop.subject, amount), shop.order_id)


def pay(world: World, person: Person, shop: ReadShop, amount: int = 0, key: str = "key-of-lan") -> Paid:
    return shops.pay_shop(world, person, payment(world, person, shop, amount), key)


def refund(world: World, owner: Person, paid: Paid, amount: int, key: str = "key-of-owner") -> Paid:
    proof = prove(world, owner, refund_subject(paid.receipt_id), amount)
    return takings.refund(world, owner, Refund(paid.receipt_id, amount, proof), key)


def test_a_shop_is_open_when_somebody_of_the_city_has_approved_it(vault: World) -> None:
    owner = make_payer(vault, 0)
    applied = merchants.apply(vault, owner, STALL)
    assert (applied.standing, applied.payload) == ("applied", "")
    (waiting,) = merchants.list_waiting(vault, officer(vault)).applications
    assert (waiting.name, waiting.tax_code, waiting.address) == (STALL.name, STALL.tax_code, STALL.address)
    with pytest.raises(MerchantClosedError):
        takings.make_order(vault, owner, NewOrder(45_000))
    opened = merchants.decide(vault, officer(vault), applied.merchant_id, APPROVE)
    assert read_qr(opened.payload).name == "Bun bo O Lan"
    assert merchants.list_waiting(vault, officer(vault)).applications == []


def test_who_is_refused_reads_why_and_may_apply_again(vault: World) -> None:
    owner = make_payer(vault, 0)
    shop_id = merchants.apply(vault, owner, STALL).merchant_id
    with pytest.raises(InvalidInputError) as unsaid:
        merchants.decide(vault, officer(vault), shop_id, MerchantDecision("refuse", "  "))
    assert unsaid.value.field_codes == {"reason": "reason-missing"}
    merchants.decide(vault, officer(vault), shop_id, MerchantDecision("refuse", "Mã số thuế không đúng"))
    assert merchants.show_own(vault, owner).reason == "Mã số thuế không đúng"
    assert merchants.apply(later(vault, days=1), owner, STALL).standing == "applied"
    assert len(merchants.list_waiting(vault, officer(vault)).applications) == 1


def test_one_owner_has_one_shop_and_one_decision(vault: World) -> None:
    owner, clerk = make_payer(vault, 0), officer(vault)
    applied = merchants.apply(vault, owner, STALL)
    shop_id = applied.merchant_id
    assert merchants.apply(later(vault, seconds=1), owner, STALL) == applied, "the same sent twice is sent once"
    for other in ("name", "category", "tax_code", "address"):
        with pytest.raises(AlreadyAppliedError):
            merchants.apply(
                later(vault, seconds=1), owner, replaced(STALL, **{other: "5411" * 3 if other == "tax_code" else "5411"})
            )
    opened = merchants.decide(vault, clerk, shop_id, APPROVE)
    assert merchants.decide(later(vault, seconds=1), clerk, shop_id, APPROVE) == opened
    with pytest.raises(AlreadyDecidedError):
        merchants.decide(vault, officer(vault), shop_id, MerchantDecision("refuse", "x"))
    with pytest.raises(AlreadyAppliedError):
        merchants.apply(later(vault, days=1), owner, STALL)


def test_nobody_approves_their_own_shop(vault: World) -> None:
    owner = make_payer(vault, 0)
    shop_id = merchants.apply(vault, owner, STALL).merchant_id
    with pytest.raises(NotAllowedError):
        merchants.decide(vault, replace(owner, role="staff", units=(DESK_UNIT,)), shop_id, APPROVE)


@pytest.mark.parametrize("units", [(), ("identity-desk", "operations")])
def test_officers_of_other_desks_neither_see_nor_decide_on_shops(vault: World, units: tuple[str, ...]) -> None:
    owner, other = make_payer(vault, 0), replace(officer(vault), units=units)
    shop_id = merchants.apply(vault, owner, STALL).merchant_id
    with pytest.raises(NotAllowedError):
        merchants.list_waiting(vault, other)
    with pytest.raises(NotAllowedError):
        merchants.decide(vault, other, shop_id, APPROVE)
    assert merchants.show_own(vault, owner).standing == "applied"


def test_who_looked_at_applications_stands_in_the_security_log(vault: World, capsys: pytest.CaptureFixture[str]) -> None:
    who = officer(vault)
    merchants.list_waiting(vault, who)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["who"] for one in lines if one["event"] == "ApplicationsSeen"] == [who.account_id]


def test_what_cannot_be_used_in_an_application_is_told_field_by_field(vault: World) -> None:
    with pytest.raises(InvalidInputError) as wrong:
        merchants.apply(vault, make_payer(vault, 0), Application("\x00\x07x", "9999", "12 34", ""))
    assert set(wrong.value.field_codes) == {"name", "category", "tax_code", "address"}


def test_tax_code_and_address_are_sealed(vault: World) -> None:
    open_shop(vault)
    kept = str(list(vault.wallet.scan()))
    assert STALL.name in kept
    assert STALL.tax_code not in kept
    assert "Đông Ba" not in kept


def test_a_shops_own_code_is_paid_with_the_amount_that_was_typed(vault: World) -> None:
    owner, payload = open_shop(vault)
    lan = make_payer(vault)
    shop = read(vault, payload)
    assert (shop.name, shop.amount, shop.order_id) == ("Bún bò O Lan", 0, "")
    pay(vault, lan, shop, 45_000)
    pay(vault, lan, shop, 30_000, key="another-key")
    day = takings.list_takings(vault, owner, "2026-11-24")
    assert (day.sales, day.sales_count, day.refunds) == (75_000, 2, 0)
    assert_proven(vault)


def test_the_name_comes_from_the_city_and_not_from_the_code(vault: World) -> None:
    _, payload = open_shop(vault)
    forged = write_qr(QrCode(shop_id=read_qr(payload).shop_id, name="Kho bac Nha nuoc", city="Hue"))
    assert read(vault, forged).name == "Bún bò O Lan"


def test_an_order_is_paid_once(vault: World) -> None:
    owner, _ = open_shop(vault)
    order = takings.make_order(vault, owner, NewOrder(45_000, "Bàn 3"))
    people = [make_payer(vault) for _ in range(4)]
    shop = read(vault, order.payload)
    assert (shop.amount, shop.order_id, shop.note) == (45_000, order.order_id, "Bàn 3")
    bodies = [(one, payment(vault, one, shop)) for one in people]
    done = at_once([lambda one=one, body=body: shops.pay_shop(vault, one, body, "their-own-key") for one, body in bodies])
    assert sum(isinstance(one, Paid) for one in done) == 1
    assert {type(one) for one in done if not isinstance(one, Paid)} == {OrderPaidError}
    assert takings.get_own_order(vault, owner, order.order_id).standing == "paid"
    with pytest.raises(OrderPaidError):
        read(vault, order.payload)
    assert_proven(vault)


def test_a_note_is_one_short_line(vault: World) -> None:
    owner, _ = open_shop(vault)
    for note in ("x" * 26, "a\x00b"):
        with pytest.raises(InvalidInputError) as wrong:
            takings.make_order(vault, owner, NewOrder(45_000, note))
        assert wrong.value.field_codes == {"note": "order-note"}
    assert takings.make_order(vault, owner, NewOrder(45_000, " Bàn\n 3 ")).note == "Bàn 3"


def test_an_order_ends_and_its_amount_stands(vault: World) -> None:
    owner, _ = open_shop(vault)
    lan = make_payer(vault)
    order = takings.make_order(vault, owner, NewOrder(45_000))
    shop = read(vault, order.payload)
    with pytest.raises(OrderChangedError):
        pay(vault, lan, shop, 4_500)
    cheaper = write_qr(replace_amount(read_qr(order.payload), 4_500))
    with pytest.raises(OrderChangedError):
        read(vault, cheaper)
    evening = later(vault, minutes=15)
    with pytest.raises(OrderEndedError):
        read(evening, order.payload)
    with pytest.raises(OrderEndedError):
        pay(evening, lan, shop)
    assert ledger.get_balance(vault, money_of(lan)) == 1_000_000


def replace_amount(code: QrCode, amount: int) -> QrCode:
    return QrCode(shop_id=code.shop_id, amount=amount, is_dynamic=True, reference=code.reference)


def test_codes_that_pay_nobody_here_say_so(vault: World) -> None:
    owner, payload = open_shop(vault)
    bank = write_qr(QrCode(bank=BankAccount("970436", "0011001234567"), amount=5_000, is_dynamic=True))
    for text, code in ((bank, "qr-bank"), ("hello", "qr-unknown"), (payload[:-1], "qr-truncated")):
        with pytest.raises(InvalidInputError) as refused:
            read(vault, text)
        assert refused.value.field_codes == {"payload": code}
    with pytest.raises(NoSuchMerchantError):
        read(vault, write_qr(QrCode(shop_id="0" * 16)))
    with pytest.raises(NoSuchOrderError):
        read(vault, write_qr(QrCode(shop_id=read_qr(payload).shop_id, amount=5, is_dynamic=True)))
    with pytest.raises(NoSuchOrderError):
        takings.get_own_order(vault, owner, "0" * 16)


def test_a_shop_that_was_not_approved_gets_no_money(vault: World) -> None:
    shop_id = merchants.apply(vault, make_payer(vault, 0), STALL).merchant_id
    lan = make_payer(vault)
    with pytest.raises(MerchantClosedError):
        pay(vault, lan, ReadShop(shop_id, "", "", 5_000, "", "", 0, subject_of(shop_id, "")))


def test_refunds_add_up_to_no_more_than_was_paid(vault: World) -> None:
    owner, payload = open_shop(vault)
    lan = make_payer(vault)
    paid = pay(vault, lan, read(vault, payload), 100_000)
    back = refund(vault, owner, paid, 30_000)
    assert refund(vault, owner, paid, 30_000) == back, "the same key gives back once"
    with pytest.raises(TooMuchBackError):
        refund(vault, owner, paid, 70_001, key="another-key")
    refund(vault, owner, paid, 70_000, key="another-key")
    assert ledger.get_balance(vault, money_of(lan)) == 1_000_000
    day = takings.list_takings(vault, owner, "2026-11-24")
    assert (day.sales, day.sales_count, day.refunds, day.refunds_count) == (100_000, 1, 100_000, 2)
    assert_proven(vault)


def test_eight_refunds_at_once_give_back_what_was_paid(vault: World) -> None:
    owner, payload = open_shop(vault)
    lan = make_payer(vault)
    paid = pay(vault, lan, read(vault, payload), 100_000)
    proofs = [prove(vault, owner, refund_subject(paid.receipt_id), 25_000) for _ in range(8)]

    def one(number: int) -> Callable[[], Paid]:
        body = Refund(paid.receipt_id, 25_000, proofs[number])
        return lambda: takings.refund(vault, owner, body, f"key-number-{number}")

    done = at_once([one(number) for number in range(8)])
    assert sum(isinstance(each, Paid) for each in done) <= 4
    assert ledger.get_balance(vault, money_of(lan)) == 900_000 + 25_000 * sum(isinstance(each, Paid) for each in done)
    assert_proven(vault)


def test_nobody_gives_back_what_another_shop_got_or_without_the_wallet_password(vault: World) -> None:
    owner, payload = open_shop(vault)
    stranger, _ = open_shop(vault)
    paid = pay(vault, make_payer(vault), read(vault, payload), 100_000)
    with pytest.raises(NoSuchTransferError):
        refund(vault, stranger, paid, 5)
    with pytest.raises(ProofNeededError):
        takings.refund(vault, owner, Refund(paid.receipt_id, 5, "x" * 43), "key-of-owner")


def test_a_day_begins_and_ends_at_midnight_in_hue(vault: World) -> None:
    owner, payload = open_shop(vault)
    lan, shop = make_payer(vault), read(vault, payload)
    last_second = replace(vault, now=datetime(2026, 11, 24, 16, 59, 59, tzinfo=UTC))
    pay(last_second, lan, shop, 10_000, key="last-of-the-day")
    pay(later(last_second, seconds=1), lan, shop, 30_000, key="first-of-the-day")
    days = [takings.list_takings(vault, owner, day).sales for day in ("2026-11-24", "2026-11-25", "2026-11-26")]
    assert days == [10_000, 30_000, 0]


@pytest.mark.parametrize("day", "today 20261124 2026-13-01 2026-02-30 0001-01-01 9999-12-31 2026-W48-2".split())
def test_what_is_no_day_has_no_takings(vault: World, day: str) -> None:
    owner, _ = open_shop(vault)
    with pytest.raises(NotFoundError):
        takings.list_takings(vault, owner, day)


def test_a_crash_at_any_call_pays_and_gives_back_once(vault: World) -> None:
    owner, _ = open_shop(vault)

    def begin() -> tuple[Person, ShopPayment, dict[str, str]]:
        lan = make_payer(vault)
        shop = read(vault, takings.make_order(vault, owner, NewOrder(45_000)).payload)
        return lan, payment(vault, lan, shop), {}

    def pay_and_refund(world: World) -> None:
        paid = shops.pay_shop(world, lan, body, "key-of-lan")
        proof = proofs.setdefault("refund", prove(vault, owner, refund_subject(paid.receipt_id), 5_000))
        takings.refund(world, owner, Refund(paid.receipt_id, 5_000, proof), f"back-to-{lan.account_id}")

    lan, body, proofs = begin()
    stops = 0
    for _ in crashes(vault, pay_and_refund):
        pay_and_refund(vault)
        assert ledger.get_balance(vault, money_of(lan)) == 1_000_000 - 40_000
        stops += 1
        lan, body, proofs = begin()
    assert stops >= 10
    assert_proven(vault)


def test_who_is_stopped_while_asking_for_money_asks_again_and_is_paid_once(vault: World) -> None:
    owner, _ = open_shop(vault)
    stops = 0
    for _ in crashes(vault, lambda world: takings.make_order(world, owner, NewOrder(45_000))):
        lan = make_payer(vault)
        pay(vault, lan, read(vault, takings.make_order(vault, owner, NewOrder(45_000)).payload))
        assert ledger.get_balance(vault, money_of(lan)) == 1_000_000 - 45_000
        stops += 1
    assert stops >= 2
    assert_proven(vault)


def test_paying_a_shop_is_one_transaction_and_a_read_of_the_shop_now_and_then(vault: World) -> None:
    owner, _ = open_shop(vault)
    lan = make_payer(vault)
    body = payment(vault, lan, read(vault, takings.make_order(vault, owner, NewOrder(45_000)).payload))
    with listening() as calls:
        shops.pay_shop(vault, lan, body, "key-of-lan")
    assert calls == ["TransactWriteItems"], "the shop was read half a minute ago at most"
    after = later(vault, minutes=1)
    body = payment(after, lan, read(later(vault, seconds=20), takings.make_order(vault, owner, NewOrder(45_000)).payload))
    with listening() as calls:
        shops.pay_shop(after, lan, body, "next-key-of-lan")
    assert calls == ["GetItem", "TransactWriteItems"]


def test_a_wrong_proof_changes_nothing(vault: World) -> None:
    _, payload = open_shop(vault)
    lan, shop = make_payer(vault), read(vault, payload)
    before = everything(vault)
    with pytest.raises(ApiError):
        shops.pay_shop(vault, lan, ShopPayment(shop.shop_id, 5, "x" * 43), "key-of-lan")
    assert everything(vault) == before
