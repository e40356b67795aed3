"""What a reader finds whose language has only part of the texts: older ones are called so, Vietnamese ones are marked."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import BuiltPage, built_pages
from scene import CONTENT, TODAY

OLDER = "may be out of date"
MISSING = "has not been translated yet"


@pytest.fixture(scope="module")
def vietnamese(tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]) -> Path:
    """The editors' content as if nobody had translated any of it, built for readers of English."""
    folder = tmp_path_factory.mktemp("vietnamese")
    texts = shutil.ignore_patterns("en.*", "fr.*", "ja.*", "ko.*", "zh_Hans.*")
    content = Path(shutil.copytree(CONTENT, folder / "content", ignore=texts))
    return build_site(folder, TODAY, "--content", str(content), "--locale", "en")


def titles(kind: str) -> dict[str, str]:
    """The Vietnamese title of each item by its slug."""
    heads = {path.parent.name: path.read_text("utf-8").split("---")[1] for path in (CONTENT / kind).glob("*/vi.md")}
    lines = {slug: head.split("title:", 1)[1].splitlines()[0].strip() for slug, head in heads.items()}
    return {slug: line.strip("\"'") for slug, line in lines.items()}


def language_of(page: BuiltPage, text: str) -> list[str]:
    """The language of each place of the page where `text` stands."""
    found = page.tree.xpath("//text()[normalize-space() = $text]", text=text)
    return [one.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)") for one in found]


def test_a_vietnamese_title_is_marked_wherever_a_page_of_another_language_shows_it(vietnamese: Path) -> None:
    known = {title for kind in ("attractions", "events", "press", "services", "pages") for title in titles(kind).values()}
    seen, unmarked = 0, []
    for page in built_pages(vietnamese):
        if page.tag != "en":
            continue
        for title in known & {text.strip() for text in page.tree.xpath("//body//text()")}:
            languages = language_of(page, title)
            seen += len(languages)
            unmarked += [f"{page.address}: {title}" for language in languages if language != "vi"]
    assert unmarked == []
    assert seen > 500


@pytest.mark.parametrize(
    ("address", "where", "kind", "slug"),
    [
        ("attractions/dai-noi", "//nav[@class='crumbs']", "attractions", "dai-noi"),
        ("events/te-nam-giao", "//dl", "attractions", "dan-nam-giao"),
        ("events", "//ul[@class='facts']", "attractions", "dan-nam-giao"),
        ("tickets", "//table", "attractions", "lang-tu-duc"),
        ("press/hue-s-bay-nam", "//p[@class='state']", "press", "dinh-chinh-so-lieu-hai-long"),
    ],
)
def test_titles_amid_other_words_carry_their_language(
    vietnamese: Path, address: str, where: str, kind: str, slug: str
) -> None:
    page = BuiltPage(vietnamese, vietnamese / "en" / address / "index.html")
    marked = page.tree.xpath(f"{where}//*[@lang='vi']")
    assert titles(kind)[slug] in {element.text_content() for element in marked}


def test_a_guides_vietnamese_title_is_marked_within_its_button(vietnamese: Path) -> None:
    page = BuiltPage(vietnamese, vietnamese / "en/services/field-report/index.html")
    (button,) = page.tree.xpath("//a[@class='button'][span]")
    assert button.text == "Guide: "
    assert button.xpath("span/@lang") == ["vi"]


def test_the_head_names_the_language_too(vietnamese: Path) -> None:
    page = BuiltPage(vietnamese, vietnamese / "en/attractions/dai-noi/index.html")
    assert page.tree.xpath("//title/@lang") == ["vi"]
    assert page.tree.xpath("//meta[@name='description']/@lang") == ["vi"]


@pytest.fixture
def note(content: Path, tmp_path: Path, build_site: Callable[..., Path]) -> Callable[[str], str]:
    """The note on the English page of an item whose English file is given."""

    def build(english: str) -> str:
        (content / "attractions/dai-noi/en.md").write_text(english, "utf-8")
        dist = build_site(tmp_path / "out", TODAY, "--content", str(content), "--locale", "en")
        page = BuiltPage(dist, dist / "en/attractions/dai-noi/index.html")
        return " ".join(page.tree.xpath("string(//aside[@class='note'])").split())

    return build


def test_a_partial_and_outdated_translation_is_told_as_both(note: Callable[[str], str]) -> None:
    told = note("---\ntitle: Imperial City\nsummary: A palace.\nsource: 00000000\n---\n")
    assert MISSING in told
    assert OLDER in told


def test_an_outdated_text_is_not_said_to_hold_current_numbers(note: Callable[[str], str]) -> None:
    told = note("---\ntitle: Imperial City\nsummary: A palace.\nsource: 00000000\n---\nOpen since 1804.\n")
    assert OLDER in told
    assert MISSING not in told
    assert "Numbers" not in told
