"""Sealing the journal, hour by hour: what is sealed can no more be edited, added to or taken from unnoticed."""

from datetime import datetime, timedelta

from ... import metrics
from ...world import World
from ..model.limits import HUE
from ..model.seals import Seal, make_seal
from ..storage import seals

HOUR = timedelta(hours=1)
# A transfer has the instant at which its request began; by now that request has come to its end.
SETTLED = timedelta(minutes=5)
MOST_AT_ONCE = 48
FORMAT = "%Y-%m-%dT%H"


def seal_hours(world: World) -> list[Seal]:
    """Seals the hours that are over and settled since the last seal, or since the ledger began where there is none.

    The newest is told to the log, which nobody of ours can change: all seals could be made again, but not these lines.
    """
    last = seals.last_seal(world.wallet, world.now)
    hour = next_hour(last, world.config.ledger_from)
    made: list[Seal] = []
    while hour + HOUR + SETTLED <= world.now and len(made) < MOST_AT_ONCE:
        messages = seals.list_messages(world.wallet, hour.strftime(FORMAT))
        seal = make_seal(
            hour.strftime(FORMAT), seals.digest_of(last), [(one["transfer_id"], one["hash"]) for one in messages]
        )
        if not seals.put_seal(world.wallet, seal):
            break
        made.append(seal)
        last, hour = seal, hour + HOUR
    if last:
        metrics.note("LedgerSealed", hour=last.hour, digest=last.digest)
    return made


def next_hour(last: Seal | None, first: str) -> datetime:
    """`first` is an hour in Huế, as seals name theirs."""
    begins = datetime.strptime(last.hour if last else first, FORMAT).replace(tzinfo=HUE)
    return begins + HOUR if last else begins
