"""The desk: who may look, what is written down, and decisions that two officers cannot make at once nor one alone."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from chalicelib.errors import ApiError
from chalicelib.identity.model.requests import DecisionToMake
from chalicelib.identity.service import decisions, desk
from office import CHECKS, Office
from officers import HOA, NAM, TAM
from stage import LAN, LAN_PHONE, MINH, Browser, Town
from stores import in_both
from wallet_owner import person_of


def waiting(officer: Browser) -> list[dict[str, Any]]:
    """The whole queue, page by page."""
    page = officer.get("/identity-checks").body
    found: list[dict[str, Any]] = page["cases"]
    while page["next"]:
        page = officer.get(f"/identity-checks/pages/{page['next']}").body
        found += page["cases"]
    return found


@in_both
def test_an_approved_person_is_told_and_has_the_higher_level(town: Town, office: Office) -> None:
    office.advise(lines=[LAN], similarity=96)
    browser = town.register()
    check_id = office.submitted(browser, email="lan@example.vn")
    officer = office.officer()
    seen = office.look(officer, check_id).body
    assert (seen["full_name"], seen["citizen_id"], seen["similarity"]) == ("Lê Thị Lan", "•••••••••234", 96)
    assert {one["part"] for one in seen["pictures"]} == {"front", "back", "face"}
    assert seen["links_end_in_seconds"] == 120
    answer = office.decide(officer, check_id, "approve", citizen_id="046 190 001 234")
    assert answer.body == {"id": check_id, "state": "approved", "needs_second_officer": False}
    assert town.phones.messages[-1] == (LAN_PHONE, "HueCity: danh tính đã xác minh, hãy đăng nhập lại. Hỏi: 19001075")
    assert office.mailbox.letters == [("lan@example.vn", town.phones.messages[-1][1])]
    assert browser.get("/me").code == "not-signed-in", "sessions carry the level, so they end"
    browser.log_in()
    assert browser.get("/me").body["level"] == 2
    shown = browser.get(CHECKS).body["checks"][0]
    assert (shown["state"], shown["pictures"]) == ("approved", [])
    assert browser.post(CHECKS, {"paper": "passport", "agrees": True}).code == "identity-known"
    assert {office.store.kept_for(key) for key in office.store.list_keys()} == {"law"}
    assert not any(one["id"] == check_id for one in waiting(officer))
    assert office.store.list_keys() != []
    assert "lan@example.vn" not in str(office.world().wallet.query(f"IDENTITY#{check_id}"))
    assert office.world().wallet.get(f"IDENTITY#{check_id}", "CASE")["sealed_email"] == ""


def test_approval_takes_the_accounts_own_number_from_the_paper(town: Town, office: Office) -> None:
    check_id = office.submitted(town.register())
    officer = office.officer()
    for typed, code in ((MINH, "citizen-id-other"), ("", "citizen-id-digits")):
        assert office.decide(officer, check_id, "approve", citizen_id=typed).body["field_codes"] == {"citizen_id": code}


def test_asking_again_names_pictures_and_a_reason(town: Town, office: Office) -> None:
    browser, officer = town.register(), office.officer()
    check_id = office.submitted(browser)
    assert office.decide(officer, check_id, "ask-again").body["field_codes"] == {
        "reason": "reason-missing",
        "retake": "retake-missing",
    }
    assert office.decide(officer, check_id, "ask-again", reason="blurred", retake=["front"]).body["state"] == "more-needed"
    assert "chụp lại" in town.phones.messages[-1][1]
    shown = browser.get(f"{CHECKS}/{check_id}").body
    assert (shown["state"], shown["next"], shown["reason"]) == ("more-needed", "retake-pictures", "blurred")
    assert shown["pictures"][0] == {"part": "front", "state": "refused", "reason": "blurred"}
    assert office.submit(browser, check_id).body["fields"] == {"front": "blurred"}
    assert office.look(officer, check_id).code == "check-closed", "nobody looks at what is not theirs to decide"
    office.upload(browser, check_id, "front")
    assert office.submit(browser, check_id).body["state"] == "submitted"
    assert len(office.store.list_keys()) == 3
    assert office.decide(officer, check_id, "approve", citizen_id=LAN).body["state"] == "approved"


def test_a_refusal_takes_two_officers(town: Town, office: Office) -> None:
    browser, nam = town.register(), office.officer(NAM)
    check_id = office.submitted(browser)
    told = len(town.phones.messages)
    first = office.decide(nam, check_id, "refuse", reason="face-differs")
    assert first.body == {"id": check_id, "state": "submitted", "needs_second_officer": True}
    assert browser.get(f"{CHECKS}/{check_id}").body["next"] == "wait"
    assert len(town.phones.messages) == told
    for decision in ("refuse", "approve"):
        again = office.decide(nam, check_id, decision, reason="face-differs", citizen_id=LAN)
        assert again.code == "second-officer-needed"
    hoa = office.officer(HOA)
    seen = office.look(hoa, check_id).body
    assert (seen["is_refusal_proposed"], seen["proposed_reason"]) == (True, "face-differs")
    assert office.decide(hoa, check_id, "refuse", reason="not-the-person").body["state"] == "refused"
    shown = browser.get(f"{CHECKS}/{check_id}").body
    assert (shown["state"], shown["next"], shown["reason"]) == ("refused", "visit-us", "not-the-person")
    assert browser.get("/me").body["level"] == 1
    new = office.begin(browser)
    assert new != check_id
    assert office.store.list_keys() == [], "the pictures of the refused one are gone with the new beginning"


def test_a_second_officer_may_see_it_otherwise(town: Town, office: Office) -> None:
    check_id = office.submitted(town.register())
    office.decide(office.officer(NAM), check_id, "refuse", reason="face-differs")
    assert office.decide(office.officer(HOA), check_id, "approve", citizen_id=LAN).body["state"] == "approved"


def test_a_decision_needs_a_look_at_what_was_sent(town: Town, office: Office) -> None:
    browser, officer = town.register(), office.officer()
    check_id = office.submitted(browser)
    version = office.world().wallet.get(f"IDENTITY#{check_id}", "CASE")["version"]
    assert office.decide(officer, check_id, "approve", version, citizen_id=LAN).code == "pictures-not-seen"
    office.decide(officer, check_id, "ask-again", reason="glare", retake=["face"])
    town.wait(minutes=1)
    office.upload(browser, check_id, "face")
    office.submit(browser, check_id)
    version = office.world().wallet.get(f"IDENTITY#{check_id}", "CASE")["version"]
    assert office.decide(officer, check_id, "approve", version, citizen_id=LAN).code == "pictures-not-seen"


def test_only_officers_of_this_desk_with_a_second_factor_come_in(town: Town, office: Office) -> None:
    citizen = town.register()
    check_id = office.submitted(citizen)
    other, admin = office.officer(NAM, ("kim-long",)), office.officer(TAM, (), "admin")
    for browser, code in ((citizen, "not-allowed"), (other, "not-allowed"), (town.browser(), "not-signed-in")):
        assert browser.get("/identity-checks").code == code
        assert office.look(browser, check_id).code == code
        decision = {"decision": "approve", "version": 1, "citizen_id": LAN}
        assert browser.post(f"/identity-checks/{check_id}/decisions", decision).code == code
    assert admin.get("/identity-checks").code == "not-allowed"
    assert admin.get(f"/identity-checks/{check_id}/views").body == {"looks": []}


def test_nobody_decides_about_themselves(town: Town, office: Office) -> None:
    check_id = office.submitted(town.register())
    officer = office.officer()
    for field in ("account_id", "citizen_hash"):
        own = getattr(person_of(town, officer, office.world()), field)
        office.world().wallet.update(f"IDENTITY#{check_id}", "CASE", f"SET {field} = :own", "", {":own": own})
        assert office.look(officer, check_id).code == "own-check"
        decision = {"decision": "approve", "version": 1, "citizen_id": NAM}
        assert officer.post(f"/identity-checks/{check_id}/decisions", decision).code == "own-check"


def test_every_look_is_written_down_for_the_admin_and_the_person(town: Town, office: Office) -> None:
    browser, officer = town.register(), office.officer()
    check_id = office.submitted(browser)
    account_id = officer.get("/me").body["account_id"]
    for _ in range(2):
        office.look(officer, check_id)
        town.wait(seconds=5)
    admin = office.officer(TAM, (), "admin")
    looks = admin.get(f"/identity-checks/{check_id}/views").body["looks"]
    assert [one["officer"] for one in looks] == [account_id] * 2
    assert officer.get(f"/identity-checks/{check_id}/views").code == "not-allowed"
    log = [(one["what"], one["by"]) for one in browser.get("/me/log").body["log"]]
    assert log.count(("identity-pictures-seen", "identity-desk")) == 2


def test_the_queue_is_paged_and_the_oldest_waits_first(town: Town, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "A_PAGE", 1)
    people = [town.register(f"04619000500{number}", f"+8490512350{number}") for number in range(3)]
    ids = []
    for browser in people:
        ids += [office.submitted(browser)]
        town.wait(minutes=1)
    found = [one["id"] for one in waiting(office.officer())]
    assert [one for one in found if one in ids] == ids
    assert len(found) == len(set(found))


def test_a_decision_sent_twice_is_one_and_the_later_officer_is_told(town: Town, office: Office) -> None:
    check_id = office.submitted(town.register())
    nam, hoa = office.officer(NAM), office.officer(HOA)
    version = office.look(nam, check_id).body["version"]
    office.look(hoa, check_id)
    first = office.decide(nam, check_id, "approve", version, citizen_id=LAN)
    told = len(town.phones.messages)
    assert office.decide(nam, check_id, "approve", version, citizen_id=LAN).body == first.body
    assert len(town.phones.messages) == told
    assert office.decide(hoa, check_id, "refuse", version, reason="glare").code == "check-changed"
    assert office.decide(nam, check_id, "refuse", version, reason="glare").code == "check-changed"


def test_of_officers_who_decide_at_once_one_decides(town: Town, office: Office) -> None:
    check_id = office.submitted(town.register())
    officers = [office.officer(one) for one in (NAM, HOA, TAM)]
    (version,) = {office.look(one, check_id).body["version"] for one in officers}
    world, people = office.world(), [person_of(town, one, office.world()) for one in officers]
    bodies = [
        DecisionToMake("approve", version, LAN),
        DecisionToMake("ask-again", version, reason="glare", retake=["face"]),
        DecisionToMake("refuse", version, reason="glare"),
    ]

    def decide(place: int) -> str:
        try:
            return decisions.decide(world, people[place], check_id, bodies[place]).state
        except ApiError as error:
            return error.code

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(decide, range(3)))
    assert sorted(answers)[:2] == ["check-changed", "check-changed"] or sorted(answers)[1:] == ["check-changed"] * 2


def test_without_mail_the_decision_counts_all_the_same(town: Town, office: Office) -> None:
    check_id = office.submitted(town.register(), email="lan@example.vn")
    office.mailbox.is_down = True
    assert office.decide(office.officer(), check_id, "approve", citizen_id=LAN).body["state"] == "approved"


def test_a_case_of_an_account_that_is_gone_is_gone(town: Town, office: Office) -> None:
    from chalicelib.accounts.service import staff

    officer = office.officer()
    check_id = office.submitted(town.register())
    office.log_in(officer)
    version = office.look(officer, check_id).body["version"]
    staff.release(office.world(), LAN)
    assert office.look(officer, check_id).code == "no-such-check"
    assert office.decide(officer, check_id, "approve", version, citizen_id=LAN).code == "no-such-check"
