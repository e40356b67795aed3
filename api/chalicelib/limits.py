"""Counters that say when it is enough: so many of something in a span of time, held even against many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .dynamodb import Item, RefusedError, Table
from .errors import TooManyError

COUNT = "ADD used :one SET expires_at = :expires_at"
ROOM_LEFT = "attribute_not_exists(used) OR used < :most"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` in each span of `seconds`; `who` is a keyed hash or a random id, never anything readable."""

    what: str
    who: str
    most: int
    seconds: int

    def counting(self, table: Table, now: datetime) -> Item:
        """A write for a transaction, which fails when the span is full."""
        span = int(now.timestamp()) // self.seconds
        ends = (span + 1) * self.seconds
        values = {":one": 1, ":most": self.most, ":expires_at": ends}
        return table.updating(f"LIMIT#{self.what}#{self.who}", str(span), COUNT, ROOM_LEFT, values)

    def wait(self, now: datetime) -> timedelta:
        """How long until the next span begins."""
        return timedelta(seconds=self.seconds - int(now.timestamp()) % self.seconds)

    def count(self, table: Table, now: datetime, writes: Sequence[Item]) -> None:
        """Does what has no conditions of its own and counts it; TooManyError where the span is full."""
        try:
            table.transact([self.counting(table, now), *writes])
        except RefusedError:
            raise self.full(now) from None

    def full(self, now: datetime) -> TooManyError:
        """What to tell whoever comes when the span is full."""
        error = TooManyError()
        error.what, error.retry_after_seconds = self.what, round(self.wait(now).total_seconds())
        return error


def count_all(table: Table, limits: list[Limit], now: datetime) -> None:
    """Counts all of them or none: TooManyError names the first that is full and says how long to wait for all."""
    try:
        table.transact([limit.counting(table, now) for limit in limits])
    except RefusedError as refusal:
        full = [limits[place] for place in refusal.refused]
        error = TooManyError()
        error.what = full[0].what
        error.retry_after_seconds = max(round(limit.wait(now).total_seconds()) for limit in full)
        raise error from None
