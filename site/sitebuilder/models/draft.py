"""A file that could be made: where it goes, what it is made of, and the making itself."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """`path` below dist/; `key` changes with anything that the file is made of; `make` returns its content.

    A build that knows the key of the last time need not make the file again.
    """

    path: str
    key: str
    make: Callable[[], str | bytes]


Drafts = Iterator[Draft]


def digest(*parts: object) -> str:
    """Sixteen hex digits over the parts, in order."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def ready(path: str, text: str) -> Draft:
    """A file that is cheaper to make than to describe: its key is its text."""
    return Draft(path, digest(text), lambda: text)
