"""Somebody with a wallet and a linked bank account, and both sides of their money to look at."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import chalicelib.world
from bankside import VCB
from chalicelib.access import Level, Person
from chalicelib.keys import token_hash
from chalicelib.wallet import audit
from chalicelib.wallet.model.accounts import bank_account, citizen_account
from chalicelib.wallet.model.audit import find_faults
from chalicelib.wallet.service import ledger, sweeping
from chalicelib.wallet.storage import ledger as stored
from chalicelib.wallet.storage import pins
from chalicelib.world import World
from purse import balances, new_id
from sandbox_bank.books import OPENING_BALANCE
from sandbox_bank.server import Bank
from stage import LAN, Answer, Browser, Town
from test_linking import NUMBER, identified, link


@dataclass
class Till:
    town: Town
    browser: Browser
    bank: Bank
    account_id: str
    link_id: str

    @property
    def world(self) -> World:
        """As the API has it at this moment."""
        return chalicelib.world.world()

    @property
    def person(self) -> Person:
        citizen_hash = self.world.keys.hash("citizen", LAN)
        return Person(self.account_id, citizen_hash, "session", "citizen", Level.IDENTITY)

    def prove(self, subject: str, amount: int) -> str:
        """What typing the wallet password gives."""
        world, token = self.world, new_id()
        proof = pins.putting_proof(world.wallet, self.account_id, token_hash(token), subject, amount, world.now)
        world.wallet.transact([proof])
        return token

    def ask(self, path: str, amount: Any, key: str = "", **more: Any) -> Answer:
        body = {"link_id": self.link_id, "amount": amount, "proof": ""} | more
        if "proof" not in more and isinstance(amount, int):
            body["proof"] = self.prove(f"{path.removeprefix('/wallet/').rstrip('s')}:{body['link_id']}", amount)
        return self.browser.post(path, body, **{"Idempotency-Key": key or new_id()})

    def top_up(self, amount: int, key: str = "", **more: Any) -> Answer:
        return self.ask("/wallet/topups", amount, key, **more)

    def withdraw(self, amount: int, key: str = "", **more: Any) -> Answer:
        return self.ask("/wallet/withdrawals", amount, key, **more)

    def unlink(self, proof: str | None = None) -> Answer:
        proof = self.prove(f"unlink:{self.link_id}", 0) if proof is None else proof
        return self.browser.post(f"/wallet/bank-links/{self.link_id}/removal", {"proof": proof})

    def state(self, transfer_id: str) -> str:
        return str(self.browser.get(f"/wallet/bank-transfers/{transfer_id}").body["state"])

    def sweep(self, has_time: Callable[[], bool] = lambda: True, **span: float) -> sweeping.Swept:
        """The sweeper comes by, after this span of time."""
        self.town.wait(**span)
        return sweeping.sweep(self.world, has_time)

    def call_back(self, reference: str, **changed: Any) -> Answer:
        """The bank tells by itself; with `changed` it says something else."""
        return self.deliver(*self.bank.callback(reference, **changed))

    def deliver(self, headers: dict[str, str], body: bytes) -> Answer:
        stranger = self.town.browser()
        stranger.origin = None
        return stranger.post("/wallet/bank-callbacks", json.loads(body), **headers)

    @property
    def wallet(self) -> tuple[int, int]:
        """(balance, available)"""
        (account,) = balances(self.world, citizen_account(self.account_id))
        return account["balance"], account["available"]

    @property
    def at_bank(self) -> int:
        """How many đồng the bank account has more than at first."""
        token = self.bank.books.find("SELECT token FROM links WHERE reference = ?", self.link_id)
        assert token
        return (self.bank.books.balance_of(token["token"]) or 0) - OPENING_BALANCE

    def assert_square(self) -> None:
        """What left the bank is in the wallet, and the books are right."""
        assert self.wallet[0] == -self.at_bank
        assert ledger.get_balance(self.world, bank_account(VCB)) == self.at_bank
        self.assert_proven()

    def assert_proven(self) -> None:
        assert find_faults(audit.read_table(self.world.wallet)) == []


def open_till(town: Town, stage: World, bank: Bank) -> Till:
    browser = identified(town, stage)
    account_id = str(browser.get("/me").body["account_id"])
    world = chalicelib.world.world()
    world.wallet.transact([stored.opening(world.wallet, citizen_account(account_id))])
    till = Till(town, browser, bank, account_id, link(browser, bank, NUMBER))
    town.wait(hours=25)  # until money may leave for the new link
    browser.log_in()
    return till
