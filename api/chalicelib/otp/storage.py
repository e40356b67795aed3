"""Codes that were sent, and when each phone got its last ones."""

from datetime import UTC, datetime
from typing import Any

from ..dynamodb import Item, RefusedError, Table
from .model.codes import MAX_ATTEMPTS, Challenge

# The attempt is counted before the code is compared: however many come at once, five pass.
COUNT_ATTEMPT = "ADD attempts :one"
MAY_ATTEMPT = "purpose = :purpose AND attempts < :most AND ends_at > :now AND attribute_not_exists(proof_hash)"
# the last part: our own write, sent again
MAY_PROVE = "attribute_exists(pk) AND (attribute_not_exists(proof_hash) OR proof_hash = :proof)"
MAY_USE = "purpose = :purpose AND proof_hash = :proof AND proof_ends_at > :now AND attribute_not_exists(used_at)"
KEEP_SECONDS = 86_400


def sends_of(table: Table, phone_hash: str, asker: str) -> tuple[list[datetime], int]:
    """(when codes were sent to this phone for this browser, or for all unknown ones (""), version of that record)."""
    item = table.get(f"PHONE#{phone_hash}", f"CODES#{asker}")
    return ([datetime.fromtimestamp(at, UTC) for at in item["sent_at"]], item["version"]) if item else ([], 0)


def noting_sends(table: Table, phone_hash: str, asker: str, sent: list[datetime], version: int) -> Item:
    """A write that fails when another code went to this phone since `version` was read."""
    values: dict[str, Any] = {":sent": [int(at.timestamp()) for at in sent], ":next": version + 1}
    values |= {":expires_at": int(sent[-1].timestamp()) + KEEP_SECONDS}
    unchanged = "attribute_not_exists(version)"
    if version:
        unchanged, values[":version"] = "version = :version", version
    write = "SET sent_at = :sent, version = :next, expires_at = :expires_at"
    return table.updating(f"PHONE#{phone_hash}", f"CODES#{asker}", write, unchanged, values)


def putting(table: Table, one: Challenge) -> Item:
    ends_at = int(one.expires_at.timestamp())
    item = {"pk": f"CODE#{one.challenge_id}", "sk": "CODE", "attempts": 0, "ends_at": ends_at}
    item |= {"purpose": one.purpose, "phone_hash": one.phone_hash, "sealed_phone": one.sealed_phone}
    item |= {"subject": one.subject, "code_hash": one.code_hash, "language": one.language}
    return table.putting(item | {"expires_at": ends_at + KEEP_SECONDS})


def count_attempt(table: Table, challenge_id: str, purpose: str, now: datetime) -> tuple[Challenge, int] | None:
    """(the challenge, which attempt this is); None where no more may be made: used, expired, exhausted or unknown."""
    values = {":one": 1, ":purpose": purpose, ":most": MAX_ATTEMPTS, ":now": int(now.timestamp())}
    try:
        item = table.update(f"CODE#{challenge_id}", "CODE", COUNT_ATTEMPT, MAY_ATTEMPT, values)
    except RefusedError:
        return None
    return challenge_of(item), item["attempts"]


def note_proof(table: Table, challenge_id: str, proof_hash: str, ends_at: datetime) -> bool:
    """Whether this caller is the one whose right code counts."""
    values = {":proof": proof_hash, ":ends_at": int(ends_at.timestamp())}
    write = "SET proof_hash = :proof, proof_ends_at = :ends_at"
    try:
        table.update(f"CODE#{challenge_id}", "CODE", write, MAY_PROVE, values)
    except RefusedError:
        return False
    return True


def get_proven(table: Table, challenge_id: str, proof_hash: str) -> Challenge | None:
    item = table.get(f"CODE#{challenge_id}", "CODE")
    return challenge_of(item) if item and item.get("proof_hash") == proof_hash else None


def using_proof(table: Table, challenge_id: str, purpose: str, proof_hash: str, now: datetime) -> Item:
    """A write that succeeds once for each right code, and only soon after it."""
    values = {":purpose": purpose, ":proof": proof_hash, ":now": int(now.timestamp())}
    return table.updating(f"CODE#{challenge_id}", "CODE", "SET used_at = :now", MAY_USE, values)


def challenge_of(item: Item) -> Challenge:
    names = ("purpose", "phone_hash", "sealed_phone", "subject", "code_hash", "language")
    known = {name: item[name] for name in names}
    ends_at = datetime.fromtimestamp(item["ends_at"], UTC)
    return Challenge(challenge_id=item["pk"].removeprefix("CODE#"), expires_at=ends_at, **known)
