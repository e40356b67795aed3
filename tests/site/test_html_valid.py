"""Every built page is valid HTML, by html-validate (npm)."""

import json
import subprocess
from pathlib import Path

import pytest
from scene import ROOT
from sitebuilder.i18n import KNOWN_LOCALES

TOOLS = ROOT / "tests" / "browser"


def validate(*patterns: str) -> list[str]:
    command = [str(TOOLS / "node_modules/.bin/html-validate"), "-c", str(TOOLS / "htmlvalidate.json"), "--formatter", "json"]
    ran = subprocess.run([*command, *patterns], cwd=TOOLS, capture_output=True, text=True)
    assert ran.stdout.startswith("["), ran.stderr
    return [
        f"{found['filePath']}:{m['line']}: {m['message']}" for found in json.loads(ran.stdout) for m in found["messages"]
    ]


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
def test_every_page_of_a_language_is_valid(dist: Path, tag: str) -> None:
    assert validate(f"{dist}/{tag}/**/*.html") == []


def test_the_doors_are_valid(dist: Path) -> None:
    assert validate(f"{dist}/*.html") == []


def test_the_validator_would_notice(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        '<!doctype html><html lang="en"><head></head><body><p><div></p></body></html>', "utf-8"
    )
    assert validate(f"{tmp_path}/*.html")
