"""What can go wrong at any call to AWS, billers, the bank or phones: a crash before or after it, and answers that refuse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from botocore.exceptions import ClientError, ReadTimeoutError
from chalicelib.dynamodb import Table
from chalicelib.world import World

When = Literal["before", "after"]


class CrashError(BaseException):
    """The function was stopped here: nobody catches this."""


@dataclass
class Brittle:
    """A client that breaks at its call number `at` (from 0), before it is sent or after it was answered, and `times` calls
    long; of these it breaks at one of `every` so many."""

    client: Any
    at: int
    when: When = "before"
    error: Callable[[str], BaseException] = lambda name: CrashError(name)
    times: int = 1
    every: int = 1
    calls: list[str] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.client, name)
        if name in ("exceptions", "meta") or not callable(found):
            return found

        def call(*given: Any, **asked: Any) -> Any:
            number = len(self.calls)
            self.calls.append(name)
            self.asked.append(asked)
            breaks = self.at <= number < self.at + self.times and (number - self.at) % self.every == 0
            if breaks and self.when == "before":
                raise self.error(name)
            answer = found(*given, **asked)
            if breaks:
                raise self.error(name)
            return answer

        return call


def broken(world: World, at: int, when: When = "before", **more: Any) -> tuple[World, Brittle]:
    """The world with a database, billers, a bank and phones that break at this call, whichever of them it goes to."""
    client = Brittle(world.wallet.client, at, when, **more)
    tables = {name: Table(client, getattr(world, name).name) for name in ("wallet", "table", "reports")}
    others = {name: replace(client, client=getattr(world, name)) for name in ("billers", "bank", "sms")}
    return replace(world, **tables, **others), client  # they count together


def refusing(code: str) -> Callable[[str], BaseException]:
    """What DynamoDB answers when it is about the moment and not about the request."""
    reply: dict[str, Any] = {"Error": {"Code": code}}
    if code == "TransactionCanceledException":
        reply["CancellationReasons"] = [{"Code": "None"}, {"Code": "TransactionConflict"}]
    return lambda name: ClientError(reply, name)


def silent(name: str) -> BaseException:
    """No answer came in time."""
    return ReadTimeoutError(endpoint_url=name)


def stopped(world: World, at: int, when: When, use: Callable[..., Any], *given: Any) -> bool:
    """Whether the use case made this call, and was stopped there."""
    weak, client = broken(world, at, when)
    try:
        use(weak, *given)
    except CrashError:
        return True
    assert len(client.calls) <= at
    return False


def crashes(world: World, use: Callable[[World], Any], most: int = 60) -> Iterator[tuple[int, When]]:
    """Runs a use case again and again, stopped before and after each of its calls; gives each stop to look at.

    The use case must be the same each time: whoever is stopped sends the same once more.
    """
    for when in ("before", "after"):
        for at in range(most):
            if not stopped(world, at, when, use):  # type: ignore[arg-type]
                break
            yield at, when  # type: ignore[misc]
