"""What has happened and is not told yet: messages by the hour in which they are due, and who has been told."""

from typing import Literal

import msgspec

from ...dynamodb import Item, RefusedError, Table
from .reports import HOUR, OUTBOX_SECONDS, outbox_place

LEASE_SECONDS = 120  # longer than a run: whoever began to tell somebody and has not finished by then was stopped
Claim = Literal["ours", "told", "by-other"]
TOLD_SECONDS = 30 * 24 * HOUR
OVER_SECONDS = 300  # after its end an hour may still get a message from who was slow
BACK_HOURS = 24  # how far the first run looks back


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """`place` and `behind`: how far its followers have been told, should a run end among them."""

    pk: str
    sk: str
    report_id: str
    n: int
    attempt: int = 0
    place: int = 0
    behind: str = ""

    @property
    def due_at(self) -> int:
        return int(self.sk.partition("#")[0])


def hours(table: Table, now: int) -> range:
    """Those that may have messages, as instants; the runs before have finished all others."""
    item = table.get("OUTBOX#reports", "HOUR")
    first = item["hour"] if item else now // HOUR - BACK_HOURS
    return range(first * HOUR, now + 1, HOUR)


def begin_at(table: Table, hour_at: int, now: int) -> None:
    """Hours before this one have no message, and get none any more."""
    hour = min(hour_at, now - OVER_SECONDS) // HOUR
    table.put({"pk": "OUTBOX#reports", "sk": "HOUR", "hour": hour}, "")


def list_messages(table: Table, hour_at: int, behind: str, most: int) -> list[Message]:
    return [msgspec.convert(item, Message) for item in table.first(outbox_place(hour_at), behind, most)]


def delete(table: Table, message: Message) -> None:
    table.transact([table.deleting(message.pk, message.sk)])


def put_off(table: Table, message: Message, at: int) -> None:
    """Until a later instant: then all of it is tried again, and who has been told is passed over."""
    sk = f"{at:012d}#{message.report_id}#{message.n:06d}"
    item = {"pk": outbox_place(at), "sk": sk, "report_id": message.report_id, "n": message.n}
    item |= {"attempt": message.attempt + 1, "expires_at": at + OUTBOX_SECONDS}
    table.transact([table.deleting(message.pk, message.sk), table.putting(item, "")])


def note_progress(table: Table, message: Message, place: int, behind: str) -> None:
    values: Item = {":place": place, ":behind": behind}
    table.update(message.pk, message.sk, "SET place = :place, behind = :behind", "attribute_exists(pk)", values)


def told_key(message: Message, who: str) -> tuple[str, str]:
    return f"TOLD#{message.report_id}#{message.n:06d}", who


def claim(table: Table, message: Message, who: str, now: int) -> Claim:
    """ "by-other": somebody else is about to tell them, or was stopped while doing so."""
    pk, sk = told_key(message, who)
    item = {"pk": pk, "sk": sk, "claimed_at": now, "is_told": False, "expires_at": now + TOLD_SECONDS}
    free = "attribute_not_exists(pk) OR (is_told = :no AND claimed_at <= :stale)"
    values: Item = {":no": False, ":stale": now - LEASE_SECONDS}
    try:
        table.transact([table.putting(item, free, values)])
    except RefusedError:
        kept = table.get(pk, sk)
        return "told" if kept and kept["is_told"] else "by-other"
    return "ours"


def note_told(table: Table, message: Message, who: str) -> None:
    table.transact([table.updating(*told_key(message, who), "SET is_told = :yes", "", {":yes": True})])


def give_back(table: Table, message: Message, who: str) -> None:
    """Nothing left: the next try may claim it again at once."""
    table.transact([table.deleting(*told_key(message, who))])
