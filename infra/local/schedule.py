"""Runs what the cloud runs by itself: the API's scheduled functions, sooner than there, and what follows from a stream."""

import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "api"))

from app import app
from chalice.app import ScheduledEventConfig
from chalice.local import LambdaContext
from chalicelib.errors import ApiError
from chalicelib.world import clock, world
from stream import Stream, as_lambda_has_them

SECONDS = 5
MEMORY_MB, RUNTIME_MS = 512, 60_000
FIELDS = ("version", "account", "region", "detail", "detail-type", "source", "time", "id", "resources")
EVENT: dict[str, Any] = dict.fromkeys(FIELDS, "")


def scheduled_functions() -> list[str]:
    return [source.name for source in app.event_sources if isinstance(source, ScheduledEventConfig)]


def follow(stream: Stream) -> None:
    """Publishes what has been written since the last time."""
    try:
        for batch in stream.batches(clock()):
            run("publish_transfers", as_lambda_has_them(batch))
    except ApiError as error:
        print(f"note: publish_transfers: {error}", file=sys.stderr)


def run(name: str, event: dict[str, Any]) -> None:
    app.handler_map[name](event, LambdaContext(name, MEMORY_MB, RUNTIME_MS))


def run_once() -> None:
    for name in scheduled_functions():
        try:
            run(name, EVENT)
        except ApiError as error:  # without a database on this machine, for one
            print(f"note: {name}: {error}", file=sys.stderr)


if __name__ == "__main__":
    stream = Stream(world().wallet)
    while True:
        time.sleep(SECONDS)
        run_once()
        follow(stream)
