"""Where the time of a build goes, part by part: a cold one and one after a changed text, in one process."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus import ROOT, write_huecity
from rebuilds import change_one_text

STARTED = time.process_time()
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

import jinja2  # noqa: E402
from sitebuilder import building, changes, commonmark, memory, shell, stamping  # noqa: E402
from sitebuilder.content import files, items, loader  # noqa: E402
from sitebuilder.feeds import search, texts  # noqa: E402
from sitebuilder.publish import staging  # noqa: E402
from sitebuilder.render import attractions  # noqa: E402
from sitebuilder.render.view import View  # noqa: E402

import build  # noqa: E402

IMPORTED_S = time.process_time() - STARTED
ITEMS, SETTLE_SECONDS = 1000, 0.1
# What is timed, without what it calls of the others: where it lies, its name, what it does.
PARTS: tuple[tuple[Any, str, str], ...] = (
    (shell, "make_shell", "letting mkdocs make the shell"),
    (changes, "scan", "looking at the folders of content/"),
    (loader, "load_item", "reading and checking items"),
    (items, "split_front_matter", "YAML of the texts"),
    (files, "parse_fields", "YAML of the texts"),
    (loader, "check_site", "checks between items"),
    (building, "prepare", "words, phrase book, assets"),
    (items, "read_body", "reading bodies again"),
    (commonmark, "convert", "Markdown"),
    (View, "page", "putting pages together"),
    (attractions, "context_of", "putting pages together"),
    (View, "draft", "keys of pages"),
    (jinja2.Template, "render", "Jinja"),
    (texts, "find_words", "words of the search"),
    (texts, "make_index", "parts of the search"),
    (search, "index_texts", "parts of the search"),
    (stamping, "write_files", "writing files"),
    (staging, "put_in_place", "moving into dist/"),
    (memory, "keep", "remembering"),
    (memory, "recall_reading", "remembering"),
)


class Stopwatch:
    """CPU seconds by part; while a part calls another one, only the other one counts."""

    def __init__(self) -> None:
        self.seconds, self.calls = Counter[str](), Counter[str]()
        self.running, self.since = ["all the rest"], time.process_time()

    def turn(self) -> None:
        now = time.process_time()
        self.seconds[self.running[-1]] += now - self.since
        self.since = now

    def timed(self, function: Callable[..., Any], part: str) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            self.turn()
            self.running.append(part)
            self.calls[part] += 1
            try:
                return function(*arguments, **named)
            finally:
                self.turn()
                self.running.pop()

        return run


def measure_build(options: list[str]) -> Stopwatch:
    watch = Stopwatch()
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in PARTS]
    for owner, name, part in PARTS:
        setattr(owner, name, watch.timed(getattr(owner, name), part))
    try:
        if build.main(["build", "--jobs", "1", *options]):
            raise RuntimeError("the build failed")
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)
    watch.turn()
    return watch


def report(title: str, watch: Stopwatch) -> None:
    print(f"\n{title}\n{'part':44} {'CPU s':>7} {'calls':>8}")
    for part, seconds in watch.seconds.most_common():
        print(f"{part:44} {seconds:7.3f} {watch.calls[part] or '':>8}")
    print(f"{'together':44} {sum(watch.seconds.values()):7.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=ITEMS, help="items; pages are six times as many")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_huecity(folder / "content", given.items)
        places = {"--content": "content", "--dist": "dist", "--work": "work"}
        time.sleep(SETTLE_SECONDS)  # what was saved in the moment before a build is read again by the next
        options = [word for option, place in places.items() for word in (option, str(folder / place))]
        print(f"importing everything: {IMPORTED_S:.3f} CPU s")
        cold = measure_build(options)
        change_one_text(folder / "content", 1)
        report(f"a cold build, {given.items * 6:,} item pages", cold)
        report("one text in one language", measure_build(options))


if __name__ == "__main__":
    main()
