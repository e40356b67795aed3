"""Letting the many builds of one test process share what no content changes: the frame around a copied site, and the words.

Whoever builds once makes them once; for tests they were a good part of what a small website takes when built from nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sitebuilder import shell
from sitebuilder.i18n import catalogs


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
        patch.setattr(catalogs, "read_words", made_once(catalogs.read_words, words_of))
        yield
