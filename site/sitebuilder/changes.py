"""Looking at what has changed since the last build: cheap enough to be done before anything heavy is imported."""

import gc
import hashlib
import os
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

Signature = tuple[int, int, int]  # time of the last change in nanoseconds, size in bytes, inode
Folder = tuple[str, str]  # kind and slug
Seen = tuple[int, int]  # a number that changes with any file of a folder, and when the latest of them changed
Files = dict[Folder, Seen]
Keys = dict[str, str]  # for each path below dist/ what its file was made of

KINDS = ("attractions", "events", "alerts", "press", "services", "pages")
FORMAT = 3  # raised when what is remembered changes its shape
# A file changed twice within one tick of the file system's clock can keep its time: what was touched so shortly before
# it was read is read again.
TICK_NS = 20_000_000
SUMMARY, KEYS = "summary", "keys"


@dataclass(slots=True)
class Summary:
    """Enough to see that nothing has to be done.

    `inputs` stands for everything that all pages depend on; `fresh` names the languages (tags) whose pages show what was
    read, and None where all do: a build of one language alone leaves the others behind.
    """

    inputs: str
    files: Files
    read_at_ns: int
    built_at: datetime
    due_at: datetime
    fresh: frozenset[str | None] = frozenset()

    def holds_at(self, now: datetime) -> bool:
        """Whether the site looks at `now` as it did when it was built."""
        return self.built_at <= now < self.due_at


def scan(root: Path) -> Files:
    """What can be seen from outside of every item folder."""
    found: Files = {}
    for kind in KINDS:
        for folder in entries(f"{root}{os.sep}{kind}"):
            if folder.is_dir():
                found[kind, folder.name] = look_at(folder)
    return found


def look_at(folder: os.DirEntry[str]) -> Seen:
    """The folder's own time tells names that come and go; the sum makes the order of its files of no importance."""
    total = latest = folder.stat().st_mtime_ns
    for entry in entries(folder.path):
        time, size, inode = signature(entry.stat())
        total += hash((time, size, inode))
        latest = max(latest, time)
    return total, latest


def entries(path: str) -> list[os.DirEntry[str]]:
    """What lies in a folder; nothing where there is no such folder."""
    try:
        with os.scandir(path) as found:
            return list(found)
    except (NotADirectoryError, FileNotFoundError):
        return []


def signature(stat: os.stat_result) -> Signature:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def changed_folders(now: Files, before: Files, read_at_ns: int) -> set[Folder]:
    """Folders that are new, gone or different, or that were touched too shortly before they were read to be sure."""
    different = {folder for folder in now.keys() | before.keys() if now.get(folder) != before.get(folder)}
    return different | {folder for folder, (_, changed_at) in now.items() if changed_at > read_at_ns - TICK_NS}


def fingerprint_inputs(roots: Iterable[Path], *settings: object) -> str:
    """Changes when any file below `roots` (code, templates, words, city data) or any setting changes."""
    files = [path for root in roots for path in ([str(root)] if root.is_file() else sorted(walk(str(root))))]
    parts = [(path, signature(os.stat(path))) for path in files]
    return hashlib.blake2b(repr((FORMAT, parts, settings)).encode(), digest_size=8).hexdigest()


def walk(root: str) -> Iterable[str]:
    for entry in entries(root):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from walk(entry.path)
        else:
            yield entry.path


def recall_summary(work: Path, inputs: str) -> Summary | None:
    """The last build's summary, or None when there is none or it was made of other inputs."""
    summary = load(work / SUMMARY)
    return summary if isinstance(summary, Summary) and summary.inputs == inputs else None


def recall_keys(work: Path) -> Keys | None:
    keys = load(work / KEYS)
    return keys if isinstance(keys, dict) else None


def is_whole(dist: Path, work: Path) -> bool:
    """Whether every file of the last build is still where it was put."""
    root, keys = f"{dist}{os.sep}", recall_keys(work)
    try:
        for path in keys or ():
            os.stat(root + path)
    except OSError:
        return False
    return keys is not None


def load(path: Path) -> object:
    """What was pickled there by this program, or None when it is missing or unreadable."""
    gc.disable()  # half the time of unpickling many small objects would go into looking for garbage among them
    try:
        return pickle.loads(path.read_bytes())  # noqa: S301 - our own file, in our own work folder
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return None
    finally:
        gc.enable()


def keep(path: Path, part: object) -> None:
    """Writes a part of the memory so that a reader finds all of it or what was there before."""
    scratch = path.with_name(f"{path.name}.new")
    scratch.write_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
    os.replace(scratch, path)
