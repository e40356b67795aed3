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
Files = dict[Folder, dict[str, Signature]]

KINDS = ("attractions", "events", "alerts", "press", "services", "pages")
FORMAT = 3  # raised when what is remembered changes its shape
# A file changed twice within one tick of the file system's clock can keep its time: what was touched so shortly before
# it was read is read again.
TICK_NS = 20_000_000


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


def scan(root: Path) -> Files:
    """The signature of every file of every item folder, by folder and name."""
    found: Files = {}
    for kind in KINDS:
        for folder in entries(f"{root}{os.sep}{kind}"):
            if folder.is_dir(follow_symlinks=False):
                found[kind, folder.name] = dict(signatures(entries(folder.path)))
    return found


def signatures(files: Iterable[os.DirEntry[str]]) -> Iterable[tuple[str, Signature]]:
    """(name, signature) of each file itself, not of what it links to; one that has just gone is left out."""
    for entry in files:
        try:
            yield entry.name, signature(entry.stat(follow_symlinks=False))
        except FileNotFoundError:
            continue


def entries(path: str) -> list[os.DirEntry[str]]:
    """What lies in a folder, but for the droppings of editors' programs; nothing where no folder can be read."""
    try:
        with os.scandir(path) as found:
            return [entry for entry in found if not is_dropping(entry.name)]
    except OSError:
        return []


def is_dropping(name: str) -> bool:
    """.DS_Store, Emacs's lock .#vi.md (a link that leads nowhere) and copy #vi.md#, vi.md~."""
    return name[0] == "." or name[-1] == "~" or name[0] == "#" == name[-1]


def signature(stat: os.stat_result) -> Signature:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def changed_folders(now: Files, before: Files, read_at_ns: int) -> set[Folder]:
    """Folders that are new, gone or different, or that were touched too shortly before they were read to be sure."""
    different = {folder for folder in now.keys() | before.keys() if now.get(folder) != before.get(folder)}
    latest = read_at_ns - TICK_NS
    unsure = {folder for folder, files in now.items() if any(mtime > latest for mtime, _, _ in files.values())}
    return different | unsure


def fingerprint_inputs(roots: Iterable[Path], *settings: object) -> str:
    """Changes when any file below `roots` (code, templates, words, city data) or any setting changes."""
    files = [path for root in roots for path in ([str(root)] if root.is_file() else sorted(walk(str(root))))]
    parts = [(path, signature(os.lstat(path))) for path in files]
    return hashlib.blake2b(repr((FORMAT, parts, settings)).encode(), digest_size=8).hexdigest()


def walk(root: str) -> Iterable[str]:
    for entry in entries(root):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from walk(entry.path)
        else:
            yield entry.path


def recall_summary(work: Path, inputs: str) -> Summary | None:
    """The last build's summary, or None when there is none or it was made of other inputs."""
    summary = load(work / "summary")
    return summary if isinstance(summary, Summary) and summary.inputs == inputs else None


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
