"""Sending e-mail: through Amazon SES, or into a file and the terminal on a laptop."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from ..config import load_config
from ..errors import ApiError

CONNECT_SECONDS = 1
READ_SECONDS = 3


class EmailFailedError(ApiError):
    """The message did not leave; the cause is in the log, without address and text."""

    status_code, code, title = 503, "email-unavailable", "No e-mail can be sent at the moment"


class EmailClient(Protocol):
    def send(self, address: str, subject: str, text: str) -> None:
        """EmailFailedError."""


@dataclass(frozen=True, slots=True)
class SesEmail:
    """Without a `sender` of the city's nothing leaves."""

    sender: str

    def send(self, address: str, subject: str, text: str) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        if not self.sender:
            raise EmailFailedError
        body = {"Subject": {"Data": subject}, "Body": {"Text": {"Data": text}}}
        asked = {"Destination": {"ToAddresses": [address]}, "Content": {"Simple": body}}
        try:
            ses_client().send_email(FromEmailAddress=self.sender, **asked)
        except (BotoCoreError, ClientError) as error:
            raise EmailFailedError(type(error).__name__) from None


@dataclass(frozen=True, slots=True)
class OutboxEmail:
    """The twin: one line of JSON for each message, beside the text messages."""

    outbox: Path

    def send(self, address: str, subject: str, text: str) -> None:
        self.outbox.parent.mkdir(parents=True, exist_ok=True)
        line = {"to": address, "text": f"{subject}: {text}", "sent_at": datetime.now(UTC).isoformat(timespec="seconds")}
        with self.outbox.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(f"E-mail to {address}: {text}", flush=True)


@lru_cache(maxsize=1)
def email_client() -> EmailClient:
    config = load_config()
    if config.is_local and config.outbox:
        return OutboxEmail(Path(config.outbox))
    return SesEmail(config.email_sender)


@lru_cache(maxsize=1)
def ses_client() -> Any:
    """Made with the first message."""
    import boto3
    from botocore.config import Config

    # one try only: a second one would send a second message
    retries = {"mode": "standard", "total_max_attempts": 1}
    limits = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=retries)
    return boto3.client("sesv2", config=limits)
