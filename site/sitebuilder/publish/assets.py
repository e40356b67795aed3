"""Style sheets, scripts, fonts and drawings under names that change with what is in them, to be kept for ever."""

import hashlib
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ..models.draft import Draft, Drafts

CSS_URL = re.compile(r'url\("([^")]+)"\)')


def hash_assets(source: Path, made: Mapping[str, str]) -> dict[str, tuple[str, bytes]]:
    """For each asset by its plain name: its published path with a content hash, and its bytes.

    `made` holds further assets that have no file, such as Material's style sheet. Style sheets come last, because
    the files that they name must have their own hashes first.
    """
    contents = {str(path.relative_to(source)): path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()}
    contents |= {name: text.encode() for name, text in made.items()}
    hashed: dict[str, tuple[str, bytes]] = {}
    for name in sorted(contents, key=lambda name: (name.endswith(".css"), name)):
        content = contents[name]
        if name.endswith(".css"):
            content = point_to_hashed(content.decode(), hashed).encode()
        hashed[name.removeprefix("vendor/")] = (hashed_path(name, content), content)
    return hashed


def hashed_path(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}{dot}{ending}"


def point_to_hashed(css: str, hashed: Mapping[str, tuple[str, bytes]]) -> str:
    """The style sheet with url("fonts/x") leading to the hashed file beside it."""

    def replace(match: re.Match[str]) -> str:
        known = hashed.get(match[1])
        return f'url("{known[0].removeprefix("assets/")}")' if known else match[0]

    return CSS_URL.sub(replace, css)


def draft_assets(hashed: Mapping[str, tuple[str, bytes]]) -> Drafts:
    for path, content in hashed.values():
        yield Draft(path, path, partial(bytes, content))
