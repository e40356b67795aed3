"""A real Chromium, and the built website on a loopback port with the headers of production."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import database
import front
import pytest
from chromium import FLAGS, find_chromium
from citizen import Citizen
from city import City, running_city
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright
from visiting import visit

import build

expect.set_options(timeout=15_000)  # a slow machine is no mistake of a page


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Nothing: a test that fails says more."""


class ThreadingServer(WSGIServer):
    """One thread a request, as browsers ask for many files at once."""

    daemon_threads = True

    def process_request(self, request: object, client_address: object) -> None:
        threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True).start()

    def process_request_thread(self, request: object, client_address: object) -> None:
        self.finish_request(request, client_address)  # type: ignore[arg-type]
        self.shutdown_request(request)  # type: ignore[arg-type]


def serve(root: Path) -> Iterator[str]:
    """The address of `root`, served by the same front as `make run`."""
    app = front.make_app(root)
    with make_server("127.0.0.1", 0, app, ThreadingServer, QuietHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def today(dist: Path) -> Iterator[str]:
    yield from serve(dist)


@pytest.fixture(scope="session")
def flood_day(flood_dist: Path) -> Iterator[str]:
    yield from serve(flood_dist)


@pytest.fixture(scope="session")
def deluge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The website on the evening of 27 October 2025, with several alerts in force."""
    folder = tmp_path_factory.mktemp("deluge")
    options = ["--dist", str(folder / "dist"), "--work", str(folder / "work"), "--now", "2025-10-27T21:00:00+07:00"]
    assert build.main(["build", *options, "--jobs", "1"]) == 0
    yield from serve(folder / "dist")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    assert path, "no Chromium: run tests/browser/install.sh"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def is_real(failed: Request) -> bool:
    """Whether a request failed for itself, not because the visitor had already gone on."""
    return "ERR_ABORTED" not in (failed.failure or "")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page; what the browser complains of (errors, refused scripts, failed requests) fails the test at its end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(url: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}") if is_real(request) else None)
        visit(page, url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def city(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with ExitStack() as started:
        try:
            yield started.enter_context(running_city(dist, tmp_path_factory.mktemp("city")))
        except database.NoDatabaseError as error:
            pytest.skip(str(error))


@pytest.fixture
def meet(browser: Browser, city: City) -> Iterator[Callable[..., Citizen]]:
    """Citizens, each in a browser of their own; errors of scripts and of the policy fail the test at its end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:  # refusals belong to these pages
            complaints.append(message.text)

    def meet_one(tag: str = "vi", **options: Any) -> Citizen:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", hear)
        return Citizen(page, city, tag)

    yield meet_one
    for context in contexts:
        context.close()
    assert complaints == []
