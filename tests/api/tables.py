"""Tables of a test's own, made as infra/resources.json has them: nobody else writes there."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import database
from chalicelib.dynamodb import Table, dynamodb_client


@contextmanager
def table_like(name: str) -> Iterator[Table]:
    definition = next(one for one in database.table_definitions() if one["TableName"] == name)
    table = Table(dynamodb_client(), f"{name}-{secrets.token_hex(8)}")
    dynamodb_client().create_table(**definition | {"TableName": table.name})
    yield table
    dynamodb_client().delete_table(TableName=table.name)
