"""docs/security.md speaks of tests that exist, and of nothing twice."""

import re

from scene import ROOT
from test_architecture import tracked


def test_every_test_that_the_security_page_names_exists() -> None:
    named = set(re.findall(r"\btest_\w+", (ROOT / "docs" / "security.md").read_text("utf-8")))
    written = {name for path in tracked("tests/*.py") for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))}
    assert len(named) > 60
    assert named - written == set()


def test_no_requirement_has_two_rows() -> None:
    rows = [
        line.split("|")[1] for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines() if line[:1] == "|"
    ]
    ids = [number for row in rows for number in re.findall(r"\b\d+\.\d+\.\d+\b", row)]
    assert len(ids) == len(set(ids))
