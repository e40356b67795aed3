"""`make run` as an editor sees it: the open page follows each saved file, and says what has to be mended."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from database import free_port
from playwright.sync_api import Browser, expect
from processes import running
from run import front_command
from scene import ROOT

START_SECONDS = 60


@pytest.fixture
def served(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The origin of a small site that is watched, and its content folder."""
    folder, port = tmp_path_factory.mktemp("watched"), free_port()
    folders = ["--content", str(content), "--dist", str(folder / "dist"), "--work", str(folder / "work")]
    state = folder / "work/state.json"
    environment = {
        **os.environ,
        "PYTHONPATH": "infra/local",
        "HUECITY_DIST": str(folder / "dist"),
        "HUECITY_STATE": str(state),
    }
    with ExitStack() as started:
        command = [sys.executable, "build.py", "build", "--watch", "--jobs", "1", *folders]
        started.enter_context(running(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        started.enter_context(running(front_command(port), cwd=ROOT, env=environment))
        wait_for(f"http://127.0.0.1:{port}/vi/attractions/ky-dai/")
        yield f"http://127.0.0.1:{port}", content


def wait_for(url: str) -> None:
    for _ in range(START_SECONDS * 20):
        try:
            urllib.request.urlopen(url).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"{url} does not come up")


def test_the_open_page_follows_what_is_saved_and_shows_a_mistake_until_it_is_mended(
    browser: Browser, served: tuple[str, Path]
) -> None:
    origin, content = served
    text = content / "attractions/ky-dai/vi.md"
    good = text.read_text("utf-8")
    page = browser.new_page()
    page.goto(f"{origin}/vi/attractions/ky-dai/")
    heading, mistakes = page.locator("h1"), page.locator("#mistakes")
    text.write_text(good.replace("title: ", "title: Mới ", 1), "utf-8")
    expect(heading).to_contain_text("Mới")
    text.write_text("---\nsummary: x\n---\n", "utf-8")
    expect(mistakes).to_contain_text("attractions/ky-dai/vi.md: title: is missing or empty")
    expect(heading).to_contain_text("Mới")  # the last good page stays
    text.write_text(good, "utf-8")
    expect(heading).not_to_contain_text("Mới")
    expect(mistakes).to_have_count(0)
    page.close()
