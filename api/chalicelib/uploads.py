"""What browsers have sent, before it is looked at: where it waits, and by what digest its place is named afterwards."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeGuard, TypeVar

from .clients.files import FileStore

INCOMING = "incoming/"  # buckets empty this folder every day, and events are sent for it alone


@dataclass(frozen=True, slots=True)
class Upload:
    """One file for one part of what its owner (a check or a report) has; another upload for it has an id of its own."""

    owner_id: str
    part: str
    upload_id: str

    @property
    def key(self) -> str:
        return f"{INCOMING}{self.owner_id}/{self.part}/{self.upload_id}"


def read_key(key: str) -> Upload | None:
    """None for a key that is not ours."""
    names = key.removeprefix(INCOMING).split("/")
    return Upload(*names) if key.startswith(INCOMING) and len(names) == 3 else None


def digest_of(data: bytes) -> str:
    """Of what is kept: with it in the name, a file sent again under the same form can never take its place."""
    return hashlib.sha256(data).hexdigest()[:32]


class Awaited(Protocol):
    """The record of something that was or will be uploaded."""

    @property
    def upload_id(self) -> str: ...

    @property
    def state(self) -> str: ...


Record = TypeVar("Record", bound=Awaited)


def is_awaited(record: Record | None, upload: Upload) -> TypeGuard[Record]:
    return record is not None and record.upload_id == upload.upload_id and record.state == "waiting"


def receive(
    store: FileStore, key: str, find: Callable[[Upload], Record | None], take_in: Callable[[Upload, Record], None]
) -> None:
    """Called for each file that arrives; called again, or late, or for a file that nobody waits for, it only tidies up."""
    upload = read_key(key)
    if upload is None:
        return
    record = find(upload)
    if is_awaited(record, upload):
        take_in(upload, record)
    store.delete(key)
