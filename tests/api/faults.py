"""What can go wrong at any call to AWS, billers, the bank or phones: a crash before or after it, and answers that refuse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from botocore.exceptions import ClientError, ReadTimeoutError
from chalicelib.dynamodb import Table
from chalicelib.errors import BusyError
from chalicelib.world import World

When = Literal["before", "after"]
Trouble = Literal["before", "after", "ThrottlingException", "TransactionConflictException", "InternalServerError"]
CLIENTS = ("billers", "bank", "sms", "email", "files", "media")
STOPS, TROUBLES = get_args(When), get_args(Trouble)


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
    """The world with a database and clients that break at this call, whichever of them it goes to."""
    client = Brittle(world.wallet.client, at, when, **more)
    others = {name: replace(client, client=getattr(world, name)) for name in CLIENTS}
    return replace(with_tables(world, client), **others), client  # they count together


def with_tables(world: World, client: Any) -> World:
    """The world with all its tables behind this client."""
    return replace(world, **{name: Table(client, getattr(world, name).name) for name in ("wallet", "table", "reports")})


def refusing(code: str) -> Callable[[str], BaseException]:
    """What DynamoDB answers when it is about the moment and not about the request."""
    reply: dict[str, Any] = {"Error": {"Code": code}}
    if code == "TransactionCanceledException":
        reply["CancellationReasons"] = [{"Code": "None"}, {"Code": "TransactionConflict"}]
    return lambda name: ClientError(reply, name)


def silent(name: str) -> BaseException:
    """No answer came in time."""
    return ReadTimeoutError(endpoint_url=name)


def stopped(world: World, at: int, trouble: Trouble, use: Callable[..., Any], *given: Any) -> bool:
    """Whether the use case made this call, and was stopped there: by a crash, or by a database that from then on refuses."""
    if trouble in STOPS:
        weak, client = broken(world, at, trouble)
    else:
        when: When = "after" if trouble == "InternalServerError" else "before"  # it may fail when the work is done
        client = Brittle(world.wallet.client, at, when, refusing(trouble), times=999)
        weak = with_tables(world, client)
    try:
        use(weak, *given)
    except (CrashError, BusyError):
        return True
    made_it = len(client.calls) > at
    assert not (made_it and trouble in STOPS), "nobody catches a crash"
    return made_it


def crashes(world: World, use: Callable[[World], Any], most: int = 60) -> Iterator[tuple[int, Trouble]]:
    """Runs a use case again and again, in each trouble at each of its calls; gives each stop to look at.

    The use case must be the same each time: whoever is stopped sends the same once more.
    """
    for trouble in TROUBLES:
        for at in range(most):
            if not stopped(world, at, trouble, use):
                break
            yield at, trouble
