"""An S3 bucket, or the part of one below a prefix, as a place to publish to: the only module here that knows boto3."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import PublishError
from .headers import cache_control, content_type
from .plan import MANIFEST

MOST_AT_ONCE = 1000  # what DeleteObjects takes


class Bucket:
    """Objects called like the files. A manifest is only written over the one that was read: two cannot publish at once."""

    def __init__(self, address: str) -> None:
        name, _, prefix = address.removeprefix("s3://").partition("/")
        self.name, self.prefix = name, f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self.version: str | None = None  # of the manifest, as S3 calls it (ETag); None while there is none

    def __str__(self) -> str:
        return f"s3://{self.name}/{self.prefix}"

    @cached_property
    def client(self) -> Any:
        import boto3

        return boto3.client("s3")

    def read_manifest(self) -> bytes | None:
        """None where nothing is yet; PublishError where something is that we have not published."""
        with told_in_one_line(self):
            try:
                reply = self.client.get_object(Bucket=self.name, Key=self.prefix + MANIFEST)
            except self.client.exceptions.NoSuchKey:
                listed = self.client.list_objects_v2(Bucket=self.name, Prefix=self.prefix, MaxKeys=1)
                if listed.get("KeyCount"):
                    raise PublishError(f"{self} is not empty and was not published by HueCity: choose another") from None
                return None
            self.version = reply["ETag"]
            data: bytes = reply["Body"].read()
            return data

    def write_manifest(self, data: bytes) -> None:
        condition = {"IfMatch": self.version} if self.version else {"IfNoneMatch": "*"}
        with told_in_one_line(self):
            self.version = self.send(MANIFEST, data, **condition)["ETag"]

    def put(self, path: str, source: Path) -> None:
        with told_in_one_line(self):
            self.send(path, source.read_bytes())

    def send(self, path: str, data: bytes, **condition: str) -> Any:
        described = {"ContentType": content_type(path), "CacheControl": cache_control(path)}
        return self.client.put_object(Bucket=self.name, Key=self.prefix + path, Body=data, **described, **condition)

    def remove(self, paths: Sequence[str]) -> None:
        with told_in_one_line(self):
            for start in range(0, len(paths), MOST_AT_ONCE):
                keys = [{"Key": self.prefix + path} for path in paths[start : start + MOST_AT_ONCE]]
                reply = self.client.delete_objects(Bucket=self.name, Delete={"Objects": keys, "Quiet": True})
                refuse_failures(self, reply.get("Errors", ()))


def refuse_failures(bucket: Bucket, errors: Iterable[dict[str, str]]) -> None:
    for error in errors:
        raise PublishError(f"{bucket}: {error.get('Key')} could not be removed: {error.get('Code')}")


@contextmanager
def told_in_one_line(bucket: Bucket) -> Iterator[None]:
    """What AWS refuses, or a network that is down, as one line for whoever publishes."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in ("PreconditionFailed", "ConditionalRequestConflict"):
            raise PublishError(f"{bucket}: another publication is going on; run again when it has ended") from None
        raise PublishError(f"{bucket}: {error}") from None
    except BotoCoreError as error:
        raise PublishError(f"{bucket}: {error}") from None
