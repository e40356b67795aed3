"""The use cases of a status page."""

from typing import Any

from ..config import VERSION
from . import storage
from .model import Health, health_of


def check_health(client: Any, table: str) -> Health:
    return health_of(storage.is_reachable(client, table), VERSION)
