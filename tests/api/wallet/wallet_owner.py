"""Somebody who opens a wallet in a browser, for the tests of what follows."""

from typing import Any

from chalicelib.access import Person
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import sessions
from chalicelib.world import World
from stage import Answer, Browser, Town, later

PIN, NEW_PIN = "480957", "738206"


def begin_opening(town: Town, browser: Browser) -> tuple[str, dict[str, Any]]:
    """(opening, what is to be confirmed and the proof)."""
    asked = browser.post("/wallet/openings", None)
    assert asked.status == 202, asked
    return asked.body["id"], browser.post(f"/wallet/openings/{asked.body['id']}/code", {"code": town.phones.code()}).body


def to_open(proof: str, **more: Any) -> dict[str, Any]:
    return {"proof": proof, "is_confirmed": True, "wallet_password": PIN} | more


def open_wallet(town: Town, browser: Browser, **more: Any) -> Answer:
    opening_id, shown = begin_opening(town, browser)
    answer = browser.post(f"/wallet/openings/{opening_id}/wallet", to_open(shown["proof"], **more))
    assert answer.status == 201, answer
    town.wait(hours=1)
    return answer


def with_wallet(town: Town) -> Browser:
    """A browser that is logged in to a new account with a wallet."""
    browser = town.register()
    open_wallet(town, browser)
    return browser


def person_of(town: Town, browser: Browser, world: World) -> Person:
    """Whom this browser is logged in as."""
    now = later(world, seconds=(town.now - world.now).total_seconds())
    person = sessions.find_person(now, Visitor("", "", browser.cookies))
    assert person is not None
    return person
