"""How many bytes a first visit to a lean page costs, compressed, with everything that it loads."""

import gzip
from pathlib import Path

import pytest
from pages import BuiltPage
from sitebuilder.i18n import KNOWN_LOCALES

LEAN_BUDGET_BYTES = 14 * 1024  # what fits the first flight of a TCP connection
LEAN = ["alerts", "hotlines", "rivers", "search"]


def first_view_bytes(page: BuiltPage) -> int:
    """The page, what its head and images load, and the banner's data; each file gzipped on its own."""
    loaded = {page.target(link) for name, link in page.links() if name in ("link", "script", "img")}
    banner = page.target(page.tree.xpath("string(//section[@data-banner]/@data-banner)"))
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in (page.path, banner, *loaded) if path)


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
@pytest.mark.parametrize("address", LEAN)
def test_a_lean_page_fits_the_first_flight(dist: Path, tag: str, address: str) -> None:
    assert first_view_bytes(BuiltPage(dist, dist / tag / address / "index.html")) <= LEAN_BUDGET_BYTES


def test_every_alert_fits_the_first_flight_even_on_the_day_of_the_flood(dist: Path, flood_dist: Path) -> None:
    for root in (dist, flood_dist):
        for path in root.glob("*/alerts/**/index.html"):
            if "banner" not in path.parts:
                assert first_view_bytes(BuiltPage(root, path)) <= LEAN_BUDGET_BYTES, path
