"""`make run` as a visitor and an operator meet it: one origin, both halves, nothing left running."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import database
import psutil
import pytest
import run
from processes import running
from scene import ROOT

COMMAND = [sys.executable, "infra/local/run.py"]


@dataclass
class Stack:
    """A running stack of one test: its own port, its own data."""

    port: int
    data: Path
    process: subprocess.Popen[str]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def started(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def raw(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """The reply to a request that no well-behaved client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(request)
            reply = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = reply.partition(b"\r\n\r\n")
        first, *headers = head.decode("latin-1").split("\r\n")
        return int(first.split()[1]), dict(line.lower().split(": ", 1) for line in headers), body


def get(url: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(url, timeout=10) as reply:
            return reply.status, dict(reply.headers.items()), reply.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers.items()), error.read()


def wait_until_served(url: str, process: subprocess.Popen[str]) -> None:
    for _ in range(400):
        try:
            get(url)
        except OSError:
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        else:
            return
    pytest.fail("the front does not come up")


@contextmanager
def running_stack(dist: Path, data: Path) -> Iterator[Stack]:
    port = database.free_port()
    environment = {**os.environ, "PORT": str(port), "HUECITY_DIST": str(dist), "HUECITY_DATA": str(data)}
    pipes: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    process = subprocess.Popen(COMMAND, cwd=ROOT, env=environment, **pipes)
    try:
        wait_until_served(f"http://127.0.0.1:{port}/", process)
        yield Stack(port, data, process)
    finally:
        process.terminate()
        process.communicate(timeout=15)


@pytest.fixture
def stack(dist: Path, tmp_path: Path) -> Iterator[Stack]:
    with running_stack(dist, tmp_path / "data") as started:
        yield started


def refusal(port: str) -> str:
    """What a stack says that does not start with this PORT."""
    ran = subprocess.run(COMMAND, cwd=ROOT, env={**os.environ, "PORT": port}, capture_output=True, text=True)
    assert ran.returncode == 1
    return ran.stderr


def test_site_and_api_share_one_origin(stack: Stack) -> None:
    status, headers, page = get(f"{stack.origin}/vi/")
    assert (status, headers["content-type"].split(";")[0]) == (200, "text/html")
    assert "script-src 'self'" in headers["content-security-policy"]
    assert b'<html lang="vi"' in page
    status, _, health = get(f"{stack.origin}/api/v1/health")
    assert status == 200
    assert json.loads(health)["version"] == "0.1.0"
    if json.loads(health)["database"] == "reachable":
        assert (stack.data / "dynamodb.db").is_file()


H = b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
ODD = [  # request, status, content type
    (b"GET /ja/nowhere/" + H, 404, "text/html"),
    (b"GET /" + b"a" * 400 + H, 404, "text/html"),
    (b"GET /vi/" + b"a" * 400 + b"/" + H, 404, "text/html"),
    (b"GET /" + b"a/" * 4000 + H, 404, "text/html"),
    (b"GET /%00" + H, 404, "text/html"),
    (b"GET /%ff%zz" + H, 404, "text/html"),
    (b"OPTIONS *" + H, 404, "text/html"),
    (b"OPTIONS /vi/" + H, 405, ""),
    (b"POST /vi/" + H + b"Content-Length: 0\r\n", 405, ""),
    (b"HEAD /vi/" + H, 200, "text/html"),
    (b"OPTIONS /api/v1/health" + H, 204, ""),
    (b"HEAD /api/v1/health" + H, 405, "application/problem+json"),
    (b"BREW /api/v1/health" + H, 405, "application/problem+json"),
    (b"GET /api/v1/nowhere" + H, 404, "application/problem+json"),
    (b"GET /open311/v2/nowhere" + H, 404, "text/xml"),
    (b"GET /open311/v2/requests/%00.json" + H, 404, "application/json"),
    (b"HEAD /open311/v2/discovery.json" + H, 200, "application/json"),
    (b"GET /api/v1/" + b"a" * 400 + H, 404, "application/problem+json"),
    (b"GET /api/../pyproject.toml" + H, 404, "application/problem+json"),
    (b"GET /api/v1/%00" + H, 404, "application/problem+json"),
    (b"GET /api/v1/%ff" + H, 400, "application/problem+json"),
    (b"GET /api/v1/nowhere" + H + b"Authorization: \xc3\xa9\r\n", 404, "application/problem+json"),
    (b"GET /api/v1/health?a=%ff&b=%zz&;" + H, 200, "application/json"),
    (b"GET /api/v1/health" + H + b"X: " + b"a" * 100_000 + b"\r\n", 200, "application/json"),
    (b"POST /api/v1/health" + H + b"Content-Length: 11000000\r\n\r\n" + b"a" * 11_000_000, 413, "application/problem+json"),
]


def test_no_request_however_odd_is_an_error_of_ours(stack: Stack) -> None:
    for request, status, media_type in ODD:
        answered, headers, body = stack.raw(request + b"\r\n")
        told = request[:60], headers, body[:200]
        assert answered == status, told
        assert headers.get("content-type", "").partition(";")[0] == media_type, told
        if media_type == "application/problem+json":
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == "no-store"
            assert not body or json.loads(body)["code"] in ("not-found", "unusable-request", "too-large")


def test_files_outside_the_site_are_never_served(stack: Stack) -> None:
    for path in ("/../pyproject.toml", "/%2e%2e/pyproject.toml", "/vi/..%2f..%2f..%2fpyproject.toml", "/.git/config"):
        status, _, content = get(stack.origin + path)
        assert status == 404, path
        assert b"[tool." not in content


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM], ids=lambda one: one.name)
def test_a_closed_terminal_ctrl_c_and_kill_stop_everything_that_was_started(stack: Stack, end: signal.Signals) -> None:
    started = stack.started()
    assert started
    stack.process.send_signal(end)
    assert stack.process.wait(15) == 0
    _, alive = psutil.wait_procs(started, timeout=0.1)  # all were gone before their parent
    assert alive == []
    with pytest.raises(OSError, match="refused"):
        get(f"{stack.origin}/")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent's end")
def test_nothing_outlives_a_stack_that_is_killed_outright(stack: Stack) -> None:
    started = stack.started()
    stack.process.kill()
    _, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []


def test_a_program_ends_with_the_block_that_runs_it_even_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), running(["sleep", "60"]) as process:
        raise ZeroDivisionError
    assert process.poll() == -signal.SIGTERM


def test_a_program_that_ignores_the_polite_signal_is_ended_by_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("processes.STOP_SECONDS", 0.1)
    deaf = "import signal, subprocess, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True)"
    with running([sys.executable, "-c", f"{deaf}; signal.pause()"], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.stdout.close()
    assert process.poll() == -signal.SIGKILL


@pytest.fixture
def own_signals() -> Iterator[None]:
    """Puts back how this process takes signals."""
    before = {one: signal.getsignal(one) for one in run.SIGNALS}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.mark.parametrize(("hangup", "stays"), [(signal.SIG_IGN, True), (signal.SIG_DFL, False)])
def test_nohup_is_meant(own_signals: None, hangup: signal.Handlers, stays: bool) -> None:
    signal.signal(signal.SIGHUP, hangup)
    run.listen_to_signals()
    assert (signal.getsignal(signal.SIGHUP) == signal.SIG_IGN) is stays
    assert signal.getsignal(signal.SIGINT) == run.leave


def test_a_second_signal_does_not_cut_the_stopping_short(own_signals: None) -> None:
    with pytest.raises(SystemExit) as left:
        run.leave()
    assert left.value.code == 0
    assert {signal.getsignal(one) for one in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)} == {signal.SIG_IGN}


@pytest.mark.parametrize("port", ["abc", "70000", "65536", "0", "-1", "8000.0", "٨٠٠٠٠", "9" * 5000])
def test_what_is_no_port_is_told_in_one_line(port: str) -> None:
    assert refusal(port) == f"PORT={port} is no port: choose a number from 1 to 65535, such as PORT=8001 make run\n"


def test_a_port_in_use_is_told_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refusal(str(port)).startswith(f"Port {port} is in use. Choose another: PORT=")


def test_a_machine_without_a_local_database_is_told_what_still_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(database.platform, "system", lambda: "Plan9")
    with ExitStack() as started:
        assert run.start_database(started) == {"AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:9"}
    assert "on this machine: the site works, the API has no database" in capsys.readouterr().err


def test_a_data_file_that_cannot_be_used_is_named(dynamodb_endpoint: str, tmp_path: Path) -> None:
    (tmp_path / "dynamodb.db").write_text("this is no database " * 100, "utf-8")
    with pytest.raises(database.NoDatabaseError, match=f"{tmp_path}/dynamodb.db"), ExitStack() as started:
        started.enter_context(database.running_server(tmp_path / "dynamodb.db"))


def test_tables_are_those_of_the_resources_and_long_enough_for_streams(dynamodb_endpoint: str) -> None:
    import boto3

    client = boto3.client("dynamodb", endpoint_url=dynamodb_endpoint, **database.FAKE_CREDENTIALS)
    names = client.list_tables()["TableNames"]
    assert names == sorted(definition["TableName"] for definition in database.table_definitions())
    assert all(len(name) >= 11 for name in names)
    database.create_tables(dynamodb_endpoint)  # a second time changes nothing
    assert client.list_tables()["TableNames"] == names


def test_a_table_that_cannot_be_created_is_named(dynamodb_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [{"TableName": "huecity-wrong", "AttributeDefinitions": [], "KeySchema": [], "BillingMode": "PAY_PER_REQUEST"}]
    monkeypatch.setattr(database, "table_definitions", lambda: wrong)
    with pytest.raises(database.NoDatabaseError, match=r"infra/resources.json: the table huecity-wrong cannot be created"):
        database.create_tables(dynamodb_endpoint)
