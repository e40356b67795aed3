"""What the scripts of the wallet pages say, by the codes of the API and our own; `{}` is filled in by the browser."""

from .account_words import FORM
from .labels import N_

PROOF = {
    "wrong-wallet-password": N_("This is not your wallet password. After five wrong ones the wallet locks itself."),
    "wallet-locked": N_("Your wallet is locked. Your money is safe: set a new wallet password to unlock it."),
    "money-frozen": N_("For your safety money leaves the wallet again only in {}."),
    "no-wallet": N_("You have no wallet yet. Please open one first."),
    "proof-needed": N_("Nothing has moved: please confirm again with your wallet password."),
}
PAYMENT = {
    **PROOF,
    "still-unknown": N_("There is still no answer. Nothing is lost: please try again in a moment."),
    "not-happened": N_("Now it is sure: it did not go through, and nothing has moved."),
    "idempotency-key-missing": N_("Something went wrong on our side. Nothing you typed is lost: please try again later."),
    "idempotency-key-reused": N_(
        "This was sent before with other values. Please load the page again and look at your movements."
    ),
    "unknown-outcome": N_("We do not know yet whether it went through."),
    "account-closed": N_("Nothing can be moved to or from this wallet at the moment. The hotline knows more."),
    "not-enough": N_("There is not enough money in the wallet."),
    "over-limit": N_("This would be more than may be paid in one month."),
    "amount-unreadable": N_("Please write the amount in digits, such as 200.000."),
    "identity-needed": N_("Please have your identity card checked first."),
}
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "home": (FORM, PROOF),
}
