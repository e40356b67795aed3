#!/usr/bin/env python3
"""Builds the HueCity website: content/ + locales/ + site/ -> dist/."""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "site"))  # `site` itself is a module of the standard library

from sitebuilder import builder  # noqa: E402
from sitebuilder.errors import BuildError  # noqa: E402
from sitebuilder.order import Done, Order  # noqa: E402

SITE_URL = "https://huecity.example/"  # RFC 2606: resolves nowhere until a city sets HUECITY_SITE_URL
SITE, LOCALES = ROOT / "site", ROOT / "locales"
ORIGIN = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~%/-]*)?")
LONG_BUILD_PAGES = 1_500  # a build that has made so many and is not done yet is worth a progress bar, and its import


def build(options: argparse.Namespace) -> None:
    """Makes the website: load -> render -> publish, and only what has changed since the last time."""
    started = time.monotonic()
    check_places(options.dist, options.work)
    order = Order(
        content=options.content,
        locales=LOCALES,
        site=SITE,
        dist=options.dist,
        work=options.work,
        site_url=options.site_url,
        now=options.now,
        jobs=options.jobs,
        tag=options.locale,
        is_forced=options.force,
        code=(Path(__file__),),
    )
    outcome = builder.run(order, progress, lambda line: print(line, file=sys.stderr))
    seconds = time.monotonic() - started
    size = f"{outcome.pages:,} pages, {outcome.size_bytes / 1e6:.1f} MB" if outcome.size_bytes else "nothing has changed"
    print(f"{size}, {seconds:.2f} s -> {options.dist}")
    print(f"The clock alone changes the site next at {outcome.due_at:%Y-%m-%d %H:%M %Z}.")


def check(options: argparse.Namespace) -> None:
    """Checks all content and prints how far the translations have come."""
    from sitebuilder import content, i18n
    from sitebuilder.content import report

    site = content.load_site(options.content, i18n.LOCALE_IDS)
    i18n.check_phrase_book(i18n.Catalogs(LOCALES), site.city)
    print(report.translation_report(site, i18n.LOCALE_IDS))
    for path in report.outdated_texts(site, i18n.LOCALE_IDS):
        print(f"outdated: {path}")


def new(options: argparse.Namespace) -> None:
    """Begins an item: a folder with facts and a Vietnamese text to fill in."""
    from sitebuilder.content import editing

    print(f"Fill in the files of {editing.create_item(options.content, options.kind, options.slug)}")


def confirm(options: argparse.Namespace) -> None:
    """Notes that translations agree with the Vietnamese text as it stands now."""
    from sitebuilder import content, i18n
    from sitebuilder.content import editing

    site = content.load_site(options.content, i18n.LOCALE_IDS)
    for path in editing.confirm_translations(options.content, site, options.item):
        print(f"confirmed: {path}")


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


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for run in (build, check, new, confirm):
        command = commands.add_parser(run.__name__, help=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument("--content", type=Path, default=ROOT / "content", help="folder of the items")
        if run is build:
            command.add_argument("--locale", help="only this language (BCP 47 tag)")
            command.add_argument("--force", action="store_true", help="make everything again")
            command.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
            command.add_argument(
                "--now", type=instant, default=datetime.now(UTC), help="build as of this instant (ISO 8601)"
            )
            command.add_argument("--dist", type=Path, default=ROOT / "dist", help="where the website goes")
            command.add_argument("--work", type=Path, default=ROOT / ".build", help="intermediate files, same disk as dist")
            address = os.environ.get("HUECITY_SITE_URL") or SITE_URL
            command.add_argument("--site-url", type=origin, default=address, help="or HUECITY_SITE_URL")
        elif run is new:
            command.add_argument("kind")
            command.add_argument("slug")
        elif run is confirm:
            command.add_argument("item", nargs="?", default="", help="kind/slug or kind/slug/locale; all where left out")
    return parser.parse_args(arguments)


def instant(value: str) -> datetime:
    parsed = datetime.fromisoformat(value)
    if parsed.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{value}: write the offset too, such as 2025-11-03T07:00+07:00")
    return parsed


def origin(value: str) -> str:
    if not ORIGIN.fullmatch(value):
        raise argparse.ArgumentTypeError(
            f"{value!r} (--site-url or HUECITY_SITE_URL) is no address of a website: write it like https://hue.example/ "
            "in plain letters, without ? or #"
        )
    return value.rstrip("/") + "/"


def check_places(dist: Path, work: Path) -> None:
    """Refuses folders that a finished site could not be moved between, before any work is done for nothing."""
    if not dist.parent.is_dir():
        raise BuildError(f"--dist {dist}: there is no folder {dist.parent}")
    home = dist if dist.exists() else dist.parent
    base = next(path for path in (work, *work.absolute().parents) if path.exists())
    for option, folder in (("--dist", home), ("--work", base)):
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise BuildError(f"{option}: {folder} is no folder that can be written to")
    if home.stat().st_dev != base.stat().st_dev:
        raise BuildError(f"--dist and --work must lie on the same disk, but {home} and {base} do not")


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    try:
        options.run(options)
    except BuildError as error:
        print(f"{error}\n\nNothing was written: mend the lines above and run again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
