"""Open311 over real HTTP: a client that nobody here wrote, and requests made from docs/open311.yaml."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import run
import yaml
from api_key import KEY
from georeport import GeoReport
from open311_client import BROKEN_LIGHT
from openapi_spec_validator import validate
from scene import ROOT
from test_local_accounts import skip_without_database
from test_local_stack import Stack, running_stack

DESCRIPTION = ROOT / "docs" / "open311.yaml"
# All checks but two: a description cannot say which ids and keys are right, and unknown parameters are passed over.
CHECKS = ["--checks", "all", "--exclude-checks", "positive_data_acceptance,negative_data_rejection"]
REQUESTS = ["--generation-deterministic", "--phases", "coverage,fuzzing", "--max-examples", "200", "--no-shrink"]
JURISDICTION = "hue.gov.vn"
pytestmark = pytest.mark.xdist_group("open311")  # one stack for all of them


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("stack")
    (folder / "dist").mkdir()
    with running_stack(folder / "dist", folder / "data") as started:
        skip_without_database(started)
        yield started


def make_key(stack: Stack, name: str) -> str:
    """By the operators' command."""
    server = next(one for one in stack.started() if "dynoxide" in one.cmdline()[0]).cmdline()
    database_url = f"http://127.0.0.1:{server[server.index('--port') + 1]}"
    environment = os.environ | run.local_environment(stack.port, stack.data) | {"AWS_ENDPOINT_URL_DYNAMODB": database_url}
    command = [sys.executable, ROOT / "infra/api_keys.py", "create", name]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("written_as", ["json", "xml"])
def test_a_client_that_nobody_here_wrote_reads_everything(stack: Stack, written_as: str) -> None:
    root = f"{stack.origin}/open311/v2"
    form = BROKEN_LIGHT | {"api_key": make_key(stack, f"app-{written_as}"), "jurisdiction_id": JURISDICTION}
    (sent,) = requests.post(f"{root}/requests.json", data=form, timeout=10).json()
    client = GeoReport(root, jurisdiction=JURISDICTION, output_format=written_as)
    assert client.get_service_list()[1]["service_code"] == "street-light"
    assert client.get_service_definition("street-light")["service_code"] == "street-light"
    report_id = sent["service_request_id"]
    told = client.get_service_request(report_id)
    assert (told["service_request_id"], told["status"], told["address"]) == (report_id, "open", "Trước chợ Đông Ba")
    listed = client.get_service_requests(
        service_code="street-light,waste", status="open", start_date=told["requested_datetime"]
    )
    assert told in (listed if isinstance(listed, list) else [listed])  # xmltodict makes no list of one


def test_the_description_is_one() -> None:
    validate(yaml.safe_load(DESCRIPTION.read_text("utf-8")))


def with_what_is_there(stack: Stack, path: Path) -> Path:
    """The description with a key that works and the id of a report, so that requests come further than the door."""
    described = yaml.safe_load(DESCRIPTION.read_text("utf-8"))
    form = BROKEN_LIGHT | {"api_key": KEY}
    (sent,) = requests.post(f"{stack.origin}/open311/v2/requests.json", data=form, timeout=10).json()
    fields = described["components"]["schemas"]["Form"]["properties"]
    fields["api_key"]["const"], fields["service_code"]["enum"] = KEY, ["street-light", "waste", "unknown"]
    fields["attribute[state]"]["enum"] = ["off", "unknown"]
    described["components"]["parameters"]["service_request_id"]["schema"] = {"enum": [sent["service_request_id"], "unknown"]}
    path.write_text(json.dumps(described), "utf-8")
    return path


def test_open311_answers_only_as_its_description_says(stack: Stack, tmp_path: Path) -> None:
    report, description = tmp_path / "report.json", with_what_is_there(stack, tmp_path / "open311.json")
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", str(description)]
    where = ["--url", f"{stack.origin}/open311/v2", "--continue-on-failure", "--no-color"]
    told = ["--report", "json", "--report-json-path", str(report)]
    ran = subprocess.run([*command, *where, *CHECKS, *REQUESTS, *told], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-8000:] + ran.stderr[-2000:]
    answered: dict[str, Any] = json.loads(report.read_text("utf-8"))
    assert answered["operations"]["tested"] == 8
    assert answered["test_cases"]["generated"] >= 2000
