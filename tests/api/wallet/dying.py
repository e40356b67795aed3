"""A process that dies: before or after any one of its calls to AWS."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chalicelib.dynamodb import dynamodb_client


@dataclass
class Fault:
    """`struck`: there was such a call, and the process died at it."""

    step: int
    calls: int = 0
    struck: bool = False

    def before(self, **_: Any) -> None:
        self.calls += 1
        self.strike_at(2 * (self.calls - 1))

    def after(self, **_: Any) -> None:
        self.strike_at(2 * (self.calls - 1) + 1)

    def strike_at(self, moment: int) -> None:
        if moment == self.step and not self.struck:
            self.struck = True
            raise DiedError


class DiedError(ConnectionError):
    """Nobody catches this, as nobody is there any more."""


@contextmanager
def dying_at(step: int, *clients: Any) -> Iterator[Fault]:
    """Even steps die before the call step/2 is sent, odd ones after it was done; `clients` beside that of DynamoDB."""
    fault = Fault(step)
    listened = [client.meta.events for client in (dynamodb_client(), *clients)]
    for events in listened:
        events.register("before-call", fault.before)
        events.register("after-call", fault.after)
    try:
        yield fault
    finally:
        for events in listened:
            events.unregister("before-call", fault.before)
            events.unregister("after-call", fault.after)
