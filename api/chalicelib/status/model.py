"""What the API says of itself."""

from typing import Literal

import msgspec


class Health(msgspec.Struct):
    """`ok` means that reads from the database are answered."""

    status: Literal["ok", "degraded"]
    database: Literal["reachable", "unreachable"]
    version: str


def health_of(is_database_reachable: bool, version: str) -> Health:
    if is_database_reachable:
        return Health("ok", "reachable", version)
    return Health("degraded", "unreachable", version)
