"""The API key of a laptop, so that Open311 can be tried at once: api_key=laptop."""

import sys
import time
from pathlib import Path

from database import FAKE_CREDENTIALS

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "api"))

from chalicelib.dynamodb import RefusedError, Table
from chalicelib.keys import token_hash
from chalicelib.reports.storage import api_keys

KEY = "laptop"
MOST_A_DAY = 1000


def give_key(endpoint: str) -> None:
    """Where it is not there since an earlier start."""
    import boto3

    table = Table(boto3.client("dynamodb", endpoint_url=endpoint, **FAKE_CREDENTIALS), "huecity-reports")
    try:
        table.transact(api_keys.putting(table, token_hash(KEY), api_keys.ApiKey(KEY, MOST_A_DAY), int(time.time())))
    except RefusedError:
        return
