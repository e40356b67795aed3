"""What machines read of the press, read back by libraries that nobody here wrote, and compared with the editors' files."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import struct_time
from typing import Any

import feedparser
import jsonfeed
import pytest
from jsonschema import Draft202012Validator
from lxml import etree, html
from scene import CONTENT, ROOT, TODAY
from sitebuilder.commonmark import to_plain_text
from sitebuilder.i18n import KNOWN_LOCALES, LABELS, Catalogs
from sitebuilder.models import PressRelease, Site
from sitebuilder.models.clock import hue_time
from sitebuilder.models.proof import canonical

TAGS = {locale.id: locale.tag for locale in KNOWN_LOCALES}
SITE = "https://huecity.example/"
NEWS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
CORRECTED = "hue-s-bay-nam"
# From https://www.jsonfeed.org/version/1.1/: what is required, and of which type.
INSTANT = {"type": "string", "pattern": r"^[\d-]{10}T[\d:]{8}\+07:00$"}
TEXT, WEB = {"type": "string", "minLength": 1}, {"type": "string", "format": "uri", "pattern": "^https://"}
JSON_FEED_ITEM = {
    "required": ["id", "url", "title", "content_html", "language", "date_published", "date_modified"],
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(("id", "url"), WEB),
        **dict.fromkeys(("title", "content_html", "summary", "language"), TEXT),
        **dict.fromkeys(("date_published", "date_modified"), INSTANT),
        "tags": {"type": "array", "items": TEXT},
        "authors": {
            "type": "array",
            "items": {"required": ["name"], "additionalProperties": False, "properties": {"name": TEXT}},
        },
        "attachments": {
            "type": "array",
            "items": {
                "required": ["url", "mime_type"],
                "additionalProperties": False,
                "properties": {"url": WEB, "mime_type": TEXT, "title": TEXT, "size_in_bytes": {"type": "integer"}},
            },
        },
    },
}
JSON_FEED = {
    "required": ["version", "title", "items", "feed_url", "home_page_url", "language"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        **dict.fromkeys(("feed_url", "home_page_url"), WEB),
        "items": {"type": "array", "items": JSON_FEED_ITEM},
    },
}


def read_body(item: PressRelease, locale: str) -> str:
    return (CONTENT / "press" / item.slug / f"{locale}.md").read_text("utf-8").split("\n---\n", 1)[1]


def expected(item: PressRelease, locale: str) -> dict[str, Any]:
    """What the editors wrote of a release, for readers of a language."""
    shown = item.shown_in(locale)
    attached = [(f"{SITE}media/press/{item.slug}/{one.file}", str(one.size_bytes)) for one in item.attachments]
    kinds = [(one.media_type, one.name_in(locale)[0]) for one in item.attachments]
    say = Catalogs(ROOT / "locales")[locale].translations.gettext
    sectors = [say(LABELS["sector"][sector]) for sector in item.sectors]
    return {
        "author": say(LABELS["issuer"][item.issuer]),
        "sectors": sectors,
        "tags": [say(LABELS["press"][item.type]), *sectors],
        "kinds": kinds,
        "url": f"{SITE}{TAGS[locale]}/press/{item.slug}/",
        "title": shown.title,
        "title_tag": TAGS[shown.title_locale],
        "summary": shown.summary,
        "body_tag": TAGS[shown.body_locale],
        "words": canonical(to_plain_text(read_body(item, shown.body_locale))),
        "published": item.public_at,
        "attachments": attached,
    }


def told(words: str, item: PressRelease, locale: str) -> bool:
    """Whether a text ends with the whole body; notes that stand before it are the feed's own."""
    text = canonical(html.fromstring(f"<div>{words}</div>").text_content())
    return text.endswith(expected(item, locale)["words"])


def same_instant(parsed: struct_time, instant: datetime) -> bool:
    return datetime(*parsed[:6], tzinfo=UTC) == instant


@pytest.fixture(scope="module", params=TAGS)
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_atom_gives_back_every_field_of_every_release(dist: Path, site: Site, locale: str) -> None:
    feed = feedparser.parse((dist / TAGS[locale] / "press/feed.xml").read_bytes(), sanitize_html=False)
    assert not feed.bozo
    assert feed.feed.language == TAGS[locale]
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"self": feed.feed.id, "alternate": f"{SITE}{TAGS[locale]}/press/"}
    assert len(feed.entries) == len({entry.id for entry in feed.entries}) == len(site.press)
    for entry in feed.entries:
        item = site.press[entry.link.split("/")[-2]]
        own = expected(item, locale)
        assert entry.id == entry.link == own["url"]
        assert (entry.title, entry.title_detail.language) == (own["title"], own["title_tag"])
        assert (entry.summary, entry.summary_detail.language) == (own["summary"], own["title_tag"])
        (content,) = [part for part in entry.content if part.type == "text/html"]
        assert content.language == own["body_tag"]
        assert told(content.value, item, locale), own["url"]
        assert same_instant(entry.published_parsed, own["published"])
        enclosed = [link for link in entry.links if link.rel == "enclosure"]
        assert [(link.href, link.length) for link in enclosed] == own["attachments"]
        assert [(link.type, link.title) for link in enclosed] == own["kinds"]
        assert (entry.author, [tag.term for tag in entry.tags]) == (own["author"], own["tags"])
        assert 'href="/' not in content.value


def test_json_feed_keeps_to_its_specification_and_gives_back_every_field(dist: Path, site: Site, locale: str) -> None:
    feed = json.loads((dist / TAGS[locale] / "press/feed.json").read_text("utf-8"))
    Draft202012Validator(JSON_FEED).validate(feed)
    assert feed["feed_url"] == f"{SITE}{TAGS[locale]}/press/feed.json"
    assert len(feed["items"]) == len(site.press)
    for entry in feed["items"]:
        item = site.press[entry["url"].split("/")[-2]]
        own = expected(item, locale)
        assert (entry["id"], entry["title"], entry["summary"]) == (own["url"], own["title"], own["summary"])
        assert entry["language"] == own["body_tag"]
        assert datetime.fromisoformat(entry["date_published"]) == own["published"]
        assert told(entry["content_html"], item, locale), own["url"]
        attached = [(one["url"], str(one["size_in_bytes"])) for one in entry.get("attachments", ())]
        assert attached == own["attachments"]
        assert [(one["mime_type"], one["title"]) for one in entry.get("attachments", ())] == own["kinds"]
        assert ([one["name"] for one in entry["authors"]], entry["tags"]) == ([own["author"]], own["tags"])
        assert datetime.fromisoformat(entry["date_modified"]) == last_change(site, item)


def test_another_reader_finds_all_of_the_json_feed(dist: Path, site: Site, locale: str) -> None:
    feed = jsonfeed.Feed.parse_string((dist / TAGS[locale] / "press/feed.json").read_text("utf-8"))
    assert feed.feed_url == f"{SITE}{TAGS[locale]}/press/feed.json"
    assert len(feed.items) == len(site.press)
    for entry in feed.items:
        item = site.press[entry.url.split("/")[-2]]
        own = expected(item, locale)
        assert (entry.id, entry.title, entry.summary, entry.tags) == (own["url"], own["title"], own["summary"], own["tags"])
        assert datetime.fromisoformat(entry.date_published) == own["published"]
        assert datetime.fromisoformat(entry.date_modified) == last_change(site, item)
        assert told(entry.content_html, item, locale), own["url"]
        assert [one.url for one in entry.attachments or ()] == [url for url, _ in own["attachments"]]
        assert [one.name for one in entry.authors] == [own["author"]]


def test_a_correction_brings_a_release_to_the_top_of_the_feeds_with_its_reason(dist: Path, site: Site) -> None:
    feed = feedparser.parse((dist / "en/press/feed.xml").read_bytes())
    entry = next(one for one in feed.entries if CORRECTED in one.link)
    (correction,) = site.press[CORRECTED].corrections
    assert same_instant(entry.updated_parsed, correction.at)
    assert correction.reason["en"] in entry.content[0].value
    told = [one.updated for one in feed.entries]
    assert told == sorted(set(told), reverse=True)


def last_change(site: Site, item: PressRelease) -> datetime:
    """When its own words were corrected last, or another release came out that corrects it."""
    others = [other.public_at for other in site.press.values() if other.corrects == item.slug]
    return max([item.public_at, *others, *(one.at for one in item.corrections)])


def ld(dist: Path, address: str) -> dict[str, Any]:
    (script,) = html.parse(dist / address / "index.html").xpath("//script[@type='application/ld+json']/text()")
    return dict(json.loads(script))


def test_structured_data_agrees_with_the_editors_facts(dist: Path, site: Site, locale: str) -> None:
    for item in site.press.values():
        article, own = ld(dist, f"{TAGS[locale]}/press/{item.slug}"), expected(item, locale)
        assert article["@type"] == "NewsArticle"
        assert article["headline"] == own["title"]
        assert article["inLanguage"] == own["body_tag"]
        assert article["identifier"] == item.number
        assert datetime.fromisoformat(article["datePublished"]) == own["published"]
        assert article["isAccessibleForFree"] is True
        assert (article["author"]["name"], article.get("articleSection", [])) == (own["author"], own["sectors"])
        assert (article["description"], article["url"]) == (own["summary"], own["url"])
        assert datetime.fromisoformat(article["dateModified"]) == last_change(site, item)
        assert article["publisher"]["name"] == "HueCity"
        assert [(one["contentUrl"], one["sha256"]) for one in article.get("associatedMedia", ())] == [
            (url, one.sha256) for (url, _), one in zip(own["attachments"], item.attachments, strict=True)
        ]
        comments = [one for one in article.get("correction", ()) if "url" not in one]
        assert [datetime.fromisoformat(one["datePublished"]) for one in comments] == [one.at for one in item.corrections]
        assert all(one["text"] == two.reason[locale] for one, two in zip(comments, item.corrections, strict=True))


def test_pages_of_the_press_lead_to_its_feeds_and_other_pages_do_not(dist: Path) -> None:
    for address in ("ja/press", "ja/press/gia-ve-2025", "ja/press/weekly"):
        links = html.parse(dist / address / "index.html").xpath("//link[@rel='alternate'][@type]")
        found = [(link.get("type"), (dist / address / link.get("href")).resolve()) for link in links]
        assert found == [
            ("application/atom+xml", (dist / "ja/press/feed.xml").resolve()),
            ("application/feed+json", (dist / "ja/press/feed.json").resolve()),
        ]
        assert all(path.is_file() for _, path in found)
    assert not html.parse(dist / "ja/events/index.html").xpath("//link[@rel='alternate'][@type='application/feed+json']")


def news(dist: Path) -> Iterator[tuple[str, str, str]]:
    for url in etree.parse(dist / "news-sitemap.xml").iterfind("s:url[n:news]", NEWS):
        yield tuple(url.findtext(path, "", NEWS) for path in ("s:loc", ".//n:language", ".//n:title"))  # type: ignore[misc]


def test_the_news_sitemap_names_releases_of_two_days_in_languages_they_can_be_read_in(
    build_site: Any, tmp_path: Path, site: Site
) -> None:
    item = site.press["thong-tin-tuan-47-2026"]
    out = hue_time(item.public_at)
    dist = build_site(tmp_path, out.isoformat())
    address = f"press/{item.slug}/"
    assert list(news(dist)) == [
        (f"{SITE}{tag}/{address}", tag, item.texts[locale].title) for locale, tag in (("vi", "vi"), ("en", "en"))
    ]
    assert site.next_change(datetime.fromisoformat("2026-11-22T15:00+07:00")).isoformat() == "2026-11-22T16:00:00+07:00"
    dist = build_site(tmp_path, "2026-11-22T16:00+07:00")
    assert list(news(dist)) == []
    assert datetime.fromisoformat(TODAY) > out


def test_a_news_sitemap_without_news_names_the_lists_of_releases_as_none_may_be_empty(dist: Path) -> None:
    found = [one.text for one in etree.parse(dist / "news-sitemap.xml").iterfind("s:url/s:loc", NEWS)]
    assert found == [f"{SITE}{tag}/press/" for tag in TAGS.values()]
    assert list(news(dist)) == []


def test_weeks_hold_every_release_once_a_sector_and_quiet_weeks_have_no_page(dist: Path, site: Site) -> None:
    weeks = {path.name for path in (dist / "fr/press/weekly").iterdir() if path.is_dir()}
    calendar = {slug: hue_time(item.public_at).date().isocalendar() for slug, item in site.press.items()}
    names = {slug: f"{day.year}-W{day.week:02}" for slug, day in calendar.items()}
    assert weeks == set(names.values())
    for week in weeks:
        page = html.parse(dist / "fr/press/weekly" / week / "index.html")
        shown = [link.split("/")[-2] for link in page.xpath("//li[contains(@class, 'card')]//a/@href")]
        own = [site.press[slug] for slug, name in names.items() if name == week]
        assert sorted(shown) == sorted(item.slug for item in own for _ in item.sectors or ("none",))
        assert len(page.xpath("//article//h2")) == len({sector for item in own for sector in item.sectors or ("none",)})
