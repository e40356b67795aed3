"""Whatever breaks between us and the database: one effect, or none and the same once more."""

from collections.abc import Callable
from typing import Any

import pytest
from chalicelib.dynamodb import Table
from chalicelib.errors import ApiError, BusyError, KeyReusedError, UnknownOutcomeError
from chalicelib.wallet import audit
from chalicelib.wallet.model.audit import find_faults
from chalicelib.wallet.model.errors import (
    AccountClosedError,
    AlreadyResolvedError,
    NoSuchTransferError,
    NotEnoughError,
    OverLimitError,
    TooMuchBackError,
)
from chalicelib.wallet.model.transfers import Outcome, Transfer, transfer_id_of
from chalicelib.wallet.service import ledger
from chalicelib.wallet.storage import ledger as stored
from chalicelib.world import World
from faults import CrashError, broken, refusing, silent
from purse import BANK, at_once, balances, buy, everything, new_id, open_wallet, payment
from stage import later

Use = Callable[[World], Any]
VND = 500_000


def paying(world: World, lan: str) -> Use:
    asked = payment(world, lan, 120_000)
    return lambda world: ledger.post(world, asked)


def holding(world: World, lan: str) -> Use:
    asked = payment(world, lan, 120_000, to=BANK, kind="withdrawal", state="pending", due_ms=9, category="")
    return lambda world: ledger.hold(world, asked)


def posting_what_was_held(world: World, lan: str) -> Use:
    held = holding(world, lan)(world)
    return lambda world: ledger.resolve(world, held.transfer_id, "posted", "bank")


def voiding_what_was_held(world: World, lan: str) -> Use:
    held = holding(world, lan)(world)
    return lambda world: ledger.resolve(world, held.transfer_id, "voided", "bank")


def giving_back(world: World, lan: str) -> Use:
    paid, refund = buy(world, lan, 200_000), new_id()
    return lambda world: ledger.reverse(world, paid.transfer_id, 80_000, refund, "merchant")


USES = {
    paying: (380_000, 380_000),
    holding: (500_000, 380_000),
    posting_what_was_held: (380_000, 380_000),
    voiding_what_was_held: (500_000, 500_000),
    giving_back: (380_000, 380_000),
}
every_use = pytest.mark.parametrize("make", USES, ids=lambda make: make.__name__)


def money(world: World, lan: str) -> tuple[int, int]:
    (account,) = balances(world, lan)
    return account["balance"], account["available"]


def calls_of(make: Callable[[World, str], Use], world: World) -> int:
    whole, client = broken(world, at=99)
    make(world, open_wallet(world, with_vnd=VND))(whole)
    return len(client.calls)


@every_use
@pytest.mark.parametrize("when", ["before", "after"])
def test_who_is_stopped_at_any_call_and_sends_the_same_again_has_one_effect(vault: World, make: Any, when: Any) -> None:
    for at in range(calls_of(make, vault)):
        lan = open_wallet(vault, with_vnd=VND)
        use = make(vault, lan)
        weak, _ = broken(vault, at, when)
        with pytest.raises(CrashError):
            use(weak)
        assert use(vault) == use(later(vault, minutes=20))
        assert money(vault, lan) == USES[make]
    assert find_faults(audit.read_table(vault.wallet)) == []


MOMENTS = ["TransactionCanceledException", "TransactionConflictException", "ThrottlingException", "InternalServerError"]


@every_use
@pytest.mark.parametrize("code", MOMENTS)
def test_a_refusal_of_the_moment_is_sent_again_with_the_same_token(vault: World, make: Any, code: str) -> None:
    for at in range(calls_of(make, vault)):
        lan = open_wallet(vault, with_vnd=VND)
        use = make(vault, lan)
        weak, client = broken(vault, at, error=refusing(code), times=2)
        use(weak)
        sent = [asked for name, asked in zip(client.calls, client.asked, strict=True) if name == "transact_write_items"]
        assert len({asked["ClientRequestToken"] for asked in sent}) == 1
        assert money(vault, lan) == USES[make]
    assert find_faults(audit.read_table(vault.wallet)) == []


@every_use
@pytest.mark.parametrize("code", MOMENTS)
def test_a_database_that_goes_on_refusing_is_busy_and_nothing_has_changed(vault: World, make: Any, code: str) -> None:
    lan = open_wallet(vault, with_vnd=VND)
    use = make(vault, lan)
    before = everything(vault)
    weak, _ = broken(vault, 0, error=refusing(code), times=99)
    with pytest.raises(BusyError) as told:
        use(weak)
    assert told.value.status_code == 503
    assert told.value.code in ("busy", "unknown-outcome" if code == "InternalServerError" else "busy")
    assert told.value.retry_after_seconds > 0
    assert everything(vault) == before


@every_use
def test_an_answer_that_never_came_is_unknown_and_the_same_key_finds_out(vault: World, make: Any) -> None:
    lan = open_wallet(vault, with_vnd=VND)
    use = make(vault, lan)
    weak, _ = broken(vault, calls_of(make, vault) - 1, "after", error=silent)
    with pytest.raises(UnknownOutcomeError) as told:
        use(weak)
    assert (told.value.status_code, told.value.code) == (503, "unknown-outcome")
    use(vault)
    assert money(vault, lan) == USES[make]


@every_use
def test_the_key_holds_when_the_database_has_forgotten_every_token(
    vault: World, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    transact = Table.transact
    monkeypatch.setattr(Table, "transact", lambda table, writes, token="": transact(table, writes))
    lan = open_wallet(vault, with_vnd=VND)
    use = make(vault, lan)
    assert use(vault) == use(vault) == use(later(vault, days=400))
    assert money(vault, lan) == USES[make]
    assert find_faults(audit.read_table(vault.wallet)) == []


def refusals(world: World, lan: str) -> dict[type[ApiError], Callable[[], Any]]:
    """Everything that the ledger refuses, each for a reason of its own; `lan` has half a million."""
    paid, closed = buy(world, lan, 100_000), open_wallet(world)
    held = holding(world, lan)(world)
    ledger.resolve(world, held.transfer_id, "voided", "bank")
    world.wallet.transact([stored.closing(world.wallet, closed)])
    rich = open_wallet(world, with_vnd=200_000_000)
    return {
        NotEnoughError: lambda: buy(world, lan, VND),
        OverLimitError: lambda: buy(world, rich, 100_000_001),
        AccountClosedError: lambda: buy(world, closed, 1),
        KeyReusedError: lambda: buy(world, lan, 5, transfer_id=paid.transfer_id),
        TooMuchBackError: lambda: ledger.reverse(world, paid.transfer_id, 100_001, new_id(), "merchant"),
        NoSuchTransferError: lambda: ledger.reverse(world, new_id(), 1, new_id(), "merchant"),
        AlreadyResolvedError: lambda: ledger.resolve(world, held.transfer_id, "posted", "bank"),
    }


def test_whatever_is_refused_leaves_every_item_as_it_was(vault: World) -> None:
    asked = refusals(vault, open_wallet(vault, with_vnd=VND))
    before = everything(vault)
    for error, ask in asked.items():
        with pytest.raises(error):
            ask()
        assert everything(vault) == before, error


@pytest.mark.parametrize("_", range(5))
def test_who_posts_and_who_voids_at_once_have_one_decision(vault: World, _: int) -> None:
    lan = open_wallet(vault, with_vnd=VND)
    held = holding(vault, lan)(vault)
    outcomes: list[Outcome] = ["posted", "voided"] * 4
    answers = at_once([lambda one=one: ledger.resolve(vault, held.transfer_id, one, "bank") for one in outcomes])  # type: ignore[misc]
    assert {type(one) for one in answers} <= {Transfer, AlreadyResolvedError}
    assert {one.state for one in answers if isinstance(one, Transfer)} == {ledger.state_of(vault, held)}
    assert money(vault, lan)[0] == money(vault, lan)[1]
    assert find_faults(audit.read_table(vault.wallet)) == []


def test_eight_at_once_with_one_key_pay_once(vault: World) -> None:
    lan = open_wallet(vault, with_vnd=VND)
    asked = payment(vault, lan, 120_000, transfer_id=transfer_id_of(lan, "key-1"))
    assert at_once([lambda: ledger.post(vault, asked)] * 8) == [asked] * 8
    assert money(vault, lan) == (380_000, 380_000)


def test_eight_at_once_with_one_key_for_eight_shops_pay_one(vault: World) -> None:
    lan, one_id = open_wallet(vault, with_vnd=VND), new_id()
    asked = [payment(vault, lan, 120_000, to=f"merchant:{number}", transfer_id=one_id) for number in range(8)]
    done = at_once([lambda one=one: ledger.post(vault, one) for one in asked])  # type: ignore[misc]
    assert sum(isinstance(answer, KeyReusedError) for answer in done) == 7
    assert money(vault, lan) == (380_000, 380_000)


def test_two_at_once_cannot_spend_the_same_money(vault: World) -> None:
    lan = open_wallet(vault, with_vnd=VND)
    done = at_once([lambda: buy(vault, lan, 400_000)] * 8)
    assert sum(not isinstance(answer, Exception) for answer in done) == 1
    assert money(vault, lan) == (100_000, 100_000)


def test_two_at_once_cannot_pass_the_month_together(vault: World) -> None:
    lan = open_wallet(vault, with_vnd=900_000_000)
    at_once([lambda: buy(vault, lan, 30_000_000)] * 8)
    assert money(vault, lan)[0] == 900_000_000 - 3 * 30_000_000
