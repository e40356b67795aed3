"""Payments a second through the service layer, beside raw transact_write_items of the same items, on a real local server.

Each worker is a process with payers of its own, who all pay one shop. A payment knows the shop, or reads it, and writes one
transaction; the wallet password was proven before, and the session is not part of it.
"""

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / path) for path in ("api", "infra/local", "tests", "tests/api", "tests/api/wallet")]
os.environ |= {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": "ap-southeast-1"}
os.environ |= {"HUECITY_PEPPER": "x" * 40, "HUECITY_STAGE": "local"}

import database
from chalicelib.access import Level, Person
from chalicelib.dynamodb import Item, Table, dynamodb_client
from chalicelib.keys import new_token, token_hash
from chalicelib.wallet.model.merchants import Merchant, subject_of
from chalicelib.wallet.model.payments import ShopPayment
from chalicelib.wallet.service.shops import pay_shop
from chalicelib.wallet.storage import merchants, pins
from chalicelib.world import World, clock
from purse import new_id, open_wallet
from stage import Phones, make_world

WORKERS = (1, 4, 16)
PAYMENTS, ROUNDS, AMOUNT = 480, 5, 1_000
PAYERS = 4  # of each worker

Payment = tuple[Person, ShopPayment, str]


@dataclass
class Recorder:
    """A client that reads, and keeps what it is asked to write."""

    client: Any
    written: list[list[Item]]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    def transact_write_items(self, **asked: Any) -> dict[str, Any]:
        self.written.append(asked["TransactItems"])
        return {}


def open_shop(world: World) -> str:
    about = {"owner": "", "name": "Quán bún bò", "category": "food", "applied_at": 1, "sealed_details": ""}
    shop = Merchant(merchant_id=new_id(), standing="open", **about)
    world.wallet.put(merchants.merchant_item(shop))
    return shop.merchant_id


def prepare(world: World, shop_id: str, count: int) -> list[Payment]:
    """Payments by people who have money and have shown their wallet password."""
    accounts = [open_wallet(world, with_vnd=10**9).partition(":")[2] for _ in range(PAYERS)]
    people = [Person(account_id, "", "", "citizen", Level.PHONE) for account_id in accounts]
    return [prepare_one(world, people[number % PAYERS], shop_id) for number in range(count)]


def prepare_one(world: World, person: Person, shop_id: str) -> Payment:
    token, subject = new_token(), subject_of(shop_id, "")
    proof = pins.putting_proof(world.wallet, person.account_id, token_hash(token), subject, AMOUNT, world.now)
    world.wallet.transact([proof])
    return person, ShopPayment(shop_id=shop_id, amount=AMOUNT, proof=token), new_id()


def items_of(world: World, payments: list[Payment]) -> list[list[Item]]:
    """What the service writes for each of them."""
    recorder = Recorder(world.wallet.client, [])
    told = replace(world, wallet=Table(recorder, world.wallet.name))
    for person, body, key in payments:
        pay_shop(told, person, body, key)
    return recorder.written


def pay(payments: list[Payment]) -> None:
    world = make_world(Phones(), clock())
    for person, body, key in payments:
        pay_shop(replace(world, now=clock()), person, body, key)


def write(transactions: list[list[Item]]) -> None:
    client = dynamodb_client()
    for items in transactions:
        client.transact_write_items(TransactItems=items)


def a_second(use: Callable[[Any], None], portions: list[list[Any]]) -> float:
    """How many are done in a second by one process a portion, all begun together."""
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(len(portions) + 1)

    def run(portion: list[Any]) -> None:
        dynamodb_client.cache_clear()
        gate.wait()
        use(portion)

    processes = [context.Process(target=run, args=(portion,)) for portion in portions]
    for process in processes:
        process.start()
    gate.wait()
    begun = time.monotonic()
    for process in processes:
        process.join()
        if process.exitcode:
            raise RuntimeError("a worker failed")
    return sum(map(len, portions)) / (time.monotonic() - begun)


@contextmanager
def fresh_world() -> Iterator[World]:
    """A server with its data on disk, as a laptop has it."""
    with tempfile.TemporaryDirectory() as folder, database.running_server(Path(folder) / "dynamodb.db") as endpoint:
        os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint
        dynamodb_client.cache_clear()
        database.create_tables(endpoint)
        yield make_world(Phones(), clock())


def measure(world: World, workers: int) -> tuple[float, float]:
    """(payments a second, raw transactions a second)."""
    each, shop_id = PAYMENTS // workers, open_shop(world)
    raw = [items_of(world, prepare(world, shop_id, each)) for _ in range(workers)]
    written = a_second(write, raw)
    paid = a_second(pay, [prepare(world, shop_id, each) for _ in range(workers)])
    return paid, written


def main() -> None:
    print(f"{'workers':>7} {'payments/s':>11} {'raw/s':>7} {'ratio':>6}   least to most of {ROUNDS} rounds")
    for workers in WORKERS:
        with fresh_world() as world:
            runs = [measure(world, workers) for _ in range(ROUNDS)]
        ratios = sorted(paid / written for paid, written in runs)
        paid, written, ratio = (statistics.median(one) for one in (*zip(*runs, strict=True), ratios))
        print(f"{workers:>7} {paid:>11.0f} {written:>7.0f} {ratio:>6.2f}   {ratios[0]:.2f} to {ratios[-1]:.2f}", flush=True)


if __name__ == "__main__":
    main()
