"""The wallet pages as built: their forms, their words for whatever the API answers, and the pure parts of their scripts."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from forms import assert_in_no_index, assert_labelled, assert_waits_for_its_script
from pages import BuiltPage
from scripts import ASSETS
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.i18n.wallet_words import PAGES as WORDS
from sitebuilder.render.wallet import PAGES, WalletPage
from test_account_pages import NOT_FROM_OUR_PAGES, api_description, error_codes

TAGS = [locale.tag for locale in KNOWN_LOCALES]
IMPORT = re.compile(r'(?:from |import\()"(\.{1,2}/[^"]+)\.js"')
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def built(dist: Path, page: WalletPage, tag: str = "vi") -> BuiltPage:
    return BuiltPage(dist, dist / tag / page.address / "index.html")


@every_page
def test_every_field_has_a_label_and_a_place_for_its_error(dist: Path, page: WalletPage) -> None:
    fields = "//main//form//*[self::input or self::select][not(@type='radio' or @type='checkbox')]"
    assert_labelled(built(dist, page).tree, fields)


@every_page
def test_a_form_cannot_write_into_an_address_and_waits_for_its_script(dist: Path, page: WalletPage) -> None:
    assert_waits_for_its_script(built(dist, page).tree)


@every_page
@pytest.mark.parametrize("tag", TAGS)
def test_wallet_pages_are_in_no_index_and_name_the_hotline(dist: Path, page: WalletPage, tag: str) -> None:
    assert_in_no_index(dist, built(dist, page, tag).tree, tag, page.address)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("address", ["", "for/citizen/", "services/e-wallet/", "account/"])
def test_homes_the_service_and_the_account_lead_to_the_wallet(dist: Path, tag: str, address: str) -> None:
    page = BuiltPage(dist, dist / tag / address / "index.html")
    assert dist / tag / "wallet/index.html" in {page.target(link) for link in page.tree.xpath("//main//a/@href")}


def test_every_module_that_a_module_imports_is_there(dist: Path) -> None:
    seen = 0
    for path in (dist / "assets/wallet").glob("*.js"):
        for name in IMPORT.findall(path.read_text("utf-8")):
            assert (path.parent / f"{name}.js").resolve().is_file(), f"{path.name}: {name}"
            seen += 1
    assert seen > 20


PAYING = ["GET wallet", "GET wallet/balance", "GET wallet/bank-links", "POST wallet/proofs"]
OPERATIONS = {
    "home": [
        "GET wallet",
        "GET wallet/balance",
        "GET wallet/banks",
        "GET wallet/bank-transfers",
        "GET wallet/movements/{month}",
    ],
    "open": [
        "GET me",
        "POST wallet/openings",
        "POST wallet/openings/{opening_id}/code",
        "POST wallet/openings/{opening_id}/wallet",
    ],
    "password": [
        "GET wallet",
        "PUT wallet/password",
        "POST wallet/unlockings",
        "POST wallet/unlockings/{unlocking_id}/code",
        "POST wallet/unlockings/{unlocking_id}/password",
    ],
    "banks": [
        *PAYING,
        "POST wallet/bank-links",
        "POST wallet/bank-links/{link_id}/confirmation",
        "POST wallet/bank-links/{link_id}/removal",
    ],
    "topup": [*PAYING, "POST wallet/topups", "GET wallet/bank-transfers/{transfer_id}"],
    "withdraw": [*PAYING, "POST wallet/withdrawals", "GET wallet/bank-transfers/{transfer_id}"],
}


@pytest.mark.parametrize("page", OPERATIONS)
def test_every_code_that_the_api_may_answer_has_words_on_the_page_that_asks(page: str) -> None:
    described = api_description()
    known = {code for group in WORDS[page] for code in group}
    for operation in OPERATIONS[page]:
        assert error_codes(described, operation) - known - NOT_FROM_OUR_PAGES == set(), operation


def test_reasons_of_banks_kinds_and_categories_of_movements_and_names_of_billers_have_words() -> None:
    from typing import get_args

    from chalicelib.wallet.model.bank_transfers import REASONS
    from chalicelib.wallet.model.billers import BILLERS, Category
    from chalicelib.wallet.model.transfers import Kind

    moving, home = ({code: word for group in WORDS[page] for code, word in group.items()} for page in ("topup", "home"))
    assert {f"reason-{one}" for one in REASONS if one} <= set(moving)
    assert {f"kind-{one}" for one in get_args(Kind)} | {f"category-{one}" for one in get_args(Category)} <= set(home)
    assert {f"other-{one.code}": one.name for one in BILLERS}.items() <= home.items()


def run_module(name: str, code: str) -> Any:
    """What a pure module answers; node runs the same file as browsers do."""
    call = f"import * as it from '{ASSETS / 'wallet' / name}.js'; console.log(JSON.stringify({code}));"
    ran = subprocess.run(["node", "--input-type=module"], input=call, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


READ = {
    "200000": 200_000,
    "200.000": 200_000,
    "200,000": 200_000,
    " 1 000 000 đ": 1_000_000,
    "₫200,000": 200_000,
    "２０００００": 200_000,
    "1.5": None,
    "20.00": None,
    "1.000,000": None,
    "-5": None,
    "1e6": None,
    "0x10": None,
    "": None,
    "9" * 30: None,
}


def test_amounts_are_read_as_people_write_them_and_never_guessed() -> None:
    assert run_module("money", f"{json.dumps(list(READ))}.map(it.readAmount)") == list(READ.values())


@pytest.mark.parametrize("tag", TAGS)
def test_an_amount_is_read_back_as_each_language_writes_it(tag: str) -> None:
    both = f"[it.readAmount(it.vnd(1234567, '{tag}')), it.readAmount(it.grouped(1234567, '{tag}'))]"
    assert run_module("money", both) == [1_234_567, 1_234_567]


def test_no_cell_of_the_file_is_a_formula() -> None:
    texts = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]
    made = run_module("ledger", f"it.toCsv([[...{json.dumps(texts)}, -250000]])").removeprefix("\ufeff")
    (row,) = csv.reader(io.StringIO(made, newline=""))
    assert row == [*(f"'{text}" for text in texts), "-250000"]


def test_the_file_is_what_spreadsheets_read() -> None:
    made = run_module("ledger", """it.toCsv([["Chợ, Đông Ba", 'a "b"', -250000]])""")
    assert made == '\ufeff"Chợ, Đông Ba","a ""b""",-250000\r\n'


def test_searching_forgives_marks_capitals_and_separators() -> None:
    texts = json.dumps(["Điện lực Huế", "412300", "Hóa đơn"])
    found = run_module("ledger", f"['dien LUC', 'hoa don hue', '412.300', '412', 'nước', ''].map(q => it.fits(q, {texts}))")
    assert found == [True, True, True, True, False, True]


def test_months_are_those_of_hue_back_to_the_one_in_which_the_wallet_was_opened() -> None:
    opened, now = "Date.parse('2026-10-31T18:00:00Z')", "Date.parse('2026-12-31T17:30:00Z')"  # already the next day in Huế
    assert run_module("ledger", f"it.monthsSince({opened}, {now})") == ["2027-01", "2026-12", "2026-11"]
    assert run_module("ledger", f"it.hueTime({now})") == "2027-01-01T00:30:00+07:00"
    assert len(run_module("ledger", f"it.monthsSince(0, {now})")) == 60
