"""The commands of README and docs, as a newcomer types them."""

import re
import shlex
from pathlib import Path

import pytest
from scene import ROOT
from sitebuilder import arguments

import build

GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands_of(guide: Path) -> list[str]:
    """What the guide tells its reader to type: words in backticks, and lines of its shell blocks without their comments."""
    text = guide.read_text("utf-8")
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.S))
    lines = [line.partition("#")[0].strip() for line in blocks.splitlines()]
    return [*lines, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_commands_of_the_guides_work_as_written(guide: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for command in commands_of(guide):
        words = shlex.split(command) if re.match(r"(\S*python |make |build\.py [a-z])", command) else []
        if words and words[0] == "make":
            assert words[1] in targets, command
        elif words and "build.py" in words:
            assert words[:2] == [".venv/bin/python", "build.py"], command
            arguments.parse(ROOT, "", build.COMMANDS, words[2:])
