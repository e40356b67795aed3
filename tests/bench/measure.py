"""Running a command and saying what it cost: wall, CPU, the memory of its whole process tree, bytes written."""

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.1  # looking at memory takes a core from what is measured


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and of CPU (user and system), megabytes of memory at the peak (0: not looked at), and on disk."""

    wall_s: float
    cpu_s: float
    rss_mb: float
    output_mb: float


def measure(
    commands: Sequence[Sequence[str]],
    output: Path,
    folder: Path,
    environment: dict[str, str] | None = None,
    *,
    with_memory: bool = False,
) -> Cost:
    """Runs the commands one after another and measures them together; a command that fails raises.

    Looking at memory slows down what is looked at: seconds count where it is left alone.
    """
    started, before = time.monotonic(), children_cpu()
    peak = 0.0
    for command in commands:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        watcher = MemoryWatcher(process.pid) if with_memory else None
        if watcher:
            watcher.start()
        _, errors = process.communicate()
        peak = max(peak, watcher.stop()) if watcher else 0.0
        if process.returncode:
            raise RuntimeError(f"{command[0]}: {errors.decode()[-2000:]}")
    return Cost(time.monotonic() - started, children_cpu() - before, peak, tree_mb(output))


def children_cpu() -> float:
    times = psutil.Process().cpu_times()
    return times.children_user + times.children_system


def tree_mb(root: Path) -> float:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) / 1e6


class MemoryWatcher(threading.Thread):
    """Samples the memory of a process and its children: shared pages counted once (PSS), as forked workers share most."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak_mb, self.is_over = pid, 0.0, threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(SAMPLE_SECONDS):
            self.peak_mb = max(self.peak_mb, self.sample())

    def sample(self) -> float:
        try:
            root = psutil.Process(self.pid)
            family = [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return 0.0
        return sum(memory_mb(process) for process in family)

    def stop(self) -> float:
        self.is_over.set()
        self.join()
        return self.peak_mb


def memory_mb(process: psutil.Process) -> float:
    try:
        memory = process.memory_full_info()
        return float(getattr(memory, "pss", memory.rss)) / 1e6
    except psutil.Error:
        return 0.0
