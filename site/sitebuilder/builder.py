"""One build: what has changed, what must be made again, and the finished site in its place."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from . import content, feeds, i18n, memory, publish, render, shell, stamping
from .content import Folder
from .memory import Memory, Summary
from .models import KINDS, Item, Site
from .models.item import SOURCE_LOCALE

FEW_CHANGES = 50  # up to here one process is done before others would have started
Tell = Callable[[stamping.Done], None]


@dataclass(frozen=True)
class Order:
    """What is to be built, from where, to where, for which instant."""

    content: Path
    locales: Path
    site: Path
    dist: Path
    work: Path
    site_url: str
    now: datetime
    jobs: int
    chosen: tuple[i18n.Locale, ...] = i18n.KNOWN_LOCALES
    is_forced: bool = False
    code: tuple[Path, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did; `due_at` is the next instant at which the clock alone asks for another one."""

    pages: int
    size_bytes: int
    due_at: datetime


def run(order: Order, progress: Callable[[int], AbstractContextManager[Tell]], say: Callable[[str], None]) -> Outcome:
    """Builds the site of `order`, making again only what has changed since the last build in the same work folder."""
    with publish.only_build(order.work, say):
        was_cut_off = publish.finish_journal(order.work)
        inputs = fingerprint(order)
        read_at_ns, files = time.time_ns(), content.scan(order.content, KINDS)
        is_usable = order.dist.is_dir() and not order.is_forced and not was_cut_off
        last = memory.recall_summary(order.work, inputs) if is_usable else None
        changed = content.changed_folders(files, last.files, last.read_at_ns) if last else None
        if last and not changed and last.holds_at(order.now):
            return Outcome(0, 0, last.due_at)
        past = memory.recall(order.work) if last else None
        summary = Summary(inputs, files, read_at_ns, order.now, order.now)
        return build(order, summary, past, changed if past else None, last, progress)


def fingerprint(order: Order) -> str:
    """Stands for everything that every page depends on."""
    roots = [order.site, order.locales, order.content / "city", *order.code]
    return memory.fingerprint_inputs(roots, order.site_url, order.dist, [locale.id for locale in order.chosen])


def build(
    order: Order,
    summary: Summary,
    past: Memory | None,
    changed: set[Folder] | None,
    last: Summary | None,
    progress: Callable[[int], AbstractContextManager[Tell]],
) -> Outcome:
    now_as_then = last is not None and last.holds_at(order.now)
    jobs = 1 if changed is not None and len(changed) <= FEW_CHANGES else order.jobs
    before = {folder: past.reading.items.get(folder) for folder in changed or ()} if past else {}
    reading = past.reading if past else content.Reading()
    with stamping.processes(jobs) as pool:
        frame = pool.submit(shell.load_shell, order.site, order.work / "shell") if pool else None
        site = content.update_site(order.content, i18n.LOCALE_IDS, reading, changed, pool)
        made = frame.result() if frame else shell.load_shell(order.site, order.work / "shell")
    summary.due_at = site.next_change(order.now)
    dirty = order.chosen
    if past and now_as_then:
        touched = dirty_locales(before, {folder: reading.items.get(folder) for folder in before})
        dirty = tuple(locale for locale in order.chosen if locale.id in touched)

    known = past.keys if past else {}
    publish.prepare(order.work, from_nothing=past is None)
    stamper = prepare(order, site.public_at(order.now), made, known)
    with progress(len(stamper.tasks(dirty))) as tell:
        done = stamping.stamp_all(stamper, dirty, jobs, tell)
    keys = {path: key for path, key in known.items() if is_kept(path, order.chosen, dirty)}
    for one in done:
        keys |= one.keys
    written = [path for one in done for path in one.written]
    publish_changes(order, past, summary, Memory(reading, keys), written)
    pages = sum(path.endswith(".html") for path in written)
    return Outcome(pages, sum(one.size_bytes for one in done), summary.due_at)


def prepare(order: Order, site: Site, made: shell.Shell, known: dict[str, str]) -> stamping.Stamper:
    """The stamper for a public site: words, looks and the whole set of what is not a page of a language."""
    catalogs = i18n.Catalogs(order.locales)
    if not known:  # words and city are inputs of everything: whoever remembers a build has checked them
        i18n.check_phrase_book(catalogs, site.city)
    assets = publish.hash_assets(order.site / "assets", {"material.css": made.styles})
    settings = render.Settings(
        order.site_url,
        {name: path for name, (path, _) in assets.items()},
        shell.load_templates(order.site, made),
        order.now,
        str(order.work / publish.TEMPLATES),
    )
    shared = [
        publish.draft_assets(assets),
        content.draft_pictures(order.content, site),
        feeds.draft_sitemap(site, order.site_url),
    ]
    read_body = partial(content.read_body, order.content)
    return stamping.Stamper(order.chosen, site, settings, catalogs, order.work / publish.STAGE, read_body, known, shared)


def dirty_locales(before: dict[Folder, Item | None], after: dict[Folder, Item | None]) -> set[str]:
    """The languages in which something looks different after some items have changed."""
    dirty: set[str] = set()
    for folder, old in before.items():
        new = after[folder]
        if old is None or new is None or seen_everywhere(old) != seen_everywhere(new):
            return set(i18n.LOCALE_IDS)
        dirty |= {locale for locale in i18n.LOCALE_IDS if old.texts.get(locale) != new.texts.get(locale)}
    return dirty


def seen_everywhere(item: Item) -> object:
    """What of an item shows in every language: its facts, its source text, and where it can be read."""
    return item.facts, item.texts.get(SOURCE_LOCALE), item.locales_readable()


def is_kept(path: str, chosen: tuple[i18n.Locale, ...], dirty: tuple[i18n.Locale, ...]) -> bool:
    """Whether a file belongs to a language that was not looked at this time."""
    tag = path.partition("/")[0]
    return tag in {locale.tag for locale in chosen} - {locale.tag for locale in dirty}


def publish_changes(order: Order, past: Memory | None, summary: Summary, kept: Memory, written: list[str]) -> None:
    """Moves what was written into the site; a build that is cut off here remembers nothing, so a whole one follows."""
    there = past.keys.keys() if past else publish.list_files(order.dist)
    removed = sorted(there - kept.keys.keys())
    memory.forget(order.work)
    publish.put_in_place(order.work, order.dist, written, removed)
    memory.keep(order.work, summary, kept)
