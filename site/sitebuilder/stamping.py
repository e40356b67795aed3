"""Sharing the stamping of pages between processes: languages and portions of items, each written as soon as it is made."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from .changes import Keys
from .feeds import draft_search
from .i18n import Catalog, Locale
from .models import Item, Site
from .models.draft import Drafts
from .order import Done, Keys
from .publish import write_files
from .render import Settings, View, draft_doors, draft_items, draft_lists, item_batches

BATCH = 250  # pages a task: many tasks keep all processes busy to the end, and few pages wait in memory
# Tasks after which processes are replaced by fresh ones: the Markdown engine never gives back the memory of a text
# (cmarkgfm issue 53, some 20 KB a page), and a process that lives long copies more and more of what it shares.
ROUND = 30
LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Task:
    """One portion of a language: some items of one kind, or all of its lists."""

    locale: str
    kind: str
    slugs: tuple[str, ...] = ()


class Stamper:
    """Stamps what has changed of any language into `stage`; one lives in each process."""

    def __init__(
        self,
        locales: Iterable[Locale],
        site: Site,
        settings: Settings,
        catalogs: Mapping[str, Catalog],
        stage: Path,
        read_body: Callable[[Item, str], str],
        known: Keys,
        shared: Iterable[Drafts] = (),
    ) -> None:
        self.views = {one.id: View(one, site, settings, catalogs, read_body) for one in locales}
        self.site, self.stage, self.known = site, stage, known
        self.shared = chain(*shared, draft_doors(self.views))

    def tasks(self, locales: Iterable[Locale]) -> list[Task]:
        batches = [(kind, tuple(slugs)) for kind, slugs in item_batches(self.site, BATCH)]
        per_locale = [[Task(one.id, LISTS), *(Task(one.id, *batch) for batch in batches)] for one in locales]
        return [task for tasks in per_locale for task in tasks]

    def drafts(self, task: Task) -> Drafts:
        view = self.views[task.locale]
        if task.kind == LISTS:
            return chain(draft_lists(view), [draft_search(view)])
        return draft_items(view, task.kind, task.slugs)

    def stamp(self, task: Task) -> Done:
        return self.write(task.locale, self.drafts(task))

    def write(self, locale: str, drafts: Drafts) -> Done:
        """Makes and writes those drafts whose key is not the known one."""
        done = Done(locale)

        def changed() -> Iterator[tuple[str, str | bytes]]:
            for draft in drafts:
                done.keys[draft.path] = draft.key
                if self.known.get(draft.path) != draft.key:
                    done.written.append(draft.path)
                    yield draft.path, draft.make()
                    if len(done.written) % BATCH == 0:
                        gc.collect()  # templates leave circles behind, which would pile up

        done.size_bytes = write_files(self.stage, changed())
        return done


_stamper: Stamper | None = None  # set in each worker when it is forked: a site is too large to send with every task


def _adopt(stamper: Stamper) -> None:
    global _stamper
    _stamper = stamper
    gc.freeze()  # what came from the parent is left alone: looking at it would copy memory that is shared
    gc.disable()  # write() does it, in rounder portions than Python would


def _stamp(task: Task) -> Done:
    assert _stamper is not None
    return _stamper.stamp(task)


@contextmanager
def processes(jobs: int, **setup: Any) -> Iterator[Executor | None]:
    """A pool of forked processes, or None where one process is asked for."""
    if jobs < 2:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork"), **setup) as pool:
        yield pool


def stamp_all(stamper: Stamper, locales: Iterable[Locale], jobs: int, tell: Callable[[Done], None]) -> list[Done]:
    """Stamps what all languages share and every task of `locales`; `tell` hears of each task as it is finished."""
    tasks, done = stamper.tasks(locales), [stamper.write("", stamper.shared)]
    for start in range(0, len(tasks), ROUND):
        part = tasks[start : start + ROUND]
        with processes(jobs if len(part) > 1 else 1, initializer=_adopt, initargs=(stamper,)) as pool:
            for one in pool.map(_stamp, part) if pool else map(stamper.stamp, part):
                tell(one)
                done.append(one)
    return done
