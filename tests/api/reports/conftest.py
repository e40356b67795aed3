"""Reports on a table of their own: lists show what this test has sent and nothing else."""

from collections.abc import Iterator

import pytest
from gallery import Gallery
from letterbox import Mailbox
from open311_client import Open311Client
from square import Square
from stage import Town
from stores import Store
from tables import table_like


@pytest.fixture
def square(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Square]:
    with table_like("huecity-reports") as table:
        monkeypatch.setenv("HUECITY_REPORTS_TABLE", table.name)
        yield Square(town)


@pytest.fixture
def gallery(square: Square, store: Store, monkeypatch: pytest.MonkeyPatch) -> Gallery:
    """The square with a place for photos, videos and sounds: a folder, or S3."""
    monkeypatch.setattr("chalicelib.world.media_store", lambda: store.files)
    return Gallery(square, store)


@pytest.fixture
def open311(square: Square) -> Open311Client:
    return Open311Client(square.town.client)


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    kept = Mailbox()
    monkeypatch.setattr("chalicelib.world.email_client", lambda: kept)
    return kept
