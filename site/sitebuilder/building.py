"""Making a build: what was read, what must be made again, and the finished site in its place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain

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

    def parts(self, dirty: Sequence[i18n.Locale]) -> Sequence[str]:
        """Whose keys are read and written."""
        return memory.ALL_PARTS if self.items is None else [SHARED, *(one.tag for one in dirty)]

    def kept(self, known: Mapping[str, Keys], dirty: Sequence[i18n.Locale]) -> dict[str, Keys]:
        """The keys of what is not asked for again: where few items are touched, all of a language but its search."""
        tags = {one.tag for one in dirty}
        if self.items is None:
            return {part: {} if part == SHARED or part in tags else dict(known[part]) for part in memory.ALL_PARTS}
        return {part: without_search(part, own) for part, own in known.items()}


def without_search(tag: str, keys: Keys) -> Keys:
    parts = feeds.search_parts(tag)
    return {path: key for path, key in keys.items() if not path.startswith(parts)}


def build(order: Order, summary: Summary, last: Summary | None, changed: set[Folder] | None, progress: Progress) -> Outcome:
    """Reads the `changed` folders (all where None, or where nothing is remembered) and makes what they touch."""
    memory.begin(order.work)
    reading = memory.recall_reading(order.work) if last else None
    if reading is None:
        reading, last, changed = content.Reading(), None, None
    is_small = changed is not None and len(changed) <= FEW_CHANGES
    before = {folder: reading.get(folder) for folder in changed or ()}
    site, made, catalogs = read(order, reading, changed, 1 if is_small else order.jobs)

    chosen = i18n.chosen_locales(order.tag)
    touched = touched_by(before, reading, last, order.now) if last else Touched()
    dirty = [one for one in chosen if one.tag in touched.tags]
    known = changes.recall_keys(order.work, touched.parts(dirty)) if last else None
    if known is None and last:
        return build(order, summary, None, None, progress)  # what is remembered has a hole
    staging.prepare(order.work)
    stamper = prepare(order, site.public_at(order.now), made, catalogs, known, touched.items)
    is_large = touched.items is None and len(summary.files) > FEW_ITEMS
    with progress(len(stamper.tasks(dirty))) as tell:
        done = stamping.stamp_all(stamper, dirty, order.jobs if is_large or not is_small else 1, tell)

    keys = touched.kept(known or defaultdict(dict), dirty)
    for one in done:
        keys[one.part] |= one.keys
    if touched.items is None:
        done.append(stamper.write(SHARED, feeds.draft_sitemap(stamper.site, order.site_url, chain(*keys.values()))))
        keys[SHARED] |= done[-1].keys
    summary.due_at = site.next_change(order.now)
    summary.fresh = fresh_tags(touched.tags - {one.tag for one in dirty})
    there = chain(*known.values()) if known is not None and last and None in last.fresh else staging.list_files(order.dist)
    removed = sorted(path for path in set(there).difference(*keys.values()) if order.tag is None or is_of(path, chosen))
    written = [path for one in done for path in one.written]
    memory.forget(order.work)  # a build that is cut off from here on remembers nothing, so a whole one follows
    staging.put_in_place(order.work, order.dist, written, removed)
    memory.keep(order.work, summary, reading, keys)
    return Outcome(sum(path.endswith(".html") for path in written), sum(one.size_bytes for one in done), summary.due_at)


def is_of(path: str, locales: Iterable[i18n.Locale]) -> bool:
    """Whether a path below dist/ belongs to one of these languages."""
    return path.partition("/")[0] in {one.tag for one in locales}


def read(
    order: Order, reading: content.Reading, changed: set[Folder] | None, jobs: int
) -> tuple[Site, shell.Shell, i18n.Catalogs]:
    """What there is to show, the frame for it, and the words; what is remembered of these holds where not all is read."""
    compiled = shell.compiled_folder(order.site, order.work)
    load_frame = partial(shell.load_shell, order.site, compiled, is_current=changed is not None)
    with stamping.processes(jobs) as pool:
        frame = pool.submit(load_frame) if pool else None
        words = pool.submit(i18n.read_all_words, order.locales) if pool and changed is None else None
        site = content.update_site(order.content, i18n.LOCALE_IDS, reading, changed, pool)
        known = words.result() if words else {} if changed is None else memory.recall_words(order.work)
        return site, frame.result() if frame else load_frame(), i18n.Catalogs(order.locales, known)


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
    order: Order,
    site: Site,
    made: shell.Shell,
    catalogs: i18n.Catalogs,
    known: Mapping[str, Keys] | None,
    items: tuple[Folder, ...] | None,
) -> stamping.Stamper:
    """The stamper for a public site: words, looks and the whole set of what is not a page of a language."""
    if known is None:  # words, city and keys are inputs of everything: whoever remembers a build has checked them
        order.keys.check()
        i18n.check_phrase_book(catalogs, site.city)
        memory.keep_words(order.work, catalogs.compiled())
    hashed = assets.hash_assets(order.site / "assets", {"material.css": made.styles})
    settings = render.Settings(
        order.site_url,
        {name: path for name, (path, _) in hashed.items()},
        shell.load_templates(order.site, made),
        order.now,
        str(shell.bytecode_folder(shell.compiled_folder(order.site, order.work))),
        order.keys,
        i18n.load_report_names(order.reports),
    )
    chosen = i18n.chosen_locales(order.tag)
    there = [one for one in i18n.KNOWN_LOCALES if one in chosen or staging.has_language(order.dist, one.tag)]
    if items is None:
        shared = [
            assets.draft_assets(hashed),
            feeds.draft_keys(order.keys),
            content.draft_media(order.content, site.items()),
        ]
    else:
        shared = [content.draft_media(order.content, site.find(items))]
    read_body = content.read_bodies(order.content)
    return stamping.Stamper(there, site, settings, catalogs, order.work, read_body, known or {}, shared, items)
