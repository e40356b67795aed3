"""Files go straight to their store, by forms that let nothing else in; S3 and its twin on a laptop do the same."""

import base64
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from chalicelib.clients.files import (
    FORM_SECONDS,
    MOST_BYTES,
    FilesFailedError,
    FolderFiles,
    FormRefusedError,
    S3Files,
    UploadForm,
)
from scene import ROOT
from stage import Town
from stores import BUCKET, S3Store, Store, folder_store, in_both, in_s3

KEY = "incoming/0123abcd/front/4567ef"


def policy_of(form: UploadForm) -> dict[str, Any]:
    policy: dict[str, Any] = json.loads(base64.b64decode(form.fields["policy"]))
    return policy


@in_both
def test_a_form_is_for_one_key_one_type_a_size_and_ten_minutes(store: Store, town: Town) -> None:
    form = store.files.form(KEY, "image/jpeg")
    policy = policy_of(form)
    assert (form.expires_in_seconds, form.max_bytes) == (600, 10 * 1024 * 1024)
    assert {"key": KEY} in policy["conditions"]
    assert {"Content-Type": "image/jpeg"} in policy["conditions"]
    assert ["content-length-range", 1, MOST_BYTES] in policy["conditions"]
    assert not any("starts-with" in one for one in policy["conditions"])
    ends_at = datetime.fromisoformat(policy["expiration"])
    begun = town.now if isinstance(store.files, FolderFiles) else datetime.now(ends_at.tzinfo)
    assert timedelta(0) < ends_at - begun <= timedelta(seconds=FORM_SECONDS)


@in_s3
def test_browsers_send_and_see_files_at_our_own_origin(store: S3Store) -> None:
    """CloudFront takes `/files` off the path and asks the bucket's regional host, for which S3 has signed."""
    host, files = f"https://{BUCKET}.s3.ap-southeast-1.amazonaws.com", S3Files(BUCKET, "/files")
    form = files.form(KEY, "image/jpeg")
    assert form.url == "/files/"
    assert store.send(msgspec.structs.replace(form, url=host + form.url.removeprefix("/files")), b"a picture")
    link = files.link(KEY)
    assert link.startswith(f"/files/{KEY}?")
    assert host + link.removeprefix("/files").partition("?")[0] == S3Files(BUCKET).link(KEY).partition("?")[0]
    assert requests.get(host + link.removeprefix("/files"), timeout=5).content == b"a picture"


@in_both
def test_what_a_form_brings_is_read_and_removed(store: Store) -> None:
    assert store.files.read(KEY) is None
    assert store.send(store.files.form(KEY, "image/jpeg"), b"a picture")
    assert store.files.read(KEY) == b"a picture"
    assert store.list_keys() == [KEY]
    for _ in range(2):
        store.files.delete(KEY)
    assert store.list_keys() == []


@in_both
def test_how_long_a_picture_stays_is_written_on_it(store: Store) -> None:
    store.files.write("pictures/1/front-2-3.jpg", b"drawn", "image/jpeg", "month")
    assert store.kept_for("pictures/1/front-2-3.jpg") == "month"
    for _ in range(2):
        store.files.keep("pictures/1/front-2-3.jpg", "law")
    assert store.kept_for("pictures/1/front-2-3.jpg") == "law"
    store.files.keep("pictures/1/gone-2-3.jpg", "law")
    assert store.list_keys() == ["pictures/1/front-2-3.jpg"]


@in_both
def test_a_link_is_short_lived_and_names_nobody(store: Store) -> None:
    store.files.write("pictures/1/front-2-3.jpg", b"drawn", "image/jpeg", "month")
    link = store.files.link("pictures/1/front-2-3.jpg")
    assert "pictures/1/front-2-3.jpg" in link
    assert "X-Amz-Expires=120" in link or "until=" in link


@pytest.fixture
def folder(tmp_path: Path, town: Town) -> FolderFiles:
    return folder_store(tmp_path / "files", lambda: town.now).files


@pytest.mark.parametrize(
    ("changed", "data"),
    [
        ({"key": "incoming/0123abcd/back/4567ef"}, b"x"),
        ({"key": "../outside"}, b"x"),
        ({"Content-Type": "text/html"}, b"x"),
        ({"acl": "public-read"}, b"x"),
        ({"signature": "0" * 64}, b"x"),
        ({"signature": "ü"}, b"x"),
        ({"policy": base64.b64encode(b'{"expiration": "2099-01-01T00:00:00+00:00", "conditions": []}').decode()}, b"x"),
        ({}, b""),
        ({}, b"x" * (MOST_BYTES + 1)),
    ],
)
def test_the_twin_holds_forms_to_what_was_signed(folder: FolderFiles, changed: dict[str, str], data: bytes) -> None:
    form = folder.form(KEY, "image/jpeg")
    with pytest.raises(FormRefusedError):
        folder.accept(form.fields | changed, data)
    assert not list(folder.folder.rglob("*"))


def test_the_twins_forms_and_links_end(folder: FolderFiles, town: Town) -> None:
    form = folder.form(KEY, "image/jpeg")
    town.wait(seconds=599)
    folder.accept(form.fields, b"x")
    link = folder.link(KEY).partition("?")[2]
    asked = dict(part.split("=") for part in link.split("&"))
    assert folder.open_link(KEY, **asked) == b"x"
    for changed in ({"until": str(int(asked["until"]) + 1)}, {"signature": "0" * 64}):
        with pytest.raises(FormRefusedError):
            folder.open_link(KEY, **asked | changed)
    with pytest.raises(FormRefusedError):
        folder.open_link("pictures/other.jpg", **asked)
    town.wait(seconds=120)
    with pytest.raises(FormRefusedError):
        folder.accept(form.fields, b"x")
    with pytest.raises(FormRefusedError):
        folder.open_link(KEY, **asked)
    with pytest.raises(FormRefusedError):
        replace(folder, key=b"another key").accept(folder.form(KEY, "image/jpeg").fields, b"x")


def test_a_bucket_that_is_not_there_is_told_as_such(monkeypatch: pytest.MonkeyPatch, connected: str) -> None:
    from chalicelib.clients.files import S3Files, s3_client
    from moto import mock_aws

    s3_client.cache_clear()
    with mock_aws(), pytest.raises(FilesFailedError):
        S3Files("huecity-nowhere").read(KEY)
    s3_client.cache_clear()


def resources() -> dict[str, Any]:
    known: dict[str, Any] = json.loads((ROOT / "infra" / "resources.json").read_text("utf-8"))["Resources"]
    return known


IDENTITY_DAYS = {("incoming/", None): 1, ("pictures/", "month"): 30, ("pictures/", "law"): 1826}
REPORTS_DAYS = {("incoming/", None): 1, ("media/", "unsent"): 2, ("media/", "report"): 1825}


@pytest.mark.parametrize(
    ("resource", "name", "key", "kept"),
    [
        ("IdentityBucket", "huecity-identity", "FilesKey", IDENTITY_DAYS),
        ("ReportsBucket", "huecity-reports", "MediaKey", REPORTS_DAYS),
    ],
)
def test_the_bucket_is_private_encrypted_and_forgets(resource: str, name: str, key: str, kept: dict[Any, int]) -> None:
    bucket = resources()[resource]["Properties"]
    assert bucket["BucketName"] == name
    assert bucket["NotificationConfiguration"]["EventBridgeConfiguration"]["EventBridgeEnabled"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    encryption = rule["ServerSideEncryptionByDefault"]
    assert encryption == {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Fn::GetAtt": [key, "Arn"]}}
    days = {
        (one["Prefix"], one.get("TagFilters", [{}])[0].get("Value")): one["ExpirationInDays"]
        for one in bucket["LifecycleConfiguration"]["Rules"]
    }
    assert days == kept
    assert resources()[key]["Properties"]["EnableKeyRotation"]


def test_functions_reach_these_buckets_alone_and_make_nothing_public() -> None:
    policy = json.loads((ROOT / "api" / ".chalice" / "policy-production.json").read_text("utf-8"))["Statement"]
    rows = [one for one in policy if any(action.startswith("s3:") for action in one["Action"])]
    assert rows
    buckets = {arn.removeprefix("arn:aws:s3:::").partition("/")[0] for one in rows for arn in one["Resource"]}
    assert buckets == {"huecity-identity", "huecity-reports"}
    actions = {action for one in rows for action in one["Action"]}
    assert actions == {f"s3:{name}" for name in "GetObject PutObject PutObjectTagging DeleteObject ListBucket".split()}
