"""Style sheets, scripts, fonts and drawings under names that change with what is in them, to be kept for ever."""

import hashlib
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath

from ..models.draft import Draft, Drafts

# How a style sheet and a module name other files, relative to themselves.
REFERENCES = {
    "css": re.compile(r'(url\(")([^")]+)("\))'),
    "js": re.compile(r'(\b(?:from |import\()")(\.{1,2}/[^"]+)(")'),
}
# Comments on lines of their own, and indentation: for who reads the source, and a fifth of what a phone would load.
# A licence (/*!) stays.
UNREAD = {
    "css": re.compile(r"^\s*/\*[^!*][^*]*\*/\s*\n|^[ \t]+", re.MULTILINE),
    "js": re.compile(r"^\s*//.*\n|^[ \t]+", re.MULTILINE),
}
Hashed = dict[str, tuple[str, bytes]]


def hash_assets(source: Path, made: Mapping[str, str]) -> Hashed:
    """For each asset by its plain name: its published path with a content hash, and its bytes.

    `made` holds further assets that have no file, such as Material's style sheet.
    """
    contents = {str(path.relative_to(source)): path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()}
    contents |= {name: text.encode() for name, text in made.items()}
    hashed: Hashed = {}
    for name in sorted(contents):
        add_hashed(name, contents, hashed)
    return {name.removeprefix("vendor/"): asset for name, asset in hashed.items()}


def add_hashed(name: str, contents: Mapping[str, bytes], hashed: Hashed) -> None:
    """Adds an asset after those that it names: their hashes are part of it."""
    if name in hashed:
        return
    content, ending = contents[name], name.rpartition(".")[2]
    if reference := REFERENCES.get(ending):
        text = UNREAD[ending].sub("", content.decode())
        for match in reference.finditer(text):
            if (other := resolve(name, match[2])) in contents:
                add_hashed(other, contents, hashed)
        content = reference.sub(partial(point_to_hashed, name, hashed), text).encode()
    hashed[name] = (hashed_path(name, content), content)


def hashed_path(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}{dot}{ending}"


def resolve(name: str, reference: str) -> str:
    """The asset that another one names, as seen from it."""
    return normpath(join(dirname(name), reference))


def point_to_hashed(name: str, hashed: Hashed, match: re.Match[str]) -> str:
    """The same reference, leading to the hashed file."""
    known = hashed.get(resolve(name, match[2]))
    return match[1] + join(dirname(match[2]), known[0].rpartition("/")[2]) + match[3] if known else match[0]


def draft_assets(hashed: Mapping[str, tuple[str, bytes]]) -> Drafts:
    for path, content in hashed.values():
        yield Draft(path, path, partial(bytes, content))
