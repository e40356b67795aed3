"""The command line of build.py, as an editor meets it."""

import shutil
from pathlib import Path

import pytest
from scene import TODAY
from sitebuilder import publish

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
    assert {path for path in before if before[path] != after.get(path)} <= {path for path in before if path[:3] == "en/"}
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
    hashed = publish.hash_assets(tmp_path, {})
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


def test_work_and_site_on_different_disks_are_refused_before_anything_is_written(
    content: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.mktemp("out")
    memory_disk = Path("/dev/shm")
    if not memory_disk.is_dir() or memory_disk.stat().st_dev == folder.stat().st_dev:
        pytest.skip("this machine has one disk only")
    dist = memory_disk / f"huecity-{folder.name}-{folder.stat().st_ino}"
    options = ["--content", str(content), "--dist", str(dist), "--work", str(folder / "work"), "--now", TODAY]
    assert run("build", *options, "--jobs", "1") == 1
    assert "different disks" in capsys.readouterr().err
    assert not dist.exists()
