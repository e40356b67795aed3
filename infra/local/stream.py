"""The wallet table's stream for the API's function, as Lambda reads it in the cloud: in order, and again after a failure."""

from collections.abc import Iterator
from typing import Any

from chalicelib.dynamodb import dynamodb_client

Record = dict[str, Any]
BATCH = 25


class Stream:
    """The stream of one table, read from where it was left."""

    def __init__(self, table: str) -> None:
        import boto3

        self.client = boto3.client("dynamodbstreams", endpoint_url=dynamodb_client().meta.endpoint_url)
        self.arn = dynamodb_client().describe_table(TableName=table)["Table"]["LatestStreamArn"]
        self.places: dict[str, str] = {}  # the next iterator of each shard

    def batches(self) -> Iterator[list[Record]]:
        """What is there now. A batch that its reader did not get through comes again the next time."""
        for shard in self.client.describe_stream(StreamArn=self.arn)["StreamDescription"]["Shards"]:
            place: str | None = self.places.get(shard["ShardId"]) or self.begin(shard["ShardId"])
            while place:
                found = self.client.get_records(ShardIterator=place, Limit=BATCH)
                if not found["Records"]:
                    break
                yield found["Records"]
                self.places[shard["ShardId"]] = place = found.get("NextShardIterator") or ""

    def begin(self, shard_id: str) -> str:
        asked = {"StreamArn": self.arn, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        first: str = self.client.get_shard_iterator(**asked)["ShardIterator"]
        return first


def as_lambda_has_them(records: list[Record]) -> Record:
    """The event of a Lambda function, which has seconds where boto3 gives instants."""
    return {"Records": [as_lambda_has_it(record) for record in records]}


def as_lambda_has_it(record: Record) -> Record:
    told = record["dynamodb"]
    at = int(told["ApproximateCreationDateTime"].timestamp())
    return {**record, "eventSourceARN": "", "dynamodb": {**told, "ApproximateCreationDateTime": at}}
