"""Looking at what has changed since the last build: cheap enough to be done before anything heavy is imported."""

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

Signature = tuple[int, int, int]  # time of the last change in nanoseconds, size in bytes, inode
Folder = tuple[str, str]  # kind and slug
# A number that changes with any file of a folder, when the latest of them changed, the folder's own time, its names.
Seen = tuple[int, int, int, tuple[str, ...]]
Files = dict[Folder, Seen]
Keys = dict[str, str]  # for each path below dist/ what its file was made of

KINDS = ("attractions", "events", "alerts", "press", "services", "pages")
FORMAT = 6  # raised when what is remembered changes its shape
# A file changed twice within one tick of the file system's clock can keep its time: what was touched so shortly before
# it was read is read again.
TICK_NS = 20_000_000
SUMMARY, KEYS = "summary", "made"
SHARED = "shared"  # stands for the files that belong to no language


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


def scan(root: Path, last: Summary | None) -> Files:
    """What can be seen from outside of every item folder; names in folders untouched since `last` are not listed again."""
    before, settled_ns = (last.files, last.read_at_ns - TICK_NS) if last else ({}, 0)
    found: Files = {}
    for kind in KINDS:
        place = f"{root}{os.sep}{kind}"
        for folder in entries(place):
            if folder.is_dir(follow_symlinks=False):
                seen = look_at(f"{place}{os.sep}{folder.name}", before.get((kind, folder.name)), settled_ns)
                if seen is not None:
                    found[kind, folder.name] = seen
    return found


def look_at(folder: str, before: Seen | None, settled_ns: int) -> Seen | None:
    """None where the folder has just gone.

    Names come and go with the folder's own time, so they are listed again only when that has changed, or is so young that
    a change might not show. The sum makes the order of the files of no importance. Files are looked at themselves, not
    what they link to, and one that has just gone is passed over.
    """
    lstat, prefix = os.lstat, folder + os.sep
    try:
        total = latest = own = lstat(folder).st_mtime_ns
    except OSError:
        return None
    if before is not None and before[2] == own <= settled_ns:
        names = before[3]
    else:
        names = tuple(sys.intern(entry.name) for entry in entries(folder))  # most folders hold files of the same names
    for name in names:
        try:
            stat = lstat(prefix + name)
        except OSError:
            continue
        time = stat.st_mtime_ns
        total += hash((time, stat.st_size, stat.st_ino))
        if time > latest:
            latest = time
    return before if before is not None and before[0] == total else (total, latest, own, names)


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
    return different | {folder for folder, seen in now.items() if seen[1] > read_at_ns - TICK_NS}


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
    summary = load(work / SUMMARY)
    return summary if isinstance(summary, Summary) and summary.inputs == inputs else None


def recall_keys(work: Path, parts: Iterable[str]) -> dict[str, Keys] | None:
    """What the files of each part were made of: of languages, by their tags, and SHARED; None where any is missing."""
    keys: dict[str, Keys] = {}
    for part in parts:
        own = load(work / KEYS / part)
        if not isinstance(own, dict):
            return None
        keys[part] = own
    return keys


def is_whole(dist: Path, work: Path) -> bool:
    """Whether every file of the last build is still where it was put."""
    root, keys = f"{dist}{os.sep}", recall_keys(work, [entry.name for entry in entries(str(work / KEYS))])
    return bool(keys) and all(os.access(root + path, os.F_OK) for own in (keys or {}).values() for path in own)


@contextmanager
def in_another_process(check: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """Begins a check in a copy of this process, so that two cores look at the disk; what is given waits for the answer."""
    child = os.fork()
    if not child:
        answer = False
        try:
            answer = check()
        finally:
            os._exit(0 if answer else 1)
    status: list[int] = []

    def wait() -> bool:
        if not status:
            status.append(os.waitpid(child, 0)[1])
        return status[0] == 0

    try:
        yield wait
    finally:
        wait()


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
    path.parent.mkdir(exist_ok=True)
    scratch = path.with_name(f".{path.name}.new")
    scratch.write_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
    os.replace(scratch, path)
