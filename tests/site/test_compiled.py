"""What is made of our own code alone is kept beside it: for every build, for one state of the code, and never wrongly."""

from pathlib import Path

import jinja2
import pytest
from sitebuilder import shell
from sitebuilder.shell import Shell, bytecode_folder, compiled_folder, load_shell


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The little of site/ that the frame is made of."""
    (tmp_path / "site/theme").mkdir(parents=True)
    for name in ("mkdocs.yml", "hooks.py", "theme/main.html"):
        (tmp_path / "site" / name).write_text("as it was")
    return tmp_path / "site"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The frames that were made, each of what its template said then."""
    made: list[str] = []

    def make(source: Path) -> Shell:
        made.append((source / "theme/main.html").read_text())
        return Shell(made[-1], "css")

    monkeypatch.setattr(shell, "make_shell", make)
    return made


def test_the_frame_is_made_anew_when_its_template_has_changed(source: Path, tmp_path: Path, made: list[str]) -> None:
    compiled = compiled_folder(source, tmp_path / "work")
    assert compiled.parent == source
    for _ in range(2):
        assert load_shell(source, compiled).template == "as it was"
    (source / "theme/main.html").write_text("as it is")
    assert load_shell(source, compiled).template == "as it is"
    assert made == ["as it was", "as it is"]
    assert len(list(compiled.glob("shell-*"))) == 1, "what was kept for the former state has gone"


def test_a_frame_that_was_half_written_is_made_again(source: Path, tmp_path: Path, made: list[str]) -> None:
    compiled = compiled_folder(source, tmp_path / "work")
    load_shell(source, compiled)
    next(compiled.glob("shell-*/material.css")).unlink()
    assert load_shell(source, compiled).styles == "css"
    assert len(made) == 2


def test_templates_are_compiled_anew_by_another_jinja(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = compiled_folder(source, tmp_path / "work")
    (bytecode_folder(compiled) / "of-this-jinja.cache").touch()
    assert len(list(bytecode_folder(compiled).iterdir())) == 1
    monkeypatch.setattr(jinja2, "__version__", "4.0")
    assert list(bytecode_folder(compiled).iterdir()) == []
    assert len(list(compiled.glob("templates-*"))) == 1


def test_where_nothing_may_be_written_beside_the_code_it_is_kept_in_the_work_folder(source: Path, tmp_path: Path) -> None:
    (source / "__pycache__").write_text("in the way")
    assert compiled_folder(source, tmp_path / "work") == tmp_path / "work"
