"""Publishing the finished site: to a folder or a bucket, only what has changed, so that it can be cut off at any moment."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..errors import PublishError
from .bucket import Bucket
from .folder import Folder
from .headers import content_type
from .plan import Hashes, Manifest, decode_manifest, make_plan
from .staging import list_files

AT_ONCE = 16  # requests under way: S3 takes thousands a second, a laptop's line rarely more
CHECKPOINT = 500  # files after which the manifest is written: what a cut-off publication has to send again at most


class Destination(Protocol):
    """Where a site can be published to. Every method raises PublishError, in words for the person at the terminal."""

    def read_manifest(self) -> bytes | None: ...
    def write_manifest(self, data: bytes) -> None: ...
    def put(self, path: str, source: Path) -> None: ...
    def remove(self, paths: Sequence[str]) -> None: ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was done: how many files are new, were replaced and removed, and the bytes sent."""

    added: int
    replaced: int
    removed: int
    size_bytes: int


def destination_of(address: str) -> Destination:
    """The bucket of an s3:// address, else a folder."""
    return Bucket(address) if address.startswith("s3://") else Folder(Path(address))


def deliver(dist: Path, destination: Destination) -> Delivery:
    """Brings `destination` to what lies in `dist`.

    Until all is done, the manifest names what may or may not be there yet. Whoever publishes next, on this machine or
    another, sends that again, so nothing is lost by being cut off.
    """
    local = {path: fingerprint(dist / path) for path in list_files(dist)}
    for path in local:
        content_type(path)  # a file that nobody can serve stops us here, before anything is sent
    data = destination.read_manifest()
    manifest = decode_manifest(data) if data is not None else Manifest()
    plan = make_plan(local, manifest)
    added, replaced, removed = plan.adding(), plan.replacing(), plan.removing()
    if data is None or added or replaced or removed:
        manifest.begin(plan)
        destination.write_manifest(manifest.encode())
        for batch in (*plan.added, *plan.replaced):
            send_batch(destination, dist, manifest, {path: local[path] for path in batch})
        for batch in plan.removed:
            destination.remove(batch)
        manifest.unsure.clear()
        destination.write_manifest(manifest.encode())
    sizes = [(dist / path).stat().st_size for path in (*added, *replaced)]
    return Delivery(len(added), len(replaced), len(removed), sum(sizes))


def send_batch(destination: Destination, dist: Path, manifest: Manifest, files: Hashes) -> None:
    """Sends files of one rank, several at once, and notes in between what has arrived."""
    paths = list(files)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for start in range(0, len(paths), CHECKPOINT):
            part = paths[start : start + CHECKPOINT]
            send_all(pool, part, lambda path: destination.put(path, dist / path))
            manifest.settle({path: files[path] for path in part})
            destination.write_manifest(manifest.encode())


def send_all(pool: ThreadPoolExecutor, paths: Sequence[str], send: Callable[[str], None]) -> None:
    """Sends several files at once; after a failure nothing more is begun, and the failure is raised."""
    futures = [pool.submit(send, path) for path in paths]
    try:
        for future in futures:
            future.result()
    except BaseException:
        for future in futures:
            future.cancel()
        raise


def fingerprint(path: Path) -> str:
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError as error:
        raise PublishError(f"{path} cannot be read: {error.strerror}") from None
