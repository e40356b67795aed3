"""The desks of staff as built: nothing of anybody in them, nowhere listed, and words for whatever the API may answer."""

import json
import re
from pathlib import Path

import pytest
from pages import BuiltPage
from scene import ROOT
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.i18n.desk_words import PAGES as WORDS
from sitebuilder.render.desk import PAGES, DeskPage
from test_account_pages import NOT_FROM_OUR_PAGES, api_description, error_codes

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
    described, known = api_description(), {code for group in WORDS[page.name] for code in group}
    for operation in OPERATIONS[page.name]:
        assert error_codes(described, operation) - known - (NOT_FROM_OUR_PAGES - {"not-allowed"}) == set(), operation


@every_page
def test_a_desk_says_only_words_that_it_has(dist: Path, page: DeskPage) -> None:
    known = json.loads(built(dist, page).tree.xpath("string(//script[@data-words])"))
    scripts = ["identity", "case", "papers"] if page.name == "identity" else [page.name]
    for name in scripts:
        text = (SCRIPTS / f"{name}.js").read_text("utf-8")
        assert set(re.findall(r'say\("([a-z-]+)"|code: "([a-z-]+)"', text)) <= {(one, "") for one in known} | {
            ("", one) for one in known
        }


@every_page
def test_every_field_of_a_desk_has_a_label(dist: Path, page: DeskPage) -> None:
    tree = built(dist, page).tree
    for field in tree.xpath("//main//input[not(ancestor::template)] | //main//select"):
        assert tree.xpath(f"//label[@for='{field.get('id')}']"), field.get("id")
