"""What is personal of a call for help, sealed for the database and opened again; each seal fits its own place alone."""

import msgspec

from ...world import World
from ..model.calls import Call, Line
from ..model.details import Details, Said


def seal_details(world: World, call_id: str, details: Details) -> str:
    return world.keys.seal(f"sos/{call_id}", msgspec.json.encode(details).decode())


def details_of(world: World, call: Call) -> Details:
    return msgspec.json.decode(world.keys.unseal(f"sos/{call.call_id}", call.sealed), type=Details)


def seal_said(world: World, call_id: str, n: int, said: Said) -> str:
    return world.keys.seal(f"sos/{call_id}/{n}", msgspec.json.encode(said).decode())


def said_in(world: World, call_id: str, line: Line) -> Said:
    return msgspec.json.decode(world.keys.unseal(f"sos/{call_id}/{line.n}", line.sealed), type=Said)
