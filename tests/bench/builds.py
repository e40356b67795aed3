"""`make bench`: cold builds of one corpus by HueCity, stock mkdocs-material and Hugo, and the bare writing of our pages."""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus import LOCALES, ROOT, write_huecity, write_hugo, write_mkdocs
from following import report_following
from measure import Cost, measure
from rebuilds import report_rebuilds

ITEMS = 1000
Run = Callable[[Path, Path, bool], Cost]  # (source, scratch, whether memory is looked at)


def run_huecity(source: Path, scratch: Path, with_memory: bool = False) -> Cost:
    work, dist = scratch / "work", scratch / "dist"
    command = [sys.executable, str(ROOT / "build.py"), "build", "--content", str(source)]
    return measure([[*command, "--dist", str(dist), "--work", str(work)]], dist, scratch, with_memory=with_memory)


def run_mkdocs(source: Path, scratch: Path, with_memory: bool) -> Cost:
    """One build a language, one after another, as stock Material is used."""
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    commands = [
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "-f",
            str(source / locale / "mkdocs.yml"),
            "-d",
            str(scratch / locale),
        ]
        for locale in LOCALES
    ]
    return measure(commands, scratch, scratch, quiet, with_memory=with_memory)


def run_hugo(source: Path, scratch: Path, with_memory: bool) -> Cost:
    command = ["hugo", "--source", str(source), "--destination", str(scratch / "public"), "--buildFuture", "--quiet"]
    return measure([command], scratch / "public", scratch, with_memory=with_memory)


def write_bare(site: Path, scratch: Path) -> float:
    """Seconds to write the files of a finished site once more, from memory, and nothing else: no build can be faster."""
    files = [(path.relative_to(site), path.read_bytes()) for path in sorted(site.rglob("*")) if path.is_file()]
    started = time.monotonic()
    for folder in dict.fromkeys(path.parent for path, _ in files):
        (scratch / folder).mkdir(parents=True, exist_ok=True)
    for path, content in files:
        (scratch / path).write_bytes(content)
    return time.monotonic() - started


def side_by_side(tools: dict[str, tuple[Run, int]], folder: Path) -> dict[str, Cost]:
    """The fastest of so many runs of each tool, from nothing and in turns: other work on the machine only ever adds time.
    Memory is looked at in a last run of its own.

    What they wrote is removed at the very end: ext4 does not use again what was deleted in the last five minutes, and the
    search for other places would be measured.
    """

    def cost_of(tool: str, with_memory: bool = False) -> Cost:
        return tools[tool][0](folder / tool, Path(tempfile.mkdtemp(dir=folder)), with_memory)

    rounds = max(runs for _, runs in tools.values())
    costs = [(tool, cost_of(tool)) for turn in range(rounds) for tool, (_, runs) in tools.items() if turn < runs]
    fastest = {tool: min((cost for own, cost in costs if own == tool), key=lambda cost: cost.wall_s) for tool in tools}
    return {tool: replace(cost, rss_mb=cost_of(tool, with_memory=True).rss_mb) for tool, cost in fastest.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=ITEMS, help="items; pages are six times as many")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", choices=["huecity", "mkdocs", "hugo"])
    options = parser.parse_args()
    tools: dict[str, tuple[Callable[[Path, int], None], Run, int]] = {
        "huecity": (write_huecity, run_huecity, options.runs),
        "hugo": (write_hugo, run_hugo, options.runs),
        "mkdocs": (write_mkdocs, run_mkdocs, 1),
    }
    if shutil.which("hugo") is None:
        print("Hugo is not on this machine (apt install hugo): left out")
        del tools["hugo"]
    chosen = {tool: known for tool, known in tools.items() if options.only in (None, tool)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for tool, (write, _, _) in chosen.items():
            write(folder / tool, options.items)
        costs = side_by_side({tool: (run, runs) for tool, (_, run, runs) in chosen.items()}, folder)
        report(costs, options.items)
        if "huecity" in costs:
            report_bare(costs["huecity"], folder, options.runs)
            report_rebuilds(folder / "huecity", folder, options.items)
            report_following(folder / "huecity", folder, options.items)


def report(costs: dict[str, Cost], items: int) -> None:
    python = f"Python {platform.python_version()} ({Path(sys.executable).resolve()})"
    print(f"cold build, {items * len(LOCALES):,} item pages of about 400 words, {os.cpu_count()} cores, {python}")
    print(f"{'tool':10} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'output MB':>10} {'wall, HueCity = 1':>18}")
    base = costs.get("huecity", next(iter(costs.values()))).wall_s
    for tool, cost in costs.items():
        ratio = cost.wall_s / base
        print(f"{tool:10} {cost.wall_s:8.2f} {cost.cpu_s:8.2f} {cost.rss_mb:8.0f} {cost.output_mb:10.1f} {ratio:18.2f}")


def report_bare(cost: Cost, folder: Path, runs: int) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        run_huecity(folder / "huecity", Path(name))
        walls = []
        for run in range(runs):
            (scratch := Path(name) / f"bare-{run}").mkdir()
            walls.append(write_bare(Path(name) / "dist", scratch))
    bare = min(walls)
    print(f"bare writing of the same bytes: {bare:.2f} s; HueCity takes {cost.wall_s / bare:.1f} times as long")


if __name__ == "__main__":
    main()
