"""The page for people in danger as built: numbers first, words for whatever may happen, and ways that lead to it."""

import json
import re
from pathlib import Path

import pytest
from chalicelib.sos.model.details import NEEDS as API_NEEDS
from chalicelib.sos.model.details import WATERS as API_WATERS
from chalicelib.sos.model.states import STATES
from pages import BuiltPage
from scene import ROOT
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.i18n.sos_words import NEEDS, SOS, WATERS

TAGS = [locale.tag for locale in KNOWN_LOCALES]
SCRIPT = (ROOT / "site/assets/sos.js").read_text("utf-8")


def built(dist: Path, tag: str = "vi", address: str = "sos/") -> BuiltPage:
    return BuiltPage(dist, dist / tag / address / "index.html")


@pytest.mark.parametrize("tag", TAGS)
def test_numbers_to_call_stand_before_the_form(dist: Path, tag: str) -> None:
    tree = built(dist, tag).tree
    assert tree.xpath("//form/preceding::a[starts-with(@href, 'tel:')]/@href")[-4:] == [
        *("tel:112", "tel:114", "tel:115", "tel:19001075"),
    ]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("address", ["", "alerts/", "hotlines/"])
def test_the_home_page_alerts_and_hotlines_lead_to_it(dist: Path, tag: str, address: str) -> None:
    page = built(dist, tag, address)
    assert dist / tag / "sos/index.html" in {page.target(link) for link in page.tree.xpath("//main//a/@href")}


def test_an_alert_leads_to_it(flood_dist: Path) -> None:
    for path in (flood_dist / "vi/alerts").glob("*/index.html"):
        page = BuiltPage(flood_dist, path)
        if page.tree.xpath("//*[@data-notice]"):
            assert flood_dist / "vi/sos/index.html" in {page.target(link) for link in page.tree.xpath("//main//a/@href")}


def test_its_choices_are_those_of_the_api(dist: Path) -> None:
    tree = built(dist).tree
    assert tuple(tree.xpath("//select[@name='water']/option/@value")) == API_WATERS
    assert set(tree.xpath("//input[@name='needs']/@value")) == set(API_NEEDS)
    assert set(WATERS) == {f"water-{one}" for one in API_WATERS}
    assert set(NEEDS) == {f"need-{one}" for one in API_NEEDS}


def test_every_state_and_whatever_its_script_says_has_words() -> None:
    assert {f"now-{state}" for state in STATES} <= set(SOS)
    said = set(re.findall(r'"([a-z]+-[a-z-]+|unsent|gone)"', SCRIPT))
    assert said <= set(SOS) | {"no-store", "aria-invalid"}
    assert set(SOS) - {f"now-{state}" for state in STATES} - {"phone-unreadable"} <= said


@pytest.mark.parametrize("tag", TAGS)
def test_its_words_come_with_it(dist: Path, tag: str) -> None:
    assert set(json.loads(built(dist, tag).tree.xpath("string(//script[@data-words])"))) == set(SOS)
