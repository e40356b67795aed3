"""How many bytes a first visit to a lean page costs, compressed, with everything that it loads."""

import gzip
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml.etree import _Element as Element
from lxml.html import tostring
from pages import BuiltPage
from scene import CONTENT, TODAY
from sitebuilder.i18n import KNOWN_LOCALES

import build

LEAN_BUDGET_BYTES = 14 * 1024  # what fits the first flight of a TCP connection
LEAN = ["alerts", "hotlines", "rivers", "search"]
ACCOUNT = [
    "account",
    *(f"account/{name}" for name in ("register login reset details protection data identity preferences").split()),
    *("account/report-lock", "desk", "desk/identity", "desk/shops", "desk/sos", "sos"),
]
# Its scripts and words come by themselves; staff open it every day, so most of it is in their browser's cache.
REPORT_DESK_BUDGET_BYTES, REPORT_DESK_MODULES_BUDGET_BYTES = 16 * 1024, 24 * 1024
WALLET = ["wallet", *(f"wallet/{name}" for name in ("open password banks topup withdraw").split())]
REPORTS = ["reports/send", "reports/mine", "reports", "reports/report", "reports/rate", "reports/statistics"]
MODULES_BUDGET_BYTES = 20 * 1024  # with all modules: the form is there, and may be filled in, before they are


def first_view_bytes(page: BuiltPage) -> int:
    """The page, what its head and images load, and the banner's data; each file gzipped on its own."""
    asked_for = page.tree.xpath("//link[@rel='search']/@href")  # by readers who want to search from their browser's own bar
    loaded = {
        page.target(link) for name, link in page.links() if name in ("link", "script", "img") and link not in asked_for
    }
    return bytes_of(page, loaded)


def bytes_of(page: BuiltPage, loaded: set[Path | None]) -> int:
    banner = page.target(page.tree.xpath("string(//section[@data-banner]/@data-banner)"))
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in (page.path, banner, *loaded) if path)


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
@pytest.mark.parametrize("address", LEAN)
def test_a_lean_page_fits_the_first_flight(dist: Path, tag: str, address: str) -> None:
    assert first_view_bytes(BuiltPage(dist, dist / tag / address / "index.html")) <= LEAN_BUDGET_BYTES


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
@pytest.mark.parametrize("address", ACCOUNT)
def test_an_account_page_is_there_before_its_modules_and_these_are_small(dist: Path, tag: str, address: str) -> None:
    page = BuiltPage(dist, dist / tag / address / "index.html")
    head = page.tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //head/script/@src")
    assert bytes_of(page, {page.target(link) for link in head}) <= LEAN_BUDGET_BYTES
    assert first_view_bytes(page) <= MODULES_BUDGET_BYTES


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
@pytest.mark.parametrize("address", WALLET)
def test_a_wallet_page_is_there_before_its_modules_and_these_are_small(dist: Path, tag: str, address: str) -> None:
    page = BuiltPage(dist, dist / tag / address / "index.html")
    head = page.tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //head/script/@src")
    before = bytes_of(page, {page.target(link) for link in head})
    assert before <= LEAN_BUDGET_BYTES
    assert first_view_bytes(page) - before <= MODULES_BUDGET_BYTES


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
@pytest.mark.parametrize("address", REPORTS)
def test_a_page_of_reports_is_there_before_names_and_modules_and_these_are_small(dist: Path, tag: str, address: str) -> None:
    """Names: what can be reported, its questions, wards, and the words of the script. Drawings come with scrolling."""
    page = BuiltPage(dist, dist / tag / address / "index.html")
    head = page.tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //head/script/@src")
    modules = page.tree.xpath("//link[@rel='modulepreload']/@href | //script[@type='module']/@src")
    before = bytes_of(page, {page.target(link) for link in head})
    whole = before + sum(len(gzip.compress(page.target(one).read_bytes(), 9, mtime=0)) for one in modules)  # type: ignore[union-attr]
    before -= compressed(page.tree)
    for names in page.tree.xpath("//script[@data-words] | //*[@data-questions] | //*[@data-category] | //select"):
        names.getparent().remove(names)
    before += compressed(page.tree)
    assert before <= LEAN_BUDGET_BYTES
    assert whole - before <= MODULES_BUDGET_BYTES


def compressed(tree: Element) -> int:
    return len(gzip.compress(tostring(tree, encoding="utf-8", method="html"), 9, mtime=0))


def test_every_alert_fits_the_first_flight_even_on_the_day_of_the_flood(dist: Path, flood_dist: Path) -> None:
    for root in (dist, flood_dist):
        for path in root.glob("*/alerts/**/index.html"):
            if "banner" not in path.parts:
                assert first_view_bytes(BuiltPage(root, path)) <= LEAN_BUDGET_BYTES, path


def write_past_alerts(content: Path, count: int) -> None:
    """The real messages over and over, each a day after the one before, through 2021 and 2022."""
    real = [path.read_text("utf-8") for path in sorted(CONTENT.glob("alerts/*/alert.yaml")) if "thu-tin" not in str(path)]
    for number in range(count):
        facts = real[number % len(real)]
        first = date.fromisoformat(min(re.findall(r"\d{4}-\d\d-\d\d", facts)))
        later = date(2021, 1, 1) + timedelta(days=number * 5) - first
        facts = re.sub(r"\d{4}-\d\d-\d\d", lambda day, shift=later: str(date.fromisoformat(day[0]) + shift), facts)
        (content / "alerts" / f"cu-{number:03}").mkdir(parents=True)
        (content / "alerts" / f"cu-{number:03}" / "alert.yaml").write_text(facts, "utf-8")


@pytest.fixture(scope="module")
def many_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A website with the real alerts and 140 more from years gone by."""
    folder = tmp_path_factory.mktemp("many")
    for part in ("city", "alerts"):
        shutil.copytree(CONTENT / part, folder / "content" / part)
    write_past_alerts(folder / "content", 140)
    options = ["--content", str(folder / "content"), "--dist", str(folder / "dist"), "--work", str(folder / "work")]
    assert build.main(["build", *options, "--now", TODAY, "--jobs", "1"]) == 0
    return folder / "dist"


def rows(root: Path, address: str) -> list[str]:
    tree = BuiltPage(root, root / address / "index.html").tree
    return [link.rstrip("/").split("/")[-1] for link in tree.xpath("//ul[contains(@class, 'notices')]//a/@href")]


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
def test_lists_of_many_past_alerts_fit_the_first_flight(many_dist: Path, tag: str) -> None:
    for path in [many_dist / tag / "alerts/index.html", *many_dist.glob(f"{tag}/alerts/year/**/index.html")]:
        assert first_view_bytes(BuiltPage(many_dist, path)) <= LEAN_BUDGET_BYTES, path


def test_every_past_alert_stands_in_the_list_of_its_year_newest_first(many_dist: Path) -> None:
    found = rows(many_dist, "en/alerts/year/2021") + rows(many_dist, "en/alerts/year/2021/page/2")
    assert found == [f"cu-{number:03}" for number in range(72, -1, -1)]
    page = BuiltPage(many_dist, many_dist / "en/alerts/year/2021/page/2/index.html")
    assert page.tree.xpath("string(//nav[@class='crumbs']/ol)").split() == ["Home", "Alerts", "Alerts:", "2021", "(2)"]
    assert set(page.alternates()) == {locale.tag for locale in KNOWN_LOCALES} | {"x-default"}


def test_the_list_of_alerts_shows_the_latest_past_ones_and_leads_to_every_year(many_dist: Path) -> None:
    past = rows(many_dist, "en/alerts")[1:]  # the first one is announced
    assert len(past) == 20
    assert past[:2] == ["thu-tin-2026-10-01-ket-thuc", "thu-tin-2026-10-01-cap-nhat"]
    page = BuiltPage(many_dist, many_dist / "en/alerts/index.html")
    years = page.tree.xpath("//nav[@class='pager']//a/@href")
    assert years == [f"../alerts/year/{year}/" for year in (2026, 2025, 2024, 2023, 2022, 2021, 2020, 2017)]
    assert all(page.target(link).is_file() for link in years)  # type: ignore[union-attr]


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
def test_the_desk_of_reports_keeps_to_a_budget_of_its_own(dist: Path, tag: str) -> None:
    page = BuiltPage(dist, dist / tag / "desk/reports/index.html")
    head = page.tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //head/script/@src")
    assert bytes_of(page, {page.target(link) for link in head}) <= REPORT_DESK_BUDGET_BYTES
    assert first_view_bytes(page) <= REPORT_DESK_MODULES_BUDGET_BYTES
