"""The third part of `make bench`: from saving a file to its new page served, by `make run` and by Hugo's own server."""

import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import ROOT, write_hugo
from measure import MemoryWatcher

sys.path.insert(0, str(ROOT / "infra/local"))

from processes import running
from run import front_command

RUNS, PORT, HUGO_PORT = 7, 8091, 8092
START_SECONDS, FOLLOW_SECONDS, POLL_SECONDS, PAUSE_SECONDS = 180.0, 20.0, 0.002, 0.5
ITEM = "attractions/item-00502"
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextmanager
def following(source: Path, folder: Path) -> Iterator[int]:
    """The watching build and the local front, as `make run` starts them; gives the process that builds."""
    dist, work = folder / "followed", folder / "followed-work"
    options = ["--content", str(source), "--dist", str(dist), "--work", str(work), "--watch"]
    local = {"HUECITY_DIST": str(dist), "HUECITY_STATE": str(work / "state.json"), "PYTHONPATH": str(ROOT / "infra/local")}
    with (
        running([sys.executable, str(ROOT / "build.py"), "build", *options], **QUIET) as builds,
        running(front_command(PORT), env={**os.environ, **local}, **QUIET),
    ):
        state = work / "state.json"  # the second build looks for what was saved before the watch began
        wait_until(lambda: state.exists() and '-2"' in state.read_text("utf-8"), START_SECONDS)
        yield builds.pid


@contextmanager
def hugo_server(source: Path) -> Iterator[int]:
    command = ["hugo", "server", "--source", str(source), "--port", str(HUGO_PORT), "--buildFuture", "--disableLiveReload"]
    with running([*command, "--baseURL", f"http://127.0.0.1:{HUGO_PORT}/"], **QUIET) as server:
        yield server.pid


def wait_until(is_so: object, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not is_so():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds:.0f} s")
        time.sleep(POLL_SECONDS)


def page_has(address: str, words: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=FOLLOW_SECONDS) as reply:
            return words in reply.read().decode()
    except OSError:
        return False


def report(name: str, path: Path, address: str, pid: int) -> None:
    """Saves `path` with one more sentence, several times, and waits for it at `address`; `pid` is whose memory counts."""
    walls = []
    wait_until(lambda: page_has(address, "<h1"), START_SECONDS)
    watcher = MemoryWatcher(pid)
    watcher.start()
    for run in range(RUNS):
        time.sleep(PAUSE_SECONDS)  # nobody saves twice in one breath
        words = f"Une phrase suivie, la {run}e."
        started = time.monotonic()
        path.write_text(f"{path.read_text('utf-8')}\n{words}\n", "utf-8")
        wait_until(lambda: page_has(address, words), FOLLOW_SECONDS)  # noqa: B023 - asked before the next run
        walls.append(time.monotonic() - started)
    spread = f"{statistics.median(walls):6.2f} s   ({min(walls):.2f} to {max(walls):.2f})"
    print(f"{name:28} {spread}, {watcher.stop():.0f} MB")


def report_following(source: Path, folder: Path, items: int) -> None:
    print(f"\nfrom saving one text to its page served, median of {RUNS}")
    with following(source, folder) as pid:
        report("make run", source / ITEM / "fr.md", f"http://127.0.0.1:{PORT}/fr/{ITEM}/", pid)
    if shutil.which("hugo"):
        site = folder / "hugo-served"
        write_hugo(site, items)
        with hugo_server(site) as pid:
            address = f"http://127.0.0.1:{HUGO_PORT}/fr/{ITEM}/"
            report("hugo server", site / "content/fr" / f"{ITEM}.md", address, pid)
