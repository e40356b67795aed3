"""Making a build: what was read, what must be made again, and the finished site in its place."""

from datetime import datetime
from functools import partial

from . import content, feeds, i18n, memory, publish, render, shell, stamping
from .changes import Folder, Keys, Summary
from .memory import Memory
from .models import Item, Site
from .models.item import SOURCE_LOCALE
from .order import Order, Outcome, Progress

TAGS = i18n.TAG_OF
ALL_PARTS = {memory.FACTS, *TAGS}
# Up to here one process is done before others would have started.
FEW_CHANGES, FEW_ITEMS = 50, 3000


def build(order: Order, summary: Summary, last: Summary | None, changed: set[Folder] | None, progress: Progress) -> Outcome:
    """Reads the `changed` folders (all where None, or where nothing is remembered) and makes what they touch."""
    chosen = i18n.chosen_locales(order.tag)
    past = memory.recall(order.work) if last else None
    if past is None or last is None:
        last, changed = None, None
    is_small = changed is not None and len(changed) <= FEW_CHANGES
    reading, known = (past.reading, past.keys) if past else (content.Reading(), {})
    before = {folder: reading.items.get(folder) for folder in changed or ()}
    with stamping.processes(1 if is_small else order.jobs) as pool:
        frame = pool.submit(shell.load_shell, order.site, order.work / "shell") if pool else None
        site = content.update_site(order.content, i18n.LOCALE_IDS, reading, changed, pool)
        made = frame.result() if frame else shell.load_shell(order.site, order.work / "shell")

    touched = ALL_PARTS if last is None else touched_parts(before, {folder: reading.items.get(folder) for folder in before})
    stale = stale_tags(touched, last, order.now)
    dirty = tuple(locale for locale in chosen if locale.tag in stale)
    publish.prepare(order.work, from_nothing=past is None)
    stamper = prepare(order, chosen, site.public_at(order.now), made, known)
    jobs = 1 if is_small and len(summary.files) <= FEW_ITEMS else order.jobs
    with progress(len(stamper.tasks(dirty))) as tell:
        done = stamping.stamp_all(stamper, dirty, jobs, tell)

    summary.due_at = site.next_change(order.now)
    summary.fresh = fresh_tags(stale - {locale.tag for locale in dirty})
    renewed = {"", *(locale.tag for locale in dirty)}
    keys = {path: key for path, key in known.items() if tag_of(path) not in renewed}
    for one in done:
        keys |= one.keys
    written = [path for one in done for path in one.written]
    publish_changes(order, known if last and None in last.fresh else None, summary, Memory(reading, keys), written, touched)
    pages = sum(path.endswith(".html") for path in written)
    return Outcome(pages, sum(one.size_bytes for one in done), summary.due_at)


def stale_tags(touched: set[str], last: Summary | None, now: datetime) -> set[str]:
    """The languages whose pages are older than what was read, or than the clock."""
    if last is None or memory.FACTS in touched or not last.holds_at(now):
        return set(TAGS.values())
    return {tag for locale, tag in TAGS.items() if locale in touched or tag not in last.fresh}


def fresh_tags(stale: set[str]) -> frozenset[str | None]:
    fresh = {tag for tag in TAGS.values() if tag not in stale}
    return frozenset(fresh if stale else {None, *fresh})


def tag_of(path: str) -> str:
    """The language that a path below dist/ belongs to; empty for what all share."""
    first = path.partition("/")[0]
    return first if first in TAGS.values() else ""


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
    there = [one for one in i18n.KNOWN_LOCALES if one in chosen or publish.has_language(order.dist, one.tag)]
    shared = [
        publish.draft_assets(assets),
        content.draft_pictures(order.content, site),
        feeds.draft_sitemap(site, order.site_url),
    ]
    read_body = partial(content.read_body, order.content)
    return stamping.Stamper(there, site, settings, catalogs, order.work / publish.STAGE, read_body, known, shared)


def touched_parts(before: dict[Folder, Item | None], after: dict[Folder, Item | None]) -> set[str]:
    """What has changed in some items: texts of some languages alone (locale ids), or what shows everywhere."""
    touched: set[str] = set()
    for folder, old in before.items():
        new = after[folder]
        if old is None or new is None or seen_everywhere(old) != seen_everywhere(new):
            return ALL_PARTS
        touched |= {locale for locale in i18n.LOCALE_IDS if old.texts.get(locale) != new.texts.get(locale)}
    return touched


def seen_everywhere(item: Item) -> object:
    """What of an item shows in every language: its facts, its source text, and where it can be read."""
    return item.facts, item.texts.get(SOURCE_LOCALE), item.locales_readable()


def publish_changes(
    order: Order, known: Keys | None, summary: Summary, kept: Memory, written: list[str], touched: set[str]
) -> None:
    """Moves what was written into the site; a build that is cut off here remembers nothing, so a whole one follows.

    `known` is all that lies in the site, or None where that has to be looked up.
    """
    there = known.keys() if known is not None else publish.list_files(order.dist)
    removed = sorted(path for path in there - kept.keys.keys() if order.tag in (None, tag_of(path)))
    memory.forget(order.work)
    publish.put_in_place(order.work, order.dist, written, removed)
    memory.keep(order.work, summary, kept, touched)
