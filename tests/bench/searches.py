"""The second half of `make bench-web`: what searches cost over the wire in a real browser, on 1,000 items a language."""

import argparse
import random
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import make_server

from corpus import LOCALES, SEED, entries, write_huecity
from playwright.sync_api import Page, Response, sync_playwright
from weights import FLAGS, QuietHandler, build, find_chromium, front, gzipped

ITEMS, SEARCHES = 1000, 12
SIGNS = 4  # of a query in a script without spaces


def queries(locale: str) -> Iterator[str]:
    """What readers might type: two words that stand side by side in some text of this language."""
    draw = random.Random(f"{SEED}{locale}queries")
    bodies = [one.body for one in entries(50) if one.locale == locale]
    while True:
        words = draw.choice(bodies).split()
        at = draw.randrange(len(words) - 1)
        if locale in ("ja", "zh_Hans"):
            signs = [sign for sign in words[at] if sign.isalpha() and not sign.isascii()]
            start = draw.randrange(max(1, len(signs) - SIGNS))
            query = "".join(signs[start : start + SIGNS])
        else:
            query = " ".join(words[at : at + 2])
        if sum(map(str.isalpha, query)) >= SIGNS:
            yield query


def search(page: Page, query: str) -> int:
    """Bytes that this search loads, each body gzipped."""
    loaded: list[Response] = []

    def note(response: Response) -> None:
        loaded.append(response)

    page.on("response", note)
    page.locator("#q").fill(query)
    page.wait_for_timeout(1000)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", note)
    return sum(gzipped(response) for response in loaded)


def weigh(url: str, locale: str) -> tuple[int, list[int], int]:
    """(bytes of the first search, of each next one, how many of them found something) in a fresh browser."""
    found, typed = 0, queries(locale)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page()
        page.goto(url, wait_until="networkidle")
        costs = []
        for _ in range(SEARCHES):
            costs.append(search(page, next(typed)))
            found += page.locator(".found").count() > 0
        browser.close()
    return costs[0], costs[1:], found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=ITEMS, help="items a language")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        write_huecity(Path(name) / "content", options.items)
        app = front.make_app(build(Path(name), "--content", str(Path(name) / "content")))
        with make_server("127.0.0.1", 0, app, handler_class=QuietHandler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"\nsearches on {options.items:,} items a language, gzip 9")
            print(f"{'':8} {'first KB':>9} {'next KB, mean':>14} {'most':>6} {'found':>8}")
            for locale in LOCALES:
                tag = locale.replace("_", "-")
                first, later, found = weigh(f"http://127.0.0.1:{server.server_port}/{tag}/search/", locale)
                mean = sum(later) / len(later) / 1024
                print(f"{tag:8} {first / 1024:9.1f} {mean:14.1f} {max(later) / 1024:6.1f} {found:5}/{SEARCHES}")
            server.shutdown()


if __name__ == "__main__":
    main()
