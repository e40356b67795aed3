"""The one DynamoDB client, and what all storage modules say to it: items, updates, transactions."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .errors import BusyError

# Fast enough that a function answers before its own time is over, long enough for one slow partition.
CONNECT_SECONDS = 1
READ_SECONDS = 3
CONFLICT_TRIES = 4
CONFLICT_SECONDS = 0.05

Item = dict[str, Any]


class RefusedError(Exception):
    """A condition did not hold; `refused` are the places of the writes whose condition it was."""

    def __init__(self, refused: tuple[int, ...] = (0,)) -> None:
        super().__init__(f"conditions of {refused} do not hold")
        self.refused = refused


@lru_cache(maxsize=1)
def dynamodb_client() -> Any:
    """Made on first use: boto3 costs most of a cold start, and not every function needs the database."""
    import boto3
    from botocore.config import Config

    retries = {"mode": "standard", "max_attempts": 3}
    return boto3.client(
        "dynamodb", config=Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=retries)
    )


@dataclass(frozen=True, slots=True)
class Table:
    """One table, spoken to in plain values; `pk` and `sk` are the keys of every item."""

    client: Any
    name: str

    def get(self, pk: str, sk: str) -> Item | None:
        item = self.get_raw(pk, sk)
        return from_item(item) if item else None

    def get_raw(self, pk: str, sk: str) -> Item | None:
        """As DynamoDB writes it."""
        found = self.client.get_item(TableName=self.name, Key=to_item({"pk": pk, "sk": sk}), ConsistentRead=True)
        item: Item | None = found.get("Item")
        return item

    def query(self, pk: str, sk_begins: str = "", newest: int = 0) -> list[Item]:
        """All items under a key, oldest first; or the `newest` so many, newest first."""
        values = to_item({":pk": pk, ":sk": sk_begins} if sk_begins else {":pk": pk})
        where = "pk = :pk" + (" AND begins_with(sk, :sk)" if sk_begins else "")
        asked = {"TableName": self.name, "KeyConditionExpression": where, "ExpressionAttributeValues": values}
        if newest:
            found = self.client.query(**asked, ScanIndexForward=False, Limit=newest, ConsistentRead=True)
            return [from_item(item) for item in found["Items"]]
        pages = self.client.get_paginator("query").paginate(**asked, ConsistentRead=True)
        return [from_item(item) for page in pages for item in page["Items"]]

    def update(self, pk: str, sk: str, expression: str, condition: str, values: Item) -> Item:
        """The item after a conditional update; RefusedError where the condition does not hold."""
        write = self.updating(pk, sk, expression, condition, values)["Update"]
        return from_item(self.write(self.client.update_item, write | {"ReturnValues": "ALL_NEW"})["Attributes"])

    def put(self, item: Item, condition: str = "attribute_not_exists(pk)") -> None:
        self.write(self.client.put_item, self.putting(item, condition)["Put"])

    def delete(self, pk: str, sk: str) -> None:
        """RefusedError where there is no such item."""
        write = self.deleting(pk, sk)["Delete"]
        self.write(self.client.delete_item, write | {"ConditionExpression": "attribute_exists(pk)"})

    def write(self, send: Callable[..., Item], asked: Item) -> Item:
        """One write; meeting a transaction on the same item is tried again."""
        for attempt in range(CONFLICT_TRIES):
            try:
                return send(**asked)
            except self.client.exceptions.ConditionalCheckFailedException:
                raise RefusedError from None
            except self.client.exceptions.TransactionConflictException:
                pause(attempt)
        raise BusyError

    def putting(self, item: Item, condition: str = "attribute_not_exists(pk)", values: Item | None = None) -> Item:
        put = {"TableName": self.name, "Item": to_item(item), "ConditionExpression": condition}
        return {"Put": put | ({"ExpressionAttributeValues": to_item(values)} if values else {})}

    def checking(self, pk: str, sk: str, condition: str, values: Item) -> Item:
        check = {"TableName": self.name, "Key": to_item({"pk": pk, "sk": sk}), "ConditionExpression": condition}
        return {"ConditionCheck": check | {"ExpressionAttributeValues": to_item(values)}}

    def updating(self, pk: str, sk: str, expression: str, condition: str, values: Item) -> Item:
        where = {"TableName": self.name, "Key": to_item({"pk": pk, "sk": sk}), "UpdateExpression": expression}
        return {"Update": {**where, "ConditionExpression": condition, "ExpressionAttributeValues": to_item(values)}}

    def deleting(self, pk: str, sk: str) -> Item:
        return {"Delete": {"TableName": self.name, "Key": to_item({"pk": pk, "sk": sk})}}

    def transact(self, writes: list[Item]) -> None:
        """All writes or none. RefusedError says whose condition failed; meeting another transaction is tried again."""
        for attempt in range(CONFLICT_TRIES):
            try:
                self.client.transact_write_items(TransactItems=writes)
                return
            except self.client.exceptions.TransactionCanceledException as error:
                codes = [reason.get("Code") for reason in error.response["CancellationReasons"]]
            except self.client.exceptions.TransactionInProgressException:
                codes = ["TransactionConflict"]
            refused = tuple(place for place, code in enumerate(codes) if code == "ConditionalCheckFailed")
            if refused:
                raise RefusedError(refused)
            if "TransactionConflict" not in codes and "ThrottlingError" not in codes:
                raise ValueError(f"DynamoDB cannot do this transaction: {codes}")
            pause(attempt)
        raise BusyError


def pause(attempt: int) -> None:
    """Longer each time, and never as long as who met the same conflict."""
    time.sleep(random.uniform(0, CONFLICT_SECONDS * 2**attempt))


def to_item(values: Item) -> Item:
    """Plain values as DynamoDB writes them; None is left out."""
    from boto3.dynamodb.types import TypeSerializer

    serialize = TypeSerializer().serialize
    return {name: serialize(value) for name, value in values.items() if value is not None}


def from_item(item: Item) -> Item:
    from boto3.dynamodb.types import TypeDeserializer

    deserialize = TypeDeserializer().deserialize
    return {name: plain(deserialize(value)) for name, value in item.items()}


def plain(value: Any) -> Any:
    """Numbers as int: we keep no fractions."""
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, list):
        return [plain(one) for one in value]
    return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else value
