"""One cheap read that shows whether the database answers."""

from typing import Any

PROBE_KEY = {"pk": {"S": "health"}, "sk": {"S": "probe"}}


def is_reachable(client: Any, table: str) -> bool:
    """Whether a strongly consistent read of one (absent) item is answered."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        client.get_item(TableName=table, Key=PROBE_KEY, ConsistentRead=True)
    except (BotoCoreError, ClientError):
        return False
    return True
