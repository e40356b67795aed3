"""From content/ on disk to a Site in memory, with every mistake of the editors collected on the way."""

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from os import DirEntry
from pathlib import Path
from typing import Any

from ..changes import Folder
from ..errors import ContentError, Mistake
from ..models import KINDS, City, Item, Site
from .checks import Unread, check_site
from .city import load_city
from .fields import SLUG
from .files import SYMBOLIC_LINK, UnreadableError, list_folder
from .items import Findings, OwnLink, load_item

BATCH = 100  # items a task: large enough to make the transport between processes cheap


@dataclass(slots=True)
class Reading:
    """Everything that was read from content/, item by item, so that the next build need read only what has changed."""

    items: dict[Folder, Item] = field(default_factory=dict)
    links: dict[Folder, list[OwnLink]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of some item folders."""

    reading: Reading
    mistakes: list[Mistake]


def load_site(root: Path, locales: tuple[str, ...], pool: Executor | None = None) -> Site:
    """Reads everything below `root`; ContentError with all mistakes when anything is wrong."""
    return update_site(root, locales, Reading(), None, pool)


def update_site(
    root: Path, locales: tuple[str, ...], reading: Reading, changed: set[Folder] | None, pool: Executor | None = None
) -> Site:
    """Brings `reading` up to date by reading the `changed` folders (all where None) and returns the site.

    ContentError with all mistakes when anything is wrong; `reading` is then of no further use.
    """
    city, unread_city, mistakes = load_city(root)
    folders = find_folders(root, mistakes)
    for gone in reading.items.keys() - set(folders):
        del reading.items[gone], reading.links[gone]
    wanted = [folder for folder in folders if changed is None or folder in changed or folder not in reading.items]
    tasks = [(root, wanted[n : n + BATCH], locales) for n in range(0, len(wanted), BATCH)]
    for loaded in pool.map(load_batch, tasks) if pool else map(load_batch, tasks):
        reading.items |= loaded.reading.items
        reading.links |= loaded.reading.links
        mistakes += loaded.mistakes
    site = gather(city, (reading.items[folder] for folder in folders if folder in reading.items))
    unread = Unread(set(folders) - reading.items.keys(), unread_city)
    mistakes += check_site(site, [link for links in reading.links.values() for link in links], unread)
    if mistakes:
        raise ContentError(mistakes)
    return site


def gather(city: City, items: Iterable[Item]) -> Site:
    kinds: dict[str, Any] = {kind: {} for kind in KINDS}
    for item in items:
        kinds[item.kind][item.slug] = item
    return Site(city, **kinds)


def find_folders(root: Path, mistakes: list[Mistake]) -> list[Folder]:
    """(kind, slug) of every item folder, sorted; links and strange names are mistakes."""
    found = []
    around = [*listed(root, "", mistakes), *listed(root, "city", mistakes)]
    links = [Path(entry.path).relative_to(root) for entry in around if entry.is_symlink()]
    mistakes += [Mistake(str(path), "file", *SYMBOLIC_LINK) for path in links]
    for kind in KINDS:
        for entry in listed(root, kind, mistakes):
            place = f"{kind}/{entry.name}"
            if entry.is_symlink():
                mistakes.append(Mistake(place, "file", *SYMBOLIC_LINK))
            elif not entry.is_dir():
                mistakes.append(Mistake(place, "file", "lies beside the items", "one folder an item"))
            elif not SLUG.fullmatch(entry.name):
                allowed = "small letters a-z, digits and single hyphens"
                mistakes.append(Mistake(place, "slug", "the folder's name is not a slug", allowed))
            else:
                found.append((kind, entry.name))
    return found


def listed(root: Path, name: str, mistakes: list[Mistake]) -> list[DirEntry[str]]:
    try:
        return list_folder(root / name)
    except UnreadableError as error:
        mistakes.append(Mistake(name or str(root), "file", error.problem, error.allowed))
        return []


def load_batch(task: tuple[Path, list[Folder], tuple[str, ...]]) -> Loaded:
    """Reads some item folders; runs in a process of its own when there is much to read."""
    root, folders, locales = task
    reading, mistakes = Reading(), []
    for folder in folders:
        findings = Findings()
        item = load_item(root, *folder, locales, findings)
        reading.links[folder] = findings.links
        mistakes += findings.mistakes
        if item is not None:
            reading.items[folder] = item
    return Loaded(reading, mistakes)
