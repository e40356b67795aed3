"""Whoever is stopped at any call and does the same once more: one effect, and everybody hears of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from chalicelib.accounts.storage import logins
from chalicelib.errors import ApiError, BusyError
from chalicelib.otp.model.codes import ProofGoneError
from chalicelib.wallet import audit
from chalicelib.wallet.model.accounts import citizen_account, shard_of
from chalicelib.wallet.model.audit import find_faults
from chalicelib.wallet.model.pins import WrongWalletPasswordError
from chalicelib.wallet.model.shopkeeping import MerchantDecision
from chalicelib.wallet.model.wallets import ChangedWalletPassword, PaymentToProve, WalletOpenError, WalletToUnlock
from chalicelib.wallet.service import ledger, merchants, opening, pins, proofs
from chalicelib.wallet.service.owing import see_to_late
from chalicelib.wallet.service.publishing import LARGE, publish
from chalicelib.wallet.service.sealing import seal_hours
from chalicelib.world import World
from faults import broken, refusing, stopped
from payer import make_payer
from purse import BANK, fund, payment
from resident import Resident, make_resident, open_own, prepare_opening
from stage import PASSWORD, Phones, later
from test_shops import STALL, officer
from wallet_owner import NEW_PIN, PIN

BONUS = 20_000


@dataclass(frozen=True)
class Deed:
    """`use` is what somebody does; `gone`, what they may hear when they do it again, `wait` minutes later; `check` looks at
    what came of it."""

    use: Callable[[World], Any]
    check: Callable[[World], None]
    gone: type[ApiError] = WalletOpenError
    wait: int = 0

    def end_well(self, world: World) -> None:
        """Done once more, and left alone for a while."""
        after = later(world, minutes=self.wait)
        with suppress(self.gone):
            self.use(after)
        see_to_late(later(after, minutes=2))
        self.check(later(after, minutes=2))


@pytest.fixture
def city(vault: World, quickly: None) -> Iterator[World]:
    """Where each side of a referral gets a bonus, from a fund with enough in every shard."""
    for transfer_id in {shard_of(str(number)): str(number) for number in range(200)}.values():
        more = {"to": "promotions", "kind": "topup", "category": "", "transfer_id": transfer_id}
        ledger.post(vault, payment(vault, BANK, 10_000_000, **more))
    yield replace(vault, config=replace(vault.config, referral_bonus=BONUS))
    assert find_faults(audit.read_table(vault.wallet)) == []


def money_of(world: World, one: Resident) -> int:
    return ledger.get_balance(world, citizen_account(one.person.account_id))


def times_logged(world: World, one: Resident, what: str) -> int:
    return sum(entry.what == what for entry in logins.list_log(world.table, one.person.account_id, 0))


def opens_with(world: World, one: Resident, pin: str) -> bool:
    try:
        pins.confirm(world, one.person, pin)
    except WrongWalletPasswordError:
        return False
    return True


def asking_for_the_code(world: World, phones: Phones, serial: int) -> Deed:
    """And entering it: where that was broken off, there is another code a while later."""
    lan = make_resident(world, phones, serial)

    def check(world: World) -> None:
        open_own(later(world, minutes=20), lan)
        assert opens_with(world, lan, PIN)

    return Deed(lambda world: prepare_opening(world, lan), check, wait=20)


def opening_a_wallet(world: World, phones: Phones, serial: int) -> Deed:
    """With a code from somebody else: the last step, the same each time."""
    lan, minh = (make_resident(world, phones, 2 * serial + one) for one in (0, 1))
    opening_id, body = prepare_opening(world, minh, open_own(world, lan))

    def check(world: World) -> None:
        assert opening.get_shown(world, minh.person).was_referred
        assert opens_with(world, minh, PIN)
        assert (money_of(world, lan), money_of(world, minh)) == (BONUS, BONUS)
        assert times_logged(world, minh, "wallet-opened") == 1
        assert 1 <= minh.told("ví của bạn đã mở") <= 2
        assert 1 <= lan.told("bằng mã của bạn") <= 2

    return Deed(lambda world: opening.open_wallet(world, minh.person, opening_id, body, minh.home), check)


def check_new_password(world: World, lan: Resident, what: str) -> None:
    assert opens_with(world, lan, NEW_PIN)
    assert not opens_with(world, lan, PIN)
    assert world.wallet.query(f"ACCOUNT#{lan.person.account_id}", "PROOF#") == []
    assert times_logged(world, lan, what) == 1
    assert 1 <= lan.told("mật khẩu ví đã đổi") <= 2


def changing_the_password(world: World, phones: Phones, serial: int) -> Deed:
    lan, body = make_resident(world, phones, serial), ChangedWalletPassword(PIN, NEW_PIN)
    open_own(world, lan)
    proofs.prove(world, lan.person, PaymentToProve(PIN, "bill:EVNCPC:PC07DD0123456:2026-11", 385_700))

    def change(world: World) -> None:
        pins.change(world, lan.person, body, lan.home)

    return Deed(change, lambda world: check_new_password(world, lan, "wallet-password-changed"), WrongWalletPasswordError)


def unlocking(world: World, phones: Phones, serial: int) -> Deed:
    lan = make_resident(world, phones, serial)
    open_own(later(world, minutes=-30), lan)
    assert [opens_with(world, lan, NEW_PIN) for _ in range(5)] == [False] * 5
    sent = pins.request_unlocking_code(world, lan.person, lan.home)
    proof = pins.enter_unlocking_code(world, lan.person, sent.id, phones.code())
    body = WalletToUnlock(proof, PASSWORD, lan.number, NEW_PIN)

    def unlock(world: World) -> None:
        pins.unlock(world, lan.person, sent.id, body, lan.home)

    return Deed(unlock, lambda world: check_new_password(world, lan, "wallet-unlocked"), ProofGoneError)


def applying_with_a_shop(world: World, phones: Phones, serial: int) -> Deed:
    owner = replace(make_payer(world, 0), role="business")

    def check(world: World) -> None:
        shop = merchants.show_own(world, owner)
        waiting = [one.merchant_id for one in merchants.list_waiting(world, officer(world)).applications]
        assert (shop.standing, waiting.count(shop.merchant_id)) == ("applied", 1)

    return Deed(lambda world: merchants.apply(world, owner, STALL), check)


def deciding_on_a_shop(world: World, phones: Phones, serial: int) -> Deed:
    """One is approved, the next one refused."""
    owner, who = replace(make_payer(world, 0), role="business"), officer(world)
    shop_id = merchants.apply(world, owner, STALL).merchant_id
    body = MerchantDecision("refuse", "Thiếu giấy phép") if serial % 2 else MerchantDecision("approve")

    def check(world: World) -> None:
        shop = merchants.show_own(world, owner)
        assert (shop.standing, shop.reason) == ("refused" if serial % 2 else "open", body.reason)
        assert shop_id not in [one.merchant_id for one in merchants.list_waiting(world, officer(world)).applications]

    return Deed(lambda world: merchants.decide(world, who, shop_id, body), check)


def publishing(world: World, phones: Phones, serial: int) -> Deed:
    """The stream brings a record again until it was gone through."""
    lan = make_resident(world, phones, serial)
    open_own(world, lan)
    moved = fund(world, citizen_account(lan.person.account_id), LARGE)

    def check(world: World) -> None:
        assert 1 <= lan.told("từ 2 triệu đồng") <= 2

    return Deed(lambda world: publish(world, moved.transfer_id), check)


# each with the least number of calls that there are to be stopped at
DEEDS: dict[Callable[[World, Phones, int], Deed], int] = {
    asking_for_the_code: 7,
    opening_a_wallet: 15,
    changing_the_password: 8,
    unlocking: 10,
    applying_with_a_shop: 1,
    deciding_on_a_shop: 2,
    publishing: 6,
}
every_deed = pytest.mark.parametrize("make", DEEDS, ids=lambda make: make.__name__)


@every_deed
def test_who_is_stopped_anywhere_and_does_it_again_has_one_effect_and_hears_of_it(
    city: World, phones: Phones, make: Any
) -> None:
    is_stopped, at = True, -1
    while is_stopped:  # what is stopped before a call has done no more than what is stopped after the one before it
        at += 1
        deed = make(city, phones, at)
        is_stopped = stopped(city, at, "after", deed.use)
        deed.end_well(city)
    assert at >= DEEDS[make]


@every_deed
def test_a_database_that_has_no_room_from_any_call_on_leaves_nothing_half_done(
    city: World, phones: Phones, make: Any
) -> None:
    is_busy, at = True, -1
    while is_busy:
        at += 1
        deed = make(city, phones, at)
        weak, client = broken(city, at, error=refusing("ThrottlingException"), times=999)
        with suppress(BusyError):
            deed.use(replace(weak, sms=phones))
        is_busy = len(client.calls) > at
        deed.end_well(city)
    assert at >= DEEDS[make] - 1  # the phone is no database


@every_deed
def test_a_conflict_at_every_call_is_noticed_by_nobody(city: World, phones: Phones, make: Any) -> None:
    deed = make(city, phones, 0)
    weak, client = broken(city, 0, error=refusing("TransactionCanceledException"), times=999, every=2)
    deed.use(replace(weak, sms=phones))
    deed.check(city)
    assert len(client.calls) >= 2 * (DEEDS[make] - 1)


def test_a_bonus_that_comes_late_is_in_no_hour_that_was_sealed_before(city: World, phones: Phones) -> None:
    deed = opening_a_wallet(city, phones, 0)
    calls = 0
    while not city.wallet.query("OWED#OWNERS"):
        assert stopped(city, calls, "after", deed.use)
        calls += 1
    assert seal_hours(later(city, hours=3))
    see_to_late(later(city, hours=4))
    deed.check(later(city, hours=4))
