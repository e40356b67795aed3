"""A call for help as its own browsers see it: what becomes of it, and nothing of anybody else."""

from typing import Any

from ...world import World
from ..model.calls import Call
from ..model.requests import CallShown, CallTaken
from .sealing import details_of
from .telling import get_own, is_first

NUMBERS = ["112", "114", "115", "19001075"]


def show(world: World, call: Call, token: str) -> CallShown:
    return CallShown(**fields_of(world, call, token))


def show_own(world: World, call_id: str, token: str) -> CallShown:
    return show(world, get_own(world, call_id, token), token)


def show_taken(world: World, call: Call, token: str) -> CallTaken:
    fields = fields_of(world, call, token)
    return CallTaken(**fields, token=token, next="stay-and-wait" if call.is_open else "call-again", numbers=NUMBERS)


def fields_of(world: World, call: Call, token: str) -> dict[str, Any]:
    return {
        "id": call.call_id,
        "state": call.state,
        "is_open": call.is_open,
        "is_first": is_first(call, token),
        "received_at": call.received_at,
        "seen_at": call.seen_at,
        "on_the_way_at": call.on_the_way_at,
        "reached_at": call.reached_at,
        "closed_at": call.closed_at,
        "answer": details_of(world, call).answer,
    }
