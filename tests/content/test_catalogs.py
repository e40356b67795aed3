"""The interface words: gathered from the code as it stands, and translated whole."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from scene import ROOT

LOCALES = sorted(path.name for path in (ROOT / "locales").iterdir() if path.is_dir())
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def catalogue(path: Path) -> dict[str, list[str]]:
    with path.open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    return {
        message.id if isinstance(message.id, str) else message.id[0]: [message.string]
        if isinstance(message.string, str)
        else list(message.string)
        for message in messages
    }


def test_the_template_holds_exactly_the_words_of_the_code(tmp_path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "pybabel -q extract" in makefile
    fresh = tmp_path / "messages.pot"
    command = [str(ROOT / ".venv/bin/pybabel"), "-q", "extract", "-F", "locales/babel.cfg", "-k", "N_", "-k", "translate"]
    subprocess.run([*command, "-o", str(fresh), "."], cwd=ROOT, check=True)
    assert set(catalogue(fresh)) == set(catalogue(ROOT / "locales" / "messages.pot")), "run: make words"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_is_translated_with_its_placeholders(locale: str) -> None:
    template = catalogue(ROOT / "locales" / "messages.pot")
    translated = catalogue(ROOT / "locales" / locale / "LC_MESSAGES" / "messages.po")
    assert set(translated) == set(template), "run: make words"
    for message, strings in translated.items():
        assert all(strings), f"{locale}: {message!r} has no translation"
        for string in strings:
            assert set(PLACEHOLDER.findall(string)) == set(PLACEHOLDER.findall(message)), f"{locale}: {message!r}"


def test_no_compiled_catalogue_is_kept(tmp_path: Path) -> None:
    assert shutil.which("git")
    listed = subprocess.run(["git", "ls-files", "*.mo"], cwd=ROOT, capture_output=True, text=True)
    assert listed.stdout == ""
