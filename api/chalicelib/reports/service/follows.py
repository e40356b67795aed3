"""Following a report, a place, a ward or a category: what a person is told of, and how."""

from ...access import Person
from ...world import World
from ..model.following import Channel, Follow, FollowKind

ID_CHARACTERS = 32


def follower_of(world: World, account_id: str) -> str:
    """Another hash than a reporter's: where somebody looks says nothing about what they have sent."""
    return world.keys.hash("follower", account_id)[:ID_CHARACTERS]


def make_follow(world: World, person: Person, kind: FollowKind, value: str, channel: Channel) -> Follow:
    """The same wish is the same follow."""
    follower = follower_of(world, person.account_id)
    follow_id = world.keys.hash("follow", follower, kind, value)[:ID_CHARACTERS]
    return Follow(
        follow_id=follow_id,
        follower=follower,
        kind=kind,
        value=value,
        channel=channel,
        sealed=world.keys.seal(seal_place(follow_id), person.citizen_hash),
        created_at=int(world.now.timestamp()),
    )


def seal_place(follow_id: str) -> str:
    return f"follow/{follow_id}"
