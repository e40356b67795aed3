"""A town whose people can have their identity checked: pictures in S3 or a folder, and officers at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chalicelib.clients.files import s3_client
from chalicelib.clients.identity_checks import ScriptedChecks
from moto import mock_aws
from office import Mailbox, Office
from stage import Phones, Town
from stores import Store, folder_store, s3_store


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
def checks(tmp_path: Path) -> ScriptedChecks:
    return ScriptedChecks(tmp_path / "identity-checks.json")


@pytest.fixture
def office(town: Town, store: Store, checks: ScriptedChecks, phones: Phones, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The town with these pictures, this advice and a mailbox."""
    mailbox = Mailbox()
    monkeypatch.setattr("chalicelib.world.file_store", lambda: store.files)
    monkeypatch.setattr("chalicelib.world.identity_checks", lambda: checks)
    monkeypatch.setattr("chalicelib.world.email_client", lambda: mailbox)
    return Office(town, store, checks, mailbox)
