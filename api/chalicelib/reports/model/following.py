"""Who co-signs a report, and who follows a report, a place, a ward or a category: what is kept, and what is refused."""

from typing import Literal

import msgspec

from ...errors import ApiError
from .places import TILE_ZOOM, Point, tiles_around
from .reports import Rating

FollowKind = Literal["report", "place", "ward", "category"]
Channel = Literal["sms", "email"]
COSIGNS_A_DAY = 50
FOLLOWS_A_DAY = 60
MOST_FOLLOWS = 30
LEAST_METRES, MOST_METRES = 50, 500  # a wider circle would touch more than four tiles


class Cosign(msgspec.Struct, frozen=True, kw_only=True):
    """`cosigner` is another hash in each report, so that nobody can be followed from one to the next. `answered_at` is when
    the answer was given that `rating` is about.
    """

    report_id: str
    cosigner: str
    at: int
    rating: Rating | Literal[""] = ""
    answered_at: int = 0


class ListedCosign(msgspec.Struct, frozen=True, kw_only=True):
    """By which a person finds their own co-signs again: which report it is stands here `sealed`."""

    follower: str
    listed: str
    sealed: str


class Follow(msgspec.Struct, frozen=True, kw_only=True):
    """`value`: a report, a ward, a category, or a place's latitude, longitude and metres; `sealed` leads to who follows."""

    follow_id: str
    follower: str
    kind: FollowKind
    value: str
    channel: Channel
    sealed: str
    created_at: int

    @property
    def circle(self) -> tuple[Point, int]:
        """Of a place: its middle, and how many metres around it count."""
        lat_e6, long_e6, metres = map(int, self.value.split(","))
        return Point(lat_e6, long_e6), metres


def place_of(kind: str, value: str) -> str:
    """Where the database keeps the followers of something together."""
    return f"FOLLOW#{kind}#{value}"


def tile_place(x: int, y: int) -> str:
    return place_of("tile", f"{TILE_ZOOM}/{x}/{y}")


def places_of(follow: Follow) -> list[str]:
    """Where a follow is found: a circle in each tile that it touches, at most four."""
    if follow.kind == "place":
        return [tile_place(x, y) for x, y in tiles_around(*follow.circle)]
    return [place_of(follow.kind, follow.value)]


class OwnReportError(ApiError):
    status_code, code, title = 409, "own-report", "This report is your own: it counts already"


class ReportClosedError(ApiError):
    status_code, code, title = 409, "report-closed", "This report is closed: please send a new one if it is there again"


class TooManyFollowsError(ApiError):
    status_code, code, title = 409, "too-many-follows", f"You follow {MOST_FOLLOWS} already: please end one of them first"


class NoSuchFollowError(ApiError):
    status_code, code, title = 404, "no-such-follow", "You do not follow this (any more)"


class FollowLinkUnknownError(ApiError):
    status_code, code, title = 404, "no-such-follow-link", "This link is not ours: please open it as it stands in the e-mail"
