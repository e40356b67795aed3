"""Staying and building again: whenever a file is saved, or whenever the clock makes the site look different."""

import json
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from .errors import BuildError
from .order import Outcome

STATE = "state.json"  # what the open page asks for, to show itself anew or to show what has to be mended
SLICE_SECONDS = 30.0  # a machine that was asleep notices within this time what has come due meanwhile
RETRY = timedelta(minutes=1)  # after a build that failed while only the clock is watched
CODE = (".py",)

Build = Callable[[], Outcome]
Clock = Callable[[], datetime]


class Watcher:
    """Builds, says how it went, and remembers when the clock asks for the next build."""

    def __init__(self, build: Build, clock: Clock, work: Path, say: Callable[[str], object]) -> None:
        self.build, self.clock, self.work, self.say = build, clock, work, say
        self.times, self.due_at = 0, clock()

    def run_once(self) -> None:
        """A mistake is told and waits to be mended: the last good site stays where it is."""
        mistakes = ""
        try:
            self.due_at = self.build().due_at
        except BuildError as error:
            mistakes, self.due_at = str(error), self.clock() + RETRY
            self.say(f"{mistakes}\n\nThe site stays as it was: mend the lines above and save.")
        self.times += 1
        self.tell_pages(mistakes)

    def tell_pages(self, mistakes: str) -> None:
        scratch = self.work / f"{STATE}.new"
        state = {"build": f"{os.getpid()}-{self.times}", "mistakes": mistakes.splitlines()}
        scratch.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
        scratch.replace(self.work / STATE)

    def is_due(self) -> bool:
        return self.clock() >= self.due_at

    def watch_time(self, wait: Callable[[float], bool]) -> None:
        """Builds whenever the clock asks for it, until `wait` (of at most so many seconds) answers True."""
        self.run_once()
        while not wait(min(SLICE_SECONDS, max(0.0, (self.due_at - self.clock()).total_seconds()))):
            if self.is_due():
                self.run_once()

    def watch_files(self, changes: Iterable[set[str]]) -> bool:
        """Builds for each set of changed files, and when the clock asks for it; True when our own code has changed.

        The watch begins after the first build, so what was saved meanwhile is built with the first set, even an empty one.
        """
        self.run_once()
        for number, paths in enumerate(changes):
            if any(path.endswith(CODE) for path in paths):
                return True
            if paths or number == 0 or self.is_due():
                self.run_once()
        return False


def changed_files(roots: Sequence[Path]) -> Iterator[set[str]]:
    """The paths changed below `roots`, as soon as they are, and an empty set now and then so that the clock is looked at."""
    from watchfiles import watch

    for changes in watch(*roots, step=15, debounce=100, rust_timeout=500, yield_on_timeout=True, raise_interrupt=False):
        yield {path for _, path in changes}


def wait_for_signal() -> Callable[[float], bool]:
    """Waits so many seconds; True as soon as somebody wants us to end (Ctrl-C, or a polite kill)."""
    wanted = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: wanted.set())
    return wanted.wait
