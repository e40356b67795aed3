"""A build after a change gives the same bytes as a build from nothing, whatever changed, and survives being killed."""

import fcntl
import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scene import CONTENT, ROOT, TODAY
from sitebuilder import memory, stamping
from sitebuilder.feeds.words import part_of
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.models import shelf
from sitebuilder.publish import staging

import build

ITEMS = [
    *("attractions/dai-noi", "attractions/ky-dai", "attractions/chua-thien-mu", "attractions/lang-tu-duc"),
    *("events/tet", "events/thuong-tieu", "events/le-ban-soc", "events/tet-cung-dinh"),
    *("alerts/thu-tin-2026-10-01-cap-nhat", "alerts/thu-tin-2026-10-01-ket-thuc", "alerts/lu-2025-11-17"),
    *("alerts/lu-2025-11-03", "alerts/thu-tin-2026-10-01", "alerts/thu-tin-2026-12-05"),
    *("press/hue-s-bay-nam", "press/dinh-chinh-so-lieu-hai-long", "press/thong-tin-tuan-47-2026", "press/gia-ve-2025"),
    *("services/field-report", "pages/send-field-report"),
]


def make_content(root: Path) -> None:
    """A small website of real items, their bodies cut short so that no link leads out of it."""
    shutil.copytree(CONTENT / "city", root / "city")
    for item in ITEMS:
        shutil.copytree(CONTENT / item, root / item)
    for path in root.rglob("*.md"):
        head, _, _ = path.read_text("utf-8").partition("\n---\n")
        path.write_text(f"{head}\n---\n{path.parent.name} {path.stem}\n", "utf-8")


def run(content: Path, folder: Path, now: str = TODAY, *more: str) -> int:
    options = ["--content", str(content), "--dist", str(folder / "dist"), "--work", str(folder / "work")]
    return build.main(["build", *options, "--now", now, "--jobs", "1", *more])


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def assert_same_as_from_nothing(content: Path, folder: Path, now: str = TODAY) -> None:
    fresh = folder / "fresh"
    assert run(content, fresh, now) == 0
    expected, found = tree(fresh / "dist"), tree(folder / "dist")
    assert found.keys() == expected.keys()
    assert [path for path in expected if found[path] != expected[path]] == []
    shutil.rmtree(fresh)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    make_content(tmp_path / "content")
    return tmp_path


def test_a_site_too_large_to_keep_at_hand_is_made_of_the_same_bytes(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamping, "ROUND", 1)  # so that each language has processes of its own, twice
    monkeypatch.setattr(stamping, "BATCH", 1)
    monkeypatch.setattr(shelf, "AT_HAND", 1)
    assert run(small / "content", small, TODAY, "--jobs", "2") == 0
    monkeypatch.undo()
    assert_same_as_from_nothing(small / "content", small)


def test_a_hole_in_what_is_remembered_is_built_around(small: Path) -> None:
    assert run(small / "content", small) == 0
    (small / "work/made/fr").unlink()
    rewrite(small / "content/attractions/dai-noi/fr.md", lambda text: f"{text}\nDe plus\n")
    assert run(small / "content", small) == 0
    assert_same_as_from_nothing(small / "content", small)


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


EDITS: dict[str, Callable[[Path, random.Random], None]] = {}


def edit(make: Callable[[Path, random.Random], None]) -> Callable[[Path, random.Random], None]:
    EDITS[make.__name__] = make
    return make


@edit
def change_a_title(root: Path, draw: random.Random) -> None:
    path, title = draw.choice(sorted(root.rglob("*.md"))), f"Mới {draw.random()}"
    rewrite(path, lambda text: f"---\ntitle: {title}\nsummary: Tóm tắt\n---\n{text.split('---', 2)[2].strip()}\n")


@edit
def change_a_body(root: Path, draw: random.Random) -> None:
    rewrite(draw.choice(sorted(root.rglob("*.md"))), lambda text: f"{text}\nThêm {draw.random()}\n")


def list_translations(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.md") if not path.stem.startswith("vi") and "." not in path.stem)


@edit
def empty_a_translation(root: Path, draw: random.Random) -> None:
    path = draw.choice(list_translations(root))
    rewrite(path, lambda text: text.partition("\n---\n")[0] + "\n---\n")


@edit
def remove_a_translation(root: Path, draw: random.Random) -> None:
    path = draw.choice(list_translations(root))
    for former in (path, *path.parent.glob(f"{path.stem}.?.md")):
        former.unlink()


@edit
def change_a_fact(root: Path, draw: random.Random) -> None:
    path = root / draw.choice(["attractions/dai-noi", "attractions/ky-dai"]) / "attraction.yaml"
    category = draw.choice(["tomb", "market", "museum"])
    rewrite(path, lambda text: re.sub("(?m)^category: .*", f"category: {category}", text))


@edit
def cancel_an_event(root: Path, draw: random.Random) -> None:
    change = "status: cancelled\nchanged_at: [2026-11-20T09:00+07:00]\n"
    rewrite(root / "events/tet/event.yaml", lambda text: text.replace(change, "") + change)


@edit
def note_a_change(root: Path, draw: random.Random) -> None:
    facts = root / draw.choice(["attractions/ky-dai/attraction.yaml", "events/thuong-tieu/event.yaml"])
    kept = [line for line in facts.read_text("utf-8").splitlines() if not line.startswith("changed_at")]
    facts.write_text("\n".join([*kept, f"changed_at: [2026-11-{draw.randrange(20, 29)}T09:00+07:00]", ""]), "utf-8")


@edit
def change_opening_hours(root: Path, draw: random.Random) -> None:
    hours = draw.choice(["24/7", "Mo-Fr 08:00-11:30,13:30-17:00", "Apr-Sep 07:00-18:00; Oct-Mar 07:00-17:00"])
    line = f'opening_hours: "{hours}"'
    rewrite(root / "attractions/dai-noi/attraction.yaml", lambda text: re.sub("(?m)^opening_hours: .*", line, text))


@edit
def move_an_event(root: Path, draw: random.Random) -> None:
    rule = draw.choice(['lunar_date: "12-20"', "lunar_month: 2", "starts_at: 2026-12-20T19:00+07:00"])
    rewrite(root / "events/thuong-tieu/event.yaml", lambda text: re.sub("(?m)^(lunar_|starts_at).*", rule, text))


@edit
def remove_an_added_item_and_say_so(root: Path, draw: random.Random) -> None:
    for path in sorted((root / "attractions").glob("moi-*"))[:1]:
        shutil.rmtree(path)
        line = f"attractions/{path.name}: 2026-11-20\n"
        rewrite(root / "city/removed.yaml", lambda text, line=line: text + line)  # type: ignore[misc]


@edit
def add_an_item(root: Path, draw: random.Random) -> None:
    shutil.copytree(root / "attractions/dai-noi", root / f"attractions/moi-{draw.randrange(10**9)}")


@edit
def remove_an_added_item(root: Path, draw: random.Random) -> None:
    for path in sorted((root / "attractions").glob("moi-*"))[:1]:
        shutil.rmtree(path)


@edit
def rename_an_added_item(root: Path, draw: random.Random) -> None:
    for path in sorted((root / "attractions").glob("moi-*"))[:1]:
        path.rename(path.with_name(f"moi-{draw.randrange(10**9)}"))


@edit
def change_a_picture(root: Path, draw: random.Random) -> None:
    rewrite(root / "attractions/dai-noi/picture.svg", lambda text: text + f"<!-- {draw.random()} -->\n")


@edit
def add_an_alert(root: Path, draw: random.Random) -> None:
    announced_or_past = draw.choice(["thu-tin-2026-12-05", "lu-2025-11-17"])
    shutil.copytree(root / "alerts" / announced_or_past, root / f"alerts/thu-{draw.randrange(10**9)}")


@edit
def change_an_alert(root: Path, draw: random.Random) -> None:
    severity, slug = draw.choice(["minor", "severe", "extreme"]), draw.choice(["thu-tin-2026-12-05", "thu-tin-2026-10-01"])
    rewrite(root / "alerts" / slug / "alert.yaml", lambda text: re.sub("(?m)^severity: .*", f"severity: {severity}", text))


@edit
def link_to_a_release_and_hold_it_back(root: Path, draw: random.Random) -> None:
    facts, until = root / "press/thong-tin-tuan-47-2026/press.yaml", draw.choice(["2026-11-21", "2027-11-01"])
    kept = [line for line in facts.read_text("utf-8").splitlines() if not line.startswith("embargoed_until")]
    facts.write_text("\n".join([*kept, f"embargoed_until: {until}T09:00+07:00", ""]), "utf-8")
    text = draw.choice(sorted(root.glob("attractions/*/*.md")))
    rewrite(text, lambda text: f"{text}\n[Tuần 47](/press/thong-tin-tuan-47-2026/)\n")


@edit
def withdraw_a_release(root: Path, draw: random.Random) -> None:
    facts = root / "press/hue-s-bay-nam/press.yaml"
    kept = [line for line in facts.read_text("utf-8").splitlines() if not line.startswith("withdrawn_at")]
    facts.write_text("\n".join([*kept, f"withdrawn_at: 2026-11-{draw.randrange(22, 25)}T09:00+07:00", ""]), "utf-8")


@edit
def correct_a_release(root: Path, draw: random.Random) -> None:
    """Twice it is one correction that is moved; one to come shows what there was before."""
    folder = root / "press/gia-ve-2025"
    facts, at = (folder / "press.yaml").read_text("utf-8"), f"2026-11-{draw.choice([20, 24])}T09:00+07:00"
    kept = facts.partition("corrections:")[0]
    (folder / "press.yaml").write_text(f"{kept}corrections:\n  - at: {at}\n    reason: Sai giá\n", "utf-8")
    shutil.copy(folder / "vi.md", folder / "vi.1.md")
    rewrite(folder / "vi.md", lambda text: f"{text}\nĐúng giá {draw.random()}\n")


@edit
def change_a_former_text(root: Path, draw: random.Random) -> None:
    rewrite(root / "press/hue-s-bay-nam/vi.1.md", lambda text: f"{text}\nXưa {draw.random()}\n")


@edit
def change_an_attachment(root: Path, draw: random.Random) -> None:
    rewrite(root / "press/gia-ve-2025/gia-ve-50000.csv", lambda text: f"{text}{draw.random()}\n")


@edit
def hold_a_translation_back(root: Path, draw: random.Random) -> None:
    at = f"2026-11-{draw.choice([21, 25])}T09:00+07:00"
    english = root / "press/thong-tin-tuan-47-2026/en.md"
    if english.exists():
        lines = [line for line in english.read_text("utf-8").splitlines() if not line.startswith("published_at")]
        english.write_text("\n".join([lines[0], f"published_at: {at}", *lines[1:], ""]), "utf-8")


@edit
def change_a_price(root: Path, draw: random.Random) -> None:
    price = draw.randrange(1, 9) * 10_000
    rewrite(root / "city/tickets.yaml", lambda text: text.replace("adult_vnd: 200000", f"adult_vnd: {price}", 1))


@edit
def touch_a_file(root: Path, draw: random.Random) -> None:
    os.utime(draw.choice(sorted(root.rglob("*.md"))))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4), seed=st.integers(0, 10**6))
def test_any_edits_give_the_same_bytes_as_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    content, draw = folder / "content", random.Random(seed)
    make_content(content)
    assert run(content, folder) == 0
    for name in names:
        EDITS[name](content, draw)
        assert run(content, folder) == 0
    assert_same_as_from_nothing(content, folder)


@pytest.mark.parametrize("name", sorted(EDITS))
def test_each_kind_of_edit_alone_gives_the_same_bytes(small: Path, name: str) -> None:
    draw = random.Random(1)
    add_an_item(small / "content", draw)
    assert run(small / "content", small) == 0
    EDITS[name](small / "content", draw)
    assert run(small / "content", small) == 0
    assert_same_as_from_nothing(small / "content", small)


INSTANTS = ["2025-11-03T07:00+07:00", "2025-11-03T22:30+07:00", "2026-11-20T08:00+07:00", "2026-12-05T09:30+07:00", TODAY]


def test_the_clock_alone_gives_the_same_bytes_forwards_and_back(small: Path) -> None:
    for instant in [*INSTANTS, INSTANTS[0]]:
        assert run(small / "content", small, instant) == 0
        assert_same_as_from_nothing(small / "content", small, instant)


def written(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[0]


def test_without_a_change_nothing_is_made(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small / "content", small) == 0
    before = {path: path.stat().st_mtime_ns for path in (small / "dist").rglob("*")}
    capsys.readouterr()
    assert run(small / "content", small) == 0
    assert "nothing has changed" in written(capsys)
    assert {path: path.stat().st_mtime_ns for path in (small / "dist").rglob("*")} == before


def test_one_changed_body_makes_one_page_and_the_parts_of_its_new_words(small: Path) -> None:
    assert run(small / "content", small) == 0
    before = tree(small / "dist")
    rewrite(small / "content/attractions/dai-noi/ja.md", lambda text: text + "長い行。\n")
    assert run(small / "content", small) == 0
    after = tree(small / "dist")
    different = [path for path in sorted(after) if after[path] != before[path]]
    count = json.loads(after["ja/search.json"])["parts"]
    parts = {f"ja/search/{part_of(word, count)}.json" for word in ("長い", "い行")}
    assert different == ["ja/attractions/dai-noi/index.html", *sorted(parts)]


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    """What changes when a file is written, be it with the same bytes."""
    stats = {str(path.relative_to(root)): path.stat() for path in root.rglob("*") if path.is_file()}
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}


def test_one_changed_alert_writes_itself_and_what_holds_it_and_no_other_file(small: Path) -> None:
    assert run(small / "content", small) == 0
    before = stamps(small / "dist")
    announced = "thu-tin-2026-12-05"
    rewrite(small / f"content/alerts/{announced}/alert.yaml", lambda text: text.replace("minor", "severe"))
    assert run(small / "content", small) == 0
    after = stamps(small / "dist")
    assert after.keys() == before.keys()
    shared = {f"alerts/cap/{announced}.xml", "alerts/cap/feed.xml", "alerts/active.json", "alerts/active.json.sig"}
    lists = {f"{one.tag}/alerts/{name}" for one in KNOWN_LOCALES for name in ("banner.json", "feed.xml", "index.html")}
    own = {path for path in after if path.split("/")[1:3] == ["alerts", announced]}
    assert len(own) >= 3 * len(KNOWN_LOCALES)
    assert {path for path in after if after[path] != before[path]} == shared | lists | own


def test_force_makes_everything_again(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small / "content", small) == 0
    pages = written(capsys)
    assert run(small / "content", small, TODAY, "--force") == 0
    assert written(capsys).split(",")[1] == pages.split(",")[1]


def test_a_damaged_memory_or_a_removed_site_is_built_from_nothing(small: Path) -> None:
    for damage in ("summary", "reading", "made/fr", "made/shared", "words", "words-fr", "dist"):
        assert run(small / "content", small) == 0
        target = small / "dist" if damage == "dist" else small / "work" / damage
        shutil.rmtree(target) if target.is_dir() else target.write_bytes(b"damaged")
        rewrite(small / "content/attractions/dai-noi/vi.md", lambda text: text + "Thêm.\n")
        assert run(small / "content", small) == 0
        assert_same_as_from_nothing(small / "content", small)


def test_a_mistake_after_a_good_build_keeps_the_site_and_is_mended_by_the_next_build(small: Path) -> None:
    assert run(small / "content", small) == 0
    before = tree(small / "dist")
    fact = small / "content/events/tet/event.yaml"
    good = fact.read_text("utf-8")
    fact.write_text("category: party\n", "utf-8")
    assert run(small / "content", small) == 1
    assert tree(small / "dist") == before
    fact.write_text(good, "utf-8")
    assert run(small / "content", small) == 0
    assert_same_as_from_nothing(small / "content", small)


def start(content: Path, folder: Path) -> subprocess.Popen[bytes]:
    options = ["--content", str(content), "--dist", str(folder / "dist"), "--work", str(folder / "work"), "--now", TODAY]
    command = [sys.executable, str(ROOT / "build.py"), "build", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.parametrize("after_ms", [150, 300, 450, 600, 800, 1000])
def test_a_killed_build_leaves_whole_pages_and_the_next_build_is_right(small: Path, after_ms: int) -> None:
    assert run(small / "content", small) == 0
    before = tree(small / "dist")
    for path in (small / "content").rglob("vi.md"):
        rewrite(path, lambda text: text + "Thêm.\n")
    process = start(small / "content", small)
    threading.Event().wait(after_ms / 1000)
    os.killpg(process.pid, 9)
    process.wait()
    left = tree(small / "dist")
    fresh = small / "expected"
    assert run(small / "content", fresh) == 0
    expected = tree(fresh / "dist")
    assert [path for path, page in left.items() if page not in (before.get(path), expected.get(path))] == []
    assert before.keys() - left.keys() == set()
    assert run(small / "content", small) == 0
    assert tree(small / "dist") == expected


@pytest.mark.parametrize("moved", [0, 1, 5])
def test_a_build_killed_while_moving_files_is_finished_by_the_next(
    small: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(small / "content", small) == 0
    for path in (small / "content").rglob("vi.md"):
        rewrite(path, lambda text: text + "Thêm.\n")
    shutil.rmtree(small / "content/attractions/ky-dai")
    moves, real = iter(range(moved)), staging.move_file

    def move(source: Path, target: Path) -> None:
        if next(moves, None) is None:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(staging, "move_file", move)
    with pytest.raises(KeyboardInterrupt):
        run(small / "content", small)
    monkeypatch.undo()
    assert run(small / "content", small) == 0
    assert_same_as_from_nothing(small / "content", small)


def test_what_a_build_learned_before_it_was_killed_does_not_part_the_search_from_its_list(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(small / "content", small) == 0
    added = small / "content/attractions/moi"
    shutil.copytree(small / "content/attractions/dai-noi", added)
    monkeypatch.setattr(memory, "forget", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run(small / "content", small)
    monkeypatch.undo()
    shutil.rmtree(added)
    rewrite(small / "content/attractions/ky-dai/vi.md", lambda text: text + "Thêm.\n")
    assert run(small / "content", small) == 0
    assert_same_as_from_nothing(small / "content", small)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_second_build_says_that_it_waits(small: Path) -> None:
    assert run(small / "content", small) == 0
    said: list[str] = []
    with (small / "work/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = threading.Thread(target=lambda: wait_for_turn(small / "work", said))
        waiting.start()
        for _ in range(200):
            if said:
                break
            time.sleep(0.01)
        assert said == ["Another build is running: waiting for it to end."]
    waiting.join(10)
    assert said[1:] == ["my turn"]


def wait_for_turn(work: Path, said: list[str]) -> None:
    with staging.only_build(work, said.append):
        said.append("my turn")


def test_a_title_that_is_translated_by_the_same_words_loses_the_mark_of_the_other_language(small: Path) -> None:
    source, english = (small / f"content/attractions/dai-noi/{locale}.md" for locale in ("vi", "en"))
    english.unlink()
    assert run(small / "content", small) == 0
    shutil.copy(source, english)
    assert run(small / "content", small) == 0
    assert_same_as_from_nothing(small / "content", small)
