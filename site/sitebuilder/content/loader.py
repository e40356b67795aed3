"""From content/ on disk to a Site in memory, with every mistake of the editors collected on the way."""

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ContentError, Mistake
from ..models import KINDS, City, Item, Site, Text
from . import fields as f
from .checks import check_site
from .city import load_city
from .files import UnreadableError, parse_fields, read_source, split_front_matter
from .markdown import find_problems
from .schemas import SCHEMAS, Schema

TITLE_MAX = 120
SUMMARY_MAX = 320
TEXT_FIELDS = ("title", "summary", "source")
BATCH = 100  # items a task: large enough to make the transport between processes cheap


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of some item folders: the items that could be read, and what was wrong."""

    items: list[Item]
    mistakes: list[Mistake]


def load_site(root: Path, locales: tuple[str, ...], pool: Executor | None = None) -> Site:
    """Reads everything below `root`; ContentError with all mistakes when anything is wrong."""
    city, mistakes = load_city(root)
    folders = find_folders(root, mistakes)
    batches = [folders[n : n + BATCH] for n in range(0, len(folders), BATCH)]
    tasks = [(root, batch, locales) for batch in batches]
    results = list(pool.map(load_batch, tasks)) if pool and len(batches) > 1 else [load_batch(task) for task in tasks]
    site = gather(city, results)
    mistakes += [mistake for result in results for mistake in result.mistakes]
    mistakes += check_site(site, root)
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
            elif not f.SLUG.fullmatch(path.name):
                allowed = "small letters a-z, digits and single hyphens"
                mistakes.append(Mistake(f"{kind}/{path.name}", "slug", "the folder's name is not a slug", allowed))
            else:
                found.append((kind, path.name))
    return found


def load_batch(task: tuple[Path, list[tuple[str, str]], tuple[str, ...]]) -> Loaded:
    """Reads some item folders; runs in a process of its own when there is much to read."""
    root, folders, locales = task
    loaded = Loaded([], [])
    for kind, slug in folders:
        item = load_item(root, kind, slug, locales, loaded.mistakes)
        if item is not None:
            loaded.items.append(item)
    return loaded


def load_item(root: Path, kind: str, slug: str, locales: tuple[str, ...], mistakes: list[Mistake]) -> Item | None:
    schema, folder, before = SCHEMAS[kind], root / kind / slug, len(mistakes)
    names = sorted(path.name for path in folder.iterdir())
    texts = load_texts(folder, f"{kind}/{slug}", names, locales, mistakes)
    if schema.needs_text and "vi" not in texts and "vi.md" not in names:
        mistakes.append(Mistake(f"{kind}/{slug}/vi.md", "file", "is missing", "the Vietnamese text is the source"))
    file = f"{kind}/{slug}/{schema.file}"
    if schema.file not in names:
        mistakes.append(Mistake(file, "file", "is missing", f"the facts of {kind} stand in {schema.file}"))
        return None
    facts = load_facts(folder / schema.file, file, schema, mistakes)
    if facts is None or len(mistakes) > before:
        return None
    item = schema.model(slug=slug, texts=texts, **facts)
    complaints = [Mistake(file, *complaint) for complaint in (*schema.check(item), *check_unconfirmed(item, schema))]
    mistakes += complaints
    return None if complaints else item


def check_unconfirmed(item: Item, schema: Schema) -> Iterable[tuple[str, str, str]]:
    known = {*schema.fields, "coordinates", "dates", "event", "steps"}
    for name in sorted(item.unconfirmed - known):
        yield "unconfirmed", f"{name!r} is no field of this kind", ", ".join(sorted(known - set(COMMON_FIELDS)))


COMMON_FIELDS = ("sources", "unconfirmed")


def load_facts(path: Path, file: str, schema: Schema, mistakes: list[Mistake]) -> dict[str, Any] | None:
    """The parsed fields of <kind>.yaml, or None when the file as a whole is unusable."""
    try:
        raw = parse_fields(read_source(path))
    except UnreadableError as error:
        mistakes.append(Mistake(file, "file", str(error)))
        return None
    facts: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in schema.fields:
            mistakes.append(Mistake(file, name, "unknown field", ", ".join(sorted(schema.fields))))
            continue
        try:
            facts[name] = schema.fields[name](value)
        except f.WrongValueError as error:
            field = f"{name}.{error.field}" if error.field else name
            mistakes.append(Mistake(file, field, error.problem, error.allowed))
    mistakes += [Mistake(file, name, "is missing") for name in schema.required if name not in raw]
    if schema.model.kind == "alerts" and "effective_at" not in raw and "sent_at" in facts:
        facts["effective_at"] = facts["sent_at"]
    return facts


def load_texts(
    folder: Path, item: str, names: list[str], locales: tuple[str, ...], mistakes: list[Mistake]
) -> dict[str, Text]:
    texts = {}
    for name in names:
        locale, _, ending = name.partition(".")
        if ending != "md":
            continue
        if locale not in locales:
            allowed = ", ".join(f"{known}.md" for known in locales)
            mistakes.append(Mistake(f"{item}/{name}", "locale", f"unknown language {locale!r}", allowed))
            continue
        text = load_text(folder / name, f"{item}/{name}", mistakes)
        if text is not None:
            texts[locale] = text
    return texts


def load_text(path: Path, file: str, mistakes: list[Mistake]) -> Text | None:
    """One language of one item; every mistake in it is noted, and None comes back when there is one."""
    try:
        head, body = split_front_matter(read_source(path))
    except UnreadableError as error:
        mistakes.append(Mistake(file, "file", str(error)))
        return None
    before = len(mistakes)
    unknown = [name for name in head if name not in TEXT_FIELDS]
    mistakes += [Mistake(file, name, "unknown field", ", ".join(TEXT_FIELDS)) for name in unknown]
    for name, longest in (("title", TITLE_MAX), ("summary", SUMMARY_MAX)):
        value = head.get(name)
        if not isinstance(value, str) or not value.strip():
            mistakes.append(Mistake(file, name, "is missing or empty"))
        elif len(value) > longest:
            mistakes.append(Mistake(file, name, f"has {len(value)} characters", f"at most {longest}"))
    mistakes += [Mistake(file, "body", problem, allowed) for problem, allowed in find_problems(body)]
    if len(mistakes) > before:
        return None
    return Text(head["title"].strip(), head["summary"].strip(), body, str(head.get("source", "")))
