"""What is asked of a build, and what it answers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .changes import Keys
from .signing import NO_KEYS
from .signing import Keys as SigningKeys


@dataclass(slots=True)
class Done:
    """What became of a portion: the keys of all its files, and which of them had to be written.

    `part` is the language (a tag) that they all belong to, or changes.SHARED.
    """

    part: str
    keys: Keys = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    size_bytes: int = 0


Progress = Callable[[int], AbstractContextManager[Callable[[Done], None]]]


@dataclass(frozen=True)
class Order:
    """What is to be built, from where, to where, for which instant; `tag` for one language alone."""

    content: Path
    locales: Path
    site: Path
    reports: Path
    dist: Path
    work: Path
    site_url: str
    now: datetime
    jobs: int
    tag: str | None = None
    is_forced: bool = False
    keys: SigningKeys = NO_KEYS
    code: tuple[Path, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did; `due_at` is the next instant at which the clock alone asks for another one."""

    pages: int
    size_bytes: int
    due_at: datetime
