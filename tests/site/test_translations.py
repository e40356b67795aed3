"""What readers of a language get when a text is translated, outdated, partial or missing, and what editors are told."""

from datetime import date
from pathlib import Path

import pytest
from sitebuilder.content import load_site, read_bodies
from sitebuilder.content.editing import confirm_translations, create_item
from sitebuilder.content.report import outdated_texts, translation_report
from sitebuilder.errors import ContentError
from sitebuilder.i18n import LOCALE_IDS
from sitebuilder.models import Page, Text, TextState
from sitebuilder.models.item import fingerprint_of

DAY = date(2026, 12, 31)


def text(title: str, summary: str, body: str, made_from: str = "") -> Text:
    return Text(title, summary, fingerprint_of(title, summary, body), bool(body), made_from)


SOURCE = text("Chùa", "Một ngôi chùa", "Thân bài.")


def page(**texts: Text) -> Page:
    return Page(slug="x", section="guides", order=1, texts={"vi": SOURCE, **texts})


def test_a_translation_of_the_present_source_is_translated() -> None:
    one = page(en=text("Pagoda", "A pagoda", "Body.", made_from=SOURCE.fingerprint))
    assert one.text_state("en") is TextState.TRANSLATED
    assert not one.is_outdated("en")
    assert one.shown_in("en").body_locale == "en"


@pytest.mark.parametrize(
    "changed", [text("Chùa!", "Một ngôi chùa", "x"), text("Chùa", "Hai", "x"), text("Chùa", "Một", "y")]
)
def test_any_change_of_the_source_makes_its_translations_outdated(changed: Text) -> None:
    one = Page(slug="x", section="guides", order=1, texts={"vi": changed, "en": text("a", "b", "c", SOURCE.fingerprint)})
    assert one.is_outdated("en")
    assert one.shown_in("en").body_locale == "en"


def test_a_translation_without_a_body_shows_the_source_body_as_vietnamese() -> None:
    shown = page(ja=text("寺", "寺です", "")).shown_in("ja")
    assert (shown.title_locale, shown.body_locale) == ("ja", "vi")
    assert shown.state is TextState.PARTIAL


@pytest.mark.parametrize(("made_from", "is_outdated"), [(SOURCE.fingerprint, False), ("an older text", True)])
def test_a_translation_without_a_body_can_be_outdated_too(made_from: str, is_outdated: bool) -> None:
    shown = page(ja=text("寺", "寺です", "", made_from)).shown_in("ja")
    assert (shown.state, shown.is_outdated) == (TextState.PARTIAL, is_outdated)


def test_what_is_not_translated_at_all_is_not_outdated() -> None:
    assert not page().is_outdated("ko")
    assert not page().is_outdated("vi")


def test_a_missing_translation_shows_the_source_as_vietnamese() -> None:
    shown = page().shown_in("ko")
    assert (shown.title, shown.title_locale, shown.body_locale) == ("Chùa", "vi", "vi")


def test_only_whole_translations_are_offered_to_readers_of_a_language() -> None:
    one = page(en=text("a", "b", "c", SOURCE.fingerprint), fr=text("a", "b", "c", "old"), ja=text("寺", "寺", ""))
    assert one.locales_readable() == ["vi", "en", "fr"]


def test_confirming_makes_a_translation_current_and_changes_nothing_else(content: Path) -> None:
    file = content / "attractions/dai-noi/en.md"
    file.write_text("---\ntitle: 'A: b'\nsummary: c\nsource: 00000000\n---\nBody --- with hyphens\n\n---\n\nend\n", "utf-8")
    before = load_site(content, LOCALE_IDS)
    assert outdated_texts(before, LOCALE_IDS) == ["content/attractions/dai-noi/en.md"]
    assert confirm_translations(content, before, "attractions/dai-noi") == [file]
    after = load_site(content, LOCALE_IDS)
    assert outdated_texts(after, LOCALE_IDS) == []
    assert confirm_translations(content, after) == []
    old, new = before.attractions["dai-noi"].texts["en"], after.attractions["dai-noi"].texts["en"]
    assert old.fingerprint == new.fingerprint
    assert read_bodies(content)(after.attractions["dai-noi"], "en") == "Body --- with hyphens\n\n---\n\nend"


def test_the_report_counts_each_state(content: Path) -> None:
    (content / "attractions/dai-noi/en.md").write_text("---\ntitle: a\nsummary: b\nsource: 00000000\n---\nc\n", "utf-8")
    (content / "attractions/ky-dai/en.md").write_text("---\ntitle: a\nsummary: b\nsource: 00000000\n---\n", "utf-8")
    report = translation_report(load_site(content, LOCALE_IDS), LOCALE_IDS)
    (row,) = [line for line in report.splitlines() if line.startswith("attractions (2)")]
    assert row.split("  ")[1].strip() == "0 / 2 / 1 / 0"
    assert row.rstrip().endswith("0 / 0 / 0 / 2")


@pytest.mark.parametrize("kind", ["attractions", "event", "alerts", "press", "services", "pages"])
def test_a_new_item_of_any_kind_can_be_built_at_once(content: Path, kind: str) -> None:
    create_item(content, kind, "cai-moi", DAY)
    site = load_site(content, LOCALE_IDS)
    for items in (site.attractions, site.events):
        if "cai-moi" in items:
            assert items["cai-moi"].added_on == DAY


@pytest.mark.parametrize(("kind", "slug"), [("castles", "x"), ("attractions", "Đại Nội"), ("attractions", "dai-noi")])
def test_a_new_item_with_a_wrong_or_taken_name_is_refused(content: Path, kind: str, slug: str) -> None:
    with pytest.raises(ContentError):
        create_item(content, kind, slug, DAY)
