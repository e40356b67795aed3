"""Passwords that became public when others were robbed, as fingerprints: which they are can be asked, not read."""

import hashlib
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

SIZE = 5  # bytes of each: one good password in three million is taken for a bad one
FILE = Path(__file__).with_name("breached_passwords.bin")


def is_breached(password: str) -> bool:
    known, wanted = fingerprints(), fingerprint(password)
    place = bisect_left(range(len(known) // SIZE), wanted, key=lambda number: known[number * SIZE : (number + 1) * SIZE])
    return known[place * SIZE : (place + 1) * SIZE] == wanted


def fingerprint(password: str) -> bytes:
    """The same in capitals and small letters, which make no password better."""
    return hashlib.sha256(password.casefold().encode()).digest()[:SIZE]


@lru_cache(maxsize=1)
def fingerprints() -> bytes:
    """All of them, sorted; infra/breached_passwords.py makes the file."""
    return FILE.read_bytes()
