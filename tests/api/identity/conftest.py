"""A town whose people can have their identity checked, and officers at the desk."""

from pathlib import Path

import pytest
from chalicelib.clients.identity_checks import ScriptedChecks
from letterbox import Mailbox
from office import Office
from stage import Phones, Town
from stores import Store


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
