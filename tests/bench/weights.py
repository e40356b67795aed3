"""The first half of `make bench-web`: what a first visit to each kind of page costs, compressed, with all that it loads."""

import gzip
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "infra/local"), str(ROOT / "tests/browser")]

import front  # noqa: E402
from chromium import FLAGS, find_chromium  # noqa: E402
from playwright.sync_api import Response, sync_playwright  # noqa: E402

KINDS = {
    "alerts (lean)": "alerts/",
    "alert (lean)": "alerts/lu-2025-10-27/",
    "hotlines (lean)": "hotlines/",
    "rivers (lean)": "rivers/",
    "search (lean)": "search/",
    "login (lean)": "account/login/",
    "home": "",
    "attraction": "attractions/dai-noi/",
    "list": "attractions/",
    "guide": "guides/open-wallet/",
}
TAGS = ["vi", "en", "ja"]


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Nothing."""


def build(folder: Path, *more: str) -> Path:
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "build",
        "--dist",
        str(folder / "dist"),
        "--work",
        str(folder / "work"),
        *more,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "dist"


def gzipped(response: Response) -> int:
    return len(gzip.compress(response.body(), 9, mtime=0))


def weigh(url: str) -> tuple[int, int]:
    """(bytes, files) of a first visit in a fresh browser, each body gzipped as a web server would."""
    loaded: list[Response] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page()
        page.on("response", lambda response: loaded.append(response))
        page.goto(url, wait_until="networkidle")
        total = sum(gzipped(response) for response in loaded)
        browser.close()
    return total, len(loaded)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        app = front.make_app(build(Path(name)))
        with make_server("127.0.0.1", 0, app, handler_class=QuietHandler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"{'first view, gzip 9':20}" + "".join(f"{tag:>16}" for tag in TAGS))
            for kind, address in KINDS.items():
                weights = [weigh(f"http://127.0.0.1:{server.server_port}/{tag}/{address}") for tag in TAGS]
                print(f"{kind:20}" + "".join(f"{size / 1024:9.1f} KB /{files:2}" for size, files in weights))
            server.shutdown()


if __name__ == "__main__":
    main()
