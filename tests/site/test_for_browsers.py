"""What search engines and browsers ask for: the sitemap with its languages, OpenSearch, the app manifest."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import front
import pytest
from lxml import etree
from pages import ORIGIN, BuiltPage, built_pages
from scene import CONTENT, TODAY
from sitebuilder.feeds.sitemap import draft_sitemap
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.models import Site
from sitebuilder.publish.headers import content_type

TAGS = [locale.tag for locale in KNOWN_LOCALES]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
MAX_URLS, MAX_BYTES = 50_000, 50 * 1024 * 1024
Entries = dict[str, dict[str, str]]  # hreflang and address, by address


def entries(xml: bytes) -> Entries:
    tree = etree.fromstring(xml)
    assert tree.tag == f"{{{NAMES['s']}}}urlset"
    found = {}
    for url in tree.iterfind("s:url", NAMES):
        links = url.findall("x:link", NAMES)
        assert all(link.get("rel") == "alternate" for link in links)
        found[url.findtext("s:loc", namespaces=NAMES)] = {link.get("hreflang"): link.get("href") for link in links}
    return found


def test_the_sitemap_names_the_same_languages_as_the_heads_of_the_pages(dist: Path) -> None:
    told = entries((dist / "sitemap.xml").read_bytes())
    pages = {ORIGIN + page.address: page for page in built_pages(dist)}
    for address, links in told.items():
        assert links == pages[address].alternates(), address


def test_only_what_can_really_be_read_in_a_language_is_in_the_sitemap(
    tmp_path: Path, build_site: Callable[..., Path]
) -> None:
    content = tmp_path / "content"
    for part in ("city", "attractions/dai-noi", "attractions/ky-dai"):
        shutil.copytree(CONTENT / part, content / part)
    for text in content.rglob("*.md"):
        head, _, _ = text.read_text("utf-8").partition("\n---\n")
        text.write_text(f"{head}\n---\nMột đoạn văn.\n", "utf-8")
    (content / "attractions/dai-noi/fr.md").unlink()
    for locale in ("en", "fr", "ja", "ko", "zh_Hans"):
        (content / f"attractions/ky-dai/{locale}.md").unlink()
    told = entries((build_site(tmp_path, TODAY, "--content", str(content)) / "sitemap.xml").read_bytes())
    assert f"{ORIGIN}fr/attractions/dai-noi/" not in told
    assert set(told[f"{ORIGIN}en/attractions/dai-noi/"]) == {"vi", "en", "ja", "ko", "zh-Hans", "x-default"}
    assert [address for address in told if "ky-dai" in address] == [f"{ORIGIN}vi/attractions/ky-dai/"]
    assert told[f"{ORIGIN}vi/attractions/ky-dai/"] == {}


def made(count: int) -> list[str]:
    return [f"{tag}/attractions/item-{n:05}/index.html" for tag in TAGS for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2000, 2001, 25_000])
def test_however_many_pages_each_is_named_once_and_no_file_is_too_large(count: int) -> None:
    files = {draft.path: draft.make() for draft in draft_sitemap(Site(), ORIGIN, made(count))}
    index = etree.fromstring(str(files["sitemap.xml"]).encode())
    if index.tag.endswith("sitemapindex"):
        names = [loc.text.removeprefix(ORIGIN) for loc in index.iter(f"{{{NAMES['s']}}}loc")]
        assert sorted(names) == sorted(path for path in files if path.startswith("sitemap/"))
    else:
        names = ["sitemap.xml"]
    addresses: list[str] = []
    for name in names:
        xml = str(files[name]).encode()
        told = entries(xml)
        assert len(told) <= MAX_URLS
        assert len(xml) <= MAX_BYTES
        addresses += told
    assert len(addresses) == len(set(addresses)) == count * len(TAGS)
    assert len(names) <= max(1, 2 * count // 1000)


def test_a_new_page_changes_one_file_of_a_large_sitemap() -> None:
    def keys(paths: list[str]) -> dict[str, str]:
        return {draft.path: draft.key for draft in draft_sitemap(Site(), ORIGIN, paths)}

    before, after = keys(made(9000)), keys([*made(9000), "vi/attractions/moi/index.html"])
    assert before.keys() == after.keys()
    assert len([path for path in before if before[path] != after[path]]) == 1


def test_robots_may_read_everything_and_are_told_of_the_sitemaps(dist: Path) -> None:
    robots = RobotFileParser()
    robots.parse((dist / "robots.txt").read_text("utf-8").splitlines())
    assert robots.site_maps() == [f"{ORIGIN}sitemap.xml", f"{ORIGIN}news-sitemap.xml"]
    assert robots.can_fetch("AnyBot", f"{ORIGIN}vi/data/")


@pytest.mark.parametrize("tag", TAGS)
def test_browsers_learn_from_every_page_how_to_search_in_its_language(dist: Path, tag: str) -> None:
    for address in ("", "attractions/dai-noi/", "alerts/", "search/"):
        page = BuiltPage(dist, dist / tag / address / "index.html")
        (link,) = page.tree.xpath("//link[@rel='search']")
        assert page.target(link.get("href")) == dist / tag / "opensearch.xml"
        assert link.get("type") == "application/opensearchdescription+xml"
    name = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    tree = etree.parse(dist / tag / "opensearch.xml").getroot()
    assert tree.tag == f"{{{name['o']}}}OpenSearchDescription"
    assert 0 < len(tree.findtext("o:ShortName", namespaces=name)) <= 16
    assert 0 < len(tree.findtext("o:Description", namespaces=name)) <= 1024
    assert tree.findtext("o:Language", namespaces=name) == tag
    (url,) = tree.findall("o:Url", name)
    page, _, query = url.get("template").removeprefix(ORIGIN).partition("?")
    field = BuiltPage(dist, dist / page / "index.html").tree.xpath("//form[@data-search]//input/@name")
    assert query == f"{field[0]}={{searchTerms}}"
    image = tree.find("o:Image", name)
    assert (dist / image.text.removeprefix(ORIGIN)).is_file()
    assert (image.get("width"), image.get("height"), image.get("type")) == ("64", "64", "image/svg+xml")
    (example,) = tree.findall("o:Query[@role='example']", name)
    found = BuiltPage(dist, dist / tag / "search.json").path.read_text("utf-8")
    assert example.get("searchTerms").lower() in found.lower()
    known = {"Url": {"template", "type"}, "Query": {"role", "searchTerms"}}
    assert all(set(tree.find(f"o:{one}", name).attrib) == names for one, names in known.items())


@pytest.mark.parametrize("tag", TAGS)
def test_each_language_is_an_app_of_its_own(dist: Path, tag: str) -> None:
    page = BuiltPage(dist, dist / tag / "index.html")
    (link,) = page.tree.xpath("//link[@rel='manifest']/@href")
    path = page.target(link)
    assert path
    data, here = json.loads(path.read_text("utf-8")), f"{ORIGIN}{path.relative_to(dist)}"
    assert (data["lang"], data["dir"]) == (tag, "ltr")
    assert urljoin(here, data["start_url"]) == urljoin(here, data["scope"]) == f"{ORIGIN}{tag}/"
    for address in [data["icons"][0]["src"], *(f"{one['url']}index.html" for one in data["shortcuts"])]:
        assert (dist / urljoin(here, address).removeprefix(ORIGIN)).is_file(), address
    assert all(re.fullmatch("#[0-9A-F]{6}", data[name]) for name in ("theme_color", "background_color"))


def test_pages_that_are_hidden_ask_for_neither(dist: Path) -> None:
    page = BuiltPage(dist, dist / "en/account/login/index.html")
    assert page.tree.xpath("//link[@rel='manifest' or @rel='search']") == []


@pytest.mark.parametrize(
    "path", ["en/events/calendar.ics", "data/wards.csv", "data/attractions.geojson", "en/manifest.webmanifest"]
)
def test_a_laptop_and_the_cloud_say_the_same_of_what_a_file_is(dist: Path, path: str) -> None:
    told: dict[str, str] = {}
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/{path}"}
    list(front.make_app(dist)(environ, lambda status, headers, *_: told.update(headers)))
    assert told["Content-Type"].replace('"', "") == content_type(path)
