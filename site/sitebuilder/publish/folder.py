"""A folder that a web server shows, as a place to publish to."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..errors import PublishError
from .plan import MANIFEST
from .staging import remove_file


class Folder:
    """Each file appears whole, by a rename. A manifest is only written over the one that was read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.manifest: bytes | None = None  # as it was read or written last

    def __str__(self) -> str:
        return str(self.root)

    def read_manifest(self) -> bytes | None:
        """None for a folder that is empty or missing; PublishError for one that holds something else."""
        self.manifest = self.current_manifest()
        if self.manifest is None and self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise PublishError(f"{self.root} is not empty and was not published by HueCity: choose another folder")
        return self.manifest

    def current_manifest(self) -> bytes | None:
        try:
            return (self.root / MANIFEST).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write_manifest(self, data: bytes) -> None:
        with told_in_one_line(self):
            self.root.mkdir(parents=True, exist_ok=True)
            with alone(self.root):
                if self.current_manifest() != self.manifest:
                    raise PublishError(f"{self.root}: another publication is going on; run again when it has ended")
                self.write(MANIFEST, lambda scratch: scratch.write_bytes(data))
        self.manifest = data

    def put(self, path: str, source: Path) -> None:
        with told_in_one_line(self):
            self.write(path, lambda scratch: shutil.copyfile(source, scratch))

    def write(self, path: str, fill: Callable[[Path], object]) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_name(f".{target.name}.new")
        fill(scratch)
        scratch.replace(target)

    def remove(self, paths: Sequence[str]) -> None:
        with told_in_one_line(self):
            for path in paths:
                remove_file(self.root, path)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time compares and writes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def told_in_one_line(folder: Folder) -> Iterator[None]:
    """A full disk, or a folder that may not be written, as one line for whoever publishes."""
    try:
        yield
    except OSError as error:
        raise PublishError(f"{folder}: {error.strerror}: {error.filename}") from None
