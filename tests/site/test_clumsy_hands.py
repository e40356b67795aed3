"""Whatever is typed into a file of content ends as a site or as lines of file, field and reason; never as a traceback."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Load = Callable[[], list[str]]
LINE = re.compile(r"[a-z_]+(/[^:]+)?: .+: \S.*", re.S)  # file: field: reason
TYPED = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        "{ } [ ] {} [] '' : - | > & &a *a ! !!x ? # ~ % @ ` \\ \t \r \0 \ufeff \u2028 \u202e 😀 ](/x) <b> --- ... <<: "
        "null true no -1 0 1e999 nan 1_0 ١ 99999999999 02-30 00-00 9999-12-31T23:59-11:00 0001-01-01T00:00+14:00 "
        "2026-11-23 2026-11-23T10:00 city free dai-noi imperial-city {from:1,to:0} [[[[x]]]]".split(" ")
    ),
)


def put(text: str, place: int, typed: str, way: str) -> str:
    """`typed` in place of a line's value, in front of a character, or in place of a few of them."""
    if way == "value":
        lines = text.split("\n")
        number = place % len(lines)
        lines[number] = f"{lines[number].partition(':')[0]}: {typed}"
        return "\n".join(lines)
    place %= len(text) + 1
    return f"{text[:place]}{typed}{text[place + (5 if way == 'instead' else 0) :]}"


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(data=st.data(), typed=TYPED, place=st.integers(0, 2000), way=st.sampled_from(["value", "before", "instead"]))
def test_whatever_is_typed_is_read_or_told(
    content: Path, mistakes: Load, data: st.DataObject, typed: str, place: int, way: str
) -> None:
    path = data.draw(st.sampled_from(sorted(path for path in content.rglob("*.*") if path.is_file())))
    good = path.read_bytes()
    try:
        path.write_bytes(put(good.decode("utf-8"), place, typed, way).encode("utf-8", "surrogatepass"))
        assert [line for line in mistakes() if not LINE.fullmatch(line)] == []
    finally:
        path.write_bytes(good)


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def become_a_folder(path: Path) -> None:
    remove(path)
    path.mkdir()


def become_a_file(path: Path) -> None:
    remove(path)
    path.write_text("x", "utf-8")


@pytest.mark.parametrize("change", [remove, become_a_folder, become_a_file])
def test_whatever_is_missing_or_of_the_wrong_sort_is_told(
    content: Path, mistakes: Load, change: Callable[[Path], None]
) -> None:
    for place in sorted(content.rglob("*")):
        kept = content.parent / f"{content.name}-kept"
        shutil.copytree(content, kept)
        change(place)
        assert [line for line in mistakes() if not LINE.fullmatch(line)] == [], place
        shutil.rmtree(content)
        kept.rename(content)
