"""The second half of `make bench`: what a change costs once the site is built, whole commands, Python included."""

import re
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from corpus import LOCALES, ROOT
from measure import measure

RUNS = 5
ALERT = (
    "type: flood\nseverity: severe\nurgency: immediate\ncertainty: observed\nsent_at: 2025-11-03T06:30+07:00\n"
    "expires_at: 2099-01-01T00:00+07:00\nissuer: hydromet\nareas: [city]\ninstructions: [charge-phone]\n"
    "measurements: [{station: kim-long, level_m: 3.54, measured_at: 2025-11-03T06:00+07:00}]\n"
)


def change_one_text(source: Path, run: int) -> None:
    path = source / "attractions" / "item-00500" / "fr.md"
    path.write_text(f"{path.read_text('utf-8')}\nUne phrase de plus, la {run}e.\n", "utf-8")


def change_one_title(source: Path, run: int) -> None:
    path = source / "attractions" / "item-00503" / "fr.md"
    path.write_text(re.sub("(?m)^title: .*", f'title: "Un titre, le {run}e"', path.read_text("utf-8")), "utf-8")


def change_one_fact(source: Path, run: int) -> None:
    path = source / "attractions" / "item-00501" / "attraction.yaml"
    path.write_text(f"{path.read_text('utf-8').split('built_from')[0]}built_from: {1800 + run}\n", "utf-8")


def add_one_alert(source: Path, run: int) -> None:
    folder = source / "alerts" / f"lu-{run}"
    folder.mkdir(parents=True)
    (folder / "alert.yaml").write_text(ALERT, "utf-8")


def change_nothing(_source: Path, _run: int) -> None:
    """Nothing."""


CASES: dict[str, Callable[[Path, int], None]] = {
    "nothing changed": change_nothing,
    "one text in one language": change_one_text,
    "one title in one language": change_one_title,
    "one fact (all languages)": change_one_fact,
    "one alert added": add_one_alert,
}


def report_rebuilds(source: Path, folder: Path, items: int) -> None:
    """Builds `source` once, then measures each kind of change several times; the median counts."""
    dist, work = folder / "dist", folder / "work"
    command = [sys.executable, str(ROOT / "build.py"), "build", "--content", str(source)]
    command += ["--dist", str(dist), "--work", str(work)]
    measure([command], dist, folder)
    print(f"\nchanges at {items * len(LOCALES):,} item pages, median of {RUNS} (least to most)")
    for name, change in CASES.items():
        walls = []
        for run in range(RUNS):
            change(source, run)
            walls.append(measure([command], work / "lock", folder).wall_s)
        print(f"{name:28} {statistics.median(walls):6.2f} s   ({min(walls):.2f} to {max(walls):.2f})")
