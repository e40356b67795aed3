"""`make run` as a visitor and an operator meet it: one origin, both halves, nothing left running."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import database
import pytest
from scene import ROOT


def get(url: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(url, timeout=10) as reply:
            return reply.status, dict(reply.headers.items()), reply.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers.items()), error.read()


def wait_until_served(url: str, process: subprocess.Popen[str]) -> None:
    for _ in range(200):
        try:
            get(url)
        except OSError:
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        else:
            return
    pytest.fail("the front does not come up")


@pytest.fixture(scope="module")
def stack(dist: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = database.free_port()
    environment = {**os.environ, "PORT": str(port), "HUECITY_DIST": str(dist)}
    process = subprocess.Popen(
        [sys.executable, "infra/local/run.py"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    wait_until_served(f"http://127.0.0.1:{port}/", process)
    yield f"http://127.0.0.1:{port}", process
    process.kill()


@pytest.mark.xdist_group("stack")
def test_site_and_api_share_one_origin(stack: tuple[str, subprocess.Popen[str]]) -> None:
    origin, _ = stack
    status, headers, page = get(f"{origin}/vi/")
    assert (status, headers["content-type"].split(";")[0]) == (200, "text/html")
    assert "script-src 'self'" in headers["content-security-policy"]
    assert b'<html lang="vi"' in page
    status, _, health = get(f"{origin}/api/v1/health")
    assert status == 200
    assert json.loads(health)["version"] == "0.1.0"


@pytest.mark.xdist_group("stack")
def test_what_is_not_there_is_answered_in_its_language_and_form(stack: tuple[str, subprocess.Popen[str]]) -> None:
    origin, _ = stack
    status, _, page = get(f"{origin}/ja/nowhere/")
    assert status == 404
    assert b'<html lang="ja"' in page
    status, headers, problem = get(f"{origin}/api/v1/nowhere")
    assert (status, headers["content-type"]) == (404, "application/problem+json")
    assert json.loads(problem)["code"] == "not-found"


@pytest.mark.xdist_group("stack")
def test_files_outside_the_site_are_never_served(stack: tuple[str, subprocess.Popen[str]]) -> None:
    origin, _ = stack
    for path in ("/../pyproject.toml", "/%2e%2e/pyproject.toml", "/vi/..%2f..%2f..%2fpyproject.toml", "/.git/config"):
        status, _, content = get(origin + path)
        assert status == 404, path
        assert b"[tool." not in content


@pytest.mark.xdist_group("stack")
def test_a_port_in_use_is_told_with_another_to_try(stack: tuple[str, subprocess.Popen[str]]) -> None:
    port = stack[0].rpartition(":")[2]
    second = subprocess.run(
        [sys.executable, "infra/local/run.py"], cwd=ROOT, env={**os.environ, "PORT": port}, capture_output=True, text=True
    )
    assert second.returncode == 1
    assert f"Port {port} is in use. Choose another: PORT={int(port) + 1} make run" in second.stderr


@pytest.mark.xdist_group("stack")
def test_ctrl_c_stops_everything_that_was_started(stack: tuple[str, subprocess.Popen[str]]) -> None:
    import psutil

    origin, process = stack
    started = psutil.Process(process.pid).children(recursive=True)
    assert started
    process.send_signal(signal.SIGINT)
    assert process.wait(15) == 0
    _, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []
    with pytest.raises(OSError, match="refused"):
        get(f"{origin}/")


def test_a_machine_without_a_local_database_is_told_what_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database.platform, "system", lambda: "Plan9")
    with pytest.raises(database.NoDatabaseError, match=r"@dynoxide/plan9-.* on this machine: the site works"):
        database.server_binary()


def test_tables_are_those_of_the_resources_and_long_enough_for_streams(dynamodb_endpoint: str) -> None:
    import boto3

    client = boto3.client("dynamodb", endpoint_url=dynamodb_endpoint, **database.FAKE_CREDENTIALS)
    names = client.list_tables()["TableNames"]
    assert names == [definition["TableName"] for definition in database.table_definitions()]
    assert all(len(name) >= 11 for name in names)
    database.create_tables(dynamodb_endpoint)  # a second time changes nothing
    assert client.list_tables()["TableNames"] == names
