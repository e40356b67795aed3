"""What the scripts of the account pages say, by the codes of the API and our own; `{}` is filled in by the browser."""

from collections.abc import Callable, Iterable, Mapping

from .labels import N_

FORM = {
    "required": N_("Please fill this in."),
    "unusable": N_("This cannot be used. Please look at it again."),
    "invalid-input": N_("Something in it cannot be used. Please look at it again."),
    "offline": N_("The connection was lost. Everything you typed is still here: please send it again."),
    "too-many": N_("That was too often. Please try again in {}."),
    "busy": N_("Too much is happening at once. Please send it again in a moment."),
    "too-large": N_("This is more than can be sent at once. Please make it shorter."),
    "not-signed-in": N_("You have been logged out. Please log in again."),
    "foreign-origin": N_("This page was opened at another address than ours. Please open HueCity anew."),
    "internal": N_("Something went wrong on our side. Nothing you typed is lost: please try again later."),
}
CITIZEN_ID = {
    "citizen-id-digits": N_("Twelve digits are needed, as on your identity card."),
    "citizen-id-changed": N_("The code was sent for another ID number. Please load the page and start again."),
    "citizen-id-year": N_("Digits 4 to 6 tell a year of birth that is still to come. Please compare them with your card."),
}
PHONE = {
    "phone-unreadable": N_("This is no phone number."),
    "phone-country": N_("We can send codes to Vietnamese numbers (+84) only."),
    "phone-not-mobile": N_("This is no Vietnamese mobile number. One has ten digits, such as 0905 123 456."),
}
CODE = {
    "code-sent": N_("We have sent a code to {}. It is good for five minutes."),
    "next-code": N_("You can ask for a new code in {}."),
    "code-digits": N_("The code has six digits."),
    "wrong-code": N_("This is not the code that we sent. After five wrong ones you need a new code."),
    "not-found": N_("This is no longer there. Please load the page again."),
    "code-gone": N_("This code is no longer valid. Please ask for a new one."),
    "proof-gone": N_("Too much time has passed since the code. Please load the page and start again."),
    "sms-unavailable": N_("We cannot send messages at the moment. Please try again later."),
}
PASSWORD = {
    "password-short": N_("Too short: use at least 15 characters. Four or five words do well."),
    "password-long": N_("Too long: use at most 128 characters."),
    "password-common": N_("Others would soon guess this. Add words that only you think of."),
}
CONFIRMED = {"wrong-password": N_("This is not your password.")}
EMAIL = {"email-unreadable": N_("This is no e-mail address, such as ten@example.vn.")}
NAME = {"name-missing": N_("Please fill this in."), "name-unusable": N_("A name has at most 100 letters.")}
FACTOR = {
    "second-factor-needed": N_("Please enter the code of your authenticator app."),
    "wrong-second-factor": N_("This code is not valid, or was used before. Please wait for the next one."),
}
PASSKEY = {
    "no-passkey": N_("No passkey was used. Nothing has changed."),
    "wrong-passkey": N_("This passkey cannot be used here."),
}
REGISTERED = {
    "registered": N_("The ID number {} is already registered"),
    "already-registered": N_("This ID number has an account now: please log in."),
}
LOGIN = {"wrong-login": N_("ID number and password do not belong together.")}
CHANGES = {
    "password-changed": N_("Your new password counts. Your other devices are logged out."),
    "email-changed": N_("Your e-mail address is saved. No money leaves the wallet for 24 hours."),
}
PROTECTION = {
    "proof-gone": N_("Too much time has passed. Please try again."),
    "no-offer": N_("Please begin again with a new picture."),
    "passkey-added": N_("The passkey is saved."),
    "passkey-removed": N_("The passkey is removed."),
    "too-many-passkeys": N_("There are twenty passkeys, which is the most. Please remove one first."),
    "no-such-passkey": N_("This passkey is gone already."),
    "session-ended": N_("Logged out there."),
    "no-such-session": N_("It was logged out already."),
    "choose-passkey": N_("Please choose a passkey first."),
    "choose-session": N_("Please choose a device first."),
}
LOG = {
    "saved": N_("Saved."),
    "exported": N_("The file is among your downloads."),
    "registered": N_("Registered"),
    "logged-in": N_("Logged in"),
    "logged-in-by-passkey": N_("Logged in with a passkey"),
    "password-reset": N_("Password set anew by phone"),
    "password-changed": N_("Password changed"),
    "phone-changed": N_("Phone number changed"),
    "email-changed": N_("E-mail address changed"),
    "second-factor-changed": N_("Authenticator app turned on or off"),
    "passkeys-changed": N_("Passkeys changed"),
    "claimed-by-another-phone": N_("Somebody with another phone gave your ID number"),
    "identity-confirmed": N_("Identity confirmed"),
    "claim-granted": N_("Account opened for a new phone after an identity check"),
    "blocked": N_("Account blocked"),
    "created-as-staff": N_("Account made for the city's staff"),
    "created-as-press": N_("Account made for the press"),
    "created-as-admin": N_("Account made for an administrator"),
    "made-business": N_("Papers of a business seen: the account may open a shop"),
    "unblocked": N_("Account open again"),
    "consent-given:alerts": N_("Consent given: warnings"),
    "consent-withdrawn:alerts": N_("Consent withdrawn: warnings"),
    "consent-given:statistics": N_("Consent given: statistics"),
    "consent-withdrawn:statistics": N_("Consent withdrawn: statistics"),
    "consent-given:surveys": N_("Consent given: surveys"),
    "consent-withdrawn:surveys": N_("Consent withdrawn: surveys"),
    "wallet-opened": N_("Wallet opened"),
    "wallet-password-changed": N_("Wallet password changed"),
    "wallet-unlocked": N_("Wallet unlocked with a new wallet password"),
    "banks-changed": N_("Bank accounts of the wallet changed"),
    "identity-check-begun": N_("Identity check begun"),
    "identity-check-sent": N_("Identity check sent"),
    "identity-check-withdrawn": N_("Identity check withdrawn"),
    "identity-pictures-seen": N_("Pictures of your identity check looked at"),
    "identity-more-needed": N_("Better pictures asked for"),
    "identity-refused": N_("Identity not confirmed"),
    "report-sender-seen": N_("Looked up who sent one of your reports"),
    "reports-locked": N_("Sending reports locked for a while"),
    "reports-lock-kept": N_("Lock on sending reports kept after your appeal"),
    "reports-lock-lifted": N_("Lock on sending reports lifted after your appeal"),
    "by-operations": N_("by the city's operations centre"),
    "by-identity-desk": N_("by the city's desk for identity checks"),
    "by-operator": N_("by the city's staff"),
    "by-unknown": N_("by somebody unknown"),
}
DELETION = {"wallet-not-empty": N_("There is money in your wallet, or on its way. Please empty it first.")}
PICTURES = {
    "part-missing": N_("not there yet"),
    "part-waiting": N_("has not arrived: please send it again"),
    "part-stored": N_("✓ received"),
    "part-refused": N_("please take it again:"),
    "picture-type": N_("This is no picture that can be read here. Please take one with the camera, as JPEG or PNG."),
    "picture-broken": N_("This is no picture that can be read here. Please take one with the camera, as JPEG or PNG."),
    "picture-large": N_("The picture is too large. Please take it with the camera of your phone."),
    "picture-small": N_("The picture is too small to read. Please go nearer, or use a better camera."),
    "picture-unsafe": N_("This is no picture that can be read here. Please take one with the camera, as JPEG or PNG."),
    "picture-late": N_("The picture has arrived and is still being looked at. Please load the page again in a minute."),
    "upload-cut": N_("The picture did not arrive whole. It is still here: please send it again."),
    "upload-refused": N_("The picture did not arrive whole. It is still here: please send it again."),
    "files-unavailable": N_("Pictures cannot be kept at the moment. Please try again later."),
}
REASONS = {
    "blurred": N_("The picture is blurred."),
    "cut-off": N_("Part of the paper is cut off."),
    "glare": N_("Light hides part of the picture."),
    "wrong-paper": N_("This is another paper than the one that was chosen."),
    "expired": N_("The paper has expired."),
    "face-differs": N_("The face is not the one on the paper."),
    "number-differs": N_("The number on the paper is not that of the account."),
    "not-the-person": N_("This is somebody else than the owner of the account."),
}
CHECK = {
    "not-allowed": N_("Identity checks are for accounts of citizens and businesses."),
    "not-agreed": N_("Please look at it and tick the box."),
    "not-confirmed": N_("Please look at it and tick the box."),
    "identity-known": N_("Your identity is confirmed already."),
    "check-open": N_("You have begun a check with another paper. Please load the page again."),
    "not-found": N_("This check is no longer there. Please load the page again."),
    "no-such-check": N_("This check is no longer there. Please load the page again."),
    "check-closed": N_("This check is no longer there. Please load the page again."),
    "pictures-missing": N_("Please add all pictures first."),
    "number-match": N_("The number on your paper is that of your account: {}"),
    "number-other": N_("We read {} on the paper, which is not the number of your account. Is it your own paper?"),
    "number-unread": N_("The number could not be read. You can take sharper pictures, or send these: people look at them."),
    "number-unavailable": N_("Your pictures are complete. People will look at them, no machine."),
    "paper-valid": N_("The paper is valid until {}."),
    "paper-expired": N_("The paper expired on {}. A valid one is needed."),
    "no-result": N_("Not yet. You will get an SMS."),
}
PREFERENCES = {
    "saved": N_("Saved."),
    "not-kept": N_("Your account did not answer. Please try again."),
}
REPORT_LOCK = {
    "reason-short": N_("Please write ten characters or more."),
    "not-locked": N_("Nothing is locked: you can send reports."),
    "appealed-already": N_("You have written to us about this. It is looked at once."),
}
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "home": (FORM,),
    "register": (FORM, CITIZEN_ID, PHONE, CODE, PASSWORD, EMAIL, NAME, REGISTERED),
    "login": (FORM, CITIZEN_ID, LOGIN, FACTOR, PASSKEY),
    "reset": (FORM, CITIZEN_ID, PHONE, CODE, PASSWORD),
    "details": (FORM, CONFIRMED, FACTOR, PHONE, CODE, PASSWORD, EMAIL, CHANGES),
    "protection": (FORM, CONFIRMED, FACTOR, PASSKEY, NAME, PROTECTION, {"code-digits": CODE["code-digits"]}),
    "data": (FORM, CONFIRMED, LOG, DELETION),
    "identity": (FORM, EMAIL, PICTURES, REASONS, CHECK),
    "preferences": (FORM, PREFERENCES),
    "report-lock": (FORM, REPORT_LOCK),
}


def words_of(groups: Iterable[Mapping[str, str]], translate: Callable[[str], str]) -> dict[str, str]:
    """The words that the script of a page may need, in one language."""
    return {code: translate(words) for group in groups for code, words in group.items()}
