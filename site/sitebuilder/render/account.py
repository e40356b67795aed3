"""The pages of accounts: forms whose scripts speak with the API. They hold nothing about anybody."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..i18n import LABELS
from ..i18n.account_words import PAGES as WORDS
from ..i18n.account_words import words_of
from ..i18n.labels import N_
from ..models.draft import Draft, Drafts, digest
from .frame import Crumb
from .structured import script_safe
from .view import View

HOME = N_("My account")


@dataclass(frozen=True, slots=True)
class AccountPage:
    """`modules` are what its script imports, so that the browser loads them all at once; `is_own`: for who is logged in."""

    name: str
    title: str
    description: str
    modules: tuple[str, ...]
    is_own: bool = True

    @property
    def address(self) -> str:
        return "account/" if self.name == "home" else f"account/{self.name}/"


PAGES = (
    AccountPage("home", HOME, N_("Who you are here, and what you can change."), ("choices", "form", "kept", "own")),
    AccountPage(
        "register",
        N_("Register"),
        N_("An account with your ID number and your phone. It takes about three minutes."),
        ("code", "form"),
        is_own=False,
    ),
    AccountPage(
        "login",
        N_("Log in"),
        N_("With ID number and password, or with a passkey."),
        ("form",),
        is_own=False,
    ),
    AccountPage(
        "reset",
        N_("Forgot password"),
        N_("The phone of your account sets a new password."),
        ("code", "form"),
        is_own=False,
    ),
    AccountPage(
        "details",
        N_("Password, phone, e-mail"),
        N_("Each change asks for your password and is told to your phone."),
        ("choices", "code", "form", "kept", "own"),
    ),
    AccountPage(
        "protection",
        N_("Protection and devices"),
        N_("A second lock for your account, and the places where it is open."),
        ("choices", "form", "kept", "own", "rows"),
    ),
    AccountPage(
        "data",
        N_("My data and consents"),
        N_("What you agreed to, what we keep of you, and what happened to your account."),
        ("choices", "form", "kept", "own", "rows"),
    ),
    AccountPage(
        "identity",
        N_("Identity check"),
        N_("Show who you are, once, from home. Then money may come from your bank and go back to it."),
        ("choices", "form", "kept", "own"),
    ),
    AccountPage(
        "report-lock",
        N_("Lock on sending reports"),
        N_("Why you can send no reports for a while, and how to have it looked at again."),
        ("choices", "form", "kept", "own"),
    ),
    AccountPage(
        "preferences",
        N_("My HueCity"),
        N_("Your language, your ward, what interests you, the warnings and places that are yours."),
        ("choices", "form", "kept", "rows"),
        is_own=False,
    ),
)


def draft_account(view: View) -> Drafts:
    choices = what_to_choose(view)
    for page in PAGES:
        more = choices if page.name == "preferences" else {}
        yield view.draft(f"account/{page.name}.html", page.address, more, partial(context_of, view, page, more))
    found = json.dumps(places(view), ensure_ascii=False)
    yield Draft(f"{view.locale.tag}/account/places.json", digest(found), partial(str, found))


def context_of(view: View, page: AccountPage, more: dict[str, Any]) -> dict[str, Any]:
    return {
        **frame_of(view, page.title, page.description),
        "crumbs": [] if page.name == "home" else [Crumb(view.translate(HOME), "account/")],
        "is_own": page.is_own,
        "is_waiting": page.is_own or page.name == "preferences",
        "script": f"account/{page.name}.js",
        "modules": [f"account/{name}.js" for name in page.modules],
        "words": script_safe(words_of(WORDS[page.name], view.translate)),
        **more,
    }


def frame_of(view: View, title: str, description: str) -> dict[str, Any]:
    """What all pages have in common whose scripts speak with the API."""
    return {
        "title": view.translate(title),
        "description": view.translate(description),
        "readable": (),
        "is_hidden": True,
    }


def what_to_choose(view: View) -> dict[str, Any]:
    """Wards; interests as (value, words, the list that shows them); kinds of alerts as (value, words)."""
    attractions = {place.category for place in view.places}
    events = {item.category for item in view.site.events.values()}
    interests = [
        (value, view.label(group, value), f"{kind}/category/{value}/")
        for group, kind, values in (("attraction", "attractions", attractions), ("event", "events", events))
        for value in LABELS[group]
        if value in values
    ]
    return {
        "wards": sorted((ward.slug, ward.name) for ward in view.site.city.wards.values()),
        "interests": interests,
        "kinds": [(value, view.label("alert", value)) for value in LABELS["alert"]],
    }


def places(view: View) -> dict[str, tuple[str, str]]:
    """(address, title) of each place by its position, for places that were saved under another language's name."""
    return {
        f"{in_browser(place.latitude)},{in_browser(place.longitude)}": (place.address, place.title) for place in view.places
    }


def in_browser(number: float) -> str:
    """A number as JavaScript writes it: 16, not 16.0."""
    return str(number).removesuffix(".0")
