"""What a person likes to see, kept with the account, and merged with what their browser kept before they had one."""

from typing import Annotated

import msgspec

from ...otp.model.codes import Language

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)", max_length=80)]
Slugs = Annotated[list[Slug], msgspec.Meta(max_length=200)]
MOST = 200


class Place(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A place with the person's own name for it, WGS 84."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)]


class Preferences(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Slugs are those of the site: wards, kinds of events and services, alerts."""

    language: Language | None = None
    ward: Slug | None = None
    interests: Slugs = []
    followed_alerts: Slugs = []
    saved_places: Annotated[list[Place], msgspec.Meta(max_length=MOST)] = []


def merge(kept: Preferences, brought: Preferences) -> Preferences:
    """Nothing is lost: lists are joined, what the account says comes first and wins where there can be one answer only."""
    places = {one.name: one for one in [*brought.saved_places, *kept.saved_places]}
    in_order = dict.fromkeys(one.name for one in [*kept.saved_places, *brought.saved_places])
    return Preferences(
        language=kept.language or brought.language,
        ward=kept.ward or brought.ward,
        interests=joined(kept.interests, brought.interests),
        followed_alerts=joined(kept.followed_alerts, brought.followed_alerts),
        saved_places=[places[name] for name in in_order][:MOST],
    )


def joined(first: list[str], second: list[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))[:MOST]
