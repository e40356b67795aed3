"""docs/security.md has every requirement that accounts must meet, speaks of tests that exist, and of nothing twice."""

import ast
import re

from scene import ROOT
from test_architecture import imports, tracked


def test_every_test_that_the_security_page_names_exists() -> None:
    named = set(re.findall(r"\btest_\w+", (ROOT / "docs" / "security.md").read_text("utf-8")))
    written = {name for path in tracked("tests/*.py") for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))}
    assert len(named) > 60
    assert named - written == set()


# How long to wait, and which of those that wait come first: what may be guessed.
PACES = {("dynamodb", "uniform"), ("sweeping", "shuffle"), ("telling", "sample")}


def test_nothing_that_must_not_be_guessed_comes_from_random() -> None:
    """Tokens, codes and ids come from `secrets`; `random` is for waiting and for the order of work alone."""
    found, imported = set(), set()
    for path in sorted((ROOT / "api").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        imported |= {(path.stem, name) for name in imports(path) if name.partition(".")[0] == "random"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "random":
                found.add((path.stem, node.attr))
    assert found == PACES
    assert imported == {(stem, "random") for stem, _ in PACES}, "nothing of it is taken out by another name"


# OWASP ASVS 5.0: uploads; passwords, guessing, one-time codes, recovery, sessions, tokens, access, data and logging
REQUIRED = """
2.1.3 2.3.1-2.3.5 2.4.1-2.4.2 5.1.1 5.2.1-5.2.2 5.2.4 5.2.6 5.3.1-5.3.2 5.4.1-5.4.3 14.2.8
6.1.1-6.1.2 6.2.1-6.2.12 6.3.1 6.3.7-6.3.8 6.4.1-6.4.4 6.5.1-6.5.5 6.6.1-6.6.3
7.1.1-7.1.2 7.2.1-7.2.4 7.3.1-7.3.2 7.4.1-7.4.5 7.5.1-7.5.3 8.2.1-8.2.3 8.3.1-8.3.2 9.1.1-9.1.3 9.2.1-9.2.4
11.2.4 11.4.2 11.5.1 14.1.1-14.1.2 14.2.1 14.2.4 14.2.6-14.2.7 14.3.2 15.4.2 16.1.1 16.2.1-16.2.5 16.3.1-16.3.4
16.4.1-16.4.3 16.5.1-16.5.4
"""


def numbers(text: str) -> list[str]:
    """7.2.1-7.2.3 and "7.2.1 to 7.2.3" alike are 7.2.1, 7.2.2 and 7.2.3."""
    found: list[str] = []
    for chapter, first, last in re.findall(r"\b(\d+\.\d+)\.(\d+)(?:(?:-| to )\d+\.\d+\.(\d+))?", text):
        found += [f"{chapter}.{number}" for number in range(int(first), int(last or first) + 1)]
    return found


def rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    return [line.split("|")[1:-1] for line in lines if re.match(r"\| \d", line)]


def test_no_requirement_has_two_rows() -> None:
    ids = [number for row in rows() for number in numbers(row[0])]
    assert len(ids) == len(set(ids))


def test_every_requirement_has_a_row_and_every_row_a_test() -> None:
    tested = {number for row in rows() if "test_" in row[3] for number in numbers(row[0])}
    assert set(numbers(REQUIRED)) - tested == set()
    assert all(len(row) == 4 for row in rows())
