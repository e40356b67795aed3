"""A real local DynamoDB server (dynoxide), its tables made from infra/resources.json, and the app talking to it."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import app as api
import database
import pytest
from argon2 import PasswordHasher
from bankside import KEY, client_of, running_bank
from chalice.test import Client
from chalicelib.clients.files import s3_client
from chalicelib.dynamodb import dynamodb_client
from chalicelib.world import World
from moto import mock_aws
from sandbox_bank.server import Bank
from stage import EDGE_SECRET, Phones, Town, make_world
from stores import Store, folder_store, s3_store


@pytest.fixture(scope="session")
def dynamodb_endpoint() -> Iterator[str]:
    with ExitStack() as started:
        try:
            endpoint = started.enter_context(database.running_server(None))
        except database.NoDatabaseError as error:
            pytest.skip(str(error))
        database.create_tables(endpoint)
        yield endpoint


@pytest.fixture
def connected(dynamodb_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The API's own client points to the local server."""
    yield from connect(dynamodb_endpoint, monkeypatch)


@pytest.fixture
def disconnected(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The API's own client points to where nothing listens."""
    yield from connect("http://127.0.0.1:9", monkeypatch)


def connect(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name, value in {
        "AWS_ENDPOINT_URL_DYNAMODB": endpoint,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": "ap-southeast-1",
        "AWS_MAX_ATTEMPTS": "1",
        "HUECITY_TRUSTED_PROXIES": "1",
        "HUECITY_EDGE_SECRET": EDGE_SECRET,
        "HUECITY_PEPPER": secrets.token_hex(),  # keys are made from it, so every test sees a table of its own
    }.items():
        monkeypatch.setenv(name, value)
    dynamodb_client.cache_clear()
    yield endpoint
    dynamodb_client.cache_clear()


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(api.app) as running:
        yield running


@pytest.fixture
def phones() -> Phones:
    return Phones()


@pytest.fixture
def stage(connected: str, phones: Phones) -> World:
    """The use cases' world at noon, on a table of its own."""
    return make_world(phones)


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is asked again at once."""
    monkeypatch.setattr("chalicelib.dynamodb.pause", lambda _: None)


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch, no_waiting: None) -> None:
    """For use cases that are done hundreds of times: passwords cost next to nothing, too."""
    monkeypatch.setattr("chalicelib.accounts.model.passwords.hasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture
def bank(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bank]:
    """A sandbox bank at the town's hour; the API talks to it over a socket."""
    with running_bank(lambda: town.now.timestamp()) as running:
        monkeypatch.setattr("chalicelib.world.bank_client", lambda: client_of(running))
        monkeypatch.setenv("HUECITY_BANK_KEYS", KEY)
        yield running


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path, town: Town) -> Iterator[Store]:
    """The folder, unless a test is marked `in_s3` or `in_both`."""
    if getattr(request, "param", "folder") == "folder":
        yield folder_store(tmp_path / "files", lambda: town.now)
        return
    with mock_aws(config={"core": {"passthrough": {"services": ["dynamodb"]}}}):
        yield s3_store()
    s3_client.cache_clear()


@pytest.fixture
def town(stage: World, client: Client, phones: Phones, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The API as browsers meet it, at a noon that lasts until a test waits."""
    town = Town(client, phones)
    monkeypatch.setattr("chalicelib.world.clock", lambda: town.now)
    monkeypatch.setattr("chalicelib.world.sms_client", lambda: phones)
    return town
