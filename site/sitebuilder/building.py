"""Making a build: what was read, what must be made again, and the finished site in its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from . import changes, content, feeds, i18n, memory, render, shell, stamping
from .changes import SHARED, Folder, Keys, Summary
from .models import Item, Site
from .models.item import SOURCE_LOCALE
from .order import Order, Outcome, Progress
from .publish import assets, staging

TAGS = frozenset(i18n.TAG_OF.values())
# Up to here one process is done before others would have started.
FEW_CHANGES, FEW_ITEMS = 50, 3000


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change shows on: pages of these languages (tags); of these items alone, or of any where `items` is None."""

    tags: frozenset[str] = TAGS
    items: tuple[Folder, ...] | None = None

    def parts(self, chosen: Sequence[i18n.Locale]) -> Sequence[str]:
        """Whose keys are read and written."""
        return memory.ALL_PARTS if self.items is None else [SHARED, *(one.tag for one in chosen if one.tag in self.tags)]

    def replaces(self, path: str, dirty: Sequence[i18n.Locale]) -> bool:
        """Whether this file is asked for again: all of a language, or where few items are touched its search alone."""
        part, tags = memory.part_of(path), {one.tag for one in dirty}
        if self.items is None:
            return part == SHARED or part in tags
        return part in tags and path.startswith(f"{part}/search/") and path.endswith(".json")


def build(order: Order, summary: Summary, last: Summary | None, changed: set[Folder] | None, progress: Progress) -> Outcome:
    """Reads the `changed` folders (all where None, or where nothing is remembered) and makes what they touch."""
    reading = memory.recall_reading(order.work) if last else None
    if reading is None:
        reading, last, changed = content.Reading(), None, None
    is_small = changed is not None and len(changed) <= FEW_CHANGES
    before = {folder: reading.get(folder) for folder in changed or ()}
    site, made = read(order, reading, changed, 1 if is_small else order.jobs)

    chosen = i18n.chosen_locales(order.tag)
    touched = touched_by(before, reading, last, order.now) if last else Touched()
    parts = touched.parts(chosen)
    known = changes.recall_keys(order.work, parts) if last else None
    if known is None:
        touched, parts = Touched(), memory.ALL_PARTS
    dirty = [one for one in chosen if one.tag in touched.tags]
    staging.prepare(order.work, from_nothing=known is None)
    stamper = prepare(order, site.public_at(order.now), made, known, touched.items)
    jobs = 1 if is_small and len(summary.files) <= FEW_ITEMS else order.jobs
    with progress(len(stamper.tasks(dirty))) as tell:
        done = stamping.stamp_all(stamper, dirty, jobs, tell)

    keys = {path: key for path, key in (known or {}).items() if not touched.replaces(path, dirty)}
    for one in done:
        keys |= one.keys
    if touched.items is None:
        done.append(stamper.write("", feeds.draft_sitemap(stamper.site, order.site_url, keys)))
        keys |= done[-1].keys
    summary.due_at = site.next_change(order.now)
    summary.fresh = fresh_tags(touched.tags - {one.tag for one in dirty})
    there = known if known is not None and last and None in last.fresh else staging.list_files(order.dist)
    mine = {SHARED, *TAGS} if order.tag is None else {one.tag for one in chosen}
    removed = sorted(path for path in there if path not in keys and memory.part_of(path) in mine)
    written = [path for one in done for path in one.written]
    memory.forget(order.work)  # a build that is cut off from here on remembers nothing, so a whole one follows
    staging.put_in_place(order.work, order.dist, written, removed)
    memory.keep(order.work, summary, reading, keys, parts)
    return Outcome(sum(path.endswith(".html") for path in written), sum(one.size_bytes for one in done), summary.due_at)


def read(order: Order, reading: content.Reading, changed: set[Folder] | None, jobs: int) -> tuple[Site, shell.Shell]:
    """What there is to show, and the frame to show it in; what is remembered of the frame holds where not all is read."""
    load_frame = partial(shell.load_shell, order.site, order.work / "shell", is_current=changed is not None)
    with stamping.processes(jobs) as pool:
        frame = pool.submit(load_frame) if pool else None
        site = content.update_site(order.content, i18n.LOCALE_IDS, reading, changed, pool)
        return site, frame.result() if frame else load_frame()


def touched_by(before: dict[Folder, Item | None], reading: content.Reading, last: Summary, now: datetime) -> Touched:
    """What the changed items show on, compared with how they were before."""
    if not last.holds_at(now):
        return Touched()
    locales: set[str] = set()
    is_narrow = None in last.fresh
    for folder, old in before.items():
        new = reading.get(folder)
        if old is None or new is None or seen_everywhere(old) != seen_everywhere(new):
            return Touched()
        changed = {locale for locale in i18n.LOCALE_IDS if old.texts.get(locale) != new.texts.get(locale)}
        locales |= set(i18n.LOCALE_IDS) if SOURCE_LOCALE in changed else changed
        is_narrow = is_narrow and seen_by_others(old) == seen_by_others(new)
    stale = {tag for tag in TAGS if tag not in last.fresh}
    tags = frozenset(stale | {i18n.TAG_OF[locale] for locale in locales})
    return Touched(tags, tuple(before) if is_narrow else None)


def seen_everywhere(item: Item) -> object:
    """What of an item shows in every language but by its source text: its facts, and where it can be read."""
    return item.facts, item.locales_readable()


def seen_by_others(item: Item) -> object:
    """What lists and the pages of other items show of an item beside its facts: neither bodies nor what is made of them."""
    return {locale: (text.title, text.summary) for locale, text in item.texts.items()}


def fresh_tags(stale: Iterable[str]) -> frozenset[str | None]:
    fresh = TAGS - set(stale)
    return frozenset(fresh if fresh != TAGS else {None, *fresh})


def prepare(
    order: Order, site: Site, made: shell.Shell, known: Keys | None, items: tuple[Folder, ...] | None
) -> stamping.Stamper:
    """The stamper for a public site: words, looks and the whole set of what is not a page of a language."""
    catalogs = i18n.Catalogs(order.locales, memory.recall_words(order.work) if known is not None else None)
    if known is None:  # words and city are inputs of everything: whoever remembers a build has checked them
        i18n.check_phrase_book(catalogs, site.city)
        memory.keep_words(order.work, catalogs.compiled())
    hashed = assets.hash_assets(order.site / "assets", {"material.css": made.styles})
    settings = render.Settings(
        order.site_url,
        {name: path for name, (path, _) in hashed.items()},
        shell.load_templates(order.site, made),
        order.now,
        str(order.work / staging.TEMPLATES),
    )
    chosen = i18n.chosen_locales(order.tag)
    there = [one for one in i18n.KNOWN_LOCALES if one in chosen or staging.has_language(order.dist, one.tag)]
    if items is None:
        shared = [assets.draft_assets(hashed), content.draft_pictures(order.content, site.items())]
    else:
        shared = [content.draft_pictures(order.content, site.find(items))]
    read_body = partial(content.read_body, order.content)
    return stamping.Stamper(there, site, settings, catalogs, order.work, read_body, known or {}, shared, items)
