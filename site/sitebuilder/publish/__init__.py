"""Writing files: the only part that changes anything on disk below dist/, or where the site is published to."""

from .assets import draft_assets, hash_assets
from .staging import (
    STAGE,
    TEMPLATES,
    check_places,
    finish_journal,
    has_language,
    list_files,
    only_build,
    prepare,
    put_in_place,
    write_files,
)

__all__ = [
    "STAGE",
    "TEMPLATES",
    "check_places",
    "draft_assets",
    "finish_journal",
    "has_language",
    "hash_assets",
    "list_files",
    "only_build",
    "prepare",
    "put_in_place",
    "write_files",
]
