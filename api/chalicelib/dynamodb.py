"""The one DynamoDB client; storage modules get it handed in."""

from functools import lru_cache
from typing import Any

# Fast enough that a function answers before its own time is over, long enough for one slow partition.
CONNECT_SECONDS = 1
READ_SECONDS = 3


@lru_cache(maxsize=1)
def dynamodb_client() -> Any:
    """Made on first use: boto3 costs most of a cold start, and not every function needs the database."""
    import boto3
    from botocore.config import Config

    retries = {"mode": "standard", "max_attempts": 3}
    return boto3.client(
        "dynamodb", config=Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=retries)
    )
