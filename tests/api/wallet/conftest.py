"""A table of its own for each test that reads all of it."""

from collections.abc import Iterator
from dataclasses import replace

import database
import pytest
from chalicelib.dynamodb import Table, dynamodb_client
from chalicelib.world import World
from purse import new_id


@pytest.fixture
def vault(stage: World) -> Iterator[World]:
    """The use cases' world, with a wallet table that nobody else writes to."""
    name = f"huecity-wallet-{new_id()}"
    definition = next(one for one in database.table_definitions() if one["TableName"] == stage.wallet.name)
    dynamodb_client().create_table(**definition | {"TableName": name})
    yield replace(stage, wallet=Table(dynamodb_client(), name))
    dynamodb_client().delete_table(TableName=name)
