"""The pages of wallets: plain files that hold nothing about anybody, whose scripts speak with the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..i18n.account_words import words_of
from ..i18n.labels import N_
from ..i18n.wallet_words import PAGES as WORDS
from ..models.draft import Drafts
from .account import frame_of
from .structured import script_safe
from .view import Crumb, View

HOME = N_("E-wallet")
OWN = ("account/choices", "account/form", "account/kept", "account/own")


@dataclass(frozen=True, slots=True)
class WalletPage:
    """`modules` are what its script imports, so that the browser loads them all at once; `at` is where the page is, if not
    at its name."""

    name: str
    title: str
    description: str
    modules: tuple[str, ...]
    is_own: bool = True
    at: str = ""

    @property
    def address(self) -> str:
        return "wallet/" if self.name == "home" else f"wallet/{self.at or self.name}/"


PAGES = (
    WalletPage(
        "home",
        HOME,
        N_("What is in it, what is on its way, and what has moved."),
        (*OWN, "wallet/purse"),
    ),
)


def draft_wallet(view: View) -> Drafts:
    for page in PAGES:
        yield view.draft(f"wallet/{page.name}.html", page.address, "", partial(context_of, view, page, WORDS[page.name]))


def context_of(view: View, page: WalletPage, words: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    return {
        **frame_of(view, page.title, page.description),
        "crumbs": [] if page.name == "home" else [Crumb(view.translate(HOME), "wallet/")],
        "is_own": page.is_own,
        "is_waiting": page.is_own,
        "script": f"wallet/{page.name}.js",
        "modules": [f"{name}.js" for name in page.modules],
        "words": script_safe(words_of(words, view.translate)),
    }
