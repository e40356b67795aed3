"""The API keeps to its description: thousands of generated requests to the running stack, as a guest and as a person."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import database
import pytest
import run
from chalicelib.access import RULES, Role
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import sessions, staff
from msgspec import structs
from stage import LAN, PASSWORD, Phones, make_world
from test_local_accounts import Session, register, skip_without_database
from test_local_bank import database_url, identify
from test_local_stack import Stack, running_stack

# All checks of schemathesis but one: a description cannot say which passwords, numbers and codes are right.
CHECKS = ["--checks", "all", "--exclude-checks", "positive_data_acceptance"]
# The same requests at every run. Tried in this order: every edge of every field, then at random.
REQUESTS = ["--generation-deterministic", "--phases", "coverage,fuzzing", "--max-examples", "8", "--no-shrink"]
REQUESTS += ["--generation-with-security-parameters", "false"]  # the session is ours to give
AT_RANDOM = ["--phases", "fuzzing"]  # enough for a guest, who stands before most doors
LOGOUT = "/api/v1/me/session"
SECONDS = 300
OFFICER, SHOPKEEPER = "046088001111", "046092002222"
OWN = {
    "admin": "^/api/v1/(report-desk|identity-checks|sos-desk|wallet/merchant-applications)",
    "business": "^/api/v1/wallet/merchant",
}
UNITS = ["operations", "identity-desk", "shop-desk", "lighting"]
NOT_FOR_CITIZENS = {
    f"{method} {path}" for (method, path), rule in RULES.items() if rule.roles and "citizen" not in rule.roles
}


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    (tmp_path / "dist").mkdir()
    with running_stack(tmp_path / "dist", tmp_path / "data") as started:
        skip_without_database(started)
        yield started


def send_many(stack: Stack, report: Path, browser: Session | None, *only: str) -> dict[str, Any]:
    """What schemathesis reports of its requests, sent as from our own page."""
    headers = ["--header", f"Origin: {stack.origin}"]
    if browser:
        headers += ["--header", "Cookie: " + "; ".join(f"{name}={value}" for name, value in browser.cookies.items())]
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{stack.origin}/api/v1/openapi.json"]
    told = ["--report", "json", "--report-json-path", str(report), "--continue-on-failure", "--no-color"]
    ran = subprocess.run(
        [*command, *CHECKS, *REQUESTS, *headers, *only, *told],
        cwd=report.parent,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert ran.returncode == 0, ran.stdout[-8000:] + ran.stderr[-2000:]
    answered: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return answered


def session_of(stack: Stack, role: Role, citizen_id: str) -> Session:
    """Of somebody whom the operators' command made, with an authenticator app."""
    client = boto3.client("dynamodb", endpoint_url=database_url(stack), **database.FAKE_CREDENTIALS)
    world = make_world(Phones(), datetime.now(UTC), client=client, pepper=run.PEPPER)
    phone = f"+84901{citizen_id[-6:]}"
    staff.create_staff(world, citizen_id, phone, "Trần Văn Nam", "admin", UNITS)
    citizen_hash, login = staff.find(world, citizen_id)
    login = structs.replace(login, role=role)
    visitor = Visitor("203.0.113.7", "", {})
    writes, cookies = sessions.beginning_session(world, login, citizen_hash, visitor, "logged-in", is_strong=True)
    world.table.transact(writes)
    session = Session(stack.origin)
    session.cookies = dict([cookies[0].partition(";")[0].split("=", 1)])
    return session


def test_no_request_is_answered_but_as_the_description_says(stack: Stack, tmp_path: Path) -> None:
    browser = Session(stack.origin)
    register(stack, browser)
    identify(stack)
    browser.send("POST", "/sessions", {"citizen_id": LAN, "password": PASSWORD})
    guest = send_many(stack, tmp_path / "guest.json", None, *AT_RANDOM)
    person = send_many(stack, tmp_path / "person.json", browser, "--exclude-path", LOGOUT)
    leaving = send_many(stack, tmp_path / "leaving.json", browser, "--include-path", LOGOUT)
    others = [
        send_many(stack, tmp_path / f"{role}.json", session_of(stack, role, number), "--include-path-regex", OWN[role])
        for role, number in (("admin", OFFICER), ("business", SHOPKEEPER))
    ]
    assert guest["operations"]["tested"] == person["operations"]["tested"] + 1 >= 32
    assert set(person["warnings"]["missing_auth"]) <= NOT_FOR_CITIZENS, "operations that answered 401 and 403 alone"
    at_the_door = [set(one["warnings"].get("missing_auth", [])) for one in others]
    assert set.intersection(*at_the_door) == set(), "operations that neither officers nor shops came further with"
    assert sum(one["test_cases"]["generated"] for one in (guest, person, leaving, *others)) >= 2000
