"""Sending text messages: through Amazon SNS, or into a file and the terminal on a laptop."""

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


class SmsFailedError(ApiError):
    """The message did not leave; the cause is in the log, without number and text."""

    status_code = 503
    code = "sms-unavailable"
    title = "No text messages can be sent at the moment"


class SmsClient(Protocol):
    def send(self, phone: str, text: str) -> None:
        """Sends to a number in E.164; SmsFailedError."""


class SnsSms:
    def send(self, phone: str, text: str) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        kind = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
        try:
            sns_client().publish(PhoneNumber=phone, Message=text, MessageAttributes=kind)
        except (BotoCoreError, ClientError) as error:
            raise SmsFailedError(type(error).__name__) from None


@dataclass(frozen=True, slots=True)
class OutboxSms:
    """The twin: one line of JSON for each message, for people and tests to read."""

    outbox: Path

    def send(self, phone: str, text: str) -> None:
        self.outbox.parent.mkdir(parents=True, exist_ok=True)
        line = {"to": phone, "text": text, "sent_at": datetime.now(UTC).isoformat(timespec="seconds")}
        with self.outbox.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(f"SMS to {phone}: {text}", flush=True)


@lru_cache(maxsize=1)
def sms_client() -> SmsClient:
    config = load_config()
    if config.is_local and config.outbox:
        return OutboxSms(Path(config.outbox))
    return SnsSms()


@lru_cache(maxsize=1)
def sns_client() -> Any:
    """Made with the first message: most requests send none."""
    import boto3
    from botocore.config import Config

    # one try only: a second one would send a second message
    retries = {"mode": "standard", "total_max_attempts": 1}
    limits = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=retries)
    return boto3.client("sns", config=limits)
