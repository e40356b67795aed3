"""The wallet's pages of bills, receipts and shops."""

from functools import partial
from typing import Any

from ..i18n.labels import N_
from ..i18n.paying_words import KINDS
from ..i18n.paying_words import PAGES as WORDS
from ..models.draft import Drafts
from .view import Crumb, View
from .wallet import OWN, WalletPage, context_of

SHOP = N_("My shop")
PAYING = ("wallet/money", "wallet/pay", "wallet/prove")
PAGES = (
    WalletPage(
        "bills",
        N_("Pay bills"),
        N_("Electricity, water, phone, tuition, hospital and public fees."),
        (*OWN, *PAYING, "account/rows", "wallet/dates", "wallet/purse"),
    ),
    WalletPage(
        "paying",
        N_("Pay a shop"),
        N_("Scan the shop’s code, see whom you pay and how much, and confirm."),
        (*OWN, *PAYING, "wallet/purse", "wallet/scan"),
        at="pay",
    ),
    WalletPage(
        "receipt",
        N_("Receipt"),
        N_("To keep, to print, and to show."),
        (*OWN, "account/rows", "wallet/dates", "wallet/money", "wallet/qr"),
    ),
    WalletPage(
        "check",
        N_("Is this receipt genuine?"),
        N_("Scan its code with your phone, or type it here. You need no account."),
        ("account/form", "wallet/dates", "wallet/money"),
        is_own=False,
    ),
    WalletPage(
        "shop",
        SHOP,
        N_("Take payments with a code, see what came in, give money back."),
        (*OWN, "wallet/live", "wallet/money", "wallet/orders", "wallet/qr"),
    ),
    WalletPage("apply", N_("Apply for a shop"), N_("Four details, which the city checks."), OWN, at="shop/apply"),
    WalletPage(
        "takings",
        N_("Takings and refunds"),
        N_("What came in on a day, as a table and as a file."),
        (*OWN, *PAYING, "account/rows", "wallet/csv", "wallet/dates"),
        at="shop/takings",
    ),
)


def draft_paying(view: View) -> Drafts:
    for page in PAGES:
        yield view.draft(f"wallet/{page.name}.html", page.address, "", partial(context, view, page))


def context(view: View, page: WalletPage) -> dict[str, Any]:
    shown = context_of(view, page, WORDS[page.name])
    if page.at.startswith("shop/"):
        shown["crumbs"].append(Crumb(view.translate(SHOP), "wallet/shop/"))
    return {**shown, "kinds": [(code, view.translate(words)) for code, words in KINDS.items()]}
