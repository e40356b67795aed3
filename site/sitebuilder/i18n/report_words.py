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
    "move-fall-due": N_("The deadline has passed"),
    "move-delivered": N_("Arrived at whom it was passed on to"),
    "move-not-delivered": N_("Did not arrive at whom it was passed on to"),
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
PLACES = {"metres-away": N_("{} away")}
SOURCES = {"source-web": N_("Sent on this site"), "source-open311": N_("Sent by another app")}
LISTS = {
    "loading": N_("One moment…"),
    "nothing-found": N_("No report fits."),
    "status-open": N_("Still open"),
    "status-closed": N_("Done"),
}
REPORT = {"no-such-report": N_("There is no such report, or it is no longer shown.")}
SHOWN = STATES | DEADLINES | LISTS | REPORT
HISTORY = SHOWN | MOVES | ACTORS | RATINGS | SOURCES
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
    "sender-locked": N_("Your account cannot send reports at present. The hotline tells how to have this looked at again."),
    "idempotency-key-missing": N_("Something went wrong on our side. Nothing you typed is lost: please try again later."),
    "idempotency-key-reused": N_("This report has arrived already, as it was first sent. You find it among your reports."),
}
MOVING = {
    "move-refused": N_("This cannot be done any more. Please look at the report again."),
    "report-changed": N_("Something has happened to the report meanwhile. Please look at it again."),
    **REPORT,
}
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "list": (FORM, SHOWN),
    "send": (FORM, SENDING),
    "mine": (FORM, HISTORY, MOVING),
}
