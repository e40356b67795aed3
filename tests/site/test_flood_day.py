"""The website as it stood during the flood of 3 November 2025, half an hour after the alert."""

import json
from pathlib import Path

import pytest
from pages import BuiltPage
from sitebuilder.i18n import KNOWN_LOCALES

TAGS = [locale.tag for locale in KNOWN_LOCALES]


def text_of(dist: Path, address: str) -> str:
    return str(BuiltPage(dist, dist / address / "index.html").tree.text_content())


@pytest.mark.parametrize("tag", TAGS)
def test_the_alert_in_force_stands_in_list_banner_and_banner_frame(flood_dist: Path, tag: str) -> None:
    page = BuiltPage(flood_dist, flood_dist / tag / "alerts" / "index.html")
    (current,) = page.tree.xpath("//ul[@data-phase-list='current']")
    assert [link.rstrip("/").split("/")[-1] for link in current.xpath(".//a/@href")] == ["lu-2025-11-03"]
    (row,) = json.loads((flood_dist / tag / "alerts" / "banner.json").read_text("utf-8"))["alerts"]
    assert (row["severity"], row["starts"]) == ("severe", "2025-11-03T06:30:00+07:00")
    assert row["headline"] in text_of(flood_dist, f"{tag}/alerts/banner")


def test_nothing_that_was_sent_later_can_be_seen(flood_dist: Path) -> None:
    assert not (flood_dist / "vi/alerts/xa-lu-huong-dien-2025-11-16").exists()
    assert not (flood_dist / "vi/press/thong-tin-tuan-47-2026").exists()
    for path in flood_dist.rglob("*.*"):
        if path.suffix in (".html", ".json", ".xml"):
            content = path.read_text("utf-8")
            assert "thong-tin-tuan-47-2026" not in content, path
            assert "xa-lu-huong-dien-2025-11-16" not in content, path


def test_a_later_all_clear_does_not_shorten_an_alert_before_it_is_sent(flood_dist: Path) -> None:
    (row,) = json.loads((flood_dist / "en/alerts/banner.json").read_text("utf-8"))["alerts"]
    assert row["ends"] == "2025-11-04T06:30:00+07:00"


def test_today_the_replaced_alert_points_to_its_successor_and_back(dist: Path) -> None:
    replaced = BuiltPage(dist, dist / "en/alerts/lu-2025-11-03/index.html")
    assert replaced.tree.xpath("//p[@class='state']//a/@href") == ["../../alerts/het-lu-2025-11-03/"]
    lifted = BuiltPage(dist, dist / "en/alerts/het-lu-2025-11-03/index.html")
    assert "../../alerts/lu-2025-11-03/" in lifted.tree.xpath("//dl//a/@href")


def test_today_no_past_alert_is_in_the_banner_and_the_test_is_marked(dist: Path) -> None:
    (row,) = json.loads((dist / "en/alerts/banner.json").read_text("utf-8"))["alerts"]
    assert row["is_test"]
    assert row["starts"] == "2026-12-05T09:00:00+07:00"
    assert "No warning is in force" in text_of(dist, "en/alerts/banner")
