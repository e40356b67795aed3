"""Writing files: the only module that changes anything on disk below dist/."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from .models import Site

TEXT_ASSETS = (".css", ".js", ".svg")
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


def write_assets(stage: Path, hashed: Mapping[str, tuple[str, bytes]]) -> int:
    return write_files(stage, ((path, content) for path, content in hashed.values()))


def copy_pictures(stage: Path, site: Site, content: Path) -> int:
    """Pictures that lie beside items, once for all languages."""
    files = (
        (f"media/attractions/{item.slug}/{item.picture}", (content / "attractions" / item.slug / item.picture).read_bytes())
        for item in site.attractions.values()
        if item.picture
    )
    return write_files(stage, files)


def write_files(stage: Path, files: Iterable[tuple[str, str | bytes]]) -> int:
    """Writes each (path, content) below `stage` and returns the bytes written."""
    root, made, total = f"{stage}{os.sep}", set(), 0
    for path, content in files:
        folder = path.rpartition("/")[0]
        if folder not in made:
            os.makedirs(root + folder, exist_ok=True)
            made.add(folder)
        data = content.encode() if isinstance(content, str) else content
        handle = os.open(root + path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            total += os.write(handle, data)
        finally:
            os.close(handle)
    return total


def prepare_stage(work: Path) -> Path:
    """An empty folder to build into, beside the finished site and on the same disk."""
    stage = work / "next"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    return stage


def put_in_place(stage: Path, destination: Path) -> None:
    """Makes the finished stage the published site; a build that dies before leaves the last one untouched."""
    last = stage.with_name("last")
    shutil.rmtree(last, ignore_errors=True)
    if destination.exists():
        destination.rename(last)
    stage.rename(destination)
    shutil.rmtree(last, ignore_errors=True)
