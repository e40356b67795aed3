"""A whole city of a test's own: pages, API, database, bank, billers and outbox, as `make run` has them."""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from subprocess import Popen
from typing import Any

import bank
import boto3
import database
import run
from chalicelib.accounts.model.requests import CodeRequest, NewAccount
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import registration, sessions
from chalicelib.clients.bank import HttpBank
from chalicelib.world import World
from sandbox_bank.books import Books
from stage import Phones, make_world
from test_local_stack import wait_until_served

PASSWORD = "bốn con cá chép đỏ"
BANK_SECONDS = 5


@dataclass(frozen=True)
class City:
    origin: str
    endpoint: str
    bank_url: str
    data: Path
    billers_url: str
    open_bank: Callable[[], Popen[bytes]]
    banks: list[Popen[bytes]]

    def world_before(self, phones: Phones, days: int = 1) -> World:
        """For use cases that are to have happened a while ago, without their limits and waits of today."""
        client = boto3.client("dynamodb", endpoint_url=self.endpoint, **database.FAKE_CREDENTIALS)
        then = datetime.now(UTC) - timedelta(days=days)
        theirs = HttpBank(self.bank_url, (bank.KEY,), time.time, BANK_SECONDS)
        return make_world(phones, then, bank=theirs, client=client, pepper=run.PEPPER)

    def register_before(self, number: str, phone: str, days: int = 1) -> None:
        """An account that has been there for a while: its phone may be sent codes again."""
        phones, visitor = Phones(), at_home(phone)
        world = self.world_before(phones, days)
        sent = registration.request_code(world, "registration", CodeRequest(number, phone, "vi"), visitor)
        verified = registration.enter_code(world, sent.id, phones.code(), visitor)
        account = NewAccount(verified.proof, number, "Lê Thị Lan", PASSWORD)
        session = registration.register(world, sent.id, account, visitor)[0]
        sessions.end_all(world, session.partition("=")[2].partition(".")[0])

    @property
    def bank_books(self) -> Books:
        """What the sandbox bank has written down so far."""
        return Books(self.data / "bank.db")

    def make_bank(self, place: str, fault: str) -> None:
        """The next request to this place of the bank meets this fault."""
        self.switch_bank("faults", {"on": place, "do": fault})

    def switch_bank(self, switch: str, asked: dict[str, str]) -> None:
        body = json.dumps(asked).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self.bank_url}/sandbox/{switch}", body), timeout=10).close()

    def kill_bank(self) -> None:
        """As a machine does that loses its power: nothing is finished, nothing answered."""
        self.banks[-1].kill()
        self.banks[-1].wait()

    def open_bank_again(self) -> None:
        self.banks.append(self.open_bank())

    def tell_billers(self, place: str, told: Any) -> None:
        """To the sandbox: its "switches", or the bills of a customer ("customers/<biller>/<code>")."""
        request = urllib.request.Request(f"{self.billers_url}/{place}", json.dumps(told).encode(), method="PUT")
        urllib.request.urlopen(request, timeout=10).close()


def at_home(phone: str) -> Visitor:
    """Everybody has an address of their own there: one may ask for thirty codes an hour."""
    return Visitor(f"2001:db8:{phone[-8:-4]}:{phone[-4:]}::1", "", {})


@contextmanager
def running_city(dist: Path, data: Path) -> Iterator[City]:
    """NoDatabaseError where this machine can have no local database."""
    port = database.free_port()
    with ExitStack() as started:
        endpoint = started.enter_context(database.running_server(data / "dynamodb.db"))
        database.create_tables(endpoint)
        local = run.local_environment(port, data) | {"AWS_ENDPOINT_URL_DYNAMODB": endpoint, "HUECITY_DIST": str(dist)}
        bank_port = database.free_port()
        open_bank = partial(bank.open_bank, started, bank_port, port, data)
        banks = [open_bank()]
        local |= run.start_billers(started, data) | bank.environment_of(bank_port)
        front = run.start_front(started, port, local)
        wait_until_served(f"http://127.0.0.1:{port}/", front)
        urls = (local["HUECITY_BANK_URL"], data, local["HUECITY_BILLERS_URL"])
        yield City(f"http://127.0.0.1:{port}", endpoint, *urls, open_bank, banks)
