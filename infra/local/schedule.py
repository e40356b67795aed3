"""Runs the API's scheduled functions every few seconds, as EventBridge does every minute in the cloud."""

import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "api"))

from app import app
from chalice.app import ScheduledEventConfig
from chalice.local import LambdaContext
from chalicelib.errors import ApiError

SECONDS = 5
MEMORY_MB, RUNTIME_MS = 512, 60_000
FIELDS = ("version", "account", "region", "detail", "detail-type", "source", "time", "id", "resources")
EVENT: dict[str, Any] = dict.fromkeys(FIELDS, "")


def scheduled_functions() -> list[str]:
    return [source.name for source in app.event_sources if isinstance(source, ScheduledEventConfig)]


def run_once() -> None:
    for name in scheduled_functions():
        try:
            app.handler_map[name](EVENT, LambdaContext(name, MEMORY_MB, RUNTIME_MS))
        except ApiError as error:  # without a database on this machine, for one
            print(f"note: {name}: {error}", file=sys.stderr)


if __name__ == "__main__":
    while True:
        time.sleep(SECONDS)
        run_once()
