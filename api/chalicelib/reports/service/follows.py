"""Following a report, a place, a ward or a category: what a person is told of, and how."""

import hmac
from contextlib import suppress

from msgspec.structs import replace

from ...access import Person
from ...accounts.service.profile import email_of
from ...dynamodb import RefusedError
from ...errors import WrongFieldError, read_fields
from ...limits import Limit
from ...world import World
from ..model.catalogue import categories, wards
from ..model.following import (
    FOLLOWS_A_DAY,
    LEAST_METRES,
    MOST_FOLLOWS,
    MOST_METRES,
    Channel,
    Follow,
    FollowKind,
    FollowLinkUnknownError,
    NoSuchFollowError,
    TooManyFollowsError,
    place_of,
)
from ..model.following_requests import Follows, FollowShown, FollowToMake
from ..model.places import is_in_city, point_of
from ..model.reports import DAY, Report
from ..storage import following, reports

AT_ONCE = 25
ID_CHARACTERS = 32


def follower_of(world: World, account_id: str) -> str:
    """Another hash than a reporter's: where somebody looks says nothing about what they have sent."""
    return world.keys.hash("follower", account_id)[:ID_CHARACTERS]


def make_follow(world: World, person: Person, kind: FollowKind, value: str, channel: Channel) -> Follow:
    """The same wish is the same follow."""
    follower = follower_of(world, person.account_id)
    follow_id = follow_id_of(world, follower, kind, value)
    return Follow(
        follow_id=follow_id,
        follower=follower,
        kind=kind,
        value=value,
        channel=channel,
        sealed=world.keys.seal(seal_place(follow_id), person.citizen_hash),
        created_at=int(world.now.timestamp()),
    )


def carry_over(world: World, report: Report) -> None:
    """Who follows a duplicate follows its original, once for each merge: what they end later stays ended.

    Any number may run at once, and be stopped anywhere.
    """
    table, place = world.reports, place_of("report", report.report_id)
    while (before := following.get_carried(table, report.report_id)) is not None:
        found = following.list_followers(table, place, before, AT_ONCE) if report.duplicate_of else []
        new = following.list_unmade(table, [of(world, one, report.duplicate_of) for one in found])
        step = following.carrying_on(table, report.report_id, before, found[-1].follow_id if found else "")
        with suppress(RefusedError):
            table.transact([step, *(write for one in new for write in following.putting_follow(table, one))])


def of(world: World, follow: Follow, report_id: str) -> Follow:
    """The same person's follow of another report."""
    follow_id = follow_id_of(world, follow.follower, "report", report_id)
    citizen_hash = world.keys.unseal(seal_place(follow.follow_id), follow.sealed)
    sealed = world.keys.seal(seal_place(follow_id), citizen_hash)
    return replace(follow, follow_id=follow_id, value=report_id, sealed=sealed, created_at=int(world.now.timestamp()))


def follow_id_of(world: World, follower: str, kind: FollowKind, value: str) -> str:
    return world.keys.hash("follow", follower, kind, value)[:ID_CHARACTERS]


def seal_place(follow_id: str) -> str:
    return f"follow/{follow_id}"


def follow(world: World, person: Person, body: FollowToMake) -> FollowShown:
    """Once more by another channel changes the channel."""
    read = read_fields(value=lambda: read_value(world, body), channel=lambda: read_channel(world, person, body.channel))
    new = make_follow(world, person, body.kind, read["value"], body.channel)
    known = {one.follow_id for one in following.list_follows(world.reports, new.follower)}
    if len(known | {new.follow_id}) > MOST_FOLLOWS:
        raise TooManyFollowsError
    limit = Limit("follows", new.follower, FOLLOWS_A_DAY, DAY)
    limit.count(world.reports, world.now, following.putting_follow(world.reports, new))
    return show(new)


def read_value(world: World, body: FollowToMake) -> str:
    if body.kind == "place":
        return read_circle(body)
    if body.kind == "ward" and body.value not in wards():
        raise WrongFieldError("ward-unknown", "there is no such ward in Huế")
    if body.kind == "category" and body.value not in categories():
        raise WrongFieldError("category-unknown", "there is no such category")
    if body.kind == "report" and not is_public(world, body.value):
        raise WrongFieldError("report-unknown", "there is no such report")
    return body.value


def is_public(world: World, report_id: str) -> bool:
    report = reports.get(world.reports, report_id)
    return report is not None and not report.is_hidden


def read_circle(body: FollowToMake) -> str:
    if body.lat is None or body.long is None or not is_in_city(point_of(body.lat, body.long)):
        raise WrongFieldError("outside-city", "please choose a place in Huế")
    if not LEAST_METRES <= body.metres <= MOST_METRES:
        raise WrongFieldError("metres-unusable", f"please choose {LEAST_METRES} to {MOST_METRES} metres around the place")
    point = point_of(body.lat, body.long)
    return f"{point.lat_e6},{point.long_e6},{body.metres}"


def read_channel(world: World, person: Person, channel: Channel) -> Channel:
    if channel == "email" and not email_of(world, person):
        raise WrongFieldError("email-missing", "please add an e-mail address to your account first")
    return channel


def show(one: Follow) -> FollowShown:
    point, metres = one.circle if one.kind == "place" else (None, 0)
    return FollowShown(
        id=one.follow_id,
        kind=one.kind,
        channel=one.channel,
        value="" if point else one.value,
        lat=point.lat if point else None,
        long=point.long if point else None,
        metres=metres,
        created_at=one.created_at,
    )


def list_own(world: World, person: Person) -> Follows:
    return Follows([show(one) for one in following.list_follows(world.reports, follower_of(world, person.account_id))])


def end(world: World, person: Person, follow_id: str) -> None:
    found = following.get_follow(world.reports, follower_of(world, person.account_id), follow_id)
    if found is None:
        raise NoSuchFollowError
    world.reports.transact(following.deleting_follow(world.reports, found))


def forget(world: World, account_id: str) -> None:
    """All of a deleted account's follows. Twice is as good as once."""
    for one in following.list_follows(world.reports, follower_of(world, account_id)):
        world.reports.transact(following.deleting_follow(world.reports, one))


def ending_token(world: World, one: Follow) -> str:
    """Made anew for each e-mail, and kept nowhere."""
    return one.follower + one.follow_id + sign(world, one.follower, one.follow_id)


def sign(world: World, follower: str, follow_id: str) -> str:
    return world.keys.hash("follow-ending", follower, follow_id)[:ID_CHARACTERS]


def end_by_link(world: World, token: str) -> None:
    """Without logging in. Twice is as good as once."""
    follower, follow_id, signed = (token[at : at + ID_CHARACTERS] for at in range(0, len(token), ID_CHARACTERS))
    if not hmac.compare_digest(signed, sign(world, follower, follow_id)):
        raise FollowLinkUnknownError
    found = following.get_follow(world.reports, follower, follow_id)
    if found:
        world.reports.transact(following.deleting_follow(world.reports, found))
