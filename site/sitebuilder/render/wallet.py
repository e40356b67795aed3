"""The pages of wallets: plain files that hold nothing about anybody, whose scripts speak with the API."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..i18n.account_words import words_of
from ..i18n.labels import N_
from ..i18n.paying_words import KINDS
from ..i18n.paying_words import PAGES as PAYING_WORDS
from ..i18n.wallet_words import PAGES as WALLET_WORDS
from ..models.draft import Drafts
from .account import frame_of
from .frame import Crumb
from .paying import PAGES as PAYING_PAGES
from .paying import SHOP
from .structured import script_safe
from .view import View
from .wallet_page import BASE, MOVING, OWN, PAYING, WalletPage

WORDS = WALLET_WORDS | PAYING_WORDS
HOME = N_("E-wallet")
PAGES = (
    WalletPage(
        "home",
        HOME,
        N_("What is in it, what is on its way, and what has moved."),
        (*BASE, "account/rows", "wallet/ledger", "wallet/money"),
        is_door=False,
    ),
    *PAYING_PAGES,
    WalletPage("topup", N_("Top up"), N_("From your bank account, usually within seconds."), MOVING),
    WalletPage("withdraw", N_("Withdraw"), N_("Back to your own bank account, usually within seconds."), MOVING),
    WalletPage(
        "banks",
        N_("Bank accounts"),
        N_("Where money comes from and goes to: up to five accounts of your own."),
        (*PAYING, "account/rows"),
    ),
    WalletPage(
        "password",
        N_("Wallet password"),
        N_("Change it, or set a new one if you forgot it or the wallet is locked."),
        (*BASE, "account/code"),
    ),
    WalletPage(
        "open",
        N_("Open a wallet"),
        N_("Pay bills and shops from your phone. It takes about three minutes and costs nothing."),
        (*OWN, "account/code"),
        is_door=False,
    ),
)


def draft_wallet(view: View) -> Drafts:
    for page in PAGES:
        yield view.draft(f"wallet/{page.name}.html", page.address, "", partial(context_of, view, page))


def context_of(view: View, page: WalletPage) -> dict[str, Any]:
    return {
        **frame_of(view, page.title, page.description),
        "crumbs": list(crumbs_of(view, page)),
        "is_own": page.is_own,
        "is_waiting": page.is_own,
        "script": f"wallet/{page.name}.js",
        "modules": [f"{name}.js" for name in page.modules],
        "doors": doors_of(view) if page.name == "home" else (),
        "kinds": [(code, view.translate(words)) for code, words in KINDS.items()],
        "words": script_safe(words_of(WORDS[page.name], view.translate)),
    }


def crumbs_of(view: View, page: WalletPage) -> Iterator[Crumb]:
    if page.name != "home":
        yield Crumb(view.translate(HOME), "wallet/")
    if page.at.startswith("shop/"):
        yield Crumb(view.translate(SHOP), "wallet/shop/")


def doors_of(view: View) -> list[tuple[str, str, str]]:
    """(address, title, what it is for) of the pages that the home leads to."""
    return [(one.address, view.translate(one.title), view.translate(one.description)) for one in PAGES if one.is_door]
