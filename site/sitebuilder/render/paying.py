"""The wallet's pages of bills, receipts and shops."""

from ..i18n.labels import N_
from .wallet_page import OWN, PAYING, WalletPage

SHOP = N_("My shop")
PAY = (*PAYING, "wallet/pay")
PAGES = (
    WalletPage(
        "bills",
        N_("Pay bills"),
        N_("Electricity, water, phone, tuition, hospital and public fees."),
        (*PAY, "account/rows", "wallet/dates"),
    ),
    WalletPage(
        "paying",
        N_("Pay a shop"),
        N_("Scan the shop’s code, see whom you pay and how much, and confirm."),
        (*PAY, "wallet/scan"),
        at="pay",
    ),
    WalletPage(
        "receipt",
        N_("Receipt"),
        N_("To keep, to print, and to show."),
        (*OWN, "account/rows", "wallet/dates", "wallet/money", "wallet/qr"),
        is_door=False,
    ),
    WalletPage(
        "check",
        N_("Is this receipt genuine?"),
        N_("Scan its code with your phone, or type it here. You need no account."),
        ("account/form", "wallet/dates", "wallet/money"),
        is_own=False,
        is_door=False,
    ),
    WalletPage(
        "shop",
        SHOP,
        N_("Take payments with a code, see what came in, give money back."),
        (*OWN, "wallet/live", "wallet/money", "wallet/orders", "wallet/qr"),
    ),
    WalletPage(
        "apply", N_("Apply for a shop"), N_("Four details, which the city checks."), OWN, is_door=False, at="shop/apply"
    ),
    WalletPage(
        "takings",
        N_("Takings and refunds"),
        N_("What came in on a day, as a table and as a file."),
        (*OWN, "account/rows", "wallet/dates", "wallet/ledger", "wallet/money", "wallet/pay", "wallet/prove"),
        is_door=False,
        at="shop/takings",
    ),
)
