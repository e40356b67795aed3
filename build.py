#!/usr/bin/env python3
"""Builds the HueCity website: content/ + locales/ + site/ -> dist/."""

import argparse
import gc
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.dont_write_bytecode = False  # compiling our modules anew would be a fifth of what a small change may take
sys.path.insert(0, str(ROOT / "site"))  # `site` itself is a module of the standard library

from sitebuilder import arguments, builder  # noqa: E402
from sitebuilder.errors import BuildError  # noqa: E402
from sitebuilder.keys import find_keys  # noqa: E402
from sitebuilder.order import Order, Outcome  # noqa: E402
from sitebuilder.progress import progress  # noqa: E402

SITE, LOCALES = ROOT / "site", ROOT / "locales"
REPORTS = ROOT / "api/chalicelib/reports/data"  # names that site and API have in common


def build(options: argparse.Namespace) -> None:
    """Makes the website: load -> render -> publish, and only what has changed since the last time."""
    if options.watch or options.watch_time:
        stay(options)
    else:
        build_once(options)


def build_once(options: argparse.Namespace) -> Outcome:
    started = time.monotonic()
    order = Order(
        content=options.content,
        locales=LOCALES,
        site=SITE,
        reports=REPORTS,
        dist=options.dist,
        work=options.work,
        site_url=options.site_url,
        now=options.now or datetime.now(UTC),
        jobs=options.jobs,
        tag=options.locale,
        is_forced=options.force,
        keys=find_keys(options.keys, os.environ),
        code=(Path(__file__),),
    )
    if missing := ", ".join(order.keys.missing()):
        complain(f"note: without {missing} signatures are left out (`build.py keys` makes keys for this machine)")
    outcome = builder.run(order, progress, complain)
    seconds = time.monotonic() - started
    size = f"{outcome.pages:,} pages, {outcome.size_bytes / 1e6:.1f} MB" if outcome.size_bytes else "nothing has changed"
    print(f"{size}, {seconds:.2f} s -> {options.dist}")
    print(f"The clock alone changes the site next at {outcome.due_at:%Y-%m-%d %H:%M %Z}.", flush=True)
    return outcome


def stay(options: argparse.Namespace) -> None:
    """Builds, and builds again whenever it is needed, until Ctrl-C."""
    from sitebuilder.watching import Watcher, changed_files, wait_for_signal

    clock = (lambda: options.now) if options.now else (lambda: datetime.now(UTC))
    watcher = Watcher(lambda: build_once(options), clock, options.work, complain)
    if not options.watch:
        watcher.watch_time(wait_for_signal())
    elif watcher.watch_files(changed_files([options.content, LOCALES, SITE, REPORTS, Path(__file__)])):
        os.execv(sys.executable, [sys.executable, *sys.argv])  # our own code has changed: begin anew with it


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
    from sitebuilder.models.clock import hue_day

    folder = editing.create_item(options.content, options.kind, options.slug, hue_day(datetime.now(UTC)))
    print(f"Fill in the files of {folder}")


def confirm(options: argparse.Namespace) -> None:
    """Notes that translations agree with the Vietnamese text as it stands now."""
    from sitebuilder import content, i18n
    from sitebuilder.content import editing

    site = content.load_site(options.content, i18n.LOCALE_IDS)
    for path in editing.confirm_translations(options.content, site, options.item):
        print(f"confirmed: {path}")


def publish(options: argparse.Namespace) -> None:
    """Brings the finished website to a folder or an S3 bucket: only what has changed, and nothing half."""
    from sitebuilder.publish.delivery import deliver, destination_of
    from sitebuilder.publish.staging import only_build

    started = time.monotonic()
    with only_build(options.work, complain):
        if not (options.dist / builder.MARK).is_file():
            raise BuildError(f"{options.dist} holds no website: build it first")
        done = deliver(options.dist, destination_of(options.destination))
    counts = f"{done.added:,} new, {done.replaced:,} replaced, {done.removed:,} removed, {done.size_bytes / 1e6:.1f} MB"
    print(f"{counts}, {time.monotonic() - started:.1f} s -> {options.destination}")


def keys(options: argparse.Namespace) -> None:
    """Makes this machine its own signing keys, where it has none; production has its keys in the environment."""
    from sitebuilder.keys import make_keys

    for path in make_keys(options.keys, datetime.now(UTC)):
        print(f"made: {path}")


def complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


COMMANDS = (build, check, new, confirm, publish, keys)


def main(given: list[str] | None = None) -> int:
    options = arguments.parse(ROOT, __doc__ or "", COMMANDS, given)
    try:
        options.run(options)
    except BuildError as error:
        complain(f"{error}\n\nNothing was written: mend the lines above and run again.")
        return 1
    return 0


if __name__ == "__main__":
    gc.set_threshold(100_000)  # what a build makes lives until its end: looking for garbage more often would find none
    status = main()
    gc.freeze()  # what is left goes with the process: Python need not look through it once more
    sys.exit(status)
