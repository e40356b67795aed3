"""The one DynamoDB client, and what all storage modules say to it: items, updates, transactions."""

import random
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .attributes import from_item, to_item
from .errors import BusyError, UnknownOutcomeError

# Fast enough that a function answers before its own time is over, long enough for one slow partition.
CONNECT_SECONDS = 1
READ_SECONDS = 3
CONFLICT_TRIES = 6
CONFLICT_SECONDS = 0.05
TOKEN_BYTES = 16
CONFLICTS = frozenset(("TransactionConflict", "TransactionConflictException", "TransactionInProgressException"))
NO_ROOM = frozenset(
    "ThrottlingError ThrottlingException ProvisionedThroughputExceeded ProvisionedThroughputExceededException "
    "RequestLimitExceeded".split()
)
FAILING = frozenset(("InternalServerError", "ServiceUnavailable"))  # a write may have been done all the same
READS = frozenset(("get_item", "batch_get_item", "query", "scan"))
TRANSACTION = "transact_write_items"

Item = dict[str, Any]


class TokenUsedError(Exception):
    """A transaction with other writes has had this token."""


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
class Index:
    """A global secondary index, named after the attribute that it is read by; `sort` orders what it lists."""

    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of a list, and the keys behind which the next ones stand; None at the end of the list."""

    items: list[Item]
    last: Item | None


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
        asked = {"TableName": self.name, "Key": to_item({"pk": pk, "sk": sk}), "ConsistentRead": True}
        item: Item | None = self.call("get_item", asked).get("Item")
        return item

    def get_many(self, keys: Sequence[tuple[str, str]]) -> list[Item | None]:
        """Up to 100 items by their (pk, sk), in the order asked; None for each that is not there."""
        asked: Item = {"Keys": [to_item({"pk": pk, "sk": sk}) for pk, sk in keys], "ConsistentRead": True}
        found: dict[tuple[str, str], Item] = {}
        for attempt in range(CONFLICT_TRIES):
            reply = self.call("batch_get_item", {"RequestItems": {self.name: asked}})
            items = map(from_item, reply["Responses"].get(self.name, []))
            found |= {(item["pk"], item["sk"]): item for item in items}
            if not (left := reply.get("UnprocessedKeys")):
                return [found.get(key) for key in keys]
            asked = left[self.name]
            pause(attempt)
        raise BusyError

    def query(self, pk: str, sk_begins: str = "", newest: int = 0, oldest: int = 0) -> list[Item]:
        """All items under a key, oldest first; or the `oldest` so many; or the `newest` so many, newest first."""
        values = to_item({":pk": pk, ":sk": sk_begins} if sk_begins else {":pk": pk})
        where = "pk = :pk" + (" AND begins_with(sk, :sk)" if sk_begins else "")
        asked: Item = {"TableName": self.name, "KeyConditionExpression": where, "ExpressionAttributeValues": values}
        asked["ConsistentRead"] = True
        if newest or oldest:
            found = self.call("query", {**asked, "ScanIndexForward": not newest, "Limit": newest or oldest})
            return [from_item(item) for item in found["Items"]]
        return [from_item(item) for page in self.pages(asked) for item in page["Items"]]

    def between(self, pk: str, sk_from: str, sk_to: str) -> list[Item]:
        """All items under a key from one sort key to another, both included, oldest first."""
        values, where = {":pk": pk, ":a": sk_from, ":b": sk_to}, "pk = :pk AND sk BETWEEN :a AND :b"
        asked = {"TableName": self.name, "KeyConditionExpression": where, "ExpressionAttributeValues": to_item(values)}
        return [from_item(item) for page in self.pages(asked | {"ConsistentRead": True}) for item in page["Items"]]

    def page(self, index: Index, value: str, most: int, start: Item | None = None, **more: Any) -> Page:
        """One call: what an index lists under a value, from behind the keys `start`. It may lag a moment behind the table.

        `span`: two marks, both included; `is_newest_first`; `equal`: values that other attributes must have, `until`: that
        they may have at most. At most `most` items are looked at, so fewer may be found, and a page without items may have
        others behind it.
        """
        asked = {"TableName": self.name, "IndexName": index.name, "Limit": most, **listing(index, value, **more)}
        found = self.call("query", asked | ({"ExclusiveStartKey": to_item(start)} if start else {}))
        last = found.get("LastEvaluatedKey")
        return Page([from_item(item) for item in found["Items"]], from_item(last) if last else None)

    def count(self, index: Index, value: str, most: int, **more: Any) -> tuple[int, bool]:
        """One call: how many an index lists among the first `most`, and whether there are others behind them; as `page`."""
        asked = {"TableName": self.name, "IndexName": index.name, "Limit": most, "Select": "COUNT"}
        found = self.call("query", asked | listing(index, value, **more))
        return found["Count"], "LastEvaluatedKey" in found

    def scan(self) -> Iterator[Item]:
        """The whole table, for audits: no request may ask for it."""
        for page in self.pages({"TableName": self.name, "ConsistentRead": True}, "scan"):
            yield from map(from_item, page["Items"])

    def first(self, pk: str, after: str, most: int) -> list[Item]:
        """At most so many items under a key, oldest first, behind the sort key `after`."""
        values = to_item({":pk": pk, ":after": after or " "})  # no key may be empty; none of ours begins with a space
        asked = {"TableName": self.name, "KeyConditionExpression": "pk = :pk AND sk > :after", "Limit": most}
        found = self.call("query", {**asked, "ExpressionAttributeValues": values, "ConsistentRead": True})
        return [from_item(item) for item in found["Items"]]

    def pages(self, asked: Item, operation: str = "query") -> Iterator[Item]:
        while True:
            page = self.call(operation, asked)
            yield page
            if not (last := page.get("LastEvaluatedKey")):
                return
            asked = {**asked, "ExclusiveStartKey": last}

    def update(self, pk: str, sk: str, expression: str, condition: str, values: Item) -> Item:
        """The item after a conditional update; RefusedError where the condition does not hold."""
        write = self.updating(pk, sk, expression, condition, values)["Update"]
        return from_item(self.write("update_item", write | {"ReturnValues": "ALL_NEW"})["Attributes"])

    def put(self, item: Item, condition: str = "attribute_not_exists(pk)") -> None:
        self.write("put_item", self.putting(item, condition)["Put"])

    def delete(self, pk: str, sk: str) -> None:
        """RefusedError where there is no such item."""
        write = self.deleting(pk, sk)["Delete"]
        self.write("delete_item", write | {"ConditionExpression": "attribute_exists(pk)"})

    def write(self, operation: str, asked: Item) -> Item:
        """One write; meeting a transaction on the same item is tried again."""
        try:
            return self.call(operation, asked)
        except self.client.exceptions.ConditionalCheckFailedException:
            raise RefusedError from None

    def call(self, operation: str, asked: Item) -> Item:
        """The one way to DynamoDB: where it has no room the same is sent again, a little later each time.

        BusyError: nothing has happened. UnknownOutcomeError: a write had no answer, or only that the database failed, and it
        may have been done. A transaction is known by its token, so it alone of all writes is sent again then.
        """
        from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, HTTPClientError

        unsure, told = (BusyError if operation in READS else UnknownOutcomeError), BusyError
        for attempt in range(CONFLICT_TRIES):
            try:
                reply: Item = getattr(self.client, operation)(**asked)
                return reply
            except ClientError as error:
                if error.response["Error"]["Code"] in FAILING:
                    told = unsure
                    if operation not in READS | {TRANSACTION}:
                        raise told from None
                elif not may_be_sent_again(error.response):
                    raise
                pause(attempt)
            except (ConnectTimeoutError, EndpointConnectionError):
                raise told from None
            except HTTPClientError:  # sent by boto3 three times by now
                raise unsure from None
        raise told

    def putting(self, item: Item, condition: str = "attribute_not_exists(pk)", values: Item | None = None) -> Item:
        """Without a condition ("") it takes the place of whatever is there."""
        put = {"TableName": self.name, "Item": to_item(item)} | ({"ConditionExpression": condition} if condition else {})
        return {"Put": put | ({"ExpressionAttributeValues": to_item(values)} if values else {})}

    def changing(self, before: Item, after: Item, *unchanged: str) -> Item:
        """Writes what differs alone, where the item still has the `unchanged` values that it had before."""
        values = {name: value for name, value in after.items() if value is not None and before.get(name) != value}
        gone = sorted(name for name, value in before.items() if value is not None and after.get(name) is None)
        sets = ", ".join(f"#{name} = :{name}" for name in values)
        removes = f" REMOVE {', '.join(f'#{name}' for name in gone)}" if gone else ""
        condition = " AND ".join(f"#{name} = :was_{name}" for name in unchanged)
        given = {f":{name}": value for name, value in values.items()} | {f":was_{name}": before[name] for name in unchanged}
        write = self.updating(before["pk"], before["sk"], f"SET {sets}{removes}", condition, given)
        write["Update"]["ExpressionAttributeNames"] = {f"#{name}": name for name in (*values, *gone, *unchanged)}
        return write

    def checking(self, pk: str, sk: str, condition: str, values: Item) -> Item:
        check = {"TableName": self.name, "Key": to_item({"pk": pk, "sk": sk}), "ConditionExpression": condition}
        return {"ConditionCheck": check | ({"ExpressionAttributeValues": to_item(values)} if values else {})}

    def updating(self, pk: str, sk: str, expression: str, condition: str, values: Item) -> Item:
        """Without a condition ("") an item that is not there comes into being."""
        update = {"TableName": self.name, "Key": to_item({"pk": pk, "sk": sk}), "UpdateExpression": expression}
        update |= {"ConditionExpression": condition} if condition else {}
        return {"Update": update | {"ExpressionAttributeValues": to_item(values)}}

    def deleting(self, pk: str, sk: str, condition: str = "", values: Item | None = None) -> Item:
        delete: Item = {"TableName": self.name, "Key": to_item({"pk": pk, "sk": sk})}
        delete |= {"ConditionExpression": condition} if condition else {}
        return {"Delete": delete | ({"ExpressionAttributeValues": to_item(values)} if values else {})}

    def transact(self, writes: list[Item], token: str = "") -> None:
        """All writes or none. RefusedError says whose condition failed; meeting another transaction is tried again.

        The token lets DynamoDB know a transaction that it has done already for ten minutes, each time that it is sent again;
        TokenUsedError where it was another one.
        """
        asked: Item = {"TransactItems": writes, "ClientRequestToken": token or secrets.token_hex(TOKEN_BYTES)}
        try:
            self.call(TRANSACTION, asked)
        except self.client.exceptions.TransactionCanceledException as error:
            codes = reasons(error.response)
            refused = tuple(place for place, code in enumerate(codes) if code == "ConditionalCheckFailed")
            if not refused:
                raise ValueError(f"DynamoDB cannot do this transaction: {codes}") from None
            raise RefusedError(refused) from None
        except self.client.exceptions.IdempotentParameterMismatchException:
            raise TokenUsedError from None


def listing(
    index: Index,
    value: str,
    span: tuple[str, str] | None = None,
    is_newest_first: bool = False,
    equal: Item | None = None,
    until: Item | None = None,
) -> Item:
    """What a query of an index says of what it looks for."""
    names, values, where = {"#list": index.name}, {":list": value}, "#list = :list"
    if span:
        names["#sort"], where = index.sort, f"{where} AND #sort BETWEEN :from AND :to"
        values |= {":from": span[0], ":to": span[1]}
    asked: Item = {"KeyConditionExpression": where, "ScanIndexForward": not is_newest_first}
    wanted = [(name, "=", one) for name, one in (equal or {}).items()]
    wanted += [(name, "<=", one) for name, one in (until or {}).items()]
    if wanted:
        names |= {f"#{name}": name for name, _, _ in wanted}
        values |= {f":{name}": one for name, _, one in wanted}
        asked["FilterExpression"] = " AND ".join(f"#{name} {sign} :{name}" for name, sign, _ in wanted)
    return asked | {"ExpressionAttributeNames": names, "ExpressionAttributeValues": to_item(values)}


def may_be_sent_again(response: Item) -> bool:
    """Whether a refusal was about the moment, and nothing else."""
    code = response["Error"]["Code"]
    if code == "TransactionCanceledException":
        found = set(reasons(response))
        return "ConditionalCheckFailed" not in found and bool(found & (CONFLICTS | NO_ROOM))
    return code in CONFLICTS | NO_ROOM


def reasons(response: Item) -> list[str]:
    """Of a cancelled transaction: one code for each of its writes."""
    return [reason.get("Code", "") for reason in response["CancellationReasons"]]


def pause(attempt: int) -> None:
    """Longer each time, and never as long as who met the same conflict."""
    time.sleep(random.uniform(0, CONFLICT_SECONDS * 2**attempt))
