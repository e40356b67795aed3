"""Runs what the cloud runs by itself: the API's scheduled functions, sooner than there, and what follows from a stream."""

import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "api"))

from app import app
from chalice.app import Cron, ScheduledEventConfig
from chalice.local import LambdaContext
from chalicelib.errors import ApiError
from chalicelib.world import clock, world
from stream import Stream, as_lambda_has_them

SECONDS, DAILY_ROUNDS = 5, 12
MEMORY_MB, RUNTIME_MS = 512, 60_000
FIELDS = ("version", "account", "region", "detail", "detail-type", "source", "time", "id", "resources")
EVENT: dict[str, Any] = dict.fromkeys(FIELDS, "")


def scheduled_functions(number: int) -> list[str]:
    """Those of round `number`: what the cloud does once a day reads a whole table, so it is not in every round here."""
    sources = [source for source in app.event_sources if isinstance(source, ScheduledEventConfig)]
    is_daily = [isinstance(source.schedule_expression, Cron) for source in sources]
    return [one.name for one, daily in zip(sources, is_daily, strict=True) if not daily or number % DAILY_ROUNDS == 0]


def follow(stream: Stream) -> None:
    """Publishes what has been written since the last time."""
    try:
        for batch in stream.batches(clock()):
            run("publish_transfers", as_lambda_has_them(batch))
    except ApiError as error:
        print(f"note: publish_transfers: {error}", file=sys.stderr)


def run(name: str, event: dict[str, Any]) -> None:
    app.handler_map[name](event, LambdaContext(name, MEMORY_MB, RUNTIME_MS))


def run_once(number: int) -> None:
    for name in scheduled_functions(number):
        try:
            run(name, EVENT)
        except ApiError as error:  # without a database on this machine, for one
            print(f"note: {name}: {error}", file=sys.stderr)


if __name__ == "__main__":
    stream = Stream(world().wallet)
    for number in count():
        time.sleep(SECONDS)
        run_once(number)
        follow(stream)
