"""Sharing the stamping of pages between processes: languages and portions of items, each written as soon as it is made."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from .feeds import render_search
from .i18n import Catalog, Locale
from .models import Item, Site
from .publish import write_files
from .render import Settings, View, item_batches, render_items, render_lists

BATCH = 250  # pages a task: many tasks keep all processes busy to the end, and few pages wait in memory
LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Task:
    """One portion of a language: some items of one kind, or all of its lists."""

    locale: str
    kind: str
    slugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    locale: str
    pages: int
    size_bytes: int


class Stamper:
    """Stamps tasks of any language into `stage`; one lives in each process."""

    def __init__(
        self,
        locales: Iterable[Locale],
        site: Site,
        settings: Settings,
        catalogs: Mapping[str, Catalog],
        stage: Path,
        read_body: Callable[[Item, str], str],
    ) -> None:
        self.views = {known.id: View(known, site, settings, catalogs[known.id], read_body) for known in locales}
        self.site, self.stage = site, stage

    def tasks(self) -> list[Task]:
        batches = [(kind, tuple(slugs)) for kind, slugs in item_batches(self.site, BATCH)]
        per_locale = [[Task(locale, LISTS), *(Task(locale, *batch) for batch in batches)] for locale in self.views]
        return [task for tasks in per_locale for task in tasks]

    def stamp(self, task: Task) -> Done:
        view, pages = self.views[task.locale], 0

        def counted() -> Iterator[tuple[str, str]]:
            nonlocal pages
            made = render_lists(view) if task.kind == LISTS else render_items(view, task.kind, task.slugs)
            for path, text in made:
                pages += path.endswith(".html")
                yield path, text

        size = write_files(self.stage, counted())
        if task.kind == LISTS:
            size += write_files(self.stage, [render_search(view)])
        return Done(task.locale, pages, size)


_stamper: Stamper | None = None  # set in each worker when it is forked: a site is too large to send with every task


def _adopt(stamper: Stamper) -> None:
    global _stamper
    _stamper = stamper
    gc.freeze()  # what came from the parent is left alone: looking at it would copy memory that is shared
    gc.disable()


def _stamp(task: Task) -> Done:
    assert _stamper is not None
    done = _stamper.stamp(task)
    gc.collect()  # once a portion is enough, and cheaper than whenever Python thinks of it
    return done


@contextmanager
def processes(jobs: int, **setup: Any) -> Iterator[Executor | None]:
    """A pool of forked processes, or None where one process is asked for."""
    if jobs < 2:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork"), **setup) as pool:
        yield pool


def stamp_all(stamper: Stamper, jobs: int, tell: Callable[[Done], None]) -> list[Done]:
    """Stamps every task; `tell` hears of each one as it is finished."""
    tasks, done = stamper.tasks(), []
    with processes(jobs, initializer=_adopt, initargs=(stamper,)) as pool:
        for one in pool.map(_stamp, tasks) if pool else map(stamper.stamp, tasks):
            tell(one)
            done.append(one)
    return done
