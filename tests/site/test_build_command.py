"""The command line of build.py, as an editor meets it."""

import argparse
import io
import shutil
import sys
from pathlib import Path

import pytest
from scene import ROOT, TODAY
from sitebuilder import arguments
from sitebuilder.order import Done
from sitebuilder.publish import assets

import build


def run(*arguments: str) -> int:
    return build.main(list(arguments))


def built(folder: Path, *more: str) -> int:
    return run("build", "--dist", str(folder / "dist"), "--work", str(folder / "work"), "--now", TODAY, "--jobs", "1", *more)


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_mistake_stops_the_build_and_leaves_the_last_site_as_it_was(
    content: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.mktemp("out")
    assert built(folder, "--content", str(content)) == 0
    before = tree(folder / "dist")
    (content / "events/tet/event.yaml").write_text("category: party\n", "utf-8")
    assert built(folder, "--content", str(content)) == 1
    told = capsys.readouterr().err
    assert "events/tet/event.yaml: category: unknown value 'party'" in told
    assert "Nothing was written" in told
    assert tree(folder / "dist") == before


def test_the_first_build_with_a_mistake_writes_nothing(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")
    (content / "events/tet/event.yaml").unlink()
    assert built(folder, "--content", str(content)) == 1
    assert not (folder / "dist").exists()


def test_the_same_content_gives_the_same_bytes_with_one_process_or_several(
    content: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    assert built(one, "--content", str(content)) == 0
    assert built(other, "--content", str(content), "--jobs", "3") == 0
    assert tree(one / "dist") == tree(other / "dist")


def test_a_removed_item_leaves_no_page_behind(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")
    assert built(folder, "--content", str(content)) == 0
    shutil.rmtree(content / "events/tet")
    assert built(folder, "--content", str(content)) == 0
    assert not (folder / "dist/vi/events/tet").exists()


def test_one_language_can_be_built_alone(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")
    assert built(folder, "--content", str(content), "--locale", "zh-Hans") == 0
    assert (folder / "dist/zh-Hans/index.html").is_file()
    assert not (folder / "dist/en").exists()


def test_one_language_alone_leaves_the_others_as_they_are_until_their_turn(
    content: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, fresh = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("fresh")
    assert built(folder, "--content", str(content)) == 0
    before = tree(folder / "dist")
    text = content / "attractions/dai-noi/vi.md"
    text.write_text(text.read_text("utf-8").replace("Đại Nội", "Đại Nội mới"), "utf-8")
    assert built(folder, "--content", str(content), "--locale", "en") == 0
    after = tree(folder / "dist")
    assert "Đại Nội mới" in after["en/attractions/dai-noi/index.html"].decode()
    changed = {path for path in before if before[path] != after.get(path)}
    # The open data is of no language, nor are the pages that tell how large its files are.
    assert {path for path in changed if "data" not in path.split("/")} <= {path for path in before if path[:3] == "en/"}
    assert built(folder, "--content", str(content)) == 0
    assert built(fresh, "--content", str(content)) == 0
    assert tree(folder / "dist") == tree(fresh / "dist")


def test_an_unknown_language_is_told_with_those_that_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert built(tmp_path, "--locale", "de") == 1
    assert "unknown language 'de' (allowed: vi, en, fr, ja, ko, zh-Hans)" in capsys.readouterr().err


def test_a_time_without_offset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        run("build", "--now", "2025-11-03T07:00")


def test_check_prints_the_table_of_translations(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    printed = capsys.readouterr().out
    assert "attractions (34)" in printed
    assert "zh_Hans" in printed


def test_check_tells_outdated_translations(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "attractions/dai-noi/en.md").write_text("---\ntitle: a\nsummary: b\nsource: 00000000\n---\nc\n", "utf-8")
    assert run("check", "--content", str(content)) == 0
    assert "outdated: content/attractions/dai-noi/en.md" in capsys.readouterr().out


def test_new_begins_an_item_that_check_accepts(content: Path) -> None:
    assert run("new", "--content", str(content), "attraction", "chua-moi") == 0
    assert run("check", "--content", str(content)) == 0
    assert run("new", "--content", str(content), "attraction", "chua-moi") == 1


def test_style_sheets_point_to_hashed_files(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/a.woff2").write_bytes(b"font")
    (tmp_path / "a.css").write_text('@font-face { src: url("fonts/a.woff2"); }', "utf-8")
    hashed = assets.hash_assets(tmp_path, {})
    font = hashed["fonts/a.woff2"][0]
    assert font.startswith("assets/fonts/a.")
    assert font.removeprefix("assets/") in hashed["a.css"][1].decode()


def test_a_folder_that_is_not_ours_is_left_alone(
    content: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.mktemp("www")
    (folder / "dist").mkdir()
    (folder / "dist/thesis.txt").write_text("years of work", "utf-8")
    assert built(folder, "--content", str(content)) == 1
    assert "holds no website of ours" in capsys.readouterr().err
    assert tree(folder / "dist") == {"thesis.txt": b"years of work"}


def test_an_emptied_site_is_built_again(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")
    assert built(folder, "--content", str(content)) == 0
    before = tree(folder / "dist")
    for path in (folder / "dist").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert built(folder, "--content", str(content)) == 0
    assert tree(folder / "dist") == before


def test_a_page_removed_by_hand_comes_back(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")
    assert built(folder, "--content", str(content)) == 0
    before = tree(folder / "dist")
    (folder / "dist/vi/events/index.html").unlink()
    assert built(folder, "--content", str(content)) == 0
    assert tree(folder / "dist") == before


@pytest.mark.parametrize("journal", ["", "{", "[]", '{"destination": 7}', '{"destination": "/nowhere", "written": ["a"]}'])
def test_a_damaged_journal_does_not_stop_the_next_build(
    content: Path, tmp_path_factory: pytest.TempPathFactory, journal: str
) -> None:
    folder = tmp_path_factory.mktemp("out")
    assert built(folder, "--content", str(content)) == 0
    before = tree(folder / "dist")
    (folder / "work/journal.json").write_text(journal, "utf-8")
    assert built(folder, "--content", str(content)) == 0
    assert tree(folder / "dist") == before
    assert not (folder / "work/journal.json").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("pages", "where", "is_shown"), [(6_000, Terminal, True), (1_300, Terminal, False), (6_000, io.StringIO, False)]
)
def test_a_long_build_shows_a_bar_on_a_terminal_however_few_its_portions(
    monkeypatch: pytest.MonkeyPatch, pages: int, where: type[io.StringIO], is_shown: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", where())
    tasks = 30
    with build.progress(tasks) as tell:
        for _ in range(tasks):
            tell(Done("vi", written=["page"] * (pages // tasks)))
    shown = sys.stderr.getvalue()
    assert ("stamping" in shown and "100%" in shown) is is_shown
    assert is_shown or shown == ""


def test_a_bar_ends_with_a_build_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_half_way() -> None:
        with build.progress(2) as tell:
            tell(Done("vi", written=["page"] * 6_000))
            raise ZeroDivisionError

    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert "50%" in sys.stderr.getvalue()
    assert sys.stderr.getvalue().endswith("\x1b[?25h")  # the cursor is back


@pytest.mark.parametrize(
    "address", ["hue.vn", "ftp://hue.vn", "https://", "https://a b", "https://[x", "https://x?a", "//x"]
)
def test_an_address_that_is_none_is_told_where_it_may_come_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, address: str
) -> None:
    monkeypatch.setenv("HUECITY_SITE_URL", address)
    with pytest.raises(SystemExit) as left:
        built(tmp_path)
    assert left.value.code == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert f"{address!r} (--site-url or HUECITY_SITE_URL) is no address of a website" in told
    assert not (tmp_path / "work").exists()


def parsed(*more: str) -> argparse.Namespace:
    return arguments.parse(ROOT, "", (build.build,), ["build", *more])


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", "https://huecity.example/"),
        ("https://hue.example", "https://hue.example/"),
        ("http://127.0.0.1:8000/city/", "http://127.0.0.1:8000/city/"),
    ],
)
def test_an_address_of_a_site_ends_in_one_slash(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    monkeypatch.setenv("HUECITY_SITE_URL", given)
    assert parsed().site_url == used
    assert parsed("--site-url", "https://x.example//").site_url == "https://x.example/"


def test_folders_that_a_site_cannot_be_moved_to_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    for dist, work, told in (
        ("file/dist", "work", f"--dist: {tmp_path}/file is no folder that can be written to"),
        ("file", "work", f"--dist: {tmp_path}/file is no folder that can be written to"),
        ("dist", "file/work", f"--work: {tmp_path}/file is no folder that can be written to"),
    ):
        assert run("build", "--dist", str(tmp_path / dist), "--work", str(tmp_path / work)) == 1
        assert capsys.readouterr().err.startswith(f"{told}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_folders_on_two_disks_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    stat = Path.stat

    class OtherDisk:
        st_dev, st_mode = -1, (tmp_path / "other").stat().st_mode

    monkeypatch.setattr(Path, "stat", lambda path, **more: OtherDisk() if path.name == "other" else stat(path, **more))
    assert run("build", "--dist", str(tmp_path / "dist"), "--work", str(tmp_path / "other")) == 1
    assert "must lie on the same disk" in capsys.readouterr().err
