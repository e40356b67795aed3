"""Which files of content there are and whether they have changed since they were last read."""

import os
from pathlib import Path

Signature = tuple[int, int, int]  # time of the last change in nanoseconds, size in bytes, inode
Folder = tuple[str, str]  # kind and slug

# A file changed twice within one tick of the file system's clock can keep its time: what was touched so shortly before
# it was read is read again.
TICK_NS = 20_000_000


def scan(root: Path, kinds: tuple[str, ...]) -> dict[Folder, dict[str, Signature]]:
    """The signature of every file of every item folder, by folder and name."""
    found: dict[Folder, dict[str, Signature]] = {}
    for kind in kinds:
        for folder in entries(f"{root}{os.sep}{kind}"):
            if folder.is_dir():
                files = {entry.name: signature(entry.stat()) for entry in entries(folder.path)}
                found[kind, folder.name] = files
    return found


def entries(path: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as found:
            return list(found)
    except NotADirectoryError:
        return []
    except FileNotFoundError:
        return []


def signature(stat: os.stat_result) -> Signature:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def changed_folders(
    now: dict[Folder, dict[str, Signature]], before: dict[Folder, dict[str, Signature]], read_at_ns: int
) -> set[Folder]:
    """Folders that are new, gone or different, or that were touched too shortly before they were read to be sure."""
    different = {folder for folder in now.keys() | before.keys() if now.get(folder) != before.get(folder)}
    latest = read_at_ns - TICK_NS
    unsure = {folder for folder, files in now.items() if any(mtime > latest for mtime, _, _ in files.values())}
    return different | unsure
