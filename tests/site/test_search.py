"""What the search finds in: words cut alike by builder and browser, texts in parts, nothing that must not be found."""

import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene import CONTENT, ROOT, TODAY
from sitebuilder.feeds.texts import TextIndex, pack, unpack, update_index
from sitebuilder.feeds.words import fold, part_of, split_words

import build

FIND_JS = (ROOT / "site/assets/find.js").read_text("utf-8")

CUT = {
    "Đại Nội": ["dai", "noi"],
    "ĐẠI NỘI, cửa Ngọ Môn!": ["dai", "noi", "cua", "ngo", "mon"],
    "Chùa Thiên Mụ": ["chua", "thien", "mu"],
    "l’œuvre à l'île": ["l", "oeuvre", "a", "l", "ile"],
    "200.000 ₫ / vé": ["200", "000", "ve"],
    "ＨＵＥ１２３": ["hue123"],
    "天姥寺": ["天姥", "姥寺", "寺"],
    "フエ王宮（大内）": ["フエ", "エ王", "王宮", "宮", "大内", "内"],
    "ティエンムー寺": ["ティ", "ィエ", "エン", "ンム", "ムー", "ー寺", "寺"],
    "ガ・か\u3099": ["ガ", "が"],
    "황제릉": ["황제", "제릉", "릉"],
    "Hue-S 앱은": ["hue", "s", "앱은", "은"],
    "Huế城2026年": ["hue", "城", "2026", "年"],
    "": [],
    "—…!": [],
}


def in_browser(expression: str, given: object) -> object:
    """What the browser's own code answers; node runs the same file."""
    call = f"{FIND_JS}\nconst given = {json.dumps(given)};\nconsole.log(JSON.stringify({expression}));"
    ran = subprocess.run(["node", "--input-type=module"], input=call, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


@pytest.mark.parametrize(("text", "words"), CUT.items())
def test_words_are_folded_and_cut_for_every_script(text: str, words: list[str]) -> None:
    assert list(split_words(text)) == words


def test_builder_and_browser_cut_all_our_texts_alike() -> None:
    texts = [*CUT, *(path.read_text("utf-8") for path in sorted(CONTENT.glob("*/*/*.md")))]
    words = [list(split_words(text)) for text in texts]
    assert in_browser("given.map(splitWords)", texts) == words
    some = sorted({word for cut in words for word in cut})
    assert in_browser("given.map((word) => partOf(word, 64))", some) == [part_of(word, 64) for word in some]


@pytest.mark.parametrize("numbers", [[0], [1, 2, 3], [0, 500, 999], [0, 58, 60, 9000, 50_000], list(range(0, 3000, 7))])
def test_builder_and_browser_read_the_same_item_numbers(numbers: list[int]) -> None:
    packed = pack(numbers)
    assert list(unpack(packed)) == numbers
    assert in_browser("unpack(given)", packed) == numbers


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def made_of(texts: dict[str, str], before: TextIndex | None = None, asked: list[str] | None = None) -> TextIndex:
    """An index of these texts, each its own fingerprint; `asked` collects which were read."""

    def read(address: str) -> str:
        if asked is not None:
            asked.append(address)
        return texts[address]

    return update_index(before, dict(texts), read)


def words_of(index: TextIndex) -> dict[str, list[int]]:
    return {word: list(unpack(ids)) for part in index.parts for word, ids in json.loads(part)["words"].items()}


SYLLABLES = ["huế", "sông", "Đại", "nội", "lăng", "天姥寺", "황제릉", "帝陵", "mưa", "lũ", *(f"từ{n}" for n in range(400))]
Texts = st.dictionaries(st.sampled_from([f"a{n}/" for n in range(12)]), st.integers(0, 10**6), max_size=8)


def texts_of(seeds: dict[str, int]) -> dict[str, str]:
    return {place: " ".join(random.Random(seed).choices(SYLLABLES, k=120)) for place, seed in sorted(seeds.items())}


@given(Texts, Texts)
def test_an_updated_index_is_the_same_as_a_new_one(before: dict[str, int], after: dict[str, int]) -> None:
    old = made_of(texts_of(before))
    assert made_of(texts_of(after), old) == made_of(texts_of(after))
    mixed = {**before, **{place: seed for place, seed in after.items() if place in before}}
    assert made_of(texts_of(mixed), old) == made_of(texts_of(mixed))


def test_a_changed_text_is_the_only_one_read_and_changes_the_parts_of_its_words_alone() -> None:
    texts = texts_of({f"a{n}/": n for n in range(12)})
    old, asked = made_of(texts), list[str]()
    texts["a3/"] += " lụt từ1"
    new = made_of(texts, old, asked)
    assert asked == ["a3/"]
    assert words_of(new)["lut"] == [list(texts).index("a3/")]
    different = {n for n, part in enumerate(new.parts) if part != old.parts[n]}
    assert different <= {part_of("lut", len(new.parts)), part_of("tu1", len(new.parts))}
    assert len(new.parts) > len(different) > 0


def test_words_lie_in_the_part_that_a_browser_asks_for_and_beginnings_stay_together() -> None:
    index = made_of(texts_of({f"a{n}/": n for n in range(12)}))
    for number, part in enumerate(index.parts):
        assert {part_of(word, len(index.parts)) for word in json.loads(part)["words"]} <= {number}
    assert part_of("kinhthanh", 64) == part_of("kin", 64)


def test_where_links_lead_is_not_searched() -> None:
    index = made_of({"a/": "Xem [cửa Ngọ Môn](/attractions/dai-noi/) và ![cờ](/a/b/co.svg)"})
    assert words_of(index).keys() == {"xem", "cua", "ngo", "mon", "va", "co"}


def test_another_order_of_items_gives_the_list_another_stamp() -> None:
    texts = texts_of({"a1/": 1, "a2/": 2})
    assert made_of(texts).stamp != made_of({**texts, "a3/": "mới"}).stamp
    assert made_of(texts).stamp == made_of({**texts, "a1/": texts["a1/"] + " mới"}).stamp


@pytest.mark.parametrize("tag", ["vi", "fr", "zh-Hans"])
def test_list_and_parts_of_the_site_belong_together(dist: Path, tag: str) -> None:
    whole = json.loads((dist / tag / "search.json").read_text("utf-8"))
    parts = {path.name: json.loads(path.read_text("utf-8")) for path in (dist / tag / "search").glob("*.json")}
    assert parts.keys() == {f"{n}.json" for n in range(whole["parts"])}
    assert {part["of"] for part in parts.values()} == {whole["of"]}
    numbers = {n for part in parts.values() for ids in part["words"].values() for n in unpack(ids)}
    assert all(not whole["rows"][n][0].startswith("alerts/") for n in numbers)
    assert max(numbers) < len(whole["rows"])


def searched(folder: Path, tag: str = "vi") -> str:
    """Everything that the search of a language can know."""
    root = folder / "dist" / tag
    return "".join(path.read_text("utf-8") for path in [root / "search.json", *sorted((root / "search").glob("*.json"))])


@pytest.fixture
def build_press(tmp_path: Path) -> Callable[..., str]:
    """Builds a site of one press release, with these fields changed, and returns all that its search knows."""
    name = "press/gia-ve-2025"
    shutil.copytree(CONTENT / "city", tmp_path / "content/city")
    shutil.copytree(CONTENT / name, tmp_path / "content" / name)
    for path in (tmp_path / "content" / name).glob("*.md"):
        path.unlink() if path.stem != "vi" else path.write_text(f"---\ntitle: Tên\nsummary: Tóm\n---\nXyzzy {path.stem}\n")

    def make(now: str, **fields: str) -> str:
        path = tmp_path / "content" / name / "press.yaml"
        kept = re.sub(rf"(?m)^({'|'.join(fields) or '-'}):.*\n", "", (CONTENT / name / "press.yaml").read_text("utf-8"))
        path.write_text(kept + "".join(f"{field}: {value}\n" for field, value in fields.items()), "utf-8")
        options = ["--content", str(tmp_path / "content"), "--dist", str(tmp_path / "dist"), "--jobs", "1", "--now", now]
        assert build.main(["build", *options, "--work", str(tmp_path / "work")]) == 0
        return searched(tmp_path)

    return make


def test_a_release_is_searched_from_the_end_of_its_embargo_until_it_is_withdrawn(build_press: Callable[..., str]) -> None:
    times = {"embargoed_until": "2026-11-23T12:00+07:00", "withdrawn_at": "2026-11-23T18:00+07:00"}
    for now, is_there in (("10:00", False), ("12:00", True), ("18:00", False), ("13:00", True)):
        known = build_press(f"2026-11-23T{now}+07:00", **times)
        assert ("gia-ve-2025" in known, "xyzzy" in known) == (is_there, is_there), now


def test_an_alert_is_searched_once_it_is_sent_and_carries_its_times(dist: Path, flood_dist: Path) -> None:
    def alerts(root: Path) -> dict[str, list[str]]:
        rows = json.loads((root / "en/search.json").read_text("utf-8"))["rows"]
        return {row[0]: row[5:] for row in rows if row[0].startswith("alerts/")}

    assert "alerts/lu-2025-11-17/" not in alerts(flood_dist)
    assert alerts(dist)["alerts/lu-2025-11-03/"] == ["", "2025-11-03T06:30+07:00", "2025-11-04T06:30+07:00"]


def test_a_title_without_translation_names_its_language(build_press: Callable[..., str], tmp_path: Path) -> None:
    build_press(TODAY)
    for tag, named in (("fr", ["vi"]), ("vi", [])):
        rows = json.loads((tmp_path / "dist" / tag / "search.json").read_text("utf-8"))["rows"]
        assert next(row[5:] for row in rows if row[0] == "press/gia-ve-2025/") == named
