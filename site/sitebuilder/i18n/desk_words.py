"""What the scripts of the staff desks say, by the codes of the API and our own; `{}` is filled in by the browser."""

from .account_words import CITIZEN_ID, FORM, REASONS
from .labels import N_
from .paying_words import KIND_WORDS

STAFF = {
    "not-allowed": N_("This desk is for those of the city's staff who work at it."),
    "second-factor-missing": N_("Please set up an authenticator app first, under “Protection and devices”."),
    "not-found": N_("This is no longer there. Please load the page again."),
}
PAPERS = {
    "citizen-card": N_("Identity card"),
    "passport": N_("Passport"),
    "part-front": N_("Front of the paper"),
    "part-back": N_("Back of the card"),
    "part-face": N_("Face"),
    "number-match": N_("the account's: {}"),
    "number-other": N_("another one: {}"),
    "number-unread": N_("could not be read"),
    "number-unavailable": N_("not read by machine"),
    "paper-valid": N_("valid until {}"),
    "paper-expired": N_("expired on {}"),
}
DECISIONS = {
    "decided-approved": N_("Approved. The person has been told and logs in again."),
    "decided-more-needed": N_("Asked again. The person has been told."),
    "decided-refused": N_("Refused. The person has been told."),
    "decided-submitted": N_("Your refusal is noted. It counts when a colleague confirms it."),
    "citizen-id-other": N_("The account has another ID number than this. Please compare the paper again."),
    "reason-missing": N_("Please choose a reason: the person reads it."),
    "retake-missing": N_("Please say which pictures are to be taken again."),
    "no-such-check": N_("This check is gone: withdrawn, or its account was deleted."),
    "check-closed": N_("Somebody has decided on this check already."),
    "check-changed": N_("This check has changed since you opened it. Please go back and look at it again."),
    "own-check": N_("Nobody decides about themselves."),
    "second-officer-needed": N_("You have proposed this refusal. A colleague has to decide now."),
    "pictures-not-seen": N_("Please look at the pictures first."),
    "files-unavailable": N_("Pictures cannot be shown at the moment. Please try again later."),
    "links-ended": N_("The pictures were shown for two minutes. Please go back and look at the check again."),
}
SHOPS = {
    "choose-shop": N_("Please choose an application first."),
    "reason-missing": N_("Please say why: the owner reads it."),
    "decided-open": N_("The shop is open."),
    "decided-refused": N_("The application is refused. The owner reads why."),
    "no-such-merchant": N_("This application is no longer there."),
    "already-decided": N_("Somebody has decided on this application already."),
}
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "home": (FORM, STAFF),
    "identity": (FORM, STAFF, PAPERS, REASONS, CITIZEN_ID, DECISIONS),
    "shops": (FORM, STAFF, KIND_WORDS, SHOPS),
}
