"""What `make` says on a machine where something is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest
from scene import ROOT

NODE_MODULES = "infra/local/node_modules"
NEEDED = ("bash", "sh", "env", "mkdir", "rm", "touch")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout on a machine with neither Python nor Node.js; what lies in `bin/` is all that it has."""
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    (tmp_path / "infra/local").mkdir(parents=True)
    for name in ("Makefile", "infra/local/package.json", "infra/local/package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def install(machine: Path, name: str, script: str) -> None:
    (machine / "bin" / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (machine / "bin" / name).chmod(0o755)


def make(machine: Path, target: str) -> tuple[bool, str]:
    command = [shutil.which("make") or "make", "--no-print-directory", target]
    ran = subprocess.run(command, cwd=machine, env={"PATH": str(machine / "bin")}, capture_output=True, text=True)
    return ran.returncode == 0, ran.stdout + ran.stderr


def test_a_missing_python_is_told_with_how_to_get_it(machine: Path) -> None:
    is_made, told = make(machine, ".venv/bin/python")
    assert not is_made
    assert "HueCity needs Python 3.11 or newer (python3): apt install python3 python3-venv" in told


def test_a_missing_venv_module_is_told_and_leaves_nothing_behind(machine: Path) -> None:
    install(machine, "python3", 'case "$*" in *venv*) mkdir -p .venv/bin; exit 1;; esac')
    is_made, told = make(machine, ".venv/bin/python")
    assert not is_made
    assert "Python's venv module is missing: apt install python3-venv" in told
    assert not (machine / ".venv").exists()


@pytest.mark.parametrize("there", ["", "npm", "node"])
def test_missing_node_or_npm_is_told_with_how_to_get_it(machine: Path, there: str) -> None:
    if there:
        install(machine, there, "exit 0")
    is_made, told = make(machine, NODE_MODULES)
    assert not is_made
    assert "HueCity needs Node.js 20 with npm: apt install nodejs npm, or brew install node" in told
    assert not (machine / NODE_MODULES).exists()


def test_why_npm_failed_is_not_hidden(machine: Path) -> None:
    install(machine, "node", "exit 0")
    install(
        machine, "npm", 'case "$*" in *silent*) exit 1;; esac; echo "added 1 package"; echo "network is down" >&2; exit 1'
    )
    is_made, told = make(machine, NODE_MODULES)
    assert not is_made
    assert "network is down" in told
    assert "added" not in told
    assert not (machine / NODE_MODULES).exists()
