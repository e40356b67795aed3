"""Every page of the built website: its links, its head, its languages, and what it loads."""

import itertools
import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from pages import ORIGIN, BuiltPage, built_pages
from sitebuilder.i18n import KNOWN_LOCALES, LOCALE_IDS
from sitebuilder.models import Site, TextState

TAGS = {locale.id: locale.tag for locale in KNOWN_LOCALES}


@cache
def parsed(root: Path) -> list[BuiltPage]:
    return built_pages(root)


@pytest.fixture
def pages(dist: Path) -> list[BuiltPage]:
    return parsed(dist)


def read_page(dist: Path, address: str) -> BuiltPage:
    return BuiltPage(dist, dist / address / "index.html")


def test_no_link_of_any_page_is_broken(pages: list[BuiltPage]) -> None:
    ids = {page.path: set(page.tree.xpath("//@id")) for page in pages}
    broken = []
    for page in pages:
        for _, link in page.links():
            path = page.target(link)
            part = link.partition("#")[2]
            if path is not None and (not path.is_file() or (part and path.suffix == ".html" and part not in ids[path])):
                broken.append(f"{page.address}: {link}")
    assert broken == []


def test_no_page_loads_anything_from_another_host(pages: list[BuiltPage], dist: Path) -> None:
    outside = [
        f"{page.address}: <{name}> {link}"
        for page in pages
        for name, link in page.links()
        if name != "a" and not page.target(link)
    ]
    assert outside == []
    for sheet in dist.rglob("*.css"):
        urls = re.findall(r"url\(\s*[\"']?([^\"')]+)|@import\s+([^;]+)", sheet.read_text("utf-8"))
        for url, imported in urls:
            assert not imported
            assert (sheet.parent / url).is_file(), f"{sheet.name}: {url}"  # data: too is refused by img-src 'self'


def test_links_inside_the_site_are_relative(pages: list[BuiltPage]) -> None:
    absolute = [
        f"{page.address}: {link}"
        for page in pages
        for _, link in page.links()
        if not page.is_missing_page and (link.startswith(("/", ORIGIN)))
    ]
    assert absolute == []


def test_every_page_has_one_h1_a_title_and_a_description(pages: list[BuiltPage]) -> None:
    for page in pages:
        assert len(page.tree.xpath("//h1")) == 1, page.address
        assert page.tree.xpath("string(//title)").strip(), page.address
        assert page.is_frame or page.tree.xpath("string(//meta[@name='description']/@content)").strip(), page.address


def test_every_page_says_its_language_and_direction(pages: list[BuiltPage]) -> None:
    for page in pages:
        tag = page.tag if page.tag in TAGS.values() else "vi"
        assert page.tree.get("lang") == tag, page.address
        assert page.tree.xpath("string(//body/@dir)") == "ltr", page.address


def test_headings_never_skip_a_level(pages: list[BuiltPage]) -> None:
    for page in pages:
        levels = [int(heading.tag[1]) for heading in page.tree.xpath("//main//h1|//main//h2|//main//h3|//main//h4")]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (page.address, levels)


def test_canonical_addresses_exist_and_are_their_own_canonical(pages: list[BuiltPage], dist: Path) -> None:
    for page in pages:
        if page.is_missing_page or page.is_frame:
            continue
        canonical = page.canonical()
        assert canonical.startswith(ORIGIN), page.address
        target = BuiltPage(dist, dist / canonical.removeprefix(ORIGIN) / "index.html")
        assert target.canonical() == canonical, page.address


def test_hreflang_is_mutual_and_names_only_pages_that_are_their_own_canonical(pages: list[BuiltPage]) -> None:
    by_address = {page.address: page for page in pages}
    for page in pages:
        alternates = page.alternates()
        for tag, href in alternates.items():
            other = by_address[href.removeprefix(ORIGIN)]
            assert page.canonical() == ORIGIN + page.address
            if tag == "x-default":
                continue
            assert other.tree.get("lang") == tag or not page.address
            assert other.canonical() == href
            if page.address:
                assert other.alternates().get(page.tag) == ORIGIN + page.address, f"{page.address} <-> {href}"


def test_x_default_is_the_door_for_homes_and_else_english_or_the_source(pages: list[BuiltPage]) -> None:
    for page in pages:
        alternates = page.alternates()
        if page.address.removeprefix(page.tag).strip("/") == "" and not page.is_missing_page:
            assert alternates == {tag: f"{ORIGIN}{tag}/" for tag in TAGS.values()} | {"x-default": ORIGIN}, page.address
        elif alternates:
            assert alternates["x-default"] == alternates.get("en", alternates["vi"]), page.address


def test_only_real_translations_get_an_hreflang(dist: Path, site: Site) -> None:
    for item in site.items():
        if item.kind == "alerts":
            continue
        readable = {TAGS[locale] for locale in item.locales_readable()}
        named = set(read_page(dist, f"vi/{item.address}").alternates()) - {"x-default"}
        assert named == (readable if len(readable) > 1 else set()), item.address


def test_source_text_in_place_of_a_translation_is_marked(dist: Path, site: Site) -> None:
    seen = 0
    for item in site.items():
        for locale in LOCALE_IDS:
            if item.kind == "alerts" or item.text_state(locale) not in (TextState.MISSING, TextState.PARTIAL):
                continue
            page = read_page(dist, f"{TAGS[locale]}/{item.address}")
            (body,) = page.tree.xpath("//div[contains(@class, 'body')]")
            assert body.get("lang") == "vi", page.address
            assert page.tree.xpath("//aside[@class='note']"), page.address
            assert page.canonical() == f"{ORIGIN}vi/{item.address}"
            seen += 1
    assert seen, "no fallback left to look at: keep one item untranslated, or test with the copied content"


def test_the_language_switch_stays_on_the_page(pages: list[BuiltPage], dist: Path) -> None:
    for page in pages:
        if page.is_frame or page.is_missing_page or page.tag not in TAGS.values():
            continue
        rest = page.address.removeprefix(f"{page.tag}/")
        targets = [page.target(a.get("href")) for a in page.tree.xpath("//nav[@class='languages']//a")]
        assert targets == [dist / tag / rest / "index.html" for tag in TAGS.values()], page.address


def test_hotlines_the_banner_and_the_demonstration_notice_are_on_every_page(pages: list[BuiltPage]) -> None:
    for page in pages:
        if page.is_frame or page.tag not in TAGS.values():
            continue
        assert page.tree.xpath("//footer//a[@href='tel:19001075']"), page.address
        assert page.tree.xpath("//footer//a[@href='tel:112']"), page.address
        assert page.tree.xpath("//section[@data-banner]/noscript/iframe"), page.address
        assert page.tree.xpath("//footer//div[@class='colophon']/p"), page.address


HOLLOW = """//*[self::h1 or self::h2 or self::h3][not(normalize-space())] | //time[not(@datetime)]
 | //section[not(@aria-label)][not(.//h1 or .//h2 or .//h3)] | //select[@required][not(option[1][@value=''])]
 | //dl[count(.//dt[. = ../following-sibling::div/dt]) > 0]"""


def test_headings_sections_times_and_choices_say_something_before_any_script(pages: list[BuiltPage]) -> None:
    """What the W3C's checker of HTML wants beyond html-validate, which runs in a test of its own."""
    for page in pages:
        hollow = [one for one in page.tree.xpath(HOLLOW) if not one.xpath("ancestor::template")]
        assert [html.tostring(one) for one in hollow] == [], page.address


def test_every_page_below_home_has_breadcrumbs_that_lead_up(pages: list[BuiltPage]) -> None:
    for page in pages:
        if page.tag in TAGS.values() and page.address.count("/") > 1 and not page.is_frame:
            crumbs = page.tree.xpath("//nav[@class='crumbs']//a/@href")
            assert crumbs, page.address
            assert page.target(crumbs[0]) == page.root / page.tag / "index.html"


@pytest.mark.parametrize("tag", TAGS.values())
def test_each_language_has_its_own_page_for_what_is_not_there(dist: Path, tag: str) -> None:
    page = BuiltPage(dist, dist / tag / "404.html")
    assert page.tree.get("lang") == tag
    assert all(link.startswith(("/", "tel:", "#", "https://zalo.me/")) for _, link in page.links())


@pytest.mark.parametrize("tag", TAGS.values())
def test_filters_lead_to_lists_of_just_those_items(dist: Path, site: Site, tag: str) -> None:
    tombs = {item.slug for item in site.attractions.values() if item.category == "tomb"}
    page = read_page(dist, f"{tag}/attractions/category/tomb")
    links = page.tree.xpath("//ul[@class='cards']//a/@href")
    assert {link.rstrip("/").split("/")[-1] for link in links} == tombs
    assert page.tree.xpath("//nav[@class='filter']//a[@aria-current]")


def test_a_month_lists_the_events_of_that_month(dist: Path) -> None:
    page = read_page(dist, "en/events/month/2027-02")
    slugs = {link.rstrip("/").split("/")[-1] for link in page.tree.xpath("//ul[@class='cards']//a/@href")}
    assert {"tet", "dua-ghe-sia", "le-hoi-huyen-tran", "vat-lang-sinh", "cau-ngu-thai-duong"} <= slugs
    assert "trung-thu" not in slugs


def test_structured_data_is_json_and_names_the_page(pages: list[BuiltPage]) -> None:
    for page in pages:
        for script in page.tree.xpath("//script[@type='application/ld+json']"):
            data = json.loads(script.text)
            assert data["@context"] == "https://schema.org"
            assert data["url"] == ORIGIN + page.address


def test_the_sitemap_names_every_page_that_may_be_found_and_no_other(pages: list[BuiltPage], dist: Path) -> None:
    addresses = sorted(
        loc.text or "" for loc in ET.parse(dist / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    )
    open_pages = [page for page in pages if "noindex" not in page.tree.xpath("string(//meta[@name='robots']/@content)")]
    assert addresses == sorted(ORIGIN + page.address for page in open_pages if page.canonical() == ORIGIN + page.address)
    assert {f"{ORIGIN}{tag}/for/tourist/" for tag in TAGS.values()} <= set(addresses)
    assert ORIGIN in addresses


def test_what_leads_nowhere_or_is_part_of_a_page_is_hidden_from_search_engines(pages: list[BuiltPage]) -> None:
    for page in pages:
        if page.is_missing_page or page.is_frame:
            assert page.tree.xpath("string(//meta[@name='robots']/@content)") == "noindex", page.address


def test_search_lists_hold_every_public_item_once(dist: Path, site: Site) -> None:
    for tag in TAGS.values():
        rows = json.loads((dist / tag / "search.json").read_text("utf-8"))["rows"]
        addresses = [row[0] for row in rows if row[0].count("/") > 1 or row[0] in ("about/", "accessibility/", "privacy/")]
        assert sorted(addresses) == sorted(item.address for item in site.items())
        assert {"hotlines/", "rivers/", "tickets/", "wards/"} <= {row[0] for row in rows}
        assert all((dist / tag / address / "index.html").is_file() for address in addresses)


def test_no_template_code_reaches_a_page(pages: list[BuiltPage]) -> None:
    for page in pages:
        text = page.path.read_text("utf-8")
        assert "{{" not in text, page.address
        assert "{%" not in text, page.address
        assert "%(" not in text, page.address


def test_what_is_not_confirmed_is_shown_as_such(dist: Path) -> None:
    gia_long = read_page(dist, "en/attractions/lang-gia-long").tree.text_content()
    assert "≈ ₫150,000" in gia_long
    example = read_page(dist, "en/alerts/tin-gia-vo-dap-2025-10").tree.text_content()
    assert "No public source for this event was found" in example
    rivers = read_page(dist, "en/rivers").tree.text_content()
    assert "≈ 1.50 m" in rivers
    wards = read_page(dist, "en/wards").tree.text_content()
    assert "≈ 8 places" in wards


def facts_on_page(page: BuiltPage) -> dict[str, str]:
    rows = page.tree.xpath("//dl[@class='rows']/div")
    return {row[0].text_content(): " ".join(row[1].text_content().split()) for row in rows}


def test_an_unconfirmed_entry_or_ward_is_marked_on_page_and_card(dist: Path, site: Site) -> None:
    cards = {
        card.xpath("string(.//a/@href)").split("/")[-2]: card.xpath(".//ul[@class='facts']/li/text()")
        for card in read_page(dist, "en/attractions").tree.xpath("//li[contains(@class, 'card')]")
    }
    for slug, item in site.attractions.items():
        facts = facts_on_page(read_page(dist, f"en/attractions/{slug}"))
        shown = " / ".join(cards[slug])
        if item.is_free:
            is_marked = not item.is_confirmed("ticket")
            assert ("≈ Free entry" in shown) == ("not confirmed" in facts["Ticket, adults"]) == is_marked, slug
        if item.ward:
            name = site.city.wards[item.ward].name
            assert (f"≈ {name}" in shown) == ("not confirmed" in facts["Ward or commune"]) == ("ward" in item.unconfirmed)


def test_structured_data_asserts_free_entry_only_where_it_is_known(dist: Path, site: Site) -> None:
    for slug in site.attractions:
        page = read_page(dist, f"en/attractions/{slug}")
        data = json.loads(page.tree.xpath("string(//script[@type='application/ld+json'])"))
        price = facts_on_page(page).get("Ticket, adults", "not confirmed")
        assert ("isAccessibleForFree" in data) == ("not confirmed" not in price), slug
        assert data.get("isAccessibleForFree", False) == ("isAccessibleForFree" in data and price == "Free entry"), slug


def test_a_services_unconfirmed_channels_are_marked_on_its_card(dist: Path, site: Site) -> None:
    for card in read_page(dist, "en/services").tree.xpath("//li[contains(@class, 'card')]"):
        service = site.services[card.xpath("string(.//a/@href)").split("/")[-2]]
        assert card.xpath("string(.//ul[@class='facts']/li)").startswith("≈ ") != service.is_confirmed("channels")


def test_numbers_that_no_document_confirms_are_starred_on_every_page(pages: list[BuiltPage], site: Site) -> None:
    confirmed = {line.number: line.is_confirmed for line in site.city.hotlines.values()}
    for page in pages:
        for link in page.tree.xpath("//a[starts-with(@href, 'tel:')]"):
            number = link.get("href").removeprefix("tel:")
            is_starred = link.text_content().endswith("*") or (link.tail or "").startswith("*")
            assert is_starred != confirmed[number], f"{page.address}: {number}"
        if page.tree.xpath("//footer"):
            assert any(hint.startswith("*") for hint in page.tree.xpath("//footer//p[@class='hint']/text()")), page.address


@pytest.mark.parametrize("tag", TAGS.values())
def test_lean_pages_load_neither_material_nor_fonts_nor_pictures(dist: Path, tag: str) -> None:
    for address in ("alerts", "alerts/lu-2025-11-03", "hotlines", "rivers", "search"):
        loaded = [link for name, link in read_page(dist, f"{tag}/{address}").links() if name not in ("a", "iframe", "form")]
        assert not any("material" in link or "fonts" in link or "reading" in link for link in loaded)
