"""A bar on the terminal for builds that take long."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .order import Done

LONG_BUILD_PAGES = 1_500  # a build that has made so many and is not done yet is worth a progress bar, and its import


@contextmanager
def progress(tasks: int) -> Iterator[Callable[[Done], None]]:
    """A bar on the terminal once a build has proved long; silence elsewhere. How much a task is to do, only it knows."""
    bar: Any = None
    done = pages = 0

    def tell(portion: Done) -> None:
        nonlocal bar, done, pages
        done, pages = done + 1, pages + len(portion.written)
        if bar is None and pages >= LONG_BUILD_PAGES and sys.stderr.isatty():
            bar = start_bar(tasks)
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done)

    try:
        yield tell
    finally:
        if bar is not None:
            bar.stop()


def start_bar(tasks: int) -> Any:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True))
    bar.add_task("stamping", total=tasks)
    bar.start()
    return bar
