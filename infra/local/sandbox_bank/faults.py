"""What the sandbox bank does wrong when it is told to, one fault a request."""

import threading
from dataclasses import dataclass, field
from typing import Literal, get_args

Place = Literal["link", "confirm", "unlink", "move", "status"]
Fault = Literal[
    "error",  # 500 before anything is done
    "error-after",  # done, then 500
    "drop",  # the connection is closed before anything is done
    "drop-after",  # done, then closed without an answer
    "cut",  # done, and half of the answer
    "hang",  # nothing is done and nothing answered until `release`
    "hang-after",  # done, and nothing answered until `release`
    "die",  # done, and the whole bank is gone
    "forge",  # done, and signed with a wrong key
    "refuse",  # a refusal for a reason of the bank's own
    "late",  # taken, and decided later
    "absent",  # says that it knows nothing of this
]
FAULTS: frozenset[Fault] = frozenset(get_args(Fault))
HANG_SECONDS = 30


@dataclass
class Faults:
    """Those of one place wait in line; a request takes the first."""

    waiting: list[tuple[Place, Fault]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, place: Place, *faults: Fault) -> None:
        with self.lock:
            self.waiting += [(place, fault) for fault in faults]

    def take(self, place: Place) -> Fault | None:
        with self.lock:
            found = next((one for one in self.waiting if one[0] == place), None)
            if found:
                self.waiting.remove(found)
        return found[1] if found else None

    def hang(self) -> None:
        self.released.wait(HANG_SECONDS)

    def release(self) -> None:
        """Lets go all who hang, now and later."""
        self.released.set()
