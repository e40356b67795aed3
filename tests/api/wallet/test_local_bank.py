"""The sandbox bank as a program of its own: beside `make run`, and dying in the middle of an answer."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import database
import pytest
import run
from bankside import KEY, VCB, post, read_page
from chalicelib.clients.bank import Answer, HttpBank, LinkStart, Order
from processes import running
from scene import ROOT
from stage import LAN, PASSWORD
from test_local_accounts import Session, register, skip_without_database
from test_local_stack import Stack, get, running_stack

LATER = 4_000_000_000


@contextmanager
def bank_process(books: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "sandbox_bank", "--port", str(port), "--books", str(books)]
    with running(command, cwd=ROOT / "infra/local", env={**os.environ, "HUECITY_BANK_KEYS": KEY}) as process:
        assert database.is_ready(port, process)
        yield process


def otp_on_phone(url: str) -> str:
    found = re.search(r"<b>(\d{6})</b>", read_page(f"{url}/phone"))
    assert found
    return found[1]


def test_a_bank_that_dies_in_its_answer_knows_afterwards_what_it_has_done(tmp_path: Path) -> None:
    port = database.free_port()
    client = HttpBank(f"http://127.0.0.1:{port}", (KEY,))
    who = {"holder_name": "Lan", "return_url": "https://huecity.example/", "account_number": "0123456789"}
    with bank_process(tmp_path / "bank.db", port) as process:
        client.start_link(LinkStart(reference="link-1", bin=VCB, step="otp", **who))
        token = client.confirm_link("link-1", otp_on_phone(client.url)).token
        fault = json.dumps({"on": "move", "do": "die"}).encode()
        urlopen(Request(f"{client.url}/sandbox/faults", fault), timeout=10).close()
        order = Order(reference="transfer-1", direction="debit", token=token, amount=50_000, not_after=LATER)
        assert client.move(order) == Answer("unknown")
        assert process.wait(10) == 1
    with bank_process(tmp_path / "bank.db", port):
        assert client.get_status("transfer-1") == Answer("accepted", "", 50_000)
        assert client.move(order).status == "accepted"


def test_the_deployed_package_has_no_sandbox() -> None:
    assert not [path for path in (ROOT / "api").rglob("*.py") if "sandbox_bank" in path.read_text("utf-8")]


def database_url(stack: Stack) -> str:
    server = next(one for one in stack.started() if "dynoxide" in one.cmdline()[0]).cmdline()
    return f"http://127.0.0.1:{server[server.index('--port') + 1]}"


def identify(stack: Stack) -> None:
    """An operator has seen the person and their card."""
    environment = run.local_environment(stack.port, stack.data) | {"AWS_ENDPOINT_URL_DYNAMODB": database_url(stack)}
    command = [sys.executable, ROOT / "infra/accounts.py", "confirm-identity"]
    ran = subprocess.run(command, input=f"{LAN}\n", text=True, env={**os.environ, **environment}, capture_output=True)
    assert ran.returncode == 0, ran.stderr


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    (tmp_path / "dist").mkdir()
    with running_stack(tmp_path / "dist", tmp_path / "data") as started:
        skip_without_database(started)
        yield started


def test_somebody_links_an_account_on_a_laptop(stack: Stack) -> None:
    browser = Session(stack.origin)
    register(stack, browser)
    identify(stack)
    browser.send("POST", "/sessions", {"citizen_id": LAN, "password": PASSWORD})
    body = {"bin": VCB, "method": "redirect", "language": "vi"}
    _, started = browser.send("POST", "/wallet/bank-links", body)
    url = started["address"].partition("/login/")[0]
    post(started["address"], {"number": "0071001234567"})
    back = post(started["address"], {"otp": otp_on_phone(url)})
    assert back.startswith(f"{stack.origin}/vi/wallet/banks/?link={started['id']}&code=")
    path = f"/wallet/bank-links/{started['id']}/confirmation"
    assert browser.send("POST", path, {"code": back.rpartition("=")[2]})[1]["state"] == "linked"
    assert (stack.data / "bank.db").is_file()
    assert get(f"{stack.origin}/api/v1/health")[0] == 200
