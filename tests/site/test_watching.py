"""Building again when files are saved or when the clock asks for it; a mistake is told and leaves the last good site."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sitebuilder.errors import BuildError
from sitebuilder.order import Outcome
from sitebuilder.watching import RETRY, SLICE_SECONDS, STATE, Watcher

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Desk:
    """A site whose builds come due every hour, with a clock that only waiting moves."""

    def __init__(self, work: Path) -> None:
        self.now, self.built_at, self.said = NOON, [], []
        self.mistake: str | None = None
        self.watcher = Watcher(self.build, lambda: self.now, work, self.said.append)

    def build(self) -> Outcome:
        if self.mistake:
            raise BuildError(self.mistake)
        self.built_at.append(self.now)
        return Outcome(1, 1, self.now.replace(minute=0) + timedelta(hours=1))

    def wait_until(self, end: datetime) -> Iterator[float]:
        """Gives each wait that is asked for, until the clock has come to `end`."""
        asked: list[float] = []

        def wait(seconds: float) -> bool:
            asked.append(seconds)
            self.now += timedelta(seconds=seconds)
            return self.now >= end

        self.watcher.watch_time(wait)
        return iter(asked)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def state(folder: Path) -> dict[str, object]:
    return json.loads((folder / STATE).read_text("utf-8"))


def test_the_clock_alone_builds_at_each_instant_that_the_last_build_named(desk: Desk) -> None:
    waits = list(desk.wait_until(NOON + timedelta(hours=2, minutes=30)))
    assert desk.built_at == [NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=2)]
    assert max(waits) <= SLICE_SECONDS  # a laptop that slept notices soon


def test_a_machine_that_slept_over_an_instant_builds_when_it_wakes(desk: Desk) -> None:
    late = NOON + timedelta(hours=5)

    def sleep_long(_seconds: float) -> bool:
        was_asleep = desk.now == late
        desk.now = late
        return was_asleep

    desk.watcher.watch_time(sleep_long)
    assert desk.built_at == [NOON, late]


def test_a_build_that_fails_is_tried_again_and_told_in_the_reader_s_words(desk: Desk, tmp_path: Path) -> None:
    desk.mistake = "events/tet/vi.md: title: is missing or empty"
    list(desk.wait_until(NOON + RETRY))
    assert desk.built_at == []
    assert desk.said[0].startswith(desk.mistake)
    assert "The site stays as it was" in desk.said[0]
    assert state(tmp_path)["mistakes"] == [desk.mistake]
    desk.mistake = None
    list(desk.wait_until(desk.now + timedelta(seconds=1)))
    assert len(desk.built_at) == 1
    assert state(tmp_path)["mistakes"] == []


def test_each_saved_file_builds_once_and_a_quiet_moment_does_not(desk: Desk, tmp_path: Path) -> None:
    assert desk.watcher.watch_files([{"content/a.md"}, set(), {"content/b.md", "locales/x.po"}, set()]) is False
    assert len(desk.built_at) == 3
    assert str(state(tmp_path)["build"]).endswith("-3")


def test_what_was_saved_during_the_first_build_is_built_when_the_watch_begins(desk: Desk) -> None:
    desk.watcher.watch_files([set(), set(), set()])
    assert len(desk.built_at) == 2


def test_files_are_watched_and_the_clock_too(desk: Desk) -> None:
    def later() -> Iterator[set[str]]:
        desk.now += timedelta(minutes=59)
        yield set()
        desk.now += timedelta(minutes=2)
        yield set()

    desk.watcher.watch_files(later())
    assert desk.built_at == [NOON, NOON + timedelta(minutes=59), NOON + timedelta(minutes=61)]


def test_changed_code_asks_for_a_new_beginning(desk: Desk) -> None:
    assert desk.watcher.watch_files([{"site/sitebuilder/builder.py"}, {"content/a.md"}]) is True
    assert len(desk.built_at) == 1
