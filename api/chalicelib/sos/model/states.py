"""The states of a call for help and every move between them: one row a move, and nothing moves without a row."""

from dataclasses import dataclass
from typing import Literal, get_args

State = Literal["received", "seen", "on-the-way", "reached", "safe", "false-alarm"]
STATES: tuple[State, ...] = get_args(State)
CLOSED: frozenset[State] = frozenset(("safe", "false-alarm"))
OPEN: frozenset[State] = frozenset(STATES) - CLOSED
WAITING: frozenset[State] = frozenset(("received", "seen"))  # nobody is on the way yet
OfficerMove = Literal["see", "send-help", "turn-back", "reach", "safe", "false-alarm"]
MoveName = OfficerMove | Literal["call", "call-again", "update"]
Actor = Literal["caller", "officer"]


@dataclass(frozen=True, slots=True)
class Move:
    from_states: frozenset[State]
    to: State
    needs_text: bool = False


MOVES: dict[OfficerMove, Move] = {
    "see": Move(frozenset(("received",)), "seen"),
    "send-help": Move(WAITING, "on-the-way"),
    "turn-back": Move(frozenset(("on-the-way", "reached")), "seen", needs_text=True),
    "reach": Move(frozenset(("received", "seen", "on-the-way")), "reached"),
    "safe": Move(OPEN, "safe", needs_text=True),
    "false-alarm": Move(OPEN, "false-alarm", needs_text=True),
}


def allowed(state: State) -> list[OfficerMove]:
    """What an officer may do now, in the table's order."""
    return [name for name, move in MOVES.items() if state in move.from_states]
