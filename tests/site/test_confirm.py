"""`build.py confirm` notes one fingerprint in the head of a translation and changes no other byte."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sitebuilder.content import load_site
from sitebuilder.content.editing import confirm_translations, put_source
from sitebuilder.content.files import UnreadableError, split_front_matter
from sitebuilder.errors import ContentError
from sitebuilder.i18n import LOCALE_IDS

MARK = "0a1b2c3d"
BODY = "---\nsource: of the Perfume River\nsource: x\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: a\nsummary: b", f"title: a\nsummary: b\nsource: {MARK}"),
        ("title: a\nsource: old\nsummary: b", f"title: a\nsource: {MARK}\nsummary: b"),
        ("title: a\nsummary: b\nsource: 'old' # by Lan", f"title: a\nsummary: b\nsource: {MARK} # by Lan"),
        ("title: a\nsource: >\n  old\n  older\nsummary: b", f"title: a\nsource: {MARK}\nsummary: b"),
        ("title: a\nsummary: b\nsource: >\n  old\n  older", f"title: a\nsummary: b\nsource: {MARK}"),
        ("title: a\nsource: |-\n  old\n# by Lan\nsummary: b", f"title: a\nsource: {MARK}\n# by Lan\nsummary: b"),
        ("title: a\nsource:\nsummary: b", f"title: a\nsource: {MARK}\nsummary: b"),
        ("title: a\nsource:\n  old\nsummary: b", f"title: a\nsource:\n  {MARK}\nsummary: b"),
        ("title: a\n'source' : old\nsummary: b", f"title: a\n'source' : {MARK}\nsummary: b"),
        ("{title: a, source: old, summary: b}", f"{{title: a, source: {MARK}, summary: b}}"),
        (
            "title: a\nsummary: >\n  b\n  source: c\nx-source: d",
            f"title: a\nsummary: >\n  b\n  source: c\nx-source: d\nsource: {MARK}",
        ),
        ("title: Đại Nội — Huế\nsource: cũ\nsummary: b", f"title: Đại Nội — Huế\nsource: {MARK}\nsummary: b"),
    ],
)
@pytest.mark.parametrize("line", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_only_the_value_of_source_in_the_head_changes(before: str, after: str, line: str, start: str) -> None:
    text, expected = (f"{start}---\n{head}\n---\n{BODY}".replace("\n", line) for head in (before, after))
    assert put_source(text, MARK) == expected


@pytest.mark.parametrize("head", ["{title: a, summary: b}", "- title: a", "title: a\n..."])
def test_a_head_that_cannot_take_a_line_is_refused(head: str) -> None:
    with pytest.raises(UnreadableError):
        put_source(f"---\n{head}\n---\n{BODY}", MARK)


WORDS = st.text(st.sampled_from("aĐ :#-'\"|>\n\r[]{}&*!%@`,?sourcetil"), max_size=30)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(st.tuples(st.sampled_from(["title", "summary", "source", "x"]), WORDS), max_size=4), body=WORDS)
def test_whatever_stands_in_a_text_it_keeps_all_but_its_source(lines: list[tuple[str, str]], body: str) -> None:
    text = "".join(["---\n", *(f"{name}: {words}\n" for name, words in lines), "---\n", body])
    try:
        old = split_front_matter(text)
        new = split_front_matter(put_source(text, MARK))
    except UnreadableError:
        return
    assert new == (old[0] | {"source": MARK}, old[1])


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("castles", "kind: 'castles' does not exist (allowed: attractions, events"),
        ("attractions/lang", "slug: 'lang' does not exist (allowed: dai-noi, ky-dai)"),
        ("attractions/dai-noi/de", "locale: 'de' does not exist (allowed: en)"),
        ("attractions/dai-noi/vi", "locale: 'vi' does not exist (allowed: en)"),
        ("attractions/dai-noi/en/x", "item: has too many parts"),
        ("attractions/dai", "slug: 'dai' does not exist"),
    ],
)
def test_an_unknown_name_is_refused_with_those_that_exist(content: Path, name: str, problem: str) -> None:
    file = content / "attractions/dai-noi/en.md"
    file.write_text("---\ntitle: a\nsummary: b\n---\nc\n", "utf-8")
    with pytest.raises(ContentError) as told:
        confirm_translations(content, load_site(content, LOCALE_IDS), name)
    assert str(told.value).startswith(f"{name}: {problem}")
    assert "source" not in file.read_text("utf-8")


@pytest.mark.parametrize("name", ["", "attractions", "attraction/dai-noi", "attractions/dai-noi/", "attractions/dai-noi/en"])
def test_a_kind_an_item_or_a_language_can_be_named(content: Path, name: str) -> None:
    file = content / "attractions/dai-noi/en.md"
    file.write_text("---\ntitle: a\nsummary: b\n---\nc\n", "utf-8")
    assert confirm_translations(content, load_site(content, LOCALE_IDS), name) == [file]
