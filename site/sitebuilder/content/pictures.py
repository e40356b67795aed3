"""Files that lie beside items and are published once for all languages: which pictures may be, and the drafts of all."""

import re
from collections.abc import Iterable
from pathlib import Path

from ..changes import signature
from ..models import Attraction, Item, PressRelease
from ..models.draft import Draft, Drafts, digest
from .drawings import find_strange_parts
from .files import UnreadableError, read_bytes

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|webp|jpg|png)")
BEGINNINGS = {"webp": rb"RIFF.{4}WEBP", "jpg": rb"\xff\xd8\xff", "png": rb"\x89PNG"}


def draft_media(root: Path, items: Iterable[Item]) -> Drafts:
    for item in items:
        for name in files_of(item):
            path = root / item.kind / item.slug / name
            yield Draft(f"media/{item.kind}/{item.slug}/{name}", digest(signature(path.stat())), path.read_bytes)


def files_of(item: Item) -> list[str]:
    """The names of the files beside an item that are published with it."""
    if isinstance(item, PressRelease):
        return [attachment.file for attachment in item.attachments]
    return [item.picture] if isinstance(item, Attraction) and item.picture else []


def check_picture(folder: Path, name: str) -> Iterable[tuple[str, str, str]]:
    """(field, problem, allowed) for a picture that is not there, or is not one."""
    match = NAME.fullmatch(name)
    if not match:
        yield "picture", f"{name!r} is no picture beside the item", "picture.svg, .webp, .jpg, .png"
        return
    if not (folder / name).exists():
        yield "picture", f"missing image {name!r}", "a file in the item's folder"
        return
    try:
        content = read_bytes(folder / name)
    except UnreadableError as error:
        yield "picture", f"{name!r} {error.problem}", error.allowed
        return
    if match[1] == "svg":
        for problem in find_strange_parts(content):
            yield "picture", f"{name!r} {problem}", "a drawing saved as plain or optimized SVG: shapes, gradients, text"
    elif not re.match(BEGINNINGS[match[1]], content, re.S):
        yield "picture", f"{name!r} is no {match[1].upper()} picture", "a picture named after what it is"
