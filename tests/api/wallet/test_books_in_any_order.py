"""Whatever people do and in whatever order, the books are proven after each step, and say what a simple model says."""

import os
import random
from collections import defaultdict
from typing import Any

import pytest
from chalicelib.errors import ApiError
from chalicelib.wallet import audit
from chalicelib.wallet.model.audit import find_faults
from chalicelib.wallet.model.limits import month_of
from chalicelib.wallet.model.transfers import Transfer
from chalicelib.wallet.service import ledger, sealing
from chalicelib.world import World
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from purse import BANK, everything, new_id, open_wallet, own_table, payment
from stage import later

SEQUENCES, STEPS, PARTS = 512, 12, 4
MONTHLY = 100_000_000
AMOUNTS = st.one_of(st.integers(1, 200), st.sampled_from([1, 50_000_000, MONTHLY, MONTHLY + 1]))


class Books(RuleBasedStateMachine):
    """The model: what each account has and holds, what may be given back, what was paid in each month."""

    stage: World
    wallets, payments, pendings, asked = Bundle("wallets"), Bundle("payments"), Bundle("pendings"), Bundle("asked")

    def __init__(self) -> None:
        super().__init__()
        self.table = own_table(self.stage)
        self.world = self.table.__enter__()
        self.balance: dict[str, int] = defaultdict(int)
        self.held: dict[str, int] = defaultdict(int)
        self.left: dict[str, int] = {}
        self.spent: dict[tuple[str, str], int] = defaultdict(int)
        self.decided: dict[str, str] = {}

    def teardown(self) -> None:
        self.table.__exit__(None, None, None)

    def expect(self, refusal: str, use: Any) -> Any:
        """That this is refused with the code, and changes nothing; or done where the code is empty."""
        if not refusal:
            return use()
        before = everything(self.world)
        with pytest.raises(ApiError) as told:
            use()
        assert told.value.code == refusal
        assert everything(self.world) == before
        return None

    def available(self, account_id: str) -> int:
        return self.balance[account_id] - self.held[account_id]

    @rule(target=wallets)
    def open(self) -> str:
        return open_wallet(self.world)

    @rule(hours=st.integers(1, 500))
    def wait(self, hours: int) -> None:
        self.world = later(self.world, hours=hours)

    @rule()
    def seal(self) -> None:
        sealing.seal_hours(self.world)

    @rule(target=pendings, account_id=wallets, amount=AMOUNTS)
    def top_up(self, account_id: str, amount: int) -> Transfer:
        more = {"kind": "topup", "state": "pending", "category": "", "due_ms": 9}
        return ledger.hold(self.world, payment(self.world, BANK, amount, to=account_id, **more))

    @rule(target=pendings, account_id=wallets, amount=AMOUNTS, fee=st.integers(0, 3))
    def withdraw(self, account_id: str, amount: int, fee: int) -> Transfer | None:
        more = {"kind": "withdrawal", "state": "pending", "category": "", "due_ms": 9, "fee": fee}
        asked = payment(self.world, account_id, amount, to=BANK, **more)
        refusal = "" if amount + fee <= self.available(account_id) else "not-enough"
        self.held[account_id] += 0 if refusal else amount + fee
        self.expect(refusal, lambda: ledger.hold(self.world, asked))
        return None if refusal else asked

    @rule(pending=pendings, outcome=st.sampled_from(["posted", "voided"]))
    def decide(self, pending: Transfer | None, outcome: Any) -> None:
        if pending is None:
            return
        before = self.decided.get(pending.transfer_id)
        refusal = "" if before in (None, outcome) else "already-resolved"
        self.expect(refusal, lambda: ledger.resolve(self.world, pending.transfer_id, outcome, "bank"))
        if before is None:
            self.decided[pending.transfer_id] = outcome
            self.settle(pending, outcome == "posted")

    def settle(self, pending: Transfer, is_posted: bool) -> None:
        if pending.kind == "withdrawal":
            self.held[pending.debit_account_id] -= pending.total
        if is_posted:
            self.move(pending)

    def move(self, transfer: Transfer) -> None:
        self.balance[transfer.debit_account_id] -= transfer.total
        self.balance[transfer.credit_account_id] += transfer.amount
        self.balance["fees"] += transfer.fee

    @rule(target=payments, account_id=wallets, amount=AMOUNTS, category=st.sampled_from(["shop", "water"]))
    def pay(self, account_id: str, amount: int, category: str) -> Transfer | None:
        asked = payment(self.world, account_id, amount, category=category)
        key = account_id, month_of(asked.at_ms)
        is_over = category == "shop" and self.spent[key] + amount > MONTHLY
        refusal = "not-enough" if amount > self.available(account_id) else "over-limit" if is_over else ""
        self.expect(refusal, lambda: ledger.post(self.world, asked))
        if refusal:
            return None
        self.move(asked)
        self.left[asked.transfer_id] = amount
        self.spent[key] += amount if category == "shop" else 0
        return asked

    @rule(paid=payments, amount=st.integers(1, 250), hours=st.integers(0, 900))
    def send_again(self, paid: Transfer | None, amount: int, hours: int) -> None:
        """The same is the first one, however late; anything else with its key is refused."""
        if paid is None:
            return
        known = {"transfer_id": paid.transfer_id, "category": paid.category}
        world = later(self.world, hours=hours)
        again = payment(world, paid.debit_account_id, amount, **known)
        refusal = "" if amount == paid.amount else "idempotency-key-reused"
        done = self.expect(refusal, lambda: ledger.post(world, again))
        assert refusal or done == paid

    @rule(paid=payments, amount=AMOUNTS)
    def give_back(self, paid: Transfer | None, amount: int) -> None:
        if paid is None:
            return
        left = self.left[paid.transfer_id]
        refusal = "" if amount <= left else "too-much-back"
        self.expect(refusal, lambda: ledger.reverse(self.world, paid.transfer_id, amount, new_id(), "shop"))
        if not refusal:
            self.left[paid.transfer_id] -= amount
            self.balance[paid.debit_account_id] += amount
            self.balance[paid.credit_account_id] -= amount
            self.spent[paid.debit_account_id, month_of(paid.at_ms)] -= amount if paid.category == "shop" else 0

    @invariant()
    def books_are_proven(self) -> None:
        assert find_faults(audit.read_table(self.world.wallet)) == []

    @invariant()
    def balances_are_those_of_the_model(self) -> None:
        assert {one: ledger.get_balance(self.world, one) for one in self.balance} == self.balance


@pytest.fixture
def machine(stage: World, monkeypatch: pytest.MonkeyPatch) -> type[Books]:
    monkeypatch.setattr(sealing, "MOST_AT_ONCE", 2)  # each hour takes eight queries, empty ones included
    return type("Books", (Books,), {"stage": stage})


@pytest.mark.parametrize("part", range(PARTS))
def test_books_are_proven_after_every_step(machine: type[Books], part: int) -> None:
    """HUECITY_SEED=… repeats what a failure has printed."""
    number = int(os.environ.get("HUECITY_SEED", random.randrange(2**32)))
    print(f"HUECITY_SEED={number}")
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    limits = settings(max_examples=SEQUENCES // PARTS, stateful_step_count=STEPS, deadline=None, suppress_health_check=slow)
    run_state_machine_as_test(seed(number)(machine), settings=limits)
