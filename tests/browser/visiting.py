"""Going to a page, and going on as soon as it has come to rest: what it asked for is there, and its scripts are done."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error, Page, Request

# Comes back after every task that was waiting in the page, at once where scripts are turned off.
# Tests stop the page's clock, so no timer may have a hand in it.
TURN = """matchMedia("(scripting: none)").matches || new Promise((resolve) => {
  const way = new MessageChannel();
  way.port1.onmessage = resolve;
  way.port2.postMessage(0);
})"""
CALM_TURNS = 3
LOOK_MS, MOST_MS = 5, 30_000


class Traffic:
    """What a page has asked for since, and has not got yet."""

    def __init__(self, page: Page) -> None:
        self.page, self.waiting = page, set[Request]()
        self.events = {"request": self.begin, "requestfinished": self.end, "requestfailed": self.end}

    def begin(self, request: Request) -> None:
        self.waiting.add(request)

    def end(self, request: Request) -> None:
        self.waiting.discard(request)

    def wait_until_calm(self) -> None:
        turns = 0
        while turns < CALM_TURNS:
            self.page.wait_for_load_state()
            self.wait_for_answers()
            turns = turns + 1 if has_turned(self.page) and not self.waiting else 0

    def wait_for_answers(self) -> None:
        for _ in range(MOST_MS // LOOK_MS):
            if not self.waiting:
                return
            self.page.wait_for_timeout(LOOK_MS)
        raise AssertionError(f"never answered: {[one.url for one in self.waiting]}")


def has_turned(page: Page) -> bool:
    """Whether all that the page had to do is done; not so where it went on to another one meanwhile."""
    try:
        page.evaluate(TURN)
    except Error as error:
        if "navigation" not in error.message:
            raise
        return False
    return True


def visit(page: Page, address: str) -> None:
    with coming_to_rest(page):
        page.goto(address)


@contextmanager
def coming_to_rest(page: Page) -> Iterator[None]:
    """Ends when the page has got all that it has asked for in this block and since, and asks for no more.

    Playwright's own "networkidle" lets half a second pass without any request, at every page.
    """
    traffic = Traffic(page)
    for event, hear in traffic.events.items():
        page.on(event, hear)  # type: ignore[call-overload]
    try:
        yield
        traffic.wait_until_calm()
    finally:
        for event, hear in traffic.events.items():
            page.remove_listener(event, hear)
