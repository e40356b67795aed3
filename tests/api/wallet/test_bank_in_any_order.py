"""A bank that does everything wrong in any order: in the end what left it is in the wallet, to the đồng."""

import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from chalicelib.wallet.model.bank_transfers import GRACE_SECONDS, LOOK_SECONDS, ORDER_SECONDS
from chalicelib.world import World
from sandbox_bank.server import Bank
from stage import Town
from till import Till, open_till

STEPS, SEEDS = 30, range(6)
FAULTS = ["error", "error-after", "drop", "drop-after", "cut", "forge", "refuse", "late"]
QUESTIONS = ["error", "drop", "cut", "forge", "absent"]


@pytest.fixture
def till(town: Town, vault: World, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> Till:
    monkeypatch.setenv("HUECITY_WALLET_TABLE", vault.wallet.name)
    return open_till(town, vault, bank)


@dataclass
class Chaos:
    """One seed is one story; the same again each time."""

    till: Till
    chance: random.Random
    begun: list[tuple[str, int, str]] = field(default_factory=list)
    messages: list[Any] = field(default_factory=list)

    def step(self) -> None:
        self.chance.choice([*[self.move] * 4, self.ask_again, self.tell, self.tell_again, self.decide, self.sweep])()

    def move(self) -> None:
        bank, key = self.till.bank, f"{self.chance.getrandbits(64):016x}"
        bank.faults.add("move", *self.chance.sample(FAULTS, self.chance.choice([0, 1, 2, 2])))
        bank.faults.add("status", *self.chance.sample(QUESTIONS, self.chance.choice([0, 0, 1, 2])))
        amount = self.chance.randrange(10_000, 200_000)
        move = self.chance.choice([self.till.top_up, self.till.top_up, self.till.withdraw])
        if "id" in move(amount, key).body:
            self.begun.append((move.__name__, amount, key))

    def ask_again(self) -> None:
        if self.begun:
            name, amount, key = self.chance.choice(self.begun)
            assert getattr(self.till, name)(amount, key).status == 201

    def movements(self) -> list[dict[str, Any]]:
        rows = self.till.bank.books.connection.execute("SELECT * FROM movements ORDER BY rowid").fetchall()
        return [dict(row) for row in rows]

    def tell(self) -> None:
        if known := self.movements():
            message = self.till.bank.callback(self.chance.choice(known)["reference"])
            self.messages.append(message)
            assert self.till.deliver(*message).status in (200, 503)

    def tell_again(self) -> None:
        if self.messages:
            assert self.till.deliver(*self.chance.choice(self.messages)).status in (401, 409)

    def decide(self) -> None:
        open_ones = [one for one in self.movements() if one["status"] == "unknown"]
        if open_ones:
            self.till.bank.finish(self.chance.choice(open_ones)["reference"], self.chance.choice(["accepted", "refused"]))

    def sweep(self) -> None:
        self.till.sweep(seconds=self.chance.choice([1, 61, ORDER_SECONDS + GRACE_SECONDS + 1]))

    def settle_down(self) -> None:
        """The bank is well again, has decided everything, and enough time passes for every look."""
        self.till.bank.faults.waiting.clear()
        for one in self.movements():
            if one["status"] == "unknown":
                self.till.bank.finish(one["reference"], "accepted")
        for seconds in (ORDER_SECONDS + GRACE_SECONDS, *LOOK_SECONDS):
            assert self.till.sweep(seconds=seconds + 1).failed == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_the_bank_does_no_money_is_lost_and_none_is_made(till: Till, seed: int) -> None:
    random.seed(seed)  # the sweeper's order
    chaos = Chaos(till, random.Random(seed))
    till.top_up(500_000)
    for _ in range(STEPS):
        chaos.step()
    chaos.settle_down()
    claims = sum(claim["amount"] for claim in till.world.wallet.query("CLAIM#bank"))
    balance, available = till.wallet
    assert balance == available == claims - till.at_bank
    till.assert_proven()
    assert len(chaos.begun) > 4
