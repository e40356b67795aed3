"""Files that are no content: links are refused, droppings of editors' programs are not looked at."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from scene import TODAY

import build

Load = Callable[[], list[str]]
PLACES = ["press", "city/wards.yaml", "attractions/dai-noi", "attractions/dai-noi/vi.md", "attractions/dai-noi/picture.svg"]


@pytest.mark.parametrize("place", PLACES)
def test_a_symbolic_link_is_refused_wherever_it_lies(content: Path, mistakes: Load, place: str) -> None:
    moved = content.parent / f"{content.name}-moved"
    (content / place).rename(moved)
    (content / place).symlink_to(moved)
    assert f"{place}: file: is a symbolic link (allowed: the file or folder itself)" in mistakes()


@pytest.mark.parametrize("place", ["notes", "attractions/la", "attractions/dai-noi/notes.txt", "city/notes"])
def test_a_link_that_leads_nowhere_or_to_itself_is_refused_and_stops_no_program(
    content: Path, mistakes: Load, place: str
) -> None:
    (content / place).symlink_to(content / place)
    assert mistakes() == [f"{place}: file: is a symbolic link (allowed: the file or folder itself)"]
    options = ["--dist", str(content / "../dist"), "--work", str(content / "../work"), "--now", TODAY, "--jobs", "1"]
    assert build.main(["build", "--content", str(content), *options]) == 1


def drop(folder: Path) -> None:
    os.symlink("someone@somewhere.1234", folder / ".#vi.md")
    for name in (".DS_Store", "vi.md~", "#vi.md#", ".vi.md.swp"):
        (folder / name).write_bytes(b"\x00")


def test_droppings_of_editors_programs_are_not_looked_at(
    content: Path, mistakes: Load, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--dist", str(content / "../dist"), "--work", str(content / "../work"), "--now", TODAY, "--jobs", "1"]
    assert build.main(["build", "--content", str(content), *options]) == 0
    for folder in (".", "city", "attractions", "attractions/dai-noi"):
        drop(content / folder)
    assert mistakes() == []
    capsys.readouterr()
    assert build.main(["build", "--content", str(content), *options]) == 0
    assert "nothing has changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("event.yaml", "file: is not read (allowed: attraction.yaml, vi.md, en.md"),
        ("attraction.yml", "file: is not read"),
        ("en.markdown", "file: is not read"),
        ("EN.MD", "file: is not read"),
        ("en-US.md", "locale: unknown language 'en-US' (allowed: vi.md, en.md"),
    ],
)
def test_a_file_that_looks_like_content_but_is_not_read_is_told(
    content: Path, mistakes: Load, name: str, problem: str
) -> None:
    (content / "attractions/dai-noi" / name).write_text("", "utf-8")
    (told,) = mistakes()
    assert told.startswith(f"attractions/dai-noi/{name}: {problem}")


def test_a_folder_in_an_item_and_a_pipe_are_told(content: Path, mistakes: Load) -> None:
    (content / "attractions/dai-noi/old").mkdir()
    os.mkfifo(content / "attractions/dai-noi/en.md")
    assert mistakes() == [
        "attractions/dai-noi/en.md: file: is not a file",
        "attractions/dai-noi/old: file: is a folder (allowed: files only)",
    ]
