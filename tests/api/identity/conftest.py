"""A town whose people can have their identity checked: pictures in S3 or a folder, and officers at the desk."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chalicelib.clients.files import s3_client
from chalicelib.clients.identity_checks import ScriptedChecks
from moto import mock_aws
from stage import Phones, Town
from stores import Store, folder_store, s3_store

KINDS = ("folder", "s3")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, town: Town) -> Iterator[Store]:
    """Each test that asks for it runs on both."""
    if request.param == "folder":
        yield folder_store(tmp_path / "files", lambda: town.now)
        return
    with mock_aws(config={"core": {"passthrough": {"services": ["dynamodb"]}}}):
        yield s3_store()
    s3_client.cache_clear()


@pytest.fixture
def checks(tmp_path: Path) -> ScriptedChecks:
    return ScriptedChecks(tmp_path / "identity-checks.json")


@pytest.fixture
def office(town: Town, store: Store, checks: ScriptedChecks, phones: Phones, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The town with these pictures, this advice and a mailbox."""
    from office import Mailbox, Office

    mailbox = Mailbox()
    monkeypatch.setattr("chalicelib.world.file_store", lambda: store.files)
    monkeypatch.setattr("chalicelib.world.identity_checks", lambda: checks)
    monkeypatch.setattr("chalicelib.world.email_client", lambda: mailbox)
    return Office(town, store, checks, mailbox)
