"""The scripts of the pages of the wallet and of reports: they load at once, and say only words that their pages have."""

import json
from pathlib import Path

import pytest
from pages import BuiltPage
from scripts import modules_of, words_said
from sitebuilder.render import reports, wallet
from sitebuilder.render.report_page import ReportPage
from sitebuilder.render.wallet import WalletPage

PAGES = [("wallet", page) for page in wallet.PAGES] + [("reports", page) for page in reports.PAGES]
every_page = pytest.mark.parametrize(("folder", "page"), PAGES, ids=lambda part: getattr(part, "name", part))


@every_page
def test_a_page_names_all_modules_that_its_script_imports_so_that_they_load_at_once(
    folder: str, page: WalletPage | ReportPage
) -> None:
    assert set(page.modules) == modules_of(f"{folder}/{page.name}")


@every_page
def test_a_script_says_only_words_that_its_page_has(dist: Path, folder: str, page: WalletPage | ReportPage) -> None:
    tree = BuiltPage(dist, dist / "vi" / page.address / "index.html").tree
    known = json.loads(tree.xpath("string(//script[@data-words])"))
    assert words_said(f"{folder}/{page.name}") - set(known) == set()
