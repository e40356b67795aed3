"""A whole city of a test's own: pages, API, database and outbox, as `make run` has them."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import database
import run
from chalicelib.accounts.model.requests import CodeRequest, NewAccount
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import registration, sessions
from chalicelib.config import load_config
from chalicelib.dynamodb import Table
from chalicelib.keys import Keys
from chalicelib.world import World
from processes import running
from scene import ROOT
from stage import Phones
from test_local_stack import wait_until_served

PASSWORD = "bốn con cá chép đỏ"


@dataclass(frozen=True)
class City:
    origin: str
    endpoint: str

    def register_yesterday(self, number: str, phone: str) -> None:
        """An account that has been there for a while: its phone may be sent codes again."""
        phones, visitor = Phones(), Visitor("203.0.113.7", "", {})
        client = boto3.client("dynamodb", endpoint_url=self.endpoint, **database.FAKE_CREDENTIALS)
        config, now = load_config(), datetime.now(UTC) - timedelta(days=1)
        world = World(
            Table(client, config.accounts_table), Table(client, config.wallet_table), Keys(run.PEPPER), phones, config, now
        )
        sent = registration.request_code(world, "registration", CodeRequest(number, phone, "vi"), visitor)
        verified = registration.enter_code(world, sent.id, phones.code(), visitor)
        account = NewAccount(verified.proof, number, "Lê Thị Lan", PASSWORD)
        session = registration.register(world, sent.id, account, visitor)[0]
        sessions.end_all(world, session.partition("=")[2].partition(".")[0])


@contextmanager
def running_city(dist: Path, data: Path) -> Iterator[City]:
    """NoDatabaseError where this machine can have no local database."""
    port = database.free_port()
    with ExitStack() as started:
        endpoint = started.enter_context(database.running_server(data / "dynamodb.db"))
        database.create_tables(endpoint)
        local = run.local_environment(port, data) | {"AWS_ENDPOINT_URL_DYNAMODB": endpoint, "HUECITY_DIST": str(dist)}
        front = started.enter_context(running(run.front_command(port), cwd=ROOT, env={**os.environ, **local}))
        wait_until_served(f"http://127.0.0.1:{port}/", front)
        yield City(f"http://127.0.0.1:{port}", endpoint)
