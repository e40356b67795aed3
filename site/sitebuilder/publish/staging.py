"""From made pages to the finished site in dist/: one build at a time, staged, then moved by a journal."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import BuildError

STAGE, JOURNAL = "next", "journal.json"


def write_files(stage: Path, files: Iterable[tuple[str, str | bytes]]) -> int:
    """Writes each (path, content) below `stage` and returns the bytes written."""
    root, made, total = f"{stage}{os.sep}", set(), 0
    for path, content in files:
        folder = path.rpartition("/")[0]
        if folder not in made:
            make_folder(root + folder)
            made.add(folder)
        data = content.encode() if isinstance(content, str) else content
        handle = os.open(root + path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            total += os.write(handle, data)
        finally:
            os.close(handle)
    return total


def make_folder(path: str) -> None:
    """Most folders are new and lie in one that is there: then it is one call."""
    try:
        os.mkdir(path)
    except OSError:
        os.makedirs(path, exist_ok=True)


@contextmanager
def only_build(work: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Lets one build at a time use `work`; a second one says so and waits."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Another build is running: waiting for it to end.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def check_places(dist: Path, work: Path) -> None:
    """Refuses folders that a finished site could not be moved between, before any work is done for nothing."""
    home = next(path for path in (dist, *dist.absolute().parents) if path.exists())
    base = next(path for path in (work, *work.absolute().parents) if path.exists())
    for option, folder in (("--dist", home), ("--work", base)):
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise BuildError(f"{option}: {folder} is no folder that can be written to")
    if home.stat().st_dev != base.stat().st_dev:
        raise BuildError(f"--dist and --work must lie on the same disk, but {home} and {base} do not")


def has_language(destination: Path, tag: str) -> bool:
    return (destination / tag / "index.html").is_file()


def prepare(work: Path) -> None:
    """An empty stage to build into, on the same disk as the finished site."""
    shutil.rmtree(work / STAGE, ignore_errors=True)
    (work / STAGE).mkdir(parents=True)


def put_in_place(work: Path, destination: Path, written: Sequence[str], removed: Sequence[str]) -> None:
    """Moves the written files of the stage into the site, and takes the removed ones out.

    A first build is one rename. A later one is written down in a journal before anything moves, so that a build that
    is killed here is finished by the next one. What others point to goes first and deletions come last: no page ever
    links to what is not there.
    """
    if not destination.exists():
        destination.parent.mkdir(parents=True, exist_ok=True)
        (work / STAGE).rename(destination)
        return
    in_order = sorted(written, key=lambda path: (not path.startswith(("assets/", "media/")), -path.count("/"), path))
    journal = work / JOURNAL
    scratch = journal.with_suffix(".new")
    scratch.write_text(json.dumps({"destination": str(destination), "written": in_order, "removed": list(removed)}), "utf-8")
    os.replace(scratch, journal)
    carry_out(work)


def finish_journal(work: Path) -> bool:
    """Carries out the journal of a build that was cut off while moving files; True when there was one.

    A journal that is damaged, or whose website has gone, is dropped: whoever hears True builds everything anew.
    """
    journal = work / JOURNAL
    if not journal.exists():
        return False
    with suppress(OSError, ValueError, KeyError, TypeError):
        carry_out(work)
    journal.unlink(missing_ok=True)
    return True


def carry_out(work: Path) -> None:
    """Moves and removes what the journal names; done a second time, it does only what is left to do."""
    entries = json.loads((work / JOURNAL).read_text("utf-8"))
    destination = Path(entries["destination"])
    for path in entries["written"]:
        move_file(work / STAGE / path, destination / path)
    for path in entries["removed"]:
        remove_file(destination, path)
    (work / JOURNAL).unlink()
    shutil.rmtree(work / STAGE, ignore_errors=True)  # nothing but the folders of what was moved


def list_files(root: Path) -> set[str]:
    """All files below `root` by their path."""
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def move_file(source: Path, target: Path) -> None:
    """Renames a staged file over the published one; one that is not there any more has been moved before."""
    try:
        os.replace(source, target)
    except FileNotFoundError:
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)


def remove_file(root: Path, path: str) -> None:
    """Removes a published file, and the folders that are empty without it."""
    (root / path).unlink(missing_ok=True)
    for folder in (root / path).parents:
        if folder == root:
            return
        try:
            folder.rmdir()
        except OSError:
            return
