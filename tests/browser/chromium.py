"""Where this machine's Chromium is; prints its path, exits 1 where there is none."""

import os
import shutil
import sys
from pathlib import Path

# the first is Chromium without a window around its pages: a visit costs half as much
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# loopback only: a page that asks another host for anything must fail, and be seen to fail
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find_chromium() -> str | None:
    """The path of CHROMIUM, of a system browser, or of the one that Playwright installed."""
    named = os.environ.get("CHROMIUM")
    system = next((path for name in NAMES if (path := shutil.which(name))), None)
    return named or system or find_playwright_chromium()


def find_playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    found = find_chromium()
    print(found or "none")
    sys.exit(0 if found else 1)
