"""A stage for use cases: a phone that keeps its messages, a clock that stands still, and an ear on every DynamoDB call."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.clients.sms import SmsFailedError
from chalicelib.config import load_config
from chalicelib.dynamodb import Table, dynamodb_client
from chalicelib.keys import Keys
from chalicelib.world import World

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


class Phones:
    """Keeps what was sent, newest last."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str]] = []
        self.is_down = False

    def send(self, phone: str, text: str) -> None:
        if self.is_down:
            raise SmsFailedError
        self.messages.append((phone, text))

    def code(self) -> str:
        """The code of the newest message."""
        found = re.search(r"\b\d{6}\b", self.messages[-1][1])
        assert found, self.messages[-1]
        return found[0]


def make_world(phones: Phones, now: datetime = NOON) -> World:
    config = load_config()
    return World(Table(dynamodb_client(), config.accounts_table), Keys(config.pepper), phones, config, now)


def later(world: World, **span: float) -> World:
    return replace(world, now=world.now + timedelta(**span))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Names of the DynamoDB calls made meanwhile."""
    calls: list[str] = []

    def hear(params: Any, model: Any, **_: Any) -> None:
        calls.append(model.name)

    events = dynamodb_client().meta.events
    events.register("before-call.dynamodb", hear)
    try:
        yield calls
    finally:
        events.unregister("before-call.dynamodb", hear)


def other_code(code: str) -> str:
    """A code that is wrong for sure."""
    return f"{(int(code) + 1) % 10**6:06d}"
