"""A person's own data: read, carried away, taken back, merged and forgotten."""

import json
from dataclasses import replace
from typing import Any

import pytest
from chalicelib.access import Level, NotSignedInError, Person
from chalicelib.accounts.model.preferences import Place, Preferences, merge
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import profile
from chalicelib.accounts.service.sessions import logging
from chalicelib.accounts.storage import logins
from chalicelib.dynamodb import Table
from chalicelib.world import World
from hypothesis import given
from hypothesis import strategies as st
from scene import ROOT
from stage import LAN, LAN_PHONE, MINH, MINH_PHONE, PASSWORD, Browser, Town, turn_on_second_factor


def carry_away(browser: Browser) -> dict[str, Any]:
    return browser.post("/me/exports", {"password": PASSWORD}).body


def test_consent_is_given_and_taken_back_for_each_purpose(town: Town) -> None:
    browser = town.register(consents=["statistics"])
    given_at = carry_away(browser)["consents"]["statistics"]
    browser.send("PUT", "/me/consents", {"consents": ["alerts", "statistics"]})
    assert browser.get("/me").body["consents"] == ["alerts", "statistics"]
    assert carry_away(browser)["consents"]["statistics"] == given_at
    browser.send("PUT", "/me/consents", {"consents": []})
    assert browser.get("/me").body["consents"] == []
    told = [one["what"] for one in browser.get("/me/log").body["log"]]
    assert {"consent-given:alerts", "consent-withdrawn:alerts", "consent-withdrawn:statistics"} <= set(told)
    assert browser.send("PUT", "/me/consents", {"consents": ["marketing"]}).code == "invalid-input"


def test_a_consent_said_many_times_is_one_consent(town: Town) -> None:
    browser = town.register(consents=["alerts"] * 20)
    assert browser.get("/me").body["consents"] == ["alerts"]
    assert browser.send("PUT", "/me/consents", {"consents": ["surveys"] * 20}).status == 200
    told = [one["what"] for one in browser.get("/me/log").body["log"]]
    assert sorted(told) == ["consent-given:surveys", "consent-withdrawn:alerts", "registered"]
    assert browser.send("PUT", "/me/consents", {"consents": ["surveys"] * 21}).code == "invalid-input"


def test_the_owner_reads_who_did_what_from_where(town: Town) -> None:
    browser = town.register()
    town.browser("192.0.2.77").log_in()
    town.wait(minutes=1)
    town.verify(town.browser(), LAN, MINH_PHONE)
    log = browser.get("/me/log").body["log"]
    assert [one["what"] for one in log] == ["claimed-by-another-phone", "logged-in", "registered"]
    assert (log[1]["address"], log[1]["device"], log[1]["by"]) == ("192.0.2.0/24", "Firefox, Android", "owner")
    assert log[0]["by"] == "unknown"


def test_the_log_is_in_order_within_a_second_too(stage: World) -> None:
    told = ["logged-in", "registered"] * 6
    for number, what in enumerate(told):
        moment = replace(stage, now=stage.now.replace(microsecond=number))
        stage.table.transact([logging(moment, "somebody", what, Visitor("", "", {}))])
    assert [one.what for one in logins.list_log(stage.table, "somebody", 0)] == told


def test_the_export_holds_everything_and_no_secret(town: Town, stage: World) -> None:
    browser = town.register(email="lan@example.vn", consents=["alerts"])
    secret, codes = turn_on_second_factor(town, browser)
    browser.send("PUT", "/me/preferences", {"ward": "kim-long"})
    assert browser.post("/me/exports", {"password": "sai"}).code == "wrong-password"
    whole = carry_away(browser)
    account = whole["account"]
    assert (account["full_name"], account["email"], account["phone"]) == ("Lê Thị Lan", "lan@example.vn", LAN_PHONE)
    assert (account["units"], account["money_frozen_until"], account["needs_review"]) == ([], 0, False)
    assert whole["preferences"]["ward"] == "kim-long"
    assert len(whole["sessions"]) == 1
    assert [one["what"] for one in whole["log"]] == ["registered", "second-factor-changed"]
    text = json.dumps(whole)
    for hidden in (secret, codes[0], "argon2", LAN, browser.cookies["__Host-session"].partition(".")[2]):
        assert hidden not in text


def test_every_kind_of_item_is_in_the_export(town: Town, stage: World) -> None:
    """Whoever keeps something new under an account must decide here whether its owner gets it."""
    browser = town.register()
    account_id = browser.get("/me").body["account_id"]
    kinds = {item["sk"].partition("#")[0] for item in stage.table.query(f"ACCOUNT#{account_id}")}
    assert kinds == {"PROFILE", "SESSION", "LOG"}


def test_a_deleted_account_leaves_a_random_id_and_two_dates(town: Town, stage: World) -> None:
    browser, other = town.register(), town.register(MINH, MINH_PHONE)
    browser.send("PUT", "/me/preferences", {"ward": "kim-long"})
    town.verify(town.browser(), LAN, MINH_PHONE)
    account_id, citizen_hash = browser.get("/me").body["account_id"], stage.keys.hash("citizen", LAN)
    assert browser.post("/me/deletion", {"password": "sai"}).code == "wrong-password"
    assert browser.post("/me/deletion", {"password": PASSWORD}).status == 200
    assert "__Host-session" not in browser.cookies
    (left,) = stage.table.query(f"ACCOUNT#{account_id}")
    assert set(left) == {"pk", "sk", "created_at", "deleted_at"}
    assert stage.table.query(f"CITIZEN#{citizen_hash}") == []
    assert browser.log_in().code == "wrong-login"
    assert other.get("/me").status == 200
    town.wait(hours=1)
    assert town.register().get("/me").body["account_id"] != account_id


def test_a_log_that_is_swept_away_in_the_same_moment_stops_no_deletion(
    town: Town, stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, query = town.register(), Table.query
    account_id = browser.get("/me").body["account_id"]
    monkeypatch.setattr(
        Table, "query", lambda table, *asked: 2 * query(table, *asked) if "LOG#" in asked else query(table, *asked)
    )
    assert browser.post("/me/deletion", {"password": PASSWORD}).status == 200
    assert [item["sk"] for item in query(stage.table, f"ACCOUNT#{account_id}")] == ["PROFILE"]


def test_what_is_older_than_a_year_is_gone_though_nobody_swept_it_away(town: Town) -> None:
    browser = town.register()
    town.wait(days=365)
    browser.log_in()
    assert [one["what"] for one in browser.get("/me/log").body["log"]] == ["logged-in"]
    assert [one["what"] for one in carry_away(browser)["log"]] == ["logged-in"]


def test_a_session_of_a_deleted_account_is_nobody(town: Town) -> None:
    browser, other = town.register(), town.browser()
    other.log_in()
    browser.post("/me/deletion", {"password": PASSWORD})
    assert other.get("/me").code == "not-signed-in"


def test_preferences_are_kept_and_sealed(town: Town, stage: World) -> None:
    browser = town.register()
    assert browser.get("/me/preferences").body == {
        "language": None,
        "ward": None,
        "interests": [],
        "followed_alerts": [],
        "saved_places": [],
    }
    wanted = {
        "language": "ja",
        "ward": "kim-long",
        "interests": ["festivals"],
        "followed_alerts": ["lu-2025-11-03"],
        "saved_places": [{"name": "Nhà", "latitude": 16.4637, "longitude": 107.5909}],
    }
    assert browser.send("PUT", "/me/preferences", wanted).status == 200
    assert browser.get("/me/preferences").body == wanted
    account_id = browser.get("/me").body["account_id"]
    assert "kim-long" not in str(stage.table.query(f"ACCOUNT#{account_id}"))


def test_what_the_browser_kept_joins_the_account_at_login(town: Town) -> None:
    browser = town.register()
    browser.send("PUT", "/me/preferences", {"language": "vi", "interests": ["festivals"]})
    brought = {"language": "en", "ward": "kim-long", "interests": ["museums", "festivals"]}
    for _ in range(2):
        merged = browser.post("/me/preferences/merges", brought).body
        assert (merged["language"], merged["ward"]) == ("vi", "kim-long")
        assert merged["interests"] == ["festivals", "museums"]
    assert browser.get("/me/preferences").body == merged


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "de"},
        {"ward": "Kim Long"},
        {"ward": "kim-long\n"},
        {"interests": ["<b>"]},
        {"saved_places": [{"name": "", "latitude": 0, "longitude": 0}]},
        {"x": 1},
    ],
)
def test_preferences_of_another_shape_are_refused(town: Town, wrong: dict[str, object]) -> None:
    assert town.register().send("PUT", "/me/preferences", wrong).code == "invalid-input"


SLUGS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4, unique=True)
PLACES = st.lists(
    st.builds(Place, st.sampled_from(["x", "y"]), st.just(16.0), st.floats(107, 108)),
    max_size=2,
    unique_by=lambda one: one.name,
)
ANY = st.builds(
    Preferences, st.sampled_from([None, "vi", "en"]), st.sampled_from([None, "kim-long", "an-cuu"]), SLUGS, SLUGS, PLACES
)


@given(ANY, ANY)
def test_merging_loses_nothing_and_repeats_harmlessly(kept: Preferences, brought: Preferences) -> None:
    merged = merge(kept, brought)
    assert merge(merged, brought) == merged
    assert merge(kept, Preferences()) == kept
    assert set(merged.interests) == {*kept.interests, *brought.interests}
    assert merged.language == (kept.language or brought.language)
    assert {one.name for one in merged.saved_places} == {one.name for one in [*kept.saved_places, *brought.saved_places]}
    assert set(kept.saved_places) <= set(merged.saved_places)


def test_a_request_that_meets_its_accounts_deletion_is_nobodys(town: Town, stage: World) -> None:
    browser = town.register()
    account_id, citizen_hash = browser.get("/me").body["account_id"], stage.keys.hash("citizen", LAN)
    person = Person(account_id, citizen_hash, "session", "citizen", Level.PHONE)
    browser.post("/me/deletion", {"password": PASSWORD})
    with pytest.raises(NotSignedInError):
        profile.show(stage, person)


def test_items_that_end_are_swept_away(town: Town, stage: World) -> None:
    """All but logins and profiles carry the moment that DynamoDB's own sweeper looks for."""
    town.register()
    town.verify(town.browser(), LAN, MINH_PHONE)
    resources = json.loads((ROOT / "infra" / "resources.json").read_text("utf-8"))["Resources"]
    assert resources["AccountsTable"]["Properties"]["TimeToLiveSpecification"]["AttributeName"] == "expires_at"
    pages = stage.table.client.get_paginator("scan").paginate(TableName=stage.table.name)
    items = [item for page in pages for item in page["Items"]]
    lasting = {item["sk"]["S"].partition("#")[0] for item in items if "expires_at" not in item and "text" not in item}
    assert lasting == {"LOGIN", "PROFILE"}
