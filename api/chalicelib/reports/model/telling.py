"""Who is told of what happens to a report, and in which of the few ways."""

from typing import Literal

from ...otp.model.texts import Notice
from .following import Follow, place_of, tile_place
from .places import metres_between, tile_of
from .reports import Event, Report
from .states import MoveName

News = Literal["near", "news"]
NOTICES: dict[News, Notice] = {"near": "report-near", "news": "report-news"}
TO_REPORTER: dict[MoveName, Notice] = {
    "ask-back": "report-returned",
    "answer": "report-answered",
    "reject": "report-rejected",
    "forward": "report-forwarded",
}
TO_FOLLOWERS: frozenset[MoveName] = frozenset(
    ("answer", "reject", "close", "leave-closed", "withdraw", "merge", "not-fixed", "reopen")
)
LETTERS_A_DAY = 20  # to one follower
TRIES = 5
FIRST_PAUSE_SECONDS = 120  # every further one is four times as long: the last try is three hours after the first


def pause_after(attempt: int) -> int:
    return int(FIRST_PAUSE_SECONDS * 4**attempt)


def notice_to_reporter(report: Report, event: Event) -> Notice | None:
    """Nothing of what is not so any more."""
    return TO_REPORTER.get(event.move) if report.state == event.to_state else None


def places_told(report: Report, event: Event) -> list[str]:
    """Where those are kept together who are told of this event; of a hidden report nobody is."""
    if report.is_hidden:
        return []
    if event.move in TO_FOLLOWERS:
        return [place_of("report", report.report_id)]
    return places_around(report) if event.move == "send" else []


def places_around(report: Report) -> list[str]:
    """A new report is told to who follows its category, its ward or a circle around it."""
    around = [place_of("category", report.category)]
    around += [place_of("ward", report.ward)] if report.ward else []
    return around + ([tile_place(*tile_of(report.point))] if report.point else [])


def is_meant(report: Report, follow: Follow) -> bool:
    """A tile is wider than the circle that somebody follows."""
    if follow.kind != "place" or report.point is None:
        return True
    middle, metres = follow.circle
    return metres_between(middle, report.point) <= metres


def news_of(event: Event) -> News:
    return "near" if event.move == "send" else "news"
