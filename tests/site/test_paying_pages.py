"""The pages of bills, receipts and shops: their words, their weight, and how they tell days."""

import gzip
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from chalicelib.wallet.model.billers import BILLERS
from chalicelib.wallet.model.merchants import CATEGORIES
from pages import BuiltPage
from scene import ROOT
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.i18n.paying_words import COMPANIES, KINDS
from sitebuilder.i18n.paying_words import PAGES as WORDS
from sitebuilder.render.paying import PAGES
from sitebuilder.render.wallet_page import WalletPage
from test_account_pages import NOT_FROM_OUR_PAGES, api_description, error_codes

TAGS = [locale.tag for locale in KNOWN_LOCALES]
ASSETS = ROOT / "site/assets"
BEFORE_MODULES_BYTES, MODULES_BYTES, READER_BYTES = 14 * 1024, 20 * 1024, 20 * 1024
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
PAYING = ["POST wallet/proofs"]
OPERATIONS = {
    "bills": [*PAYING, "GET wallet/billers", "POST wallet/bill-searches", "POST wallet/bill-payments"],
    "paying": [*PAYING, "POST wallet/qr-readings", "POST wallet/shop-payments"],
    "receipt": ["GET wallet/receipts/{receipt_id}"],
    "check": ["GET receipt-checks/{code}"],
    "shop": ["GET wallet/merchant", "POST wallet/merchant/orders", "GET wallet/merchant/orders/{order_id}"],
    "apply": ["POST wallet/merchant-applications"],
    "takings": [*PAYING, "GET wallet/merchant/takings/{day}", "POST wallet/merchant/refunds"],
}
BY_VERDICT = {"no-such-receipt", "not-found"}  # the page that checks tells these as a verdict


def built(dist: Path, page: WalletPage, tag: str = "vi") -> BuiltPage:
    return BuiltPage(dist, dist / tag / page.address / "index.html")


@every_page
def test_every_code_that_the_api_may_answer_has_words_on_the_page_that_asks(page: WalletPage) -> None:
    described = api_description()
    known = {code for group in WORDS[page.name] for code in group} | (BY_VERDICT if page.name == "check" else set())
    for operation in OPERATIONS[page.name]:
        assert error_codes(described, operation) - known - NOT_FROM_OUR_PAGES == set(), operation


def test_every_mistake_in_a_code_or_an_application_has_words() -> None:
    for path, page in (("qr", "paying"), ("tlv", "paying"), ("merchants", "apply"), ("billers", "bills")):
        source = (ROOT / f"api/chalicelib/wallet/model/{path}.py").read_text("utf-8")
        codes = set(re.findall(r'"(qr-[a-z-]+|merchant-[a-z]+|tax-code|customer-code)"', source)) - {"merchant-closed"}
        assert codes
        assert codes <= {code for group in WORDS[page] for code in group}


def test_companies_and_kinds_of_shops_are_those_of_the_api() -> None:
    assert {biller.code: biller.name for biller in BILLERS} == COMPANIES
    assert set(KINDS) == set(CATEGORIES)


@every_page
@pytest.mark.parametrize("tag", TAGS)
def test_a_page_is_there_before_its_modules_and_these_are_small(dist: Path, page: WalletPage, tag: str) -> None:
    tree = built(dist, page, tag).tree
    head = tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //head/script/@src")
    banner = tree.xpath("string(//section[@data-banner]/@data-banner)")
    modules = tree.xpath("//link[@rel='modulepreload']/@href | //script[@type='module']/@src")
    assert weight(dist, page, tag, ["", banner, *head]) <= BEFORE_MODULES_BYTES
    assert weight(dist, page, tag, modules) <= MODULES_BYTES


def weight(dist: Path, page: WalletPage, tag: str, addresses: list[str]) -> int:
    """Each file compressed on its own; "" is the page itself."""
    whole = built(dist, page, tag)
    files = {whole.target(address) if address else whole.path for address in addresses}
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in files if path)


def test_the_reader_of_codes_is_small_and_no_page_loads_it_before_it_is_needed(dist: Path) -> None:
    (reader,) = (dist / "assets/vendor").glob("qr.*.js")
    assert len(gzip.compress(reader.read_bytes(), 9)) <= READER_BYTES
    for page in PAGES:
        assert reader.name not in built(dist, page).path.read_text("utf-8")


def run_module(name: str, code: str) -> Any:
    call = f"import * as it from '{ASSETS / 'wallet' / name}.js'; console.log(JSON.stringify({code}));"
    ran = subprocess.run(["node", "--input-type=module"], input=call, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11", "November 2026"),
        ("2026-11-20", "November 20, 2026"),
        ("2026-2027/1", "2026-2027/1"),
        ("2026-13", "2026-13"),
        ("", ""),
    ],
)
def test_a_period_is_told_in_words_where_it_is_a_month_or_a_day(text: str, shown: str) -> None:
    assert run_module("dates", f"it.period({json.dumps(text)}, 'en')") == shown


def test_the_day_in_hue_begins_seven_hours_before_that_of_greenwich() -> None:
    days = [run_module("dates", f"it.dayInHue(Date.parse('2026-11-24T{at}Z'))") for at in ("16:59:59", "17:00:00")]
    assert days == ["2026-11-24", "2026-11-25"]
