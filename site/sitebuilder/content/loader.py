"""From content/ on disk to a Site in memory, with every mistake of the editors collected on the way."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from os import DirEntry
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..changes import Folder
from ..errors import ContentError, Mistake
from ..models import KINDS, City, Item, Site, Text
from ..models.shelf import Shelf, pack, unpack
from .checks import Unread, check_site
from .city import load_city
from .fields import SLUG
from .files import SYMBOLIC_LINK, UnreadableError, list_folder
from .items import Findings, load_item

if TYPE_CHECKING:
    from concurrent.futures import Executor

BATCH = 100  # items a task: large enough to make the transport between processes cheap


@dataclass(slots=True)
class Reading:
    """Everything that was read from content/, so that the next build need read only what has changed.

    Items are packed, each by itself: by kind and slug, in order.
    """

    city: City = field(default_factory=City)
    kinds: dict[str, dict[str, bytes]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def get(self, folder: Folder) -> Item | None:
        packed = self.kinds[folder[0]].get(folder[1])
        return unpack(packed) if packed else None

    def has(self, folder: Folder) -> bool:
        return folder[1] in self.kinds[folder[0]]

    def set_order(self, folders: Iterable[Folder]) -> None:
        """Keeps the items of these folders, in this order, and no others."""
        before, self.kinds = self.kinds, {kind: {} for kind in KINDS}
        for kind, slug in folders:
            if slug in before[kind]:
                self.kinds[kind][slug] = before[kind][slug]

    def site(self) -> Site:
        shelves: dict[str, Any] = {kind: Shelf(packed) for kind, packed in self.kinds.items()}
        return Site(self.city, **shelves)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of some item folders: items packed, mistakes, and the texts of items that have one, by file."""

    items: list[tuple[Folder, bytes]]
    mistakes: list[Mistake]
    texts: dict[str, Text]


def load_site(root: Path, locales: tuple[str, ...], pool: "Executor | None" = None) -> Site:
    """Reads everything below `root`; ContentError with all mistakes when anything is wrong."""
    return update_site(root, locales, Reading(), None, pool)


def update_site(
    root: Path, locales: tuple[str, ...], reading: Reading, changed: set[Folder] | None, pool: "Executor | None" = None
) -> Site:
    """Brings `reading` up to date by reading the `changed` folders (all, and the city, where None) and returns the site.

    ContentError with all mistakes when anything is wrong; `reading` is then of no further use.
    """
    if changed is not None and all(reading.has(folder) and root.joinpath(*folder).is_dir() for folder in changed):
        before = [relations(reading.get(folder)) for folder in sorted(changed)]
        if not read_folders(root, sorted(changed), locales, reading, pool).mistakes and before == [
            relations(reading.get(folder)) for folder in sorted(changed)
        ]:
            return reading.site()  # what held between all items holds still
    return read_and_check(root, locales, reading, changed, pool)


def relations(item: Item | None) -> object:
    """What of an item can be wrong because of others, or make others wrong."""
    return item and (item.facts, [(locale, text.links, text.pictures) for locale, text in item.texts.items()])


def read_and_check(
    root: Path, locales: tuple[str, ...], reading: Reading, changed: set[Folder] | None, pool: "Executor | None"
) -> Site:
    mistakes: list[Mistake] = []
    unread_city: dict[str, Collection[str]] = {}
    if changed is None:
        reading.city, unread_city, mistakes = load_city(root)
    folders = find_folders(root, mistakes)
    wanted = [folder for folder in folders if changed is None or folder in changed or not reading.has(folder)]
    loaded = read_folders(root, wanted, locales, reading, pool)
    reading.set_order(folders)
    unread = Unread([folder for folder in folders if not reading.has(folder)], unread_city, loaded.texts)
    # Checking looks at all items; in another process, what they take goes with it.
    found = pool.submit(check_site, reading.site(), unread).result() if pool else check_site(reading.site(), unread)
    mistakes += [*loaded.mistakes, *found]
    if mistakes:
        raise ContentError(mistakes)
    return reading.site()


def read_folders(
    root: Path, folders: list[Folder], locales: tuple[str, ...], reading: Reading, pool: "Executor | None"
) -> Loaded:
    """Reads some folders anew into `reading`; an item with a mistake is taken out of it."""
    whole = Loaded([], [], {})
    tasks = [(root, folders[n : n + BATCH], locales) for n in range(0, len(folders), BATCH)]
    for loaded in pool.map(load_batch, tasks) if pool else map(load_batch, tasks):
        whole.items.extend(loaded.items)
        whole.mistakes.extend(loaded.mistakes)
        whole.texts.update(loaded.texts)
    for (kind, slug), packed in whole.items:
        reading.kinds[kind][slug] = packed
    for kind, slug in set(folders) - {folder for folder, _ in whole.items}:
        reading.kinds[kind].pop(slug, None)
    return whole


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
    items, findings = [], Findings()
    for folder in folders:
        item = load_item(root, *folder, locales, findings)
        if item is not None:
            items.append((folder, pack(item)))
    return Loaded(items, findings.mistakes, findings.texts)
