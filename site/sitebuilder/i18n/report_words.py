"""What the scripts of the pages of field reports say, by the codes of the API and ours; `{}` is filled in by the browser."""

from .account_words import FORM
from .labels import N_

STATES = {
    "state-received": N_("Received"),
    "state-returned": N_("Waiting for the sender"),
    "state-rejected": N_("Not taken on"),
    "state-assigned": N_("With the agency"),
    "state-in-progress": N_("Being worked on"),
    "state-forwarded": N_("Passed on"),
    "state-answered": N_("Answered"),
    "state-reopen-requested": N_("Doubted again"),
    "state-reopened": N_("Open again"),
    "state-closed": N_("Closed"),
    "state-duplicate": N_("Reported before"),
}
# Lines of a history. Those with {} name the agency that has the report then, or for `extend` the new day.
MOVES = {
    "move-send": N_("The report arrived"),
    "move-ask-back": N_("Question to the sender"),
    "move-reply": N_("The sender replied"),
    "move-reject": N_("Not taken on"),
    "move-assign": N_("Given to: {}"),
    "move-hand-back": N_("Handed back to the operations centre"),
    "move-start": N_("Work has begun"),
    "move-forward": N_("Passed on to somebody outside the city’s offices"),
    "move-bring-back": N_("Taken back into the city’s hands"),
    "move-extend": N_("More time: until the end of {}"),
    "move-answer": N_("Answered"),
    "move-close": N_("Closed"),
    "move-not-fixed": N_("The sender says: not fixed"),
    "move-reopen": N_("Open again"),
    "move-leave-closed": N_("Looked at again: it stays closed"),
    "move-merge": N_("Joined with an earlier report"),
    "move-unmerge": N_("Separated from the other report"),
    "move-withdraw": N_("Withdrawn by the sender"),
    "move-lapse": N_("Not taken on, as no reply came"),
    "move-fall-due": N_("The deadline has passed"),
    "move-delivered": N_("Arrived at whom it was passed on to"),
    "move-not-delivered": N_("Did not arrive at whom it was passed on to"),
    "move-hide": N_("The report is hidden"),
    "move-show": N_("The report is shown again"),
    "move-hide-words": N_("The public words are changed"),
    "move-hide-medium": N_("Hidden from the public: a photo, video or sound"),
    "move-show-medium": N_("Shown to the public again: a photo, video or sound"),
}
ACTORS = {
    "by-reporter": N_("The sender"),
    "by-operations": N_("Operations centre (HueIOC)"),
    "by-unit": N_("The agency"),
    "by-system": N_("HueCity"),
}
RATINGS = {
    "rating-satisfied": N_("Satisfied"),
    "rating-acceptable": N_("Acceptable"),
    "rating-unsatisfied": N_("Not satisfied"),
}
DEADLINES = {
    "due-day": N_("To be answered by the end of {}"),
    "due-hour": N_("Urgent: to be answered by {}"),
    "due-waits": N_("The time stands still until the sender replies"),
    "answered-at": N_("Answered on {}"),
    "late": N_("Late"),
}
KINDS = {"kind-photo": N_("Photo"), "kind-video": N_("Video"), "kind-sound": N_("Sound")}
MEDIA = {
    **KINDS,
    "kind-after": N_("Photo of what was done"),
    "medium-missing": N_("not here yet"),
    "medium-waiting": N_("being looked at"),
    "medium-refused": N_("could not be taken in"),
}
PLACES = {"metres-away": N_("{} away")}
SOURCES = {"source-web": N_("Sent on this site"), "source-open311": N_("Sent by another app")}
LISTS = {
    "loading": N_("One moment…"),
    "nothing-found": N_("No report fits."),
    "status-open": N_("Still open"),
    "status-closed": N_("Done"),
}
NO_REPORT = N_("There is no such report, or it is no longer shown.")
REPORT = {"no-such-report": NO_REPORT, "not-found": NO_REPORT}
SHOWN = STATES | DEADLINES | LISTS | REPORT
HISTORY = SHOWN | MOVES | ACTORS | RATINGS | SOURCES | MEDIA
# What the API may say of a report that is sent, and of a move that is made.
SENDING = {
    "category-unknown": N_("Please choose what it is about."),
    "text-short": N_("Please describe it in ten characters or more."),
    "question-unknown": N_("The questions have changed meanwhile. Please load the page again: what you wrote is kept."),
    "answer-missing": N_("Please answer this question."),
    "answer-single": N_("Please give one answer here."),
    "answer-unknown": N_("Please choose from what is offered."),
    "place-missing": N_("Please say where it is: your position, a ward or an address."),
    "place-half": N_("The position is not whole. Please give it again."),
    "outside-city": N_("This place is not in Huế."),
    "ward-unknown": N_("Please choose a ward or commune of the list."),
    "other-door": N_("A complaint about a decision or an official is no field report: it has another door."),
    "sender-locked": N_(
        "Your account cannot send reports at present. “My account” tells why, and how to have it looked at again."
    ),
    "idempotency-key-missing": N_("Something went wrong on our side. Nothing you typed is lost: please try again later."),
    "idempotency-key-reused": N_("This report has arrived already, as it was first sent. You find it among your reports."),
}
GROUND = {
    "come-closer": N_("Come closer"),
    "move-away": N_("Move away"),
    "no-map": N_("The map did not arrive. Please try again."),
}
PLACING = {
    **GROUND,
    "place-map": N_("The place on the map."),
    "place-here": N_("Your position, exact to about {}."),
    "place-photo": N_("The place of the photo."),
    "place-kept": N_("The place that you gave."),
    "position-refused": N_("The browser may not tell your position. Allow it in its settings, or choose a ward."),
    "position-unknown": N_("Your position cannot be found at the moment. Choose a ward, or write the address."),
}
FILES = {
    "photos-many": N_("Three photos are the most. Please remove one first."),
    "picture-type": N_("This photo cannot be read here. Please take one with the camera, as JPEG or PNG."),
    "recording-type": N_("This is no video or sound that can be played here (MP4, MOV, WebM; MP3, M4A, OGG)."),
    "recording-large": N_("This is too large: up to 50 MB of video, or 10 MB of sound. Photos will do as well."),
    **KINDS,
}
DRAFTS = {
    "kept": N_("Kept on this device."),
    "not-kept": N_("This browser keeps nothing: please send it before you close the page."),
    "written-at": N_("Written: {}"),
    "sent-at": N_("Sent: {}"),
    "draft-writing": N_("Being written"),
    "draft-refused": N_("Could not be sent: please look at it again"),
    "draft-offline": N_("Waits for a signal, then goes out by itself"),
    "draft-guest": N_("Waits until you log in"),
    "draft-later": N_("Not through yet: it is tried again by itself"),
    "draft-files": N_("Arrived; photos, video or sound follow by themselves"),
    "draft-ready": N_("Waits for you to press “Send now”"),
    "delete-draft": N_("Delete this report?"),
    "delete-kept": N_("It is on this device alone, and nobody can bring it back."),
    "delete-tried": N_("It may have arrived already; then it stays with the city. Look among your reports."),
}
NEARBY = STATES | DEADLINES | PLACES
MINE = {
    "awaits-reply": N_("The city asks you something"),
    "awaits-rating": N_("Please rate the answer"),
    "choose-rating": N_("Please choose one of the three."),
    "drafts-left": N_("Reports on this device that are not sent yet: {}"),
    "done-reply": N_("Thank you. Your reply is with the city, and the time runs again."),
    "done-rating": N_("Thank you. Your rating counts, and the report is closed."),
    "done-not-fixed": N_("The report is open again. Thank you for saying so."),
    "done-withdraw": N_("The report is withdrawn."),
    "already-rated": N_("You have rated this report already."),
}
MOVING = {
    "move-refused": N_("This cannot be done any more. Please look at the report again."),
    "report-changed": N_("Something has happened to the report meanwhile. Please look at it again."),
    **REPORT,
}
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "send": (FORM, SENDING, PLACING, FILES, DRAFTS, NEARBY),
    "mine": (FORM, HISTORY, MOVING, MINE),
}
