"""What one build remembers for the next beside its summary: what it read, and what every file of the site was made of."""

from dataclasses import dataclass, field
from pathlib import Path

from . import changes
from .changes import Summary
from .content import Reading


@dataclass(slots=True)
class Memory:
    """The items as they were read, and for each path below dist/ what its file was made of."""

    reading: Reading = field(default_factory=Reading)
    keys: dict[str, str] = field(default_factory=dict)


def recall(work: Path) -> Memory | None:
    memory = changes.load(work / "memory")
    return memory if isinstance(memory, Memory) else None


def forget(work: Path) -> None:
    """From here on the next build knows nothing, until something is kept again."""
    (work / "summary").unlink(missing_ok=True)


def keep(work: Path, summary: Summary, memory: Memory) -> None:
    """Writes both parts; the summary last, because without it the rest is not looked at."""
    changes.keep(work / "memory", memory)
    changes.keep(work / "summary", summary)
