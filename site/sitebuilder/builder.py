"""One build from the outside: whose turn it is, whether anything has changed, and the outcome."""

import time
from collections.abc import Callable

from . import changes
from .changes import Summary
from .errors import BuildError
from .order import Order, Outcome, Progress
from .publish import staging

MARK = "sitemap.xml"  # every website that we built has it; a folder without it is not ours to tidy up


def run(order: Order, progress: Progress, say: Callable[[str], None]) -> Outcome:
    """Builds the site of `order`, making again only what has changed since the last build in the same work folder."""
    staging.check_places(order.dist, order.work)
    with staging.only_build(order.work, say):
        was_cut_off = staging.finish_journal(order.work)
        is_ours = (order.dist / MARK).is_file()
        if not is_ours and order.dist.is_dir() and any(order.dist.iterdir()):
            raise BuildError(f"{order.dist} is not empty and holds no website of ours: choose another folder with --dist")
        inputs = fingerprint(order)
        is_usable = is_ours and not order.is_forced and not was_cut_off
        last = changes.recall_summary(order.work, inputs) if is_usable else None
        with changes.in_another_process(lambda: last is not None and changes.is_whole(order.dist, order.work)) as is_whole:
            read_at_ns, files = time.time_ns(), changes.scan(order.content, last)
            if not is_whole():
                last = None  # someone has been at our files: make them all again
        changed = changes.changed_folders(files, last.files, last.read_at_ns) if last else None
        if last and not changed and last.holds_at(order.now) and order.tag in last.fresh:
            return Outcome(0, 0, last.due_at)

        from .building import build  # a build that finds nothing to do does not pay for importing Jinja and Babel

        return build(order, Summary(inputs, files, read_at_ns, order.now, order.now), last, changed, progress)


def fingerprint(order: Order) -> str:
    """Stands for everything that every page depends on."""
    roots = [order.site, order.locales, order.reports, order.content / "city", *order.code]
    return changes.fingerprint_inputs(roots, order.site_url, order.dist, order.keys.stamp())
