"""A table of its own for each test that reads all of it."""

from collections.abc import Iterator

import pytest
from chalicelib.world import World
from purse import own_table


@pytest.fixture
def vault(stage: World) -> Iterator[World]:
    """The use cases' world, with a wallet table that nobody else writes to."""
    with own_table(stage) as world:
        yield world
