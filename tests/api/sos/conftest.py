"""Calls for help on a table of their own: the desk lists what this test has called and nothing else."""

from collections.abc import Iterator

import pytest
from flood import Flood
from stage import Town
from tables import table_like


@pytest.fixture
def flood(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flood]:
    with table_like("huecity-reports") as table:
        monkeypatch.setenv("HUECITY_REPORTS_TABLE", table.name)
        yield Flood(town)
