"""What the scripts of the wallet pages say, by the codes of the API and our own; `{}` is filled in by the browser."""

from .account_words import CITIZEN_ID, CODE, CONFIRMED, FACTOR, FORM, PASSWORD
from .labels import N_

NO_WALLET = {"no-wallet": N_("You have no wallet yet. Please open one first.")}
WALLET = {**FORM, **NO_WALLET, "not-found": CODE["not-found"]}
IDENTITY = {"identity-needed": N_("Please have your identity card checked first.")}
PROOF = {
    **NO_WALLET,
    **CONFIRMED,
    # The dialog answers these two by showing a field of that name.
    "step-up-needed": N_("Password of your account"),
    "second-factor-needed": N_("Code of your authenticator app"),
    "wrong-second-factor": FACTOR["wrong-second-factor"],
    "wrong-wallet-password": N_("This is not your wallet password. After five wrong ones the wallet locks itself."),
    "wallet-locked": N_("Your wallet is locked. Your money is safe: set a new wallet password to unlock it."),
    "money-frozen": N_("For your safety money leaves the wallet again only in {}."),
    "proof-needed": N_("Nothing has moved: please confirm again with your wallet password."),
}
PAYMENT = {
    **PROOF,
    **IDENTITY,
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
    "amount-unreadable": N_("Please write the amount in digits."),
}
WALLET_PASSWORD = {
    **PASSWORD,
    "wallet-password-length": N_("Use six digits, or a passphrase of 15 characters or more."),
    "pin-regular": N_("Others would try these digits first. Please choose some without a pattern."),
    "pin-date": N_("These digits can be a date or a year, which others may know."),
    "pin-known": N_("These digits are part of your phone or ID number."),
}
OWN_CODE = {**CODE, "code-sent": N_("We have sent a code to the phone of your account. It is good for five minutes.")}
OPENING = {
    "wallet-open": N_("You have a wallet already. Please load the page again."),
    "not-confirmed": N_("Please confirm first that the details are yours."),
    "referral-unknown": N_("There is no such code. Please compare it, or leave it out."),
    "referral-own": N_("This is your own code."),
    "referral-used": N_("You were referred before, or this code is no longer in use."),
}
CHANGED = {"wallet-password-changed": N_("The new wallet password counts.")}
LINK = {
    "withdrawals-from": N_("money can go there from {}"),
    "no-such-link": N_("This account is no longer linked."),
    "link-gone": N_("This was not confirmed in time. Please begin again."),
    "link-busy": N_("Money is still on its way to or from this account. Please wait until it has arrived."),
}
LINKS = {
    **LINK,
    "bank-unknown": N_("Please choose a bank of the list."),
    "account-number-unreadable": N_("An account number has 6 to 19 digits."),
    "choose-way": N_("Please choose how to link it."),
    "choose-link": N_("Please choose an account first."),
    "link-confirmed": N_("This account is linked already. It needs no code."),
    "link-started": N_("waits for the code of the bank"),
    "link-removing": N_("is being removed: remove it once more"),
    "linked": N_("{} is linked."),
    "unlinked": N_("{} is no longer linked."),
    "link-cancelled": N_("Nothing was linked: you turned back at your bank."),
    "unlink-what": N_("Remove {}"),
    "wrong-bank-code": N_("This is not the code that your bank sent. After five wrong ones you begin again."),
    "not-the-holder": N_("This account is in another name. Only accounts of your own can be linked."),
    "bank-refused": N_("Your bank does not link this account. It knows why: please ask there."),
    "too-many-links": N_("Five accounts are linked, which is as many as can be. Please remove one first."),
    "already-linked": N_("This bank account is linked with a wallet already."),
    "bank-unavailable": N_("Your bank does not answer at the moment. Nothing has changed: please try again later."),
}
MOVING = {
    "amount-out-of-range": N_("This is less or more than can be moved at once."),
    "reason-insufficient-funds": N_("Your bank account does not have that much money."),
    "reason-no-such-link": N_("Your bank no longer knows the link. Please remove the account and link it again."),
    "reason-too-late": N_("The order reached your bank too late. Please try again."),
    "reason-by-the-bank": N_("Your bank refused it. It knows why: please ask there."),
    "reason-never-arrived": N_("The order never reached your bank. Please try again."),
    "no-such-transfer": N_("This is no longer there. Please load the page again."),
}
TOPUP = {"topup-what": N_("Top up from {}")}
WITHDRAWAL = {"withdrawal-what": N_("Withdraw to {}")}
MOVEMENTS = {
    "loading": N_("One moment…"),
    "no-such-month": N_("There is no such month."),
    "no-movements": N_("Nothing has moved in this month."),
    "nothing-found": N_("Nothing fits your search."),
    "movements-shown": N_("Movements shown: {}"),
    "kind-topup": N_("Top-up"),
    "kind-withdrawal": N_("Withdrawal"),
    "kind-bill": N_("Bill"),
    "kind-shop": N_("Shop"),
    "kind-refund": N_("Refund"),
    "kind-reversal": N_("Given back"),
    "kind-bonus": N_("Bonus"),
    "category-electricity": N_("Electricity"),
    "category-water": N_("Water"),
    "category-telecom": N_("Telephone and internet"),
    "category-tuition": N_("Tuition"),
    "category-hospital": N_("Hospital"),
    "category-public-fees": N_("Public fees"),
    "category-shop": N_("Shops"),
    "category-bank": N_("Bank"),
    "other-EVNCPC": N_("Hue Power Company"),
    "other-HUEWACO": N_("Hue Water Supply (HueWACO)"),
    "other-VNPT": N_("VNPT Hue"),
    "other-HUEUNI": N_("Hue University"),
    "other-BVTWHUE": N_("Hue Central Hospital"),
    "other-HUEGOV": N_("Hue public services"),
    "column-time": N_("Time"),
    "column-what": N_("What"),
    "column-other": N_("With whom"),
    "column-category": N_("Category"),
    "column-amount": N_("Amount (₫)"),
    "column-number": N_("Transaction number"),
}
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "home": (WALLET, MOVEMENTS),
    "open": (WALLET, OWN_CODE, WALLET_PASSWORD, OPENING),
    "password": (WALLET, OWN_CODE, WALLET_PASSWORD, CONFIRMED, CITIZEN_ID, PROOF, CHANGED),
    "banks": (WALLET, PROOF, IDENTITY, LINKS),
    "topup": (WALLET, PAYMENT, LINK, MOVING, TOPUP),
    "withdraw": (WALLET, PAYMENT, LINK, MOVING, WITHDRAWAL),
}
