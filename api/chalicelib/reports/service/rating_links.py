"""Links that let a reporter rate an answer without logging in: for one answer, once, for fourteen days."""

import secrets

from ...dynamodb import RefusedError
from ...limits import Limit, count_all
from ...world import World
from ..model.rating_requests import RatingByLink, RatingOffer
from ..model.ratings import (
    TOKEN_BYTES,
    TRIES_AN_HOUR,
    RatingLink,
    RatingLinkLateError,
    RatingLinkUnknownError,
    RatingLinkUsedError,
)
from ..model.reports import Report
from ..storage import ratings, reports
from .cosigning import get_public
from .rating import rate_as_reporter
from .showing import summary

HOUR = 3600


def hash_token(world: World, token: str) -> str:
    """Keyed, as a token has fewer bits than could withstand somebody who had the database."""
    return world.keys.hash("rating-link", token)


def make_link(world: World, report: Report) -> str:
    """The token of a new link for the report's answer."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = RatingLink(token_hash=hash_token(world, token), report_id=report.report_id, answered_at=report.answered_at)
    ratings.put_link(world.reports, link)
    return token


def open_link(world: World, token: str, address: str) -> RatingOffer:
    link, report = find(world, token, address)
    events = reports.list_events(world.reports, report.report_id)
    answer = next(one.text for one in reversed(events) if one.move == "answer")
    return RatingOffer(summary(report, int(world.now.timestamp())), answer, report.version, link.ends_at)


def rate_by_link(world: World, body: RatingByLink, address: str) -> Report:
    """The move and the use of the link are one transaction."""
    link, report = find(world, body.token, address)
    using = ratings.using_link(world.reports, link, int(world.now.timestamp()))
    try:
        return rate_as_reporter(world, report, body, [using])
    except RefusedError:
        raise RatingLinkUsedError from None


def find(world: World, token: str, address: str) -> tuple[RatingLink, Report]:
    """A link that works, and its report; every other one is told apart in words."""
    count_all(world.reports, [Limit("rating-links", world.keys.hash("address", address), TRIES_AN_HOUR, HOUR)], world.now)
    link = ratings.get_link(world.reports, hash_token(world, token))
    if link is None:
        raise RatingLinkUnknownError
    if link.used_at:
        raise RatingLinkUsedError
    if link.ends_at <= int(world.now.timestamp()):
        raise RatingLinkLateError
    report = get_public(world, link.report_id)
    if report.state != "answered" or report.answered_at != link.answered_at:
        raise RatingLinkUsedError
    return link, report
