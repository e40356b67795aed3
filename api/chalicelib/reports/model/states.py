"""The states of a report and every move between them: one row a move, and nothing moves without a row."""

from dataclasses import dataclass
from typing import Literal, get_args

State = Literal[
    "received",
    "returned",
    "rejected",
    "assigned",
    "in-progress",
    "forwarded",
    "answered",
    "reopen-requested",
    "reopened",
    "closed",
    "duplicate",
]
STATES: tuple[State, ...] = get_args(State)
DONE: frozenset[State] = frozenset(("rejected", "answered", "closed", "duplicate"))  # nobody waits for the city any more
WORKING: frozenset[State] = frozenset(("received", "assigned", "in-progress", "forwarded", "reopened"))
EVERY: frozenset[State] = frozenset(STATES)
OPEN: frozenset[State] = EVERY - DONE
Actor = Literal["reporter", "operations", "unit", "system"]
MoveName = Literal[
    "send",
    "ask-back",
    "reply",
    "reject",
    "assign",
    "hand-back",
    "start",
    "forward",
    "bring-back",
    "extend",
    "answer",
    "close",
    "not-fixed",
    "reopen",
    "leave-closed",
    "merge",
    "unmerge",
    "withdraw",
    "lapse",
    "fall-due",
    "delivered",
    "not-delivered",
    "hide",
    "show",
    "hide-words",
    "hide-medium",
    "show-medium",
]
HIDING: frozenset[MoveName] = frozenset(("hide", "show", "hide-words", "hide-medium", "show-medium"))


@dataclass(frozen=True, slots=True)
class Move:
    """`to` is where it leads: "" stays, "back" is where the report was before."""

    by: frozenset[Actor]
    from_states: frozenset[State]
    to: State | Literal["", "back"]
    needs_text: bool = False


OPERATIONS: frozenset[Actor] = frozenset(("operations",))
OFFICERS: frozenset[Actor] = frozenset(("operations", "unit"))
REPORTER: frozenset[Actor] = frozenset(("reporter",))
SYSTEM: frozenset[Actor] = frozenset(("system",))
WITH_UNIT: frozenset[State] = frozenset(("assigned", "in-progress", "reopened"))


def states(*names: State) -> frozenset[State]:
    return frozenset(names)


MOVES: dict[MoveName, Move] = {
    "ask-back": Move(OFFICERS, states("received", "assigned", "in-progress", "reopened"), "returned", needs_text=True),
    "reply": Move(REPORTER, states("returned"), "back", needs_text=True),
    "reject": Move(OPERATIONS, states("received", "returned"), "rejected", needs_text=True),
    "assign": Move(OPERATIONS, WORKING, "assigned"),  # to another agency or procedure it needs a text
    "hand-back": Move(frozenset(("unit",)), WITH_UNIT, "received", needs_text=True),
    "start": Move(frozenset(("unit",)), states("assigned", "reopened"), "in-progress"),
    "forward": Move(OFFICERS, states("received", "assigned", "in-progress", "reopened"), "forwarded", needs_text=True),
    "bring-back": Move(OFFICERS, states("forwarded"), "in-progress", needs_text=True),
    "extend": Move(OFFICERS, states("assigned", "in-progress", "forwarded"), "", needs_text=True),
    "answer": Move(OFFICERS, states("assigned", "in-progress", "forwarded", "reopened"), "answered", needs_text=True),
    "close": Move(frozenset(("reporter", "system")), states("answered"), "closed"),
    "not-fixed": Move(REPORTER, states("answered", "closed"), "reopened", needs_text=True),
    "reopen": Move(OPERATIONS, states("reopen-requested", "closed", "rejected"), "reopened", needs_text=True),
    "leave-closed": Move(OPERATIONS, states("reopen-requested"), "closed", needs_text=True),
    "merge": Move(OPERATIONS, states("received", "returned", "assigned", "in-progress", "reopened"), "duplicate"),
    "unmerge": Move(OPERATIONS, states("duplicate"), "received", needs_text=True),
    "withdraw": Move(REPORTER, states("received", "returned"), "closed"),
    "lapse": Move(SYSTEM, states("returned"), "rejected", needs_text=True),  # its reporter never replied
    "fall-due": Move(SYSTEM, OPEN, ""),
    "delivered": Move(SYSTEM, states("forwarded"), ""),
    "not-delivered": Move(SYSTEM, states("forwarded"), "back", needs_text=True),
    "hide": Move(OPERATIONS, EVERY, "", needs_text=True),
    "show": Move(OPERATIONS, EVERY, "", needs_text=True),
    "hide-words": Move(OPERATIONS, EVERY, "", needs_text=True),
    "hide-medium": Move(OPERATIONS, EVERY, "", needs_text=True),
    "show-medium": Move(OPERATIONS, EVERY, "", needs_text=True),
}


def allowed(state: State, actor: Actor) -> list[MoveName]:
    """What this actor may do now, in the table's order."""
    return [name for name, move in MOVES.items() if actor in move.by and state in move.from_states]
