"""Letting the many builds of one test process share what no content changes: the frame, the compiled templates and words.

Whoever builds once makes them once; for tests they were half of what a small website takes when it is built from nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from sitebuilder import shell
from sitebuilder.i18n import catalogs
from sitebuilder.render import environment


class CompiledTemplates(FileSystemBytecodeCache):
    """The files of each build, as they are; what is not there is taken from an earlier build, and written there."""

    kept: ClassVar[dict[tuple[str, str], bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        super().load_bytecode(bucket)
        compiled = self.kept.get((bucket.key, bucket.checksum))
        if bucket.code is None and compiled:
            bucket.bytecode_from_string(compiled)
            super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        super().dump_bytecode(bucket)
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def made_once(make: Callable[..., Any], key_of: Callable[..., Any]) -> Callable[..., Any]:
    """`make`, asked only once for what has the same key."""
    made: dict[Any, Any] = {}

    def get(*given: Any) -> Any:
        key = key_of(*given)
        if key not in made:
            made[key] = make(*given)
        return made[key]

    return get


def words_of(root: Path, locale: str) -> tuple[str, bytes]:
    path = root / locale / "LC_MESSAGES/messages.po"
    return locale, path.read_bytes() if path.is_file() else b""


@contextmanager
def warm_builds() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shell, "make_shell", made_once(shell.make_shell, shell.fingerprint))
        patch.setattr(catalogs, "load_catalog", made_once(catalogs.load_catalog, words_of))
        patch.setattr(environment, "FileSystemBytecodeCache", CompiledTemplates)
        yield
