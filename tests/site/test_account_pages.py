"""The account pages as built: their forms, their words in every language, and what keeps them out of others' sight."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any, get_args

import pytest
from forms import assert_in_no_index, assert_labelled, assert_waits_for_its_script
from pages import BuiltPage
from scene import ROOT
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.i18n.account_words import LOG
from sitebuilder.i18n.account_words import PAGES as WORDS
from sitebuilder.render.account import PAGES, AccountPage, in_browser

TAGS = [locale.tag for locale in KNOWN_LOCALES]
SCRIPTS = ROOT / "site/assets/account"
AUTOCOMPLETE = {  # HTML's own names, which password managers and phones go by
    "citizen_id": "username",
    "phone": "tel",
    "code": "one-time-code",
    "full_name": "name",
    "email": "email",
    "new_password": "new-password",
    "second_factor": "one-time-code",
}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def built(dist: Path, page: AccountPage, tag: str = "vi") -> BuiltPage:
    return BuiltPage(dist, dist / tag / page.address / "index.html")


@every_page
def test_every_field_has_a_label_a_place_for_its_error_and_says_what_it_is_for(dist: Path, page: AccountPage) -> None:
    for field in assert_labelled(built(dist, page).tree, "//form//input[not(@type='checkbox')]"):
        known = AUTOCOMPLETE.get(field.get("name"))
        assert known is None or field.get("autocomplete") == known, field.get("name")
        if field.get("name") == "password":
            is_new = page.name in ("register", "reset")
            assert field.get("autocomplete") == ("new-password" if is_new else "current-password")
        assert field.get("maxlength") is None, "pasting must not be cut"


@every_page
def test_a_form_cannot_write_into_an_address_and_waits_for_its_script(dist: Path, page: AccountPage) -> None:
    assert_waits_for_its_script(built(dist, page).tree)


@every_page
@pytest.mark.parametrize("tag", TAGS)
def test_account_pages_are_in_no_index_and_name_the_hotline(dist: Path, page: AccountPage, tag: str) -> None:
    assert_in_no_index(dist, built(dist, page, tag).tree, tag, page.address)


@pytest.mark.parametrize("tag", TAGS)
def test_every_page_of_the_site_leads_to_the_account(dist: Path, tag: str) -> None:
    for address in ("", "alerts/", "attractions/dai-noi/", "404.html"):
        path = dist / tag / address
        page = BuiltPage(dist, path if path.suffix else path / "index.html")
        links = {page.target(link) for link in page.tree.xpath("//header//nav[@class='menu']//a/@href")}
        assert dist / tag / "account/index.html" in links


def words_asked_for(name: str) -> set[str]:
    """The words that a script and what it imports say."""
    text = (SCRIPTS / f"{name}.js").read_text("utf-8")
    said = set(re.findall(r"""say\("([a-z-]+)"|tell\(\w+, "([a-z-]+)"|code: "([a-z-]+)"|"", "([a-z-]+)"\]""", text))
    imported = re.findall(r"""from "\./([a-z]+)\.js"|import\("\./([a-z]+)\.js"\)""", text)
    return {word for found in said for word in found if word}.union(
        *(words_asked_for(one or other) for one, other in imported)
    )


@every_page
def test_a_script_says_only_words_that_its_page_has(dist: Path, page: AccountPage) -> None:
    known = json.loads(built(dist, page).tree.xpath("string(//script[@data-words])"))
    assert words_asked_for(page.name) - set(known) == set()


def test_every_code_that_the_api_may_answer_has_words_on_the_page_that_asks() -> None:
    """By the words of the API itself: what a page's operations may answer with, its page can say."""
    described = api_description()
    for page, operations in OPERATIONS.items():
        known = {code for group in WORDS[page] for code in group}
        for operation in operations:
            assert error_codes(described, operation) - known - NOT_FROM_OUR_PAGES == set(), (page, operation)


NOT_FROM_OUR_PAGES = {"unusable-request", "not-allowed"}  # only a program that is not ours meets these
OPERATIONS = {
    "home": ["GET me", "DELETE me/session"],
    "report-lock": ["GET me/report-lock", "POST me/report-lock-appeals"],
    "register": [
        "POST registrations",
        "POST registrations/{registration_id}/code",
        "POST registrations/{registration_id}/account",
    ],
    "login": ["POST sessions", "POST passkey-options", "POST passkey-sessions"],
    "reset": ["POST password-resets", "POST password-resets/{reset_id}/code", "POST password-resets/{reset_id}/password"],
    "details": ["PUT me/password", "PUT me/email", "POST me/phone-changes", "POST me/phone-changes/{change_id}/code"],
    "protection": [
        "POST me/second-factor",
        "POST me/second-factor/code",
        "POST me/second-factor/removal",
        "POST me/passkey-options",
        "POST me/passkeys",
        "POST me/passkeys/removals",
        "POST me/sessions/endings",
    ],
    "identity": [
        "POST me/identity-checks",
        "GET me/identity-checks",
        "GET me/identity-checks/{check_id}",
        "POST me/identity-checks/{check_id}/uploads",
        "POST me/identity-checks/{check_id}/readings",
        "POST me/identity-checks/{check_id}/submission",
        "POST me/identity-checks/{check_id}/withdrawal",
    ],
    "data": ["GET me/log", "POST me/exports", "PUT me/consents", "POST me/deletion"],
}


def test_all_that_is_written_to_the_log_of_an_account_has_words_for_its_owner() -> None:
    """mypy lets nothing else be written there."""
    from chalicelib.accounts.model.logged import Changed, Logged, LoggedBy

    codes = {code for part in get_args(Logged) for code in get_args(part) or [part]} | set(get_args(Changed))
    assert len(codes) > 30
    assert codes - set(LOG) == set()
    assert {f"by-{one}" for one in get_args(LoggedBy)} - set(LOG) == {"by-owner"}, "what owners did themselves says no name"


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
def test_who_deletes_an_account_reads_before_what_stays_and_for_how_long(dist: Path, tag: str) -> None:
    from chalicelib.identity.model.cases import APPROVED_SECONDS
    from chalicelib.reports.model.reports import DAY, REPORT_SECONDS

    (page,) = [one for one in PAGES if one.name == "data"]
    stays = [one.text_content() for one in built(dist, page, tag).tree.xpath("//ul[@data-stays]/li")]
    assert len(stays) == 5, "number and dates, ledger and shop, approved papers, reports, one bonus for each person"
    years = [found[0] if (found := re.findall(r"\d+", one)) else "" for one in stays]
    assert years == ["", "", str(APPROVED_SECONDS // 365 // DAY), str(REPORT_SECONDS // 365 // DAY), ""]


def api_description() -> dict[str, Any]:
    import app  # noqa: F401 - registers every operation
    from chalicelib.typed import OPERATIONS as ALL

    return {f"{one.method} {one.path.removeprefix('/api/v1/')}": one for one in ALL}


def error_codes(described: dict[str, Any], operation: str) -> set[str]:
    from chalicelib.typed import errors_of

    return {error.code for error in errors_of(described[operation])}


def run_module(code: str) -> Any:
    """What the pure module of preferences answers; node runs the same file as browsers do."""
    call = f"import * as choices from '{SCRIPTS / 'choices.js'}'; console.log(JSON.stringify({code}));"
    ran = subprocess.run(["node", "--input-type=module"], input=call, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


PLACE = '{"name": "Đại Nội", "latitude": 16.4693, "longitude": 107.578}'
NOTHING = {"language": None, "ward": None, "interests": [], "followed_alerts": [], "saved_places": []}


@pytest.mark.parametrize("junk", ["null", "''", "'{'", "'[]'", "'7'", "'{\"interests\": 3}'", "'{\"interests\": []}'"])
def test_what_others_wrote_into_the_storage_counts_as_nothing(junk: str) -> None:
    assert run_module(f"choices.readPreferences({junk})") == NOTHING


def test_preferences_are_read_as_they_were_written_without_anything_unknown() -> None:
    mine = {**NOTHING, "ward": "kim-long", "interests": ["tomb"]}
    text = json.dumps(json.dumps({**mine, "more": 1}))
    assert run_module(f"choices.readPreferences({text})") == mine


def test_a_place_is_saved_once_whatever_its_name_and_removed_by_its_position() -> None:
    other = PLACE.replace("Đại Nội", "皇城")
    twice = f"choices.withPlace(choices.withPlace(choices.readPreferences(null), {PLACE}), {other})"
    assert [place["name"] for place in run_module(f"{twice}.saved_places")] == ["皇城"]
    assert run_module(f"choices.withoutPlace({twice}, {PLACE})") == NOTHING


def test_following_twice_is_following_once() -> None:
    followed = "choices.withFollowed(choices.withFollowed(choices.readPreferences(null), 'flood', true), 'flood', true)"
    assert run_module(f"{followed}.followed_alerts") == ["flood"]
    assert run_module(f"choices.withFollowed({followed}, 'flood', false)") == NOTHING


def test_every_module_that_a_module_imports_is_there(dist: Path) -> None:
    seen = 0
    for path in (dist / "assets/account").glob("*.js"):
        for name in re.findall(r'(?:from |import\()"\./([^"]+)"', path.read_text("utf-8")):
            assert (path.parent / name).is_file(), f"{path.name}: {name}"
            seen += 1
    assert seen > 20


def loaded_modules(name: str) -> set[str]:
    text = (SCRIPTS / f"{name}.js").read_text("utf-8")
    direct = set(re.findall(r'^import .* from "\./([a-z]+)\.js";$', text, re.MULTILINE))
    return direct.union(*(loaded_modules(one) for one in direct))


@every_page
def test_a_page_names_all_modules_that_its_script_imports_so_that_they_load_at_once(page: AccountPage) -> None:
    assert set(page.modules) == loaded_modules(page.name)


def test_positions_are_written_as_browsers_write_them() -> None:
    numbers = [16.0, 107.578, 16.46931, 107.6, -0.5]
    assert [in_browser(one) for one in numbers] == run_module(f"{numbers}.map(String)")
