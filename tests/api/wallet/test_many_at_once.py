"""Many processes pay at once, and the database is killed under them: what was acknowledged stays, and nothing is torn."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import database
import pytest
from chalicelib.dynamodb import dynamodb_client
from chalicelib.wallet import audit
from chalicelib.wallet.model.audit import find_faults
from chalicelib.world import World, clock
from processes import running
from purse import open_wallet
from stage import Phones, make_world

WRITERS, VND = 8, 1_000_000
PAYMENTS_EACH = 250
KILLS, PAID_A_KILL = 20, 250
PATHS = ("api", "infra/local", "tests", "tests/api", "tests/api/wallet")
ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def writers(endpoint: str, accounts: list[str], count: int) -> Iterator[Queue[list[str] | None]]:
    """What eight paying processes say, line by line, and None when one of them has ended."""
    said: Queue[list[str] | None] = Queue()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(str(ROOT / path) for path in PATHS)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "writers", endpoint, str(count), str(number), *accounts],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for number in range(WRITERS)
    ]

    def listen(process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            said.put(line.split())
        said.put(None)

    threads = [threading.Thread(target=listen, args=(one,)) for one in processes]
    for thread in threads:
        thread.start()
    try:
        yield said
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()
        for thread in threads:
            thread.join()


def lines(said: Queue[list[str] | None], ended: int = WRITERS) -> Iterator[list[str]]:
    """All lines until so many processes have ended."""
    while ended:
        line = said.get()
        if line is None:
            ended -= 1
        else:
            yield line


def total(world: World, accounts: list[str]) -> int:
    """Of all accounts in one instant, as nobody but a transaction can see it."""
    keys = [{"pk": {"S": f"ACCOUNT#{one}"}, "sk": {"S": "BALANCE"}} for one in accounts]
    reads = [{"Get": {"TableName": world.wallet.name, "Key": key}} for key in keys]
    found = world.wallet.client.transact_get_items(TransactItems=reads)["Responses"]
    return sum(int(one["Item"]["balance"]["N"]) for one in found)


def test_two_thousand_payments_between_ten_wallets_neither_lose_nor_make_money(
    vault: World, dynamodb_endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = [open_wallet(vault, with_vnd=VND) for _ in range(10)]
    monkeypatch.setenv("HUECITY_WALLET_TABLE", vault.wallet.name)
    answers, sums = {"paid": 0, "refused": 0, "asked": 0}, set()
    with writers(dynamodb_endpoint, accounts, PAYMENTS_EACH) as said:
        for line in lines(said):
            answers[line[0]] += 1
            if answers["asked"] % 50 == 0:
                sums.add(total(vault, accounts))
    assert sums == {10 * VND}
    assert answers["asked"] == WRITERS * PAYMENTS_EACH == answers["paid"] + answers["refused"]
    assert answers["paid"] > 0.9 * answers["asked"]
    assert find_faults(audit.read_table(vault.wallet)) == []


@pytest.fixture
def killable(tmp_path: Path, connected: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a database of our own keeps its data; the API's client goes to it, one server after the other."""
    yield tmp_path / "dynamodb.db"
    dynamodb_client.cache_clear()


@contextmanager
def server(data: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The process of a server on this data, ready; the one before it at this port has gone."""
    command = [str(database.server_binary()), "serve", "--port", str(port), "--db-path", str(data)]
    with running(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert database.is_ready(port, process)
        yield process


def test_a_database_killed_twenty_times_under_eight_writers_loses_nothing(
    killable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = database.free_port()
    endpoint = f"http://127.0.0.1:{port}"
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", endpoint)
    dynamodb_client.cache_clear()
    with server(killable, port):
        database.create_tables(endpoint)
        world = make_world(Phones(), clock())
        accounts = [open_wallet(world, with_vnd=VND) for _ in range(40)]
    count = (KILLS + 1) * PAID_A_KILL // WRITERS
    with writers(endpoint, accounts, count) as said:
        paid = pay_under_kills(killable, port, lines(said))
    with server(killable, port):
        books = audit.read_table(world.wallet)
    assert len(paid) == WRITERS * count > 5_000
    assert books.transfers.keys() == paid | {one.transfer_id for one in books.transfers.values() if one.kind == "topup"}
    assert find_faults(books) == []
    assert sum(books.balances[one]["balance"] for one in accounts) == 40 * VND


def pay_under_kills(data: Path, port: int, said: Iterator[list[str]]) -> set[str]:
    """The payments that were acknowledged; the server is killed each time that so many were, with others on their way."""
    paid: set[str] = set()
    for kill in range(1, KILLS + 2):
        with server(data, port) as process:
            for what, transfer_id in said:
                assert what != "refused"
                paid |= {transfer_id} if what == "paid" else set()
                if len(paid) == kill * PAID_A_KILL:
                    process.send_signal(signal.SIGKILL)
                    break
    return paid | {transfer_id for what, transfer_id in said if what == "paid"}
