"""The desks of staff as built: nothing of anybody in them, nowhere listed, and words for whatever the API may answer."""

import json
import re
from pathlib import Path

import pytest
from pages import BuiltPage
from scene import ROOT
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.i18n.desk_words import PAGES as WORDS
from sitebuilder.i18n.desk_words import REPORTS
from sitebuilder.render.desk import PAGES, DeskPage
from sitebuilder.render.report_desk import MOVES
from test_account_pages import NOT_FROM_OUR_PAGES, api_description, error_codes

LATER = {"reports": REPORTS}  # by themselves, in words.json
MODULES = {
    "identity": ["identity", "case", "papers"],
    "sos": ["sos", "calls"],
    "reports": [
        "reports",
        "report",
        "moves",
        "after",
        "sender",
        "appeals",
        "told",
        "../reports/words",
        "../reports/history",
    ],
}
DATA = ROOT / "api/chalicelib/reports/data"
SCRIPTS = ROOT / "site/assets/desk"
OPERATIONS = {
    "home": ["GET me"],
    "identity": [
        "GET me",
        "GET identity-checks",
        "GET identity-checks/pages/{page}",
        "POST identity-checks/{check_id}/views",
        "GET identity-checks/{check_id}/views",
        "POST identity-checks/{check_id}/decisions",
    ],
    "reports": [
        "GET me",
        "GET report-desk/inboxes",
        "GET report-desk/numbers",
        "GET report-desk/inboxes/{unit}",
        "GET report-desk/reports/{report_id}",
        "POST report-desk/reports/{report_id}/moves",
        "POST report-desk/reports/{report_id}/uploads",
        "GET report-desk/reports/{report_id}/duplicate-candidates",
        "POST report-desk/reports/{report_id}/identity-views",
        "GET report-desk/reports/{report_id}/audit",
        "POST report-desk/reports/{report_id}/sender-locks",
        "GET sos-desk",
        "GET report-desk/lock-appeals",
        "POST report-desk/lock-appeals/{appeal_id}/decisions",
    ],
    "sos": ["GET sos-desk", "POST sos-desk/{call_id}/phone-views", "POST sos-desk/{call_id}/moves"],
    "shops": ["GET wallet/merchant-applications", "POST wallet/merchant-applications/{merchant_id}/decisions"],
}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def built(dist: Path, page: DeskPage, tag: str = "vi") -> BuiltPage:
    return BuiltPage(dist, dist / tag / page.address / "index.html")


@every_page
@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
def test_desks_are_in_no_index_and_wait_for_their_scripts(dist: Path, page: DeskPage, tag: str) -> None:
    tree = built(dist, page, tag).tree
    assert tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert f"{tag}/{page.address}" not in (dist / "sitemap.xml").read_text("utf-8")
    assert all(form.get("method") == "post" for form in tree.xpath("//form"))
    assert all("disabled" in button.attrib for button in tree.xpath("//button[@type='submit']"))


@every_page
def test_every_code_that_a_desk_may_meet_has_words(page: DeskPage) -> None:
    described, later = api_description(), LATER.get(page.name, {})
    known = {code for group in (*WORDS[page.name], later) for code in group}
    for operation in OPERATIONS[page.name]:
        assert error_codes(described, operation) - known - (NOT_FROM_OUR_PAGES - {"not-allowed"}) == set(), operation


@every_page
def test_a_desk_says_only_words_that_it_has(dist: Path, page: DeskPage) -> None:
    known = json.loads(built(dist, page).tree.xpath("string(//script[@data-words])")) | LATER.get(page.name, {})
    for name in MODULES.get(page.name, [page.name]):
        text = (SCRIPTS / f"{name}.js").read_text("utf-8")
        assert set(re.findall(r'say\("([a-z-]+)"|code: "([a-z-]+)"', text)) <= {(one, "") for one in known} | {
            ("", one) for one in known
        }


@every_page
def test_every_field_of_a_desk_has_a_label(dist: Path, page: DeskPage) -> None:
    tree = built(dist, page).tree
    for field in tree.xpath("//main//input[not(ancestor::template)] | //main//select | //main//textarea"):
        assert tree.xpath(f"//label[@for='{field.get('id')}']"), field.get("id")


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
def test_the_desk_of_reports_has_words_for_every_category_agency_ward_and_move(dist: Path, tag: str) -> None:
    known = json.loads((dist / tag / "desk/reports/words.json").read_text("utf-8"))
    categories, units, wards, bodies = (
        json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in ("categories", "units", "wards", "outside_bodies")
    )
    named = {f"category-{one}" for one in categories} | {f"unit-{one}" for one in units} | {f"ward-{one}" for one in wards}
    assert named | {f"body-{one}" for one in bodies} <= set(known["words"])
    assert known["codes"] == {"unit": list(units), "body": list(bodies)}, "what officers choose from"
    for move in MOVES:
        assert {f"do-{move.move}", f"did-{move.move}"} <= set(known["words"])


def test_no_key_stands_for_two_things() -> None:
    keys = [one.key for one in MOVES]
    assert len(set(keys)) == len(keys)
    assert "n" not in keys, "the next report"


def test_texts_to_begin_with_are_for_moves_that_take_words_and_for_categories_that_are_there() -> None:
    texts = json.loads((DATA / "templates.json").read_text("utf-8"))
    categories = json.loads((DATA / "categories.json").read_text("utf-8"))
    for one in texts:
        assert one["move"] in {move.move for move in MOVES if move.text}
        assert one["category"] in {"", *categories}
        assert set(one["names"]) == set(one["texts"]) == {"vi", "en"}
    answered = {one["category"] for one in texts if one["move"] == "answer"}
    assert answered >= {code for code, one in categories.items() if not one.get("door")}
