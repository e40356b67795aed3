"""Reports on a table of their own: lists show what this test has sent and nothing else."""

import secrets

import database
import pytest
from chalicelib.dynamodb import dynamodb_client
from square import Square
from stage import Town


@pytest.fixture
def square(town: Town, monkeypatch: pytest.MonkeyPatch) -> Square:
    definition = next(one for one in database.table_definitions() if one["TableName"] == "huecity-reports")
    name = f"huecity-reports-{secrets.token_hex(4)}"
    dynamodb_client().create_table(**definition | {"TableName": name})
    monkeypatch.setenv("HUECITY_REPORTS_TABLE", name)
    return Square(town)
