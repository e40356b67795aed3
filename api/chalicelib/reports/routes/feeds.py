"""Atom feeds of reports under /api/v1/report-feeds, for feed readers and for whoever follows without an account."""

import re

from chalice import Blueprint, Response

from ...errors import NotFoundError
from ...typed import PATH_ID
from ...world import world
from ..service import feeds

feed_routes = Blueprint(__name__)
HEADERS = {"Content-Type": "application/atom+xml; charset=utf-8", "Cache-Control": "public, max-age=60"}


@feed_routes.route(feeds.ROOT + "/{kind}/{value}", methods=["GET"])
def get_feed(kind: str, value: str) -> Response:
    if not (re.fullmatch(PATH_ID, kind) and re.fullmatch(PATH_ID, value)):
        raise NotFoundError
    return Response(feeds.feed(world(), kind, value), dict(HEADERS))
