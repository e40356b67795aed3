"""A table of its own for each test that reads all of it, and billers to pay."""

from collections.abc import Iterator

import pytest
from chalicelib.world import World
from gateway import BillersGateway, running_gateway
from purse import own_table


@pytest.fixture(autouse=True)
def never_waiting(no_waiting: None) -> None:
    """Most of these tests meet a database that refuses."""


@pytest.fixture
def vault(stage: World) -> Iterator[World]:
    """The use cases' world, with a wallet table that nobody else writes to."""
    with own_table(stage) as world:
        yield world


@pytest.fixture
def gateway() -> Iterator[BillersGateway]:
    """The billers, as the sandbox has them."""
    with running_gateway() as started:
        yield started
