"""What browsers have sent, before it is looked at: where it waits, and by what digest its place is named afterwards."""

import hashlib
from dataclasses import dataclass

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
