"""A mailbox that keeps its letters, and can be out of order."""

from dataclasses import dataclass, field

from chalicelib.clients.email import EmailFailedError


@dataclass
class Mailbox:
    letters: list[tuple[str, str]] = field(default_factory=list)
    is_down: bool = False

    def send(self, address: str, subject: str, text: str) -> None:
        if self.is_down:
            raise EmailFailedError
        self.letters.append((address, text))
