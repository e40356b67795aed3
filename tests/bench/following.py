"""From saving a file to its new page served: the watching build and the local front, as `make run` starts them."""

import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import ROOT

sys.path.insert(0, str(ROOT / "infra/local"))

from processes import running
from run import front_command

RUNS, PORT = 7, 8091
START_SECONDS, FOLLOW_SECONDS, POLL_SECONDS = 60.0, 10.0, 0.002
SAVED = "attractions/item-00502"


@contextmanager
def following(source: Path, folder: Path) -> Iterator[str]:
    """The address of a site that follows `source`."""
    dist, work = folder / "followed", folder / "followed-work"
    options = ["--content", str(source), "--dist", str(dist), "--work", str(work), "--watch"]
    local = {"HUECITY_DIST": str(dist), "HUECITY_STATE": str(work / "state.json"), "PYTHONPATH": str(ROOT / "infra/local")}
    with (
        running([sys.executable, str(ROOT / "build.py"), "build", *options], stdout=-3),
        running(front_command(PORT), env={**os.environ, **local}),
    ):
        address = f"http://127.0.0.1:{PORT}/"
        wait_for(f"{address}fr/{SAVED}/", "<h1", START_SECONDS)
        wait_for_second_build(work / "state.json")
        yield address


def wait_for_second_build(state: Path) -> None:
    """The watch has begun once the build that looks for what was saved meanwhile is over."""
    for _ in range(int(START_SECONDS / POLL_SECONDS)):
        if state.exists() and '-2"' in state.read_text("utf-8"):
            return
        time.sleep(POLL_SECONDS)
    raise TimeoutError(f"{state}: no second build within {START_SECONDS:.0f} s")


def wait_for(address: str, words: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=seconds) as reply:
                if words in reply.read().decode():
                    return
        except OSError:
            pass
        time.sleep(POLL_SECONDS)
    raise TimeoutError(f"{address}: no {words!r} within {seconds:.0f} s")


def report_following(source: Path, folder: Path) -> None:
    walls = []
    path = source / SAVED / "fr.md"
    with following(source, folder) as address:
        for run in range(RUNS):
            words = f"Une phrase suivie, la {run}e."
            started = time.monotonic()
            path.write_text(f"{path.read_text('utf-8')}\n{words}\n", "utf-8")
            wait_for(f"{address}fr/{SAVED}/", words, FOLLOW_SECONDS)
            walls.append(time.monotonic() - started)
            time.sleep(0.5)  # an editor does not save twice in one breath
    print(f"{'saved to served (make run)':28} {statistics.median(walls):6.2f} s   ({min(walls):.2f} to {max(walls):.2f})")
