"""How many payments a second one shop takes, by the number of shards that its account lies in: a simulation.

DynamoDB's limits stand for it, since no local server has them: an item takes 1,000 write units a second (a transaction uses
two of them), and of two transactions that meet on one item at the same time the later one is cancelled, waits and tries
again as our own code does. How long a transaction holds its items is assumed.
"""

import heapq
import random
import statistics
import sys
from collections import deque
from dataclasses import dataclass, field

sys.path.insert(0, "api")
from chalicelib.dynamodb import CONFLICT_SECONDS, CONFLICT_TRIES

UNITS_A_SECOND, UNITS_A_WRITE = 1000, 2
HELD_SECONDS = 0.008  # prepare and commit; AWS does not publish it
SECONDS, SEEDS = 10, 3
SHARDS = (1, 4, 16, 64)
STEP = 1.15  # from one rate that is tried to the next
MOST_REFUSED = 0.001


@dataclass
class Item:
    """One shard of the shop's account."""

    busy_until: float = 0.0
    written_at: deque[float] = field(default_factory=deque)

    def takes(self, at: float) -> bool:
        """Whether it has units left in this second, and no other transaction on it."""
        while self.written_at and self.written_at[0] <= at - 1:
            self.written_at.popleft()
        return at >= self.busy_until and (len(self.written_at) + 1) * UNITS_A_WRITE <= UNITS_A_SECOND


def refused_share(asked_a_second: int, shards: int, seed: int) -> float:
    """The share of payments that give up, where so many are asked for in a second."""
    draw, items, refused = random.Random(seed), [Item() for _ in range(shards)], 0
    count = asked_a_second * SECONDS
    waiting = [(draw.uniform(0, SECONDS), number, 0, draw.randrange(shards)) for number in range(count)]
    heapq.heapify(waiting)
    while waiting:
        at, number, tried, shard = heapq.heappop(waiting)
        item = items[shard]
        if item.takes(at):
            item.busy_until = at + HELD_SECONDS
            item.written_at.append(at)
        elif tried + 1 == CONFLICT_TRIES:
            refused += 1
        else:
            pause = draw.uniform(0, CONFLICT_SECONDS * 2**tried)
            heapq.heappush(waiting, (at + pause, number, tried + 1, shard))
    return refused / count


def most_a_second(shards: int) -> int:
    """The rate up to which not one payment in a thousand is told to come again."""
    asked = 10.0
    while share(round(asked * STEP), shards) <= MOST_REFUSED:
        asked *= STEP
    return round(asked)


def share(asked: int, shards: int) -> float:
    return statistics.mean(refused_share(asked, shards, seed) for seed in range(SEEDS))


def main() -> None:
    print(f"{'shards':>7} {'payments a second':>18}   told to come again at twice that")
    for shards in SHARDS:
        most = most_a_second(shards)
        print(f"{shards:>7} {most:>18,}   {share(2 * most, shards):.1%}")


if __name__ == "__main__":
    main()
