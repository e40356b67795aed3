"""Publishing to a folder and to S3: only what has changed, in an order that may be cut off anywhere, on from any machine."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin

import boto3
import pytest
from moto import mock_aws
from sitebuilder.errors import PublishError
from sitebuilder.publish.bucket import Bucket
from sitebuilder.publish.delivery import deliver, destination_of
from sitebuilder.publish.folder import Folder
from sitebuilder.publish.headers import cache_control, content_type
from sitebuilder.publish.plan import MANIFEST

import build

LINK = re.compile(r'(?:href|src)="([^"#?]+)"')


def make_site(root: Path, pages: dict[str, list[str]]) -> Path:
    """A website of pages that link to each other: for each path, the addresses it links to."""
    shutil.rmtree(root, ignore_errors=True)
    for path, links in pages.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("".join(f'<a href="/{link}">' for link in links), "utf-8")
    return root


OLD = {
    "index.html": ["vi/"],
    "vi/index.html": ["vi/events/", "assets/city.11111111.css"],
    "vi/events/index.html": ["vi/events/gone/", "vi/events/tet/"],
    "vi/events/gone/index.html": ["vi/events/"],
    "vi/events/tet/index.html": ["vi/events/gone/", "assets/city.11111111.css"],
    "vi/alerts/banner.json": [],
    "assets/city.11111111.css": [],
    "sitemap.xml": [],
}
NEW = {
    "index.html": ["vi/"],
    "vi/index.html": ["vi/events/", "vi/events/new/", "assets/city.22222222.css"],
    "vi/events/index.html": ["vi/events/tet/", "vi/events/new/", "vi/events/other/"],
    "vi/events/tet/index.html": ["vi/events/new/", "assets/city.22222222.css"],
    "vi/events/new/index.html": ["vi/events/other/", "assets/city.22222222.css"],
    "vi/events/other/index.html": ["vi/events/new/"],
    "vi/alerts/banner.json": ["vi/events/new/"],
    "assets/city.22222222.css": [],
    "sitemap.xml": ["vi/events/new/"],
}


class CutOffError(Exception):
    """The line went dead."""


class CutOff(Folder):
    """A folder that takes so many changes and then no more; `log` names each path in the order it came."""

    def __init__(self, root: Path, left: int) -> None:
        super().__init__(root)
        self.left, self.log = left, []

    def change(self, path: str) -> None:
        if self.left == 0:
            raise CutOffError
        self.left -= 1
        self.log.append(path)

    def put(self, path: str, source: Path) -> None:
        self.change(path)
        super().put(path, source)

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            self.change(path)
            super().remove([path])


def files(root: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {path: data for path, data in found.items() if path != MANIFEST}


def broken_links(root: Path) -> list[str]:
    """Links that lead nowhere on any page that a reader can come to from the front page."""
    there, seen, todo, broken = files(root), set(), ["index.html"], []
    while todo:
        path = todo.pop()
        seen.add(path)
        for link in LINK.findall(there[path].decode()):
            target = urljoin("/" + path, link).lstrip("/")
            target = f"{target}index.html" if target.endswith("/") or not target else target
            if target not in there:
                broken.append(f"{path} -> {target}")
            elif target not in seen:
                todo.append(target)
    return broken


@pytest.fixture
def old_and_new(tmp_path: Path) -> tuple[Path, Path]:
    return make_site(tmp_path / "old", OLD), make_site(tmp_path / "new", NEW)


def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitebuilder.publish.delivery.AT_ONCE", 1)


@pytest.mark.parametrize("changes", range(12))
def test_cut_off_anywhere_no_reader_meets_a_broken_link_and_the_next_one_finishes(
    old_and_new: tuple[Path, Path], tmp_path: Path, changes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_at_a_time(monkeypatch)
    old, new = old_and_new
    place = tmp_path / "www"
    deliver(old, Folder(place))
    destination = CutOff(place, changes)
    try:
        deliver(new, destination)
    except CutOffError:
        assert broken_links(place) == []
        with suppress(CutOffError):  # and once more, on another machine
            deliver(new, CutOff(place, 2))
        assert broken_links(place) == []
    deliver(new, Folder(place))
    assert files(place) == files(new)


def test_only_what_has_changed_is_sent(old_and_new: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = old_and_new
    place = tmp_path / "www"
    first = deliver(old, Folder(place))
    assert (first.added, first.replaced, first.removed) == (8, 0, 0)
    again = deliver(old, Folder(place))
    assert (again.added, again.replaced, again.removed, again.size_bytes) == (0, 0, 0, 0)
    destination = CutOff(place, 99)
    done = deliver(new, destination)
    assert (done.added, done.replaced, done.removed) == (3, 5, 2)
    assert "index.html" not in destination.log  # the chooser is the same as before


def test_new_pages_come_before_what_leads_to_them_and_deletions_last(
    old_and_new: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_at_a_time(monkeypatch)
    old, new = old_and_new
    place = tmp_path / "www"
    deliver(old, Folder(place))
    destination = CutOff(place, 99)
    deliver(new, destination)
    order = destination.log
    assert order[0] == "assets/city.22222222.css"
    assert set(order[1:3]) == {"vi/events/new/index.html", "vi/events/other/index.html"}
    assert order.index("vi/events/index.html") < order.index("vi/index.html") < order.index("sitemap.xml")
    assert set(order[-2:]) == {"vi/events/gone/index.html", "assets/city.11111111.css"}
    assert order[-1] == "assets/city.11111111.css"


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    site, place = make_site(tmp_path / "site", OLD), tmp_path / "home"
    place.mkdir()
    (place / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(PublishError, match="was not published by HueCity"):
        deliver(site, Folder(place))
    assert files(place) == {"thesis.txt": b"years of work"}


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "files": [], "changing": [], "unsure": []}']
)
def test_a_damaged_manifest_is_told_and_nothing_is_touched(tmp_path: Path, manifest: str) -> None:
    site, place = make_site(tmp_path / "site", OLD), tmp_path / "www"
    deliver(site, Folder(place))
    (place / MANIFEST).write_text(manifest, "utf-8")
    before = files(place)
    with pytest.raises(PublishError, match="damaged, or of another version"):
        deliver(make_site(tmp_path / "site", NEW), Folder(place))
    assert files(place) == before


def test_two_publications_at_once_do_not_mix(old_and_new: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = old_and_new
    place = tmp_path / "www"
    late = Folder(place)
    late.read_manifest()
    deliver(old, Folder(place))
    with pytest.raises(PublishError, match="another publication is going on"):
        late.write_manifest(b"{}")
    assert files(place) == files(old)


def test_a_file_without_a_known_type_stops_everything_before_the_first_change(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {**OLD, "vi/data.parquet": []})
    with pytest.raises(PublishError, match=r"vi/data\.parquet: no content type is known"):
        deliver(site, Folder(tmp_path / "www"))
    assert not (tmp_path / "www").exists()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Bucket]]:
    """Makes destinations in an empty bucket called huecity-site."""
    for name, value in (("ACCESS_KEY_ID", "t"), ("SECRET_ACCESS_KEY", "t"), ("DEFAULT_REGION", "ap-southeast-1")):
        monkeypatch.setenv(f"AWS_{name}", value)
    with mock_aws():
        place = {"LocationConstraint": "ap-southeast-1"}
        boto3.client("s3").create_bucket(Bucket="huecity-site", CreateBucketConfiguration=place)
        yield lambda prefix: Bucket(f"s3://huecity-site{prefix}")


def objects() -> dict[str, bytes]:
    client = boto3.client("s3")
    listed = client.list_objects_v2(Bucket="huecity-site").get("Contents", [])
    return {one["Key"]: client.get_object(Bucket="huecity-site", Key=one["Key"])["Body"].read() for one in listed}


@pytest.mark.parametrize("prefix", ["", "/", "/city/site/"])
def test_a_bucket_holds_the_site_and_nothing_else(
    old_and_new: tuple[Path, Path], bucket: Callable[[str], Bucket], prefix: str
) -> None:
    old, new = old_and_new
    deliver(old, bucket(prefix))
    deliver(new, bucket(prefix))
    start = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
    assert {key: data for key, data in objects().items() if key != start + MANIFEST} == {
        start + path: data for path, data in files(new).items()
    }
    manifest = json.loads(objects()[start + MANIFEST])
    assert manifest["files"].keys() == files(new).keys()
    assert manifest["changing"] == manifest["unsure"] == []


def test_objects_say_what_they_are_and_how_long_they_may_be_kept(
    old_and_new: tuple[Path, Path], bucket: Callable[[str], Bucket]
) -> None:
    deliver(old_and_new[0], bucket(""))
    client = boto3.client("s3")
    heads = {path: client.head_object(Bucket="huecity-site", Key=path) for path in OLD}
    assert heads["vi/index.html"]["ContentType"] == "text/html; charset=utf-8"
    assert heads["vi/alerts/banner.json"]["ContentType"] == "application/json; charset=utf-8"
    assert "immutable" in heads["assets/city.11111111.css"]["CacheControl"]
    ages = [int(re.findall(r"max-age=(\d+)", head["CacheControl"])[0]) for head in heads.values()]
    assert min(ages) == int(re.findall(r"max-age=(\d+)", heads["vi/alerts/banner.json"]["CacheControl"])[0]) == 15


def test_a_bucket_cut_off_goes_on_from_another_machine(
    old_and_new: tuple[Path, Path], bucket: Callable[[str], Bucket], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = old_and_new
    deliver(old, bucket(""))
    monkeypatch.setattr(Bucket, "remove", lambda *_: (_ for _ in ()).throw(CutOffError))
    with pytest.raises(CutOffError):
        deliver(new, bucket(""))
    monkeypatch.undo()
    for name, value in (("ACCESS_KEY_ID", "t"), ("SECRET_ACCESS_KEY", "t"), ("DEFAULT_REGION", "ap-southeast-1")):
        monkeypatch.setenv(f"AWS_{name}", value)
    done = deliver(new, bucket(""))
    assert (done.added, done.replaced, done.removed) == (0, 0, 2)
    assert objects().keys() == {*files(new), MANIFEST}


def test_of_two_machines_that_publish_to_one_bucket_at_once_one_is_refused(
    old_and_new: tuple[Path, Path], bucket: Callable[[str], Bucket]
) -> None:
    late = bucket("")
    late.read_manifest()
    deliver(old_and_new[0], bucket(""))
    with pytest.raises(PublishError, match="another publication is going on"):
        late.write_manifest(b"{}")


def test_what_aws_refuses_is_one_line(tmp_path: Path, bucket: Callable[[str], Bucket]) -> None:
    site = make_site(tmp_path / "site", OLD)
    with pytest.raises(PublishError, match="NoSuchBucket"):
        deliver(site, destination_of("s3://huecity-other"))
    boto3.client("s3").put_object(Bucket="huecity-site", Key="mine.txt", Body=b"mine")
    with pytest.raises(PublishError, match="was not published by HueCity"):
        deliver(site, bucket(""))
    assert objects() == {"mine.txt": b"mine"}


def test_every_file_of_the_real_site_has_a_type_and_a_lifetime(dist: Path) -> None:
    for path in files(dist):
        assert content_type(path), path
        assert cache_control(path).startswith("public, max-age="), path


def test_the_command_publishes_what_was_built(dist: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--dist", str(dist), "--work", str(tmp_path / "work")]
    assert build.main(["publish", *options, str(tmp_path / "www")]) == 0
    assert files(tmp_path / "www") == files(dist)
    assert f"{len(files(dist)):,} new, 0 replaced, 0 removed" in capsys.readouterr().out
    assert build.main(["publish", "--dist", str(tmp_path), "--work", str(tmp_path / "work"), str(tmp_path / "x")]) == 1
    assert "holds no website: build it first" in capsys.readouterr().err
