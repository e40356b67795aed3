"""Both stores of files, and a browser that sends their forms: S3 as moto plays it, and the folder of a laptop."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import boto3
import pytest
import requests
from chalicelib.clients.files import NOTES, FileStore, FolderFiles, FormRefusedError, S3Files, UploadForm, s3_client

BUCKET = "huecity-identity"
in_s3 = pytest.mark.parametrize("store", ["s3"], indirect=True)
in_both = pytest.mark.parametrize("store", ["folder", "s3"], indirect=True)


class Store(Protocol):
    files: FileStore

    def send(self, form: UploadForm, data: bytes) -> bool: ...

    def list_keys(self) -> list[str]: ...

    def kept_for(self, key: str) -> str: ...


@dataclass
class S3Store:
    files: S3Files

    def send(self, form: UploadForm, data: bytes) -> bool:
        return requests.post(form.url, data=form.fields, files={"file": ("a.jpg", data)}, timeout=5).ok

    def list_keys(self) -> list[str]:
        return [one["Key"] for one in s3_client().list_objects_v2(Bucket=BUCKET).get("Contents", [])]

    def kept_for(self, key: str) -> str:
        tags = s3_client().get_object_tagging(Bucket=BUCKET, Key=key)["TagSet"]
        return next((one["Value"] for one in tags if one["Key"] == "keep"), "")


@dataclass
class FolderStore:
    files: FolderFiles

    def send(self, form: UploadForm, data: bytes) -> bool:
        try:
            self.files.accept(form.fields, data)
        except FormRefusedError:
            return False
        return True

    def list_keys(self) -> list[str]:
        found = [path for path in self.files.folder.rglob("*") if path.is_file() and path.suffix not in NOTES]
        return sorted(str(path.relative_to(self.files.folder)) for path in found)

    def kept_for(self, key: str) -> str:
        note = (self.files.folder / key).with_suffix(".keep")
        return note.read_text("utf-8") if note.exists() else ""


def s3_store() -> S3Store:
    """To be called inside of mock_aws."""
    s3_client.cache_clear()
    boto3.client("s3", region_name="ap-southeast-1").create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"}
    )
    return S3Store(S3Files(BUCKET))


def folder_store(folder: Path, clock: Callable[[], datetime]) -> FolderStore:
    return FolderStore(FolderFiles(folder, "/dev/files", b"a key of this test", clock))
