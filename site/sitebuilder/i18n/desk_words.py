"""What the scripts of the staff desks say, by the codes of the API and our own; `{}` is filled in by the browser."""

from .account_words import CITIZEN_ID, FORM, PICTURES, REASONS
from .labels import N_
from .paying_words import KIND_WORDS
from .report_words import ACTORS, DEADLINES, FILES, MOVES, PLACES, SOURCES, STATES
from .sos_words import CALLS, NEEDS, WATERS

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
SENDERS = {
    "reason-short": N_("Please say why, in ten characters or more."),
    "sender-gone": N_("No account of the city belongs to this report any more."),
    "already-locked": N_("This sender is locked already."),
    "locked": N_("Locked until the end of {}"),
    "own-lock": N_("A colleague who has not locked this sender decides."),
    "choose-appeal": N_("Please choose an appeal first."),
    "no-such-appeal": N_("Somebody has decided on this appeal already, or the lock has ended."),
    "appeal-keep": N_("The lock stays. The person reads why."),
    "appeal-lift": N_("The lock is lifted. The person can send again."),
}
INBOXES = {
    "inbox-waiting": N_("{} waiting"),
    "inbox-late": N_("{} late"),
    "late-now": N_("Late"),
    "late-before": N_("Was late before"),
    "no-unit": N_("No agency yet"),
    "procedure-timed": N_("By working days"),
    "procedure-urgent": N_("Urgent"),
    "typed": N_("You have typed something that is not sent. Once more, and it is left behind."),
}
MEDIA = {
    "medium-missing": N_("not there yet"),
    "medium-waiting": N_("on its way"),
    "medium-stored": N_("✓ received"),
    "medium-refused": N_("cannot be shown"),
    "medium-hidden": N_("hidden from the public"),
}
PHOTOS = {
    "photos-many": FILES["photos-many"],
    **{
        code: PICTURES[code]
        for code in ("picture-type", "picture-large", "upload-cut", "upload-refused", "files-unavailable")
    },
    "slot-taken": N_("The report has as many photos by now as it can hold. Please answer without."),
}
DOING = {
    "do-answer": N_("Answer"),
    "do-start": N_("Begin work"),
    "do-assign": N_("Give to an agency"),
    "do-ask-back": N_("Ask the sender"),
    "do-forward": N_("Pass on outside the city"),
    "do-bring-back": N_("Take back"),
    "do-extend": N_("Extend the deadline"),
    "do-hand-back": N_("Hand back"),
    "do-merge": N_("Join with another report"),
    "do-unmerge": N_("Separate from the other report"),
    "do-reopen": N_("Open it again"),
    "do-leave-closed": N_("Leave it closed"),
    "do-reject": N_("Do not take on"),
    "do-hide-words": N_("Change the public words"),
    "do-hide-medium": N_("Hide a photo, video or sound"),
    "do-show-medium": N_("Show a photo, video or sound again"),
    "do-hide": N_("Hide the report"),
    "do-show": N_("Show the report again"),
    "choose-move": N_("Please choose what to do first."),
}
# What an officer has done, told to them and in the audit.
DONE = {
    "did": N_("Done"),
    "did-answer": N_("Answered"),
    "did-start": N_("Work has begun"),
    "did-assign": N_("Given to the agency"),
    "did-ask-back": N_("Question to the sender"),
    "did-forward": N_("Passed on"),
    "did-bring-back": N_("Taken back into the city’s hands"),
    "did-extend": N_("The deadline is extended"),
    "did-hand-back": N_("Handed back to the operations centre"),
    "did-merge": N_("Joined with the other report"),
    "did-unmerge": N_("Separated from the other report"),
    "did-reopen": N_("Open again"),
    "did-leave-closed": N_("Looked at again: it stays closed"),
    "did-reject": N_("Not taken on"),
    "did-hide": N_("The report is hidden"),
    "did-show": N_("The report is shown again"),
    "did-hide-words": N_("The public words are changed"),
    "did-hide-medium": N_("Hidden from the public"),
    "did-show-medium": N_("Shown to the public again"),
    "did-sender-seen": N_("Asked who sent it"),
    "did-sender-locked": N_("Sender locked"),
    "did-appeal-sent": N_("The sender appealed"),
    "did-lock-kept": N_("Lock kept after an appeal"),
    "did-lock-lifted": N_("Lock lifted after an appeal"),
}
MOVED = {
    "no-such-report": N_("This report is no longer there."),
    "move-refused": N_("This can no longer be done with the report as it is now. What you typed is still here."),
    "report-changed": N_("The report has changed meanwhile: see above what is new. What you typed is still here."),
    "text-missing": N_("Please say why: it is read by who waits."),
    "reason-private": N_("Everybody reads this reason: please leave out numbers and addresses."),
    "reason-repeats": N_("Everybody reads this reason: please leave out the names that you hide."),
    "words-missing": N_("Please write what everybody may read instead."),
    "unit-missing": N_("Please choose who is to answer."),
    "unit-unknown": N_("There is no such agency."),
    "body-unknown": N_("Please choose to whom it goes."),
    "original-missing": N_("Please choose the report that was there first, or enter its number."),
    "original-unknown": N_("There is no report with this number."),
    "original-duplicate": N_("That report is a duplicate itself. Please name its original."),
}
REPORTS = STATES | DEADLINES | PLACES | MOVES | ACTORS | SOURCES | INBOXES | MEDIA | PHOTOS | DOING | DONE | MOVED | SENDERS
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "home": (FORM, STAFF),
    "identity": (FORM, STAFF, PAPERS, REASONS, CITIZEN_ID, DECISIONS),
    "sos": (FORM, STAFF, WATERS, NEEDS, CALLS),
    "shops": (FORM, STAFF, KIND_WORDS, SHOPS),
    "reports": (FORM, STAFF),  # and REPORTS, which come by themselves: they are too many for the first view
}
