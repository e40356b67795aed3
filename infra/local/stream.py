"""The ledger's messages for the API's function, as the stream of its table brings them in the cloud: one event a batch.

The local server has streams, too, but there every write takes longer the more records a stream has.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from chalicelib.attributes import to_item
from chalicelib.dynamodb import Item, Table
from chalicelib.wallet.service.ledger import milliseconds
from chalicelib.wallet.storage.ledger import OUTBOX_SHARDS, outbox_place

BATCH = 25
END = "~"  # after every sort key
HOUR = timedelta(hours=1)


class Stream:
    """Reads on where it has stopped; the first time, what is of this hour and the one before it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.places: dict[str, str] = {}  # what was read last of each shard of an hour

    def batches(self, now: datetime) -> Iterator[list[Item]]:
        """What is there now. A batch that its reader did not get through comes again the next time."""
        for at in (now - HOUR, now):
            for shard in range(OUTBOX_SHARDS):
                yield from self.batches_of(outbox_place(milliseconds(at), shard))

    def batches_of(self, place: str) -> Iterator[list[Item]]:
        found = self.table.between(place, f"{self.places.get(place, '')} ", END)
        for start in range(0, len(found), BATCH):
            batch = found[start : start + BATCH]
            yield batch
            self.places[place] = batch[-1]["sk"]


def as_lambda_has_them(messages: list[Item]) -> dict[str, Any]:
    return {"Records": [as_lambda_has_it(message) for message in messages]}


def as_lambda_has_it(message: Item) -> dict[str, Any]:
    image = to_item(message)
    about = dict.fromkeys(("eventID", "eventVersion", "eventSource", "eventSourceARN", "awsRegion"), "")
    told = {"SequenceNumber": "", "SizeBytes": 0, "StreamViewType": "NEW_IMAGE", "NewImage": image}
    keys, at = {"pk": image["pk"], "sk": image["sk"]}, message["at_ms"] // 1000
    return {**about, "eventName": "INSERT", "dynamodb": {**told, "Keys": keys, "ApproximateCreationDateTime": at}}
