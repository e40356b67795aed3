"""The chain of seals: each hour's transfers, and all before them, in one hash that nobody can make again differently."""

import hashlib
from collections.abc import Iterable

import msgspec

START = "0" * 64  # before the first seal


class Seal(msgspec.Struct, frozen=True):
    """`digest` is SHA-256 over the seal before it (`previous`), the hour and every transfer's id and hash, in order."""

    hour: str
    count: int
    previous: str
    digest: str


def make_seal(hour: str, previous: str, hashes: Iterable[tuple[str, str]]) -> Seal:
    """`hashes` has the id and the content hash of every transfer of the hour, in any order."""
    lines = [f"{transfer_id} {content}" for transfer_id, content in sorted(hashes)]
    digest = hashlib.sha256("\n".join([previous, hour, *lines]).encode()).hexdigest()
    return Seal(hour, len(lines), previous, digest)
