"""Following a report, a place, a ward or a category: what a person is told of, and how."""

from msgspec.structs import replace

from ...access import Person
from ...world import World
from ..model.following import Channel, Follow, FollowKind, place_of
from ..storage import following

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


def carry_over(world: World, report_id: str, original_id: str) -> None:
    """Who follows a duplicate follows its original; done again, it changes nothing."""
    place, behind = place_of("report", report_id), ""
    while found := following.list_followers(world.reports, place, behind, AT_ONCE):
        carried = [of(world, one, original_id) for one in found]
        world.reports.transact([write for one in carried for write in following.putting_follow(world.reports, one)])
        behind = found[-1].follow_id


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
