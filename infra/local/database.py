"""The local DynamoDB server: starting it, and creating the tables of infra/resources.json in it."""

import json
import platform
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from processes import running

LOCAL = Path(__file__).resolve().parent
RESOURCES = LOCAL.parent / "resources.json"
# No streams: every write takes longer the more records one has here (stream.py does their work).
CREATE_FIELDS = (
    "TableName",
    "BillingMode",
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
)
START_SECONDS = 10
FAKE_CREDENTIALS = {"aws_access_key_id": "local", "aws_secret_access_key": "local", "region_name": "ap-southeast-1"}


class NoDatabaseError(Exception):
    """There is no local DynamoDB server for this machine; the text says what that means."""


def server_binary() -> Path:
    """The dynoxide binary that npm installed; NoDatabaseError where there is none for this platform."""
    system, machine = platform.system().lower(), platform.machine().lower()
    name = f"{system}-{'x64' if machine in ('x86_64', 'amd64') else 'arm64'}"
    binary = LOCAL / "node_modules" / "@dynoxide" / name / "dynoxide"
    if not binary.is_file():
        raise NoDatabaseError(
            f"no local DynamoDB (@dynoxide/{name}) on this machine: the site works, the API has no database"
        )
    return binary


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(data: Path | None) -> Iterator[str]:
    """The endpoint of a server that is ready; its data in the file `data`, or in memory where None."""
    port = free_port()
    command = [str(server_binary()), "serve", "--port", str(port)]
    if data is not None:
        data.parent.mkdir(parents=True, exist_ok=True)
        command += ["--db-path", str(data)]
    with running(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        if not is_ready(port, process):
            raise NoDatabaseError(f"the local DynamoDB server does not start; is {data or port} in use by another one?")
        yield f"http://127.0.0.1:{port}"


def is_ready(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Waits until something listens: False when the process ends before, or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.02)
    return False


def table_definitions() -> list[dict[str, Any]]:
    """The CreateTable requests for every table of infra/resources.json."""
    resources = json.loads(RESOURCES.read_text("utf-8"))["Resources"].values()
    tables = [resource["Properties"] for resource in resources if resource["Type"] == "AWS::DynamoDB::Table"]
    return [{name: table[name] for name in CREATE_FIELDS if name in table} for table in tables]


def create_tables(endpoint: str) -> None:
    """Creates the tables that are not there yet; NoDatabaseError names the first one that cannot be."""
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError

    client = boto3.client("dynamodb", endpoint_url=endpoint, **FAKE_CREDENTIALS)
    there = client.list_tables()["TableNames"]
    for definition in table_definitions():
        name = definition["TableName"]
        try:
            if name not in there:
                client.create_table(**definition)
        except (BotoCoreError, ClientError) as error:
            raise NoDatabaseError(f"infra/resources.json: the table {name} cannot be created: {error}") from error
