"""What a person carries away holds their wallet and their identity check; what operators release leaves nothing open."""

import json

import accounts
import pytest
from chalicelib.wallet.model.accounts import citizen_account
from chalicelib.wallet.service import ledger
from chalicelib.wallet.storage import wallets
from office import CHECKS, Office
from purse import fund
from stage import LAN, PASSWORD, Town
from wallet_owner import open_wallet, person_of, with_wallet


def test_the_export_holds_the_wallet_and_the_check_but_no_picture_and_no_secret(town: Town, office: Office) -> None:
    browser = town.register()
    whole = browser.post("/me/exports", {"password": PASSWORD}).body
    assert (whole["wallet"], whole["shop"], whole["identity_checks"]) == (None, None, [])
    code = open_wallet(town, browser).body["referral_code"]
    fund(office.world(), citizen_account(person_of(town, browser, office.world()).account_id), 70_000)
    check_id = office.submitted(browser, email="lan@example.vn")
    office.look(office.officer(), check_id)
    whole = browser.post("/me/exports", {"password": PASSWORD}).body
    wallet, (check,) = whole["wallet"], whole["identity_checks"]
    assert (wallet["referral_code"], wallet["balance"], wallet["bank_links"]) == (code, 70_000, [])
    assert [one["amount"] for one in wallet["movements"]] == [70_000]
    assert (check["id"], check["state"], check["email"]) == (check_id, "submitted", "lan@example.vn")
    assert [(one["part"], one["is_kept"]) for one in check["pictures"]] == [("back", True), ("face", True), ("front", True)]
    assert len(check["looked_at"]) == 1
    text, person = json.dumps(whole), person_of(town, browser, office.world())
    for hidden in ("X-Amz", "signature", "upload_id", "digest", "argon2", LAN, person.citizen_hash):
        assert hidden not in text


def release(monkeypatch: pytest.MonkeyPatch, office: Office) -> int:
    monkeypatch.setattr("builtins.input", lambda _: LAN)
    monkeypatch.setattr(accounts, "world", office.world)
    return accounts.main(["release"])


def test_a_released_account_leaves_no_open_wallet_and_no_picture(
    town: Town, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = with_wallet(town)
    office.submitted(browser)
    person, now = person_of(town, browser, office.world()), office.world()
    assert release(monkeypatch, office) == 0
    closed = wallets.get_wallet(now.wallet, person.account_id)
    assert closed
    assert closed.status == "closed"
    assert office.store.list_keys() == []


def test_an_account_with_money_is_not_released(
    town: Town, office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = with_wallet(town)
    account = citizen_account(person_of(town, browser, office.world()).account_id)
    fund(office.world(), account, 70_000)
    assert release(monkeypatch, office) == 1
    assert "there is money in its wallet" in capsys.readouterr().err
    assert browser.get(CHECKS).status == 200
    assert ledger.get_balance(office.world(), account) == 70_000
