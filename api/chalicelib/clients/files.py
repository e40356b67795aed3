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

from ..config import Config, load_config
from ..errors import ApiError, TooLargeError
from ..keys import Keys

FORM_SECONDS = 600
LINK_SECONDS = 120
MOST_BYTES = 10 * 1024 * 1024
CONNECT_SECONDS = 1
READ_SECONDS = 5
SAFE_KEY = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*(\.[a-z0-9]+)?")
NOTES = (".keep", ".type")  # what the twin writes down beside a file
# How long a file stays at most: the bucket's lifecycle reads this tag.
Keep = Literal["month", "law", "unsent", "report"]


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
    def form(self, key: str, media_type: str, most_bytes: int = MOST_BYTES) -> UploadForm:
        """Lets a browser upload this one file, of this type, for ten minutes; FilesFailedError (as all here)."""

    def read(self, key: str, most_bytes: int = MOST_BYTES) -> bytes | None:
        """None where there is none; TooLargeError."""

    def write(self, key: str, data: bytes, media_type: str, keep: Keep) -> None: ...

    def keep(self, key: str, keep: Keep) -> None:
        """Changes how long a file stays; nothing where it has gone."""

    def delete(self, key: str) -> None:
        """Twice is as good as once."""

    def link(self, key: str, seconds: int = LINK_SECONDS) -> str:
        """An address at which whoever has it sees the file, for two minutes."""


def form_conditions(key: str, media_type: str, most_bytes: int) -> list[Any]:
    """What a form must keep to; S3 adds bucket, key and signature by itself."""
    return [{"key": key}, {"Content-Type": media_type}, ["content-length-range", 1, most_bytes]]


@dataclass(frozen=True, slots=True)
class S3Files:
    """A bucket, encrypted by a KMS key of its own; nothing in it is public. Browsers reach it at `address`, a path of our
    own origin that CloudFront leads to the bucket (docs/security.md), or at Amazon's where there is none."""

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

    def form(self, key: str, media_type: str, most_bytes: int = MOST_BYTES) -> UploadForm:
        more = {"Fields": {"Content-Type": media_type}, "Conditions": form_conditions(key, media_type, most_bytes)}
        made = self.call("generate_presigned_post", Key=key, ExpiresIn=FORM_SECONDS, **more)
        return UploadForm(self.seen_at(made["url"]), made["fields"], FORM_SECONDS, most_bytes)

    def read(self, key: str, most_bytes: int = MOST_BYTES) -> bytes | None:
        found = self.call("get_object", Key=key)
        if found is None:
            return None
        if found["ContentLength"] > most_bytes:
            raise TooLargeError
        data: bytes = found["Body"].read()
        return data

    def write(self, key: str, data: bytes, media_type: str, keep: Keep) -> None:
        self.call("put_object", Key=key, Body=data, ContentType=media_type, Tagging=f"keep={keep}")

    def keep(self, key: str, keep: Keep) -> None:
        self.call("put_object_tagging", Key=key, Tagging={"TagSet": [{"Key": "keep", "Value": keep}]})

    def delete(self, key: str) -> None:
        self.call("delete_object", Key=key)

    def link(self, key: str, seconds: int = LINK_SECONDS) -> str:
        asked = {"Bucket": self.bucket, "Key": key, "ResponseCacheControl": "no-store"}
        url: str = s3_client().generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds)
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

    def form(self, key: str, media_type: str, most_bytes: int = MOST_BYTES) -> UploadForm:
        ends_at = (self.clock() + timedelta(seconds=FORM_SECONDS)).isoformat(timespec="seconds")
        policy = {"expiration": ends_at, "conditions": form_conditions(key, media_type, most_bytes)}
        encoded = b64encode(json.dumps(policy).encode()).decode()
        fields = {"key": key, "Content-Type": media_type, "policy": encoded, "signature": self.sign(encoded)}
        return UploadForm(self.address, fields, FORM_SECONDS, most_bytes)

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

    def read(self, key: str, most_bytes: int = MOST_BYTES) -> bytes | None:
        try:
            data = self.path(key).read_bytes()
        except FileNotFoundError:  # never there, or just taken away by another
            return None
        if len(data) > most_bytes:
            raise TooLargeError
        return data

    def write(self, key: str, data: bytes, media_type: str, keep: Keep) -> None:
        self.save(key, data)
        self.path(key).with_suffix(".type").write_text(media_type, "utf-8")
        self.keep(key, keep)

    def media_type(self, key: str) -> str:
        return self.path(key).with_suffix(".type").read_text("utf-8")

    def keep(self, key: str, keep: Keep) -> None:
        if (path := self.path(key)).is_file():
            path.with_suffix(".keep").write_text(keep, "utf-8")

    def delete(self, key: str) -> None:
        for path in (self.path(key), *(self.path(key).with_suffix(ending) for ending in NOTES)):
            path.unlink(missing_ok=True)

    def link(self, key: str, seconds: int = LINK_SECONDS) -> str:
        until = int(self.clock().timestamp()) + seconds
        return f"{self.address}/{key}?{urlencode({'until': until, 'signature': self.sign(f'{key} {until}')})}"

    def open_link(self, key: str, until: str, signature: str) -> bytes:
        """What a link shows; FormRefusedError where it is not ours, or too old."""
        is_ours = hmac.compare_digest(self.sign(f"{key} {until}").encode(), signature.encode())
        if not is_ours or int(until) <= self.clock().timestamp() or not self.path(key).is_file():
            raise FormRefusedError("this link shows nothing, or nothing any more")
        return self.path(key).read_bytes()


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """Of the pictures of identity checks."""
    config = load_config()
    return store_of(config, config.files_bucket, config.files_folder, config.files_address)


@lru_cache(maxsize=1)
def media_store() -> FileStore:
    """Of what people send with field reports."""
    config = load_config()
    return store_of(config, config.media_bucket, config.media_folder, config.media_address)


def store_of(config: Config, bucket: str, folder: str, address: str) -> FileStore:
    if config.is_local and folder:
        key = Keys(config.pepper).key(f"local-files/{bucket}")
        return FolderFiles(Path(folder), address, key, lambda: datetime.now(UTC))
    return S3Files(bucket, address)


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
