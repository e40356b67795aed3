"""Sharing the stamping of pages between processes: languages and portions of items, each written as soon as it is made."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, groupby
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import memory
from .changes import SHARED, Folder, Keys
from .feeds import (
    draft_data,
    draft_feeds,
    draft_item_feeds,
    draft_list_feeds,
    draft_search,
    draft_search_parts,
    draft_shared_feeds,
    index_texts,
)
from .i18n import Catalog, Locale
from .models import KINDS, Item, Site
from .models.draft import Drafts
from .order import Done
from .publish.staging import STAGE, write_files
from .render import Settings, View, draft_doors, draft_items, draft_lists

if TYPE_CHECKING:
    from concurrent.futures import Executor

BATCH = 250  # pages a task: many tasks keep all processes busy to the end, and few pages wait in memory
TIDY = 25  # pages after which what templates leave behind is cleared away
# Where tasks are more, processes are replaced by fresh ones after each language: those that live long copy more and more of
# what they share, and what one has needed for lists and search it never gives back.
ROUND = 100
# How often a process fetches tasks in a round: seldom, but so that none waits long for the others at the end.
FETCHES = 3
LISTS, SEARCH, FEEDS = "lists", "search", "feeds"


@dataclass(frozen=True, slots=True)
class Task:
    """One portion of a language: some items of one kind, all of its lists, its feeds, or what the search looks through.

    What all languages share is a task without one. `slugs` are kinds where the task is about feeds.
    """

    locale: str
    kind: str
    slugs: tuple[str, ...] = ()


class Stamper:
    """Stamps what has changed of any language into the stage of `work`; one lives in each process."""

    def __init__(
        self,
        locales: Iterable[Locale],
        site: Site,
        settings: Settings,
        catalogs: Mapping[str, Catalog],
        work: Path,
        read_body: Callable[[Item, str], str],
        known: Mapping[str, Keys],
        shared: Iterable[Drafts],
        items: Sequence[Folder] | None = None,
    ) -> None:
        """Where `items` are given, only their pages and what is searched of them has changed."""
        self.views = {one.id: View(one, site, settings, catalogs, read_body) for one in locales}
        self.site, self.work, self.known = site, work, known
        self.items = items
        self.kinds = KINDS if items is None else tuple(dict.fromkeys(item.kind for item in site.find(items)))
        seen_by_others = (draft_doors(self.views), draft_data(self.views)) if items is None else ()
        self.shared = chain(*shared, *seen_by_others, draft_shared_feeds(self.views, self.kinds))

    def tasks(self, locales: Iterable[Locale]) -> list[Task]:
        if self.items is None:
            first, slugs = [LISTS, SEARCH, FEEDS], {kind: list(getattr(self.site, kind)) for kind in KINDS}
        else:
            found = list(self.site.find(self.items))
            first, slugs = [SEARCH, FEEDS], {kind: [item.slug for item in found if item.kind == kind] for kind in KINDS}
        batches = [(kind, tuple(all_[n : n + BATCH])) for kind, all_ in slugs.items() for n in range(0, len(all_), BATCH)]
        portions = [*((kind, self.kinds if kind == FEEDS else ()) for kind in first), *batches]
        return [Task("", SHARED), *(Task(one.id, *portion) for one in locales for portion in portions)]

    def drafts(self, task: Task) -> Drafts:
        if task.kind == SHARED:
            return self.shared
        view = self.views[task.locale]
        if task.kind == LISTS:
            return chain(draft_lists(view), draft_list_feeds(view))
        if task.kind == SEARCH:
            return self.draft_search(view)
        if task.kind == FEEDS:
            return draft_feeds(view, task.slugs)
        return chain(draft_items(view, task.kind, task.slugs), draft_item_feeds(view, task.kind, task.slugs))

    def draft_search(self, view: View) -> Drafts:
        """The words of all texts; those of the last build are remembered, as reading every text again would take longer."""
        before = memory.recall_index(self.work, view.locale.tag) if self.known else None
        index = index_texts(view, before, None if self.items is None else self.site.find(self.items))
        if index is not before:
            memory.put_index(self.work, view.locale.tag, index)
        is_list_the_same = self.items is not None and before is not None and len(index.parts) == len(before.parts)
        return draft_search_parts(view, index) if is_list_the_same else draft_search(view, index)

    def stamp(self, task: Task) -> Done:
        done = self.write(self.views[task.locale].locale.tag if task.locale else SHARED, self.drafts(task))
        self.site.put_back()
        return done

    def write(self, part: str, drafts: Drafts) -> Done:
        """Makes and writes those drafts whose key is not the known one."""
        done, known = Done(part), self.known.get(part, {})

        def changed() -> Iterator[tuple[str, str | bytes]]:
            for draft in drafts:
                done.keys[draft.path] = draft.key
                if known.get(draft.path) != draft.key:
                    done.written.append(draft.path)
                    yield draft.path, draft.make()
                    if len(done.written) % TIDY == 0:
                        gc.collect(0)  # templates leave circles behind, which would pile up; only what is new is looked at

        done.size_bytes = write_files(self.work / STAGE, changed())
        return done


_stamper: Stamper | None = None  # set in each worker when it is forked: a site is too large to send with every task


def _adopt(stamper: Stamper) -> None:
    global _stamper
    _stamper = stamper
    gc.freeze()  # what came from the parent is left alone: looking at it would copy memory that is shared
    gc.disable()  # write() does it, in rounder portions than Python would


def _stamp(portion: Sequence[Task]) -> list[Done]:
    assert _stamper is not None
    return list(map(_stamper.stamp, portion))


@contextmanager
def processes(jobs: int, **setup: Any) -> "Iterator[Executor | None]":
    """A pool of forked processes, or None where one process is asked for."""
    if jobs < 2:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor  # a small build does not pay for their import
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("fork"), **setup) as pool:
        yield pool


def stamp_all(stamper: Stamper, locales: Iterable[Locale], jobs: int, tell: Callable[[Done], None]) -> list[Done]:
    """Stamps every task of `locales`, and what all share; `tell` hears of each task as it is finished."""
    done = list[Done]()
    for part in rounds(stamper.tasks(locales)):
        with processes(jobs, initializer=_adopt, initargs=(stamper,)) as pool:
            for some in pool.map(_stamp, portions(part, jobs)) if pool else ([stamper.stamp(task)] for task in part):
                for one in some:
                    tell(one)
                done += some
    return done


def rounds(tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
    """All at once where they are few, else a language after another: its lists with half of its pages, then its search."""
    if len(tasks) <= ROUND:
        yield tasks
        return
    for _, grouped in groupby(tasks, lambda task: task.locale):
        own = list(grouped)
        if first := [task for task in own[: len(own) // 2] if task.kind != SEARCH]:
            yield first
        yield [task for task in own if task not in first]


def portions(tasks: Sequence[Task], jobs: int) -> Iterator[Sequence[Task]]:
    """What one process does in one go: of one language, whose words and templates are then at hand, and in one folder.

    The last language is cut smaller, so that no process waits long for the others.
    """
    languages = [list(own) for _, own in groupby(tasks, lambda task: task.locale)]
    pieces = ceil(FETCHES * jobs / len(languages))
    for own in languages:
        size = ceil(len(own) / (2 * pieces if own is languages[-1] else pieces))
        yield from (own[n : n + size] for n in range(0, len(own), size))
