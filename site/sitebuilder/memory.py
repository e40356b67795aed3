"""What one build remembers for the next: what it read, what every file of the site was made of, until when that holds."""

import gc
import os
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .content import Folder, Reading, Signature, signature
from .models.draft import digest

FORMAT = 1  # raised when what is remembered changes its shape
Files = dict[Folder, dict[str, Signature]]


@dataclass(slots=True)
class Summary:
    """Enough to see that nothing has to be done; `inputs` stands for everything that all pages depend on."""

    inputs: str
    files: Files
    read_at_ns: int
    built_at: datetime
    due_at: datetime

    def holds_at(self, now: datetime) -> bool:
        """Whether the site looks at `now` as it did when it was built."""
        return self.built_at <= now < self.due_at


@dataclass(slots=True)
class Memory:
    """The rest: the items as they were read, and for each path below dist/ what its file was made of."""

    reading: Reading = field(default_factory=Reading)
    keys: dict[str, str] = field(default_factory=dict)


def fingerprint_inputs(roots: Iterable[Path], *settings: object) -> str:
    """Changes when any file below `roots` (code, templates, words, city data) or any setting changes."""
    files = [path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*")))]
    parts = [(str(path), signature(path.stat())) for path in files if path.is_file() and "__pycache__" not in path.parts]
    return digest(FORMAT, parts, *settings)


def recall_summary(folder: Path, inputs: str) -> Summary | None:
    """The last build's summary, or None when there is none or it was made of other inputs."""
    summary = load(folder / "summary")
    return summary if isinstance(summary, Summary) and summary.inputs == inputs else None


def recall(folder: Path) -> Memory | None:
    memory = load(folder / "memory")
    return memory if isinstance(memory, Memory) else None


def forget(folder: Path) -> None:
    """From here on the next build knows nothing, until something is kept again."""
    (folder / "summary").unlink(missing_ok=True)


def load(path: Path) -> object:
    """What was pickled there by this program, or None when it is missing or unreadable."""
    gc.disable()  # half the time of unpickling many small objects would go into looking for garbage among them
    try:
        return pickle.loads(path.read_bytes())  # noqa: S301 - our own file, in our own work folder
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError):
        return None
    finally:
        gc.enable()


def keep(folder: Path, summary: Summary, memory: Memory) -> None:
    """Writes both parts; the summary last, because without it the rest is not looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in (("memory", memory), ("summary", summary)):
        scratch = folder / f"{name}.new"
        scratch.write_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
        os.replace(scratch, folder / name)
