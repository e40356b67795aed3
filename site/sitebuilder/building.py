"""Making a build: what was read, what must be made again, and the finished site in its place."""

from functools import partial

from . import content, feeds, i18n, memory, publish, render, shell, stamping
from .changes import Folder, Summary
from .memory import Memory
from .models import Item, Site
from .models.item import SOURCE_LOCALE
from .order import Order, Outcome, Progress

FEW_CHANGES = 50  # up to here one process is done before others would have started


def build(order: Order, summary: Summary, last: Summary | None, changed: set[Folder] | None, progress: Progress) -> Outcome:
    """Reads the `changed` folders (all where None, or where nothing is remembered) and makes what they touch."""
    past = memory.recall(order.work) if last else None
    changed = changed if past else None
    chosen = i18n.chosen_locales(order.tag)
    jobs = 1 if changed is not None and len(changed) <= FEW_CHANGES else order.jobs
    reading = past.reading if past else content.Reading()
    before = {folder: reading.items.get(folder) for folder in changed or ()}
    with stamping.processes(jobs) as pool:
        frame = pool.submit(shell.load_shell, order.site, order.work / "shell") if pool else None
        site = content.update_site(order.content, i18n.LOCALE_IDS, reading, changed, pool)
        made = frame.result() if frame else shell.load_shell(order.site, order.work / "shell")
    summary.due_at = site.next_change(order.now)
    dirty = chosen
    if past and last and last.holds_at(order.now):
        touched = dirty_locales(before, {folder: reading.items.get(folder) for folder in before})
        dirty = tuple(locale for locale in chosen if locale.id in touched)

    known = past.keys if past else {}
    publish.prepare(order.work, from_nothing=past is None)
    stamper = prepare(order, chosen, site.public_at(order.now), made, known)
    with progress(len(stamper.tasks(dirty))) as tell:
        done = stamping.stamp_all(stamper, dirty, jobs, tell)
    kept = {locale.tag for locale in chosen} - {locale.tag for locale in dirty}
    keys = {path: key for path, key in known.items() if path.partition("/")[0] in kept}
    for one in done:
        keys |= one.keys
    written = [path for one in done for path in one.written]
    publish_changes(order, past, summary, Memory(reading, keys), written)
    pages = sum(path.endswith(".html") for path in written)
    return Outcome(pages, sum(one.size_bytes for one in done), summary.due_at)


def prepare(
    order: Order, chosen: tuple[i18n.Locale, ...], site: Site, made: shell.Shell, known: dict[str, str]
) -> stamping.Stamper:
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
    return stamping.Stamper(chosen, site, settings, catalogs, order.work, read_body, known, shared)


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


def publish_changes(order: Order, past: Memory | None, summary: Summary, kept: Memory, written: list[str]) -> None:
    """Moves what was written into the site; a build that is cut off here remembers nothing, so a whole one follows."""
    there = past.keys.keys() if past else publish.list_files(order.dist)
    removed = sorted(there - kept.keys.keys())
    memory.forget(order.work)
    publish.put_in_place(order.work, order.dist, written, removed)
    memory.keep(order.work, summary, kept)
