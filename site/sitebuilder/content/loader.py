"""From content/ on disk to a Site in memory, with every mistake of the editors collected on the way."""

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ContentError, Mistake
from ..models import KINDS, City, Item, Site
from .checks import check_site
from .city import load_city
from .fields import SLUG
from .items import Findings, load_item

BATCH = 100  # items a task: large enough to make the transport between processes cheap


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of some item folders: the items that could be read, and what was found beside them."""

    items: list[Item]
    findings: Findings


def load_site(root: Path, locales: tuple[str, ...], pool: Executor | None = None) -> Site:
    """Reads everything below `root`; ContentError with all mistakes when anything is wrong."""
    city, mistakes = load_city(root)
    folders = find_folders(root, mistakes)
    tasks = [(root, folders[n : n + BATCH], locales) for n in range(0, len(folders), BATCH)]
    results = list(pool.map(load_batch, tasks) if pool else map(load_batch, tasks))
    site = gather(city, results)
    mistakes += [mistake for result in results for mistake in result.findings.mistakes]
    mistakes += check_site(site, [link for result in results for link in result.findings.links], root)
    if mistakes:
        raise ContentError(mistakes)
    return site


def gather(city: City, results: Iterable[Loaded]) -> Site:
    kinds: dict[str, Any] = {kind: {} for kind in KINDS}
    for result in results:
        for item in result.items:
            kinds[item.kind][item.slug] = item
    return Site(city, **kinds)


def find_folders(root: Path, mistakes: list[Mistake]) -> list[tuple[str, str]]:
    """(kind, slug) of every item folder, sorted; strange names are mistakes."""
    found = []
    for kind in KINDS:
        for path in sorted((root / kind).iterdir()) if (root / kind).is_dir() else []:
            if path.name.startswith("."):
                continue
            if not path.is_dir():
                mistakes.append(Mistake(f"{kind}/{path.name}", "file", "lies beside the items", "one folder an item"))
            elif not SLUG.fullmatch(path.name):
                allowed = "small letters a-z, digits and single hyphens"
                mistakes.append(Mistake(f"{kind}/{path.name}", "slug", "the folder's name is not a slug", allowed))
            else:
                found.append((kind, path.name))
    return found


def load_batch(task: tuple[Path, list[tuple[str, str]], tuple[str, ...]]) -> Loaded:
    """Reads some item folders; runs in a process of its own when there is much to read."""
    root, folders, locales = task
    findings = Findings()
    items = [load_item(root, kind, slug, locales, findings) for kind, slug in folders]
    return Loaded([item for item in items if item is not None], findings)
