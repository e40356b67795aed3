"""What people send and get back when they co-sign and follow reports."""

from typing import Annotated

import msgspec

from ...accounts.model.requests import Text
from .following import Channel, FollowKind
from .requests import Lat, Long


class Cosigned(msgspec.Struct):
    """How many have co-signed the report, and whether this person has."""

    cosigns: int
    is_mine: bool


class FollowToMake(msgspec.Struct, forbid_unknown_fields=True):
    """`value`: a report, a ward or a category; a place has its point and the metres around it instead."""

    kind: FollowKind
    channel: Channel
    value: Text = ""
    lat: Lat | None = None
    long: Long | None = None
    metres: int = 0


class FollowShown(msgspec.Struct):
    """`lat`, `long` and `metres` of a place; 0 metres for everything else."""

    id: str
    kind: FollowKind
    channel: Channel
    value: str
    lat: float | None
    long: float | None
    metres: int
    created_at: int


class Follows(msgspec.Struct):
    follows: list[FollowShown]


class FollowToEnd(msgspec.Struct, forbid_unknown_fields=True):
    """What stands behind the # in the last line of an e-mail."""

    token: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{96}$")]
