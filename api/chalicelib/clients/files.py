"""Private files that people upload: in Amazon S3, or in a folder on a laptop; both let in what a signed form names."""

import hmac
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlencode, urlsplit

import msgspec

from ..config import load_config
from ..errors import ApiError, TooLargeError
from ..keys import Keys

FORM_SECONDS = 600
LINK_SECONDS = 120
MOST_BYTES = 10 * 1024 * 1024
CONNECT_SECONDS = 1
READ_SECONDS = 5
SAFE_KEY = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*(\.[a-z]+)?")
# How long a file stays at most: the bucket's lifecycle reads this tag.
Keep = Literal["month", "law"]


class FilesFailedError(ApiError):
    status_code, code, title = 503, "files-unavailable", "Pictures cannot be kept or shown at the moment"


class FormRefusedError(Exception):
    """The twin's word for what S3 refuses: another key, type or size than was signed, or too late."""


class UploadForm(msgspec.Struct):
    """Send as multipart/form-data to `url`: all `fields` first, then the file as the field `file`."""

    url: str
    fields: dict[str, str]
    expires_in_seconds: int
    max_bytes: int


class FileStore(Protocol):
    def form(self, key: str, media_type: str) -> UploadForm:
        """Lets a browser upload this one file, of this type, for ten minutes; FilesFailedError (as all here)."""

    def read(self, key: str) -> bytes | None:
        """None where there is none; TooLargeError."""

    def write_picture(self, key: str, jpeg: bytes, keep: Keep) -> None: ...

    def keep(self, key: str, keep: Keep) -> None:
        """Changes how long a file stays; nothing where it has gone."""

    def delete(self, key: str) -> None:
        """Twice is as good as once."""

    def link(self, key: str) -> str:
        """An address at which whoever has it sees the file for two minutes."""


def form_conditions(key: str, media_type: str) -> list[Any]:
    """What a form must keep to; S3 adds bucket, key and signature by itself."""
    return [{"key": key}, {"Content-Type": media_type}, ["content-length-range", 1, MOST_BYTES]]


@dataclass(frozen=True, slots=True)
class S3Files:
    """Encrypted by the bucket's own KMS key; nothing in it is public. Browsers reach it at `address`, a path of our own
    origin that CloudFront leads to the bucket (docs/security.md), or at Amazon's where there is none."""

    bucket: str
    address: str = ""

    def seen_at(self, url: str) -> str:
        """What S3 has signed, as our own origin shows it: signatures are over host and path of the bucket."""
        parts = urlsplit(url)
        return f"{self.address}{parts.path}?{parts.query}".rstrip("?") if self.address else url

    def call(self, operation: str, **asked: Any) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return getattr(s3_client(), operation)(Bucket=self.bucket, **asked)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return None
            raise FilesFailedError(type(error).__name__) from None
        except BotoCoreError as error:
            raise FilesFailedError(type(error).__name__) from None

    def form(self, key: str, media_type: str) -> UploadForm:
        more = {"Fields": {"Content-Type": media_type}, "Conditions": form_conditions(key, media_type)}
        made = self.call("generate_presigned_post", Key=key, ExpiresIn=FORM_SECONDS, **more)
        return UploadForm(self.seen_at(made["url"]), made["fields"], FORM_SECONDS, MOST_BYTES)

    def read(self, key: str) -> bytes | None:
        found = self.call("get_object", Key=key)
        if found is None:
            return None
        if found["ContentLength"] > MOST_BYTES:
            raise TooLargeError
        data: bytes = found["Body"].read()
        return data

    def write_picture(self, key: str, jpeg: bytes, keep: Keep) -> None:
        self.call("put_object", Key=key, Body=jpeg, ContentType="image/jpeg", Tagging=f"keep={keep}")

    def keep(self, key: str, keep: Keep) -> None:
        self.call("put_object_tagging", Key=key, Tagging={"TagSet": [{"Key": "keep", "Value": keep}]})

    def delete(self, key: str) -> None:
        self.call("delete_object", Key=key)

    def link(self, key: str) -> str:
        asked = {"Bucket": self.bucket, "Key": key, "ResponseCacheControl": "no-store"}
        url: str = s3_client().generate_presigned_url("get_object", Params=asked, ExpiresIn=LINK_SECONDS)
        return self.seen_at(url)


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The twin: the local front answers its forms and links, and holds them to what was signed."""

    folder: Path
    address: str
    key: bytes
    clock: Callable[[], datetime]

    def sign(self, text: str) -> str:
        return hmac.new(self.key, text.encode(), sha256).hexdigest()

    def path(self, key: str) -> Path:
        if not SAFE_KEY.fullmatch(key):
            raise FormRefusedError("no such key")
        return self.folder / key

    def form(self, key: str, media_type: str) -> UploadForm:
        ends_at = (self.clock() + timedelta(seconds=FORM_SECONDS)).isoformat(timespec="seconds")
        policy = {"expiration": ends_at, "conditions": form_conditions(key, media_type)}
        encoded = b64encode(json.dumps(policy).encode()).decode()
        fields = {"key": key, "Content-Type": media_type, "policy": encoded, "signature": self.sign(encoded)}
        return UploadForm(self.address, fields, FORM_SECONDS, MOST_BYTES)

    def accept(self, fields: Mapping[str, str], data: bytes) -> str:
        """The key of what a form has brought; FormRefusedError."""
        encoded = fields.get("policy", "")
        if not hmac.compare_digest(self.sign(encoded).encode(), fields.get("signature", "").encode()):
            raise FormRefusedError("this form was not signed here")
        policy = json.loads(b64decode(encoded))
        if datetime.fromisoformat(policy["expiration"]) <= self.clock():
            raise FormRefusedError("this form is too old")
        *named, (_, least, most) = policy["conditions"]
        signed = {name: value for one in named for name, value in one.items()}
        if {name: value for name, value in fields.items() if name not in ("policy", "signature")} != signed:
            raise FormRefusedError("key and type are not those that were signed")
        if not least <= len(data) <= most:
            raise FormRefusedError(f"a file has from {least} to {most} bytes")
        self.save(signed["key"], data)
        return str(signed["key"])

    def save(self, key: str, data: bytes) -> None:
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def read(self, key: str) -> bytes | None:
        try:
            return self.path(key).read_bytes()
        except FileNotFoundError:  # never there, or just taken away by another
            return None

    def write_picture(self, key: str, jpeg: bytes, keep: Keep) -> None:
        self.save(key, jpeg)
        self.keep(key, keep)

    def keep(self, key: str, keep: Keep) -> None:
        if (path := self.path(key)).is_file():
            path.with_suffix(".keep").write_text(keep, "utf-8")

    def delete(self, key: str) -> None:
        for path in (self.path(key), self.path(key).with_suffix(".keep")):
            path.unlink(missing_ok=True)

    def link(self, key: str) -> str:
        until = int(self.clock().timestamp()) + LINK_SECONDS
        return f"{self.address}/{key}?{urlencode({'until': until, 'signature': self.sign(f'{key} {until}')})}"

    def open_link(self, key: str, until: str, signature: str) -> bytes:
        """What a link shows; FormRefusedError where it is not ours, or too old."""
        is_ours = hmac.compare_digest(self.sign(f"{key} {until}").encode(), signature.encode())
        if not is_ours or int(until) <= self.clock().timestamp() or (data := self.read(key)) is None:
            raise FormRefusedError("this link shows nothing, or nothing any more")
        return data


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    config = load_config()
    if config.is_local and config.files_folder:
        key = Keys(config.pepper).key("local-files")
        return FolderFiles(Path(config.files_folder), config.files_address, key, lambda: datetime.now(UTC))
    return S3Files(config.files_bucket, config.files_address)


@lru_cache(maxsize=1)
def s3_client() -> Any:
    """Made with the first file."""
    import boto3
    from botocore.config import Config

    retries = {"mode": "standard", "max_attempts": 3}
    limits = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries=retries,
        signature_version="s3v4",
        s3={"addressing_style": "virtual"},  # the bucket's regional host, which CloudFront asks by that very name
    )
    return boto3.client("s3", config=limits)
