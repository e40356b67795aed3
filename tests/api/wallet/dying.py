"""A process that dies: before or after any one of its calls to AWS."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chalicelib.dynamodb import dynamodb_client


@dataclass
class Fault:
    struck: bool = False


class DiedError(ConnectionError):
    """Nobody catches this, as nobody is there any more."""


@contextmanager
def dying_at(step: int, client: Any = None) -> Iterator[Fault]:
    """Even steps die before the call step/2 is sent, odd ones after it was answered."""
    fault, calls = Fault(), 0
    events = (client or dynamodb_client()).meta.events

    def before(**_: Any) -> None:
        nonlocal calls
        calls += 1
        if step % 2 == 0 and calls == step // 2 + 1:
            fault.struck = True
            raise DiedError

    def after(**_: Any) -> None:
        if step % 2 == 1 and calls == step // 2 + 1 and not fault.struck:
            fault.struck = True
            raise DiedError

    events.register("before-call", before)
    events.register("after-call", after)
    try:
        yield fault
    finally:
        events.unregister("before-call", before)
        events.unregister("after-call", after)
