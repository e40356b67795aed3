"""What the scripts of the public pages of field reports say beside what all pages of reports say."""

from .account_words import FORM
from .labels import N_
from .report_words import DEADLINES, GROUND, HISTORY, PLACING, SHOWN

LIST = {
    "shown": N_("Reports shown: {}"),
    "sent-on": N_("Sent on {}"),
    "feed-all": N_("Feed of all reports (Atom)"),
    "feed-of": N_("Feed (Atom): {}"),
}
MAP = {
    **GROUND,
    "in-sight": N_("Reports in sight: {}"),
    "too-far": N_("Come closer: from this distance there are too many to show."),
    "newest-only": N_("There are more here: the newest are shown."),
}
WHY = {
    "why-matter": N_("Because it is about “{}”."),
    "why-ward": N_("Because it is about “{}”, which wards and communes see to themselves."),
    "why-chosen": N_("The operations centre has chosen it."),
    "why-waits": N_("Nobody yet: the operations centre is looking for the right agency."),
}
SUPPORT = {
    "cosigned": N_("Counted: this report is for you, too, and you are told what happens."),
    "cosign-ended": N_("Taken back. You are no longer counted, nor told."),
    "for-others": N_("Others whom it concerns, too: {}"),
    "own-report": N_("This report is your own: it counts already."),
    "report-closed": N_("This report is closed. Please send a new one if it is there again."),
    "follow-sms": N_("You are told of it by text message."),
    "follow-email": N_("You are told of it by e-mail."),
    "follow-ended": N_("You are no longer told of it."),
    "too-many-follows": N_("You follow thirty things already. Please end one of them first."),
    "no-such-follow": N_("You are no longer told of it."),
    "email-missing": N_("Your account has no e-mail address yet. Add one under “My account”."),
    "link-copied": N_("The link is copied."),
    "link-is": N_("The link to this report: {}"),
}
FOLLOWING = {
    **{code: SUPPORT[code] for code in ("follow-sms", "follow-email", "follow-ended", "too-many-follows", "no-such-follow")},
    "email-missing": SUPPORT["email-missing"],
    "not-found": SUPPORT["no-such-follow"],
    "by-sms": N_("by text message"),
    "by-email": N_("by e-mail"),
    "one-report": N_("One report"),
    "around": N_("Around a place: {}"),
    "place-of-report": N_("The place of the report."),
    "place-missing": N_("Please give the place first."),
    **{code: PLACING[code] for code in ("place-here", "position-refused", "position-unknown")},
}
RATING = {
    "choose-rating": N_("Please choose one of the three."),
    "no-such-rating-link": N_("This link is not ours. Please open it as it stands in the message."),
    "rating-link-late": N_("This link worked for 14 days, which are over. The report is closed."),
    "rating-link-used": N_("This answer was rated before, or the report has moved on. Thank you."),
    "rate-until": N_("You can say it until {}."),
    "done-rating": N_("Thank you. Your rating counts, and the report is closed."),
    "done-not-fixed": N_("The report is open again. Thank you for saying so."),
    "move-refused": N_("This cannot be done any more. Please look at the report again."),
    "report-changed": N_("Something has happened to the report meanwhile. Please look at it again."),
    "text-missing": N_("Please write what is still missing."),
}
UNFOLLOW = {"no-such-follow-link": N_("This link is not ours. Please open it as it stands in the e-mail.")}
STATISTICS = {
    "whole-city": N_("The whole city"),
    "as-of": N_("Counted on {}."),
}
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "list": (FORM, SHOWN, LIST, MAP),
    "show": (FORM, HISTORY, LIST, WHY, SUPPORT),
    "rate": (FORM, SHOWN, LIST, RATING),
    "unfollow": (FORM, UNFOLLOW),
    "following": (FORM, FOLLOWING),
    "statistics": (FORM, DEADLINES, STATISTICS),
}
