"""The website as it stood during the flood of 3 November 2025, half an hour after the alert."""

import json
from pathlib import Path

import pytest
from pages import BuiltPage
from sitebuilder.i18n import KNOWN_LOCALES

import build

TAGS = [locale.tag for locale in KNOWN_LOCALES]


def text_of(dist: Path, address: str) -> str:
    return str(BuiltPage(dist, dist / address / "index.html").tree.text_content())


@pytest.mark.parametrize("tag", TAGS)
def test_the_alert_in_force_stands_in_list_banner_and_banner_frame(flood_dist: Path, tag: str) -> None:
    page = BuiltPage(flood_dist, flood_dist / tag / "alerts" / "index.html")
    (current,) = page.tree.xpath("//ul[@data-phase-list='current']")
    assert [link.rstrip("/").split("/")[-1] for link in current.xpath(".//a/@href")] == ["lu-2025-11-03"]
    (row,) = json.loads((flood_dist / tag / "alerts" / "banner.json").read_text("utf-8"))["alerts"]
    assert (row["look"], row["starts"]) == ("severe", "2025-11-03T06:30:00+07:00")
    assert row["headline"] in text_of(flood_dist, f"{tag}/alerts/banner")


def test_nothing_that_was_sent_later_can_be_seen(flood_dist: Path) -> None:
    assert not (flood_dist / "vi/alerts/xa-lu-huong-dien-2025-11-16").exists()
    assert not (flood_dist / "vi/press/thong-tin-tuan-47-2026").exists()
    for path in flood_dist.rglob("*.*"):
        if path.suffix in (".html", ".json", ".xml"):
            content = path.read_text("utf-8")
            assert "thong-tin-tuan-47-2026" not in content, path
            assert "xa-lu-huong-dien-2025-11-16" not in content, path


def test_examples_and_tests_never_look_like_real_dangers(dist: Path) -> None:
    for slug in ("mat-dien-2025-10-27", "tin-gia-vo-dap-2025-10", "thu-tin-2026-12-05"):
        page = BuiltPage(dist, dist / "en/alerts" / slug / "index.html")
        words = page.tree.xpath("string(//p[@class='severity'])")
        assert "Example" in words or "Test" in words
        assert "Observed" not in page.tree.text_content()


def test_today_the_replaced_alert_points_to_its_successor_and_back(dist: Path) -> None:
    replaced = BuiltPage(dist, dist / "en/alerts/thu-tin-2026-10-01/index.html")
    assert replaced.tree.xpath("//p[@class='state']//a/@href") == ["../../alerts/thu-tin-2026-10-01-ket-thuc/"]
    assert replaced.tree.xpath("//p[@class='state']/time/@datetime") == ["2026-10-01T10:00:00+07:00"]
    assert replaced.tree.xpath("//div[@data-notice]/@data-ends") == ["2026-10-01T09:30:00+07:00"]  # its update came first
    lifted = BuiltPage(dist, dist / "en/alerts/thu-tin-2026-10-01-ket-thuc/index.html")
    assert "../../alerts/thu-tin-2026-10-01/" in lifted.tree.xpath("//dl//a/@href")


def test_today_no_past_alert_is_in_the_banner_and_the_test_is_marked(dist: Path) -> None:
    (row,) = json.loads((dist / "en/alerts/banner.json").read_text("utf-8"))["alerts"]
    assert row["severity_words"] == "Test"
    assert row["starts"] == "2026-12-05T09:00:00+07:00"
    assert "No warning is in force" in text_of(dist, "en/alerts/banner")


def test_the_gravest_alert_comes_first_and_past_ones_newest_first(dist: Path, tmp_path: Path) -> None:
    options = ["--dist", str(tmp_path / "dist"), "--work", str(tmp_path / "work"), "--jobs", "1"]
    assert build.main(["build", *options, "--now", "2025-10-27T21:00:00+07:00"]) == 0
    rows = json.loads((tmp_path / "dist/en/alerts/banner.json").read_text("utf-8"))["alerts"]
    looks = [row["look"] for row in rows if row["starts"] <= "2025-10-27T21:00:00+07:00"]
    assert looks == sorted(looks, key=["extreme", "severe", "moderate", "minor"].index)
    assert looks[0] == "extreme"
    page = BuiltPage(dist, dist / "en/alerts/index.html")
    starts = page.tree.xpath("//ul[contains(@class, 'past')]/li/@data-starts")
    assert starts == sorted(starts, reverse=True)
