"""Registration: the same first answer for everybody, and more only for who holds the phone."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from chalicelib.accounts.model.requests import NewAccount
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import registration
from chalicelib.dynamodb import dynamodb_client
from chalicelib.errors import ApiError
from chalicelib.keys import Keys
from chalicelib.otp import service as otp
from chalicelib.world import World
from stage import HUONG, HUONG_PHONE, LAN, LAN_PHONE, MINH, MINH_PHONE, PASSWORD, Phones, Town, listening, new_account


def test_a_new_person_registers_and_is_logged_in(town: Town) -> None:
    browser = town.browser()
    registration_id, verified = town.verify(browser)
    assert verified.body["outcome"] == "continue"
    account = new_account(verified.body["proof"], full_name="  Lê   Thị Lan ", email="lan@example.vn")
    assert browser.post(f"/registrations/{registration_id}/account", account).status == 201
    me = browser.get("/me").body
    assert (me["full_name"], me["email"]) == ("Lê Thị Lan", "lan@example.vn")
    assert (me["citizen_id"], me["phone"]) == ("•••••••••234", "09•••••456")
    assert (me["role"], me["level"], me["consents"]) == ("citizen", 1, [])


def test_nobody_consents_without_saying_so(town: Town) -> None:
    assert town.register().get("/me").body["consents"] == []
    assert town.register(MINH, MINH_PHONE, consents=["alerts"]).get("/me").body["consents"] == ["alerts"]


class Trace:
    """Everything that leaves the API for AWS: names of calls, and the shape of what they carry."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def hear(self, params: Any, model: Any, **_: Any) -> None:
        self.calls.append((model.name, len(params["body"])))


def ask_and_listen(town: Town, citizen_id: str, phone: str) -> tuple[Any, ...]:
    """(status, headers, body, DynamoDB calls with their sizes, messages sent) of one first request."""
    trace, before = Trace(), len(town.phones.messages)
    events = dynamodb_client().meta.events
    events.register("before-call.dynamodb", trace.hear)
    answer = town.ask(town.browser(), citizen_id, phone)
    events.unregister("before-call.dynamodb", trace.hear)
    body = answer.body | {"id": len(answer.body["id"])}
    texts = [len(text) for _, text in town.phones.messages[before:]]
    return answer.status, answer.headers, body, trace.calls, texts


def test_the_first_answer_is_the_same_in_all_four_cases(town: Town) -> None:
    """New, registered with this phone, registered with another, blocked: status, headers, body, calls and messages."""
    town.register(MINH, MINH_PHONE)
    town.register(HUONG, HUONG_PHONE)
    block(town, HUONG)
    cases = [(LAN, LAN_PHONE), (MINH, MINH_PHONE), (MINH, "+84905000111"), (HUONG, "+84905000222")]
    town.wait(days=2)
    for citizen_id, phone in cases:  # every phone has the same past
        ask_and_listen(town, citizen_id, phone)
    town.wait(hours=2)
    seen = [ask_and_listen(town, citizen_id, phone) for citizen_id, phone in cases]
    assert seen[0][0] == 202
    assert seen[0][4], "one message each"
    assert seen == [seen[0]] * 4


def test_the_answer_tells_how_long_the_code_lives_and_when_the_next_may_be_asked_for(town: Town) -> None:
    for wait in (60, 120, 240, 480, 2700):
        answer = town.ask(town.browser())
        told = answer.body | {"id": ""}
        assert told == {"id": "", "expires_in_seconds": 300, "resend_in_seconds": wait, "digits": 6}
        town.wait(seconds=wait - 1)
        assert town.ask(town.browser()).headers["Retry-After"] == "1"
        town.wait(seconds=1)
    assert town.ask(town.browser()).status == 202


def test_the_first_request_never_reads_who_is_registered(town: Town) -> None:
    asked: list[str] = []

    def hear(params: Any, **_: Any) -> None:
        asked.append(params["body"].decode())

    events = dynamodb_client().meta.events
    events.register("before-call.dynamodb", hear)
    town.ask(town.browser())
    events.unregister("before-call.dynamodb", hear)
    assert asked
    assert not any("CITIZEN#" in text or "ACCOUNT#" in text for text in asked)


def block(town: Town, citizen_id: str) -> None:
    import os

    citizen_hash = Keys(os.environ["HUECITY_PEPPER"]).hash("citizen", citizen_id)
    dynamodb_client().update_item(
        TableName="huecity-accounts",
        Key={"pk": {"S": f"CITIZEN#{citizen_hash}"}, "sk": {"S": "LOGIN"}},
        UpdateExpression="SET #status = :blocked",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":blocked": {"S": "blocked"}},
    )


def test_the_holder_of_the_phone_reads_that_the_number_is_registered(town: Town) -> None:
    town.register()
    _, verified = town.verify(town.browser())
    assert verified.body == {"outcome": "registered", "proof": ""}


def test_another_phone_makes_a_contested_claim_and_the_owner_is_told_once(town: Town) -> None:
    town.register()
    for _ in range(2):
        _, verified = town.verify(town.browser(), LAN, MINH_PHONE)
        assert verified.body == {"outcome": "identity_check", "proof": ""}
        town.wait(hours=1)
    told = [text for phone, text in town.phones.messages if phone == LAN_PHONE and "số định danh của bạn" in text]
    assert len(told) == 1
    assert town.browser().log_in().status == 201, "nothing has changed for the owner"


def test_a_blocked_number_is_answered_like_a_contested_one(town: Town) -> None:
    town.register()
    block(town, LAN)
    _, verified = town.verify(town.browser())
    assert verified.body == {"outcome": "identity_check", "proof": ""}
    assert not any("số định danh của bạn" in text for _, text in town.phones.messages), "its owner is no stranger"


def test_the_check_costs_at_most_four_calls(town: Town) -> None:
    browser = town.browser()
    with listening() as calls:
        asked = town.ask(browser)
    assert len(calls) <= 4, calls
    with listening() as calls:
        browser.post(f"/registrations/{asked.body['id']}/code", {"code": town.phones.code()})
    assert len(calls) <= 4, calls


def test_all_wrong_fields_are_told_at_once_with_codes(town: Town) -> None:
    answer = town.ask(town.browser(), "0461900012", "0234 382 3577")
    assert (answer.status, answer.code) == (422, "invalid-input")
    assert answer.body["field_codes"] == {"citizen_id": "citizen-id-digits", "phone": "phone-not-mobile"}
    assert set(answer.body["fields"]) == {"citizen_id", "phone"}
    assert town.phones.messages == []


def test_details_are_checked_together_and_the_proof_stays_good(town: Town) -> None:
    browser = town.browser()
    registration_id, verified = town.verify(browser)
    path = f"/registrations/{registration_id}/account"
    wrong = new_account(verified.body["proof"], full_name=" ", email="lan@", password="short")
    assert browser.post(path, wrong).body["field_codes"] == {
        "full_name": "name-missing",
        "email": "email-unreadable",
        "password": "password-short",
    }
    assert browser.post(path, new_account(verified.body["proof"])).status == 201


def test_a_proof_is_for_the_number_of_its_code_only(town: Town) -> None:
    browser = town.browser()
    registration_id, verified = town.verify(browser)
    answer = browser.post(f"/registrations/{registration_id}/account", new_account(verified.body["proof"], MINH))
    assert list(answer.body["fields"]) == ["citizen_id"]


def test_without_the_right_proof_there_is_no_account(town: Town) -> None:
    browser = town.browser()
    registration_id, verified = town.verify(browser)
    path = f"/registrations/{registration_id}/account"
    assert browser.post(path, new_account("x" * 43)).code == "proof-gone"
    assert browser.post("/registrations/unknown/account", new_account(verified.body["proof"])).code == "proof-gone"
    town.wait(minutes=21)
    assert browser.post(path, new_account(verified.body["proof"])).code == "proof-gone"


def test_a_double_submit_is_harmless(town: Town) -> None:
    browser = town.browser()
    registration_id, verified = town.verify(browser)
    path, account = f"/registrations/{registration_id}/account", new_account(verified.body["proof"])
    assert [browser.post(path, account).status for _ in range(2)] == [201, 409]
    assert browser.get("/me").status == 200


def test_of_two_phones_that_register_one_number_at_once_one_wins(stage: World, phones: Phones) -> None:
    visitor = Visitor("203.0.113.7", "", {})
    subject = stage.keys.hash("citizen", LAN)
    ready = []
    for number in range(4):
        challenge_id = otp.send_code(
            stage, "registration", f"+8490512345{number}", subject, f"192.0.2.{number}", "vi"
        ).challenge_id
        ready.append((challenge_id, otp.check_code(stage, "registration", challenge_id, phones.code())[1]))

    def finish(one: tuple[str, str]) -> str:
        body = NewAccount(one[1], LAN, "Lê Thị Lan", PASSWORD)
        try:
            return registration.register(stage, one[0], body, visitor) and "registered"
        except ApiError as error:
            return error.code

    with ThreadPoolExecutor(4) as pool:
        answers = Counter(pool.map(finish, ready))
    assert answers == {"registered": 1, "already-registered": 3}


def everything(stage: World) -> str:
    pages = stage.table.client.get_paginator("scan").paginate(TableName=stage.table.name)
    return str([item for page in pages for item in page["Items"]])


def test_neither_number_nor_phone_nor_name_nor_password_is_kept_bare(town: Town, stage: World) -> None:
    town.register("046 190 009 876", "0977 665 544", full_name="Công Tằng Tôn Nữ Diệu Huyền", email="dieu@example.vn")
    kept = everything(stage)
    for secret in ("046190009876", "977665544", "Diệu", "dieu@", PASSWORD):
        assert secret not in kept


def test_a_full_width_number_is_the_same_number(town: Town) -> None:
    town.register()
    _, verified = town.verify(town.browser(), "０４６１９０ ００１２３４")
    assert verified.body["outcome"] == "registered"


@pytest.mark.parametrize("language", ["vi", "en", "fr", "ja", "ko", "zh-Hans"])
def test_the_code_comes_in_the_readers_language(town: Town, language: str) -> None:
    assert town.ask(town.browser(), language=language).status == 202
    assert town.ask(town.browser(), language="de").code == "invalid-input"
