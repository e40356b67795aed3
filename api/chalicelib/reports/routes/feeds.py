"""Atom feeds of reports under /api/v1/report-feeds, for feed readers and for whoever follows without an account."""

from chalice import Blueprint

from ...typed import MediaType, Operation, route
from ...world import world
from ..service import feeds

feed_routes = Blueprint(__name__)
FEED = Operation(
    "GET",
    feeds.ROOT + "/{kind}/{value}",
    "A feed of all reports, of a ward, a category, an agency, or of one report's history",
    MediaType("application/atom+xml; charset=utf-8"),
    cache_seconds=60,
)


@route(feed_routes, FEED)
def get_feed(kind: str, value: str) -> str:
    return feeds.feed(world(), kind, value)
