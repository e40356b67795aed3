"""Sending a report: what is read at the door, once for each key, and seen by everybody but for who sent it."""

from typing import Any

import pytest
from square import DONG_BA, Square
from stage import HUONG, HUONG_PHONE, LAN, MINH, MINH_PHONE, Town, listening


def test_a_report_reaches_its_agency_and_says_until_when_it_is_answered(town: Town, square: Square) -> None:
    sent = square.send(town.register())
    assert (sent["state"], sent["unit"], sent["rule"]) == ("received", "lighting", "lights")
    assert (sent["due_on"], sent["is_late"]) == ("2026-12-01", False)
    assert [(one["move"], one["by"], one["to_state"]) for one in sent["history"]] == [("send", "reporter", "received")]


def test_everybody_sees_the_report_and_nobody_who_sent_it(town: Town, square: Square) -> None:
    sent = square.send(town.register())
    guest = town.browser()
    assert guest.get(f"/reports/{sent['id']}").body == sent
    kept = str(square.world().reports.query(f"REPORT#{sent['id']}"))
    account = town.browser().get("/me").body
    assert LAN not in kept
    assert "Lan" not in kept
    assert account.get("account_id", "none") not in kept


def test_private_numbers_in_the_words_are_not_shown(town: Town, square: Square) -> None:
    sent = square.send(town.register(), text="Gọi cho tôi 0905 123 456 hoặc lan@example.vn, nhà số 12.")
    assert sent["text"] == "Gọi cho tôi ••• hoặc •••, nhà số 12."


def test_the_same_request_is_one_report_and_another_needs_its_own_key(town: Town, square: Square) -> None:
    lan = town.register()
    first, again = square.post(lan, "key-of-lan-1"), square.post(lan, "key-of-lan-1")
    assert (first.status, again.status, again.body["id"]) == (201, 201, first.body["id"])
    assert square.post(lan, "key-of-lan-1", text="Một việc hoàn toàn khác.").code == "idempotency-key-reused"
    assert len(town.browser().get("/reports").body["reports"]) == 1


def test_the_same_key_of_somebody_else_is_another_report(town: Town, square: Square) -> None:
    first = square.post(town.register(), "the-same-key").body
    other = square.post(town.register(MINH, MINH_PHONE), "the-same-key").body
    assert other["id"] != first["id"]


def test_a_guest_is_asked_to_log_in_and_nothing_is_written(town: Town, square: Square) -> None:
    assert square.post(town.browser()).code == "not-signed-in"
    assert town.browser().get("/reports").body["reports"] == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"category": "dragons", "answers": {}}, "category", "category-unknown"),
        ({"text": "  hỏng  "}, "text", "text-short"),
        ({"answers": {}}, "answers", "answer-missing"),
        ({"answers": {"state": ["purple"]}}, "answers", "answer-unknown"),
        ({"answers": {"state": ["off", "flickers"]}}, "answers", "answer-single"),
        ({"answers": {"state": ["off"], "mood": ["sad"]}}, "answers", "question-unknown"),
        ({"lat": None, "long": None, "ward": "", "address": " "}, "lat", "place-missing"),
        ({"lat": None}, "lat", "place-half"),
        ({"lat": 21.03, "long": 105.85}, "lat", "outside-city"),
        ({"ward": "ba-dinh"}, "ward", "ward-unknown"),
    ],
)
def test_each_mistake_is_told_beside_its_field(
    town: Town, square: Square, changes: dict[str, Any], field: str, code: str
) -> None:
    answer = square.post(town.register(), **changes)
    assert (answer.status, answer.body["field_codes"]) == (422, {field: code})


@pytest.mark.parametrize("place", [{"ward": "phu-xuan"}, {"address": "12 Lê Lợi"}, {"lat": 16.46, "long": 107.59}])
def test_any_one_way_to_say_where_is_enough(town: Town, square: Square, place: dict[str, Any]) -> None:
    nowhere = dict.fromkeys(DONG_BA)
    assert square.post(town.register(), **{**nowhere, **place}).status == 201


def test_a_complaint_against_an_office_is_led_to_its_own_door(town: Town, square: Square) -> None:
    answer = square.post(town.register(), category="public-service", answers={})
    assert (answer.status, answer.code) == (409, "other-door")


def test_what_was_written_without_a_signal_keeps_its_hour_and_none_from_the_future(town: Town, square: Square) -> None:
    lan, now = town.register(), int(town.now.timestamp())
    assert square.send(lan, written_at=now - 3600)["written_at"] == now - 3600
    assert square.send(lan, written_at=now + 86_400)["written_at"] == now


def test_twenty_a_day_are_enough_for_one_sender(town: Town, square: Square) -> None:
    lan = town.register()
    answers = [square.post(lan) for _ in range(21)]
    assert [one.status for one in answers] == [201] * 20 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert square.post(town.register(HUONG, HUONG_PHONE)).status == 201


def test_sending_takes_one_transaction_and_a_read_of_the_history(town: Town, square: Square) -> None:
    lan = town.register()
    with listening() as all_calls:
        square.post(lan)
    with listening() as calls_of_the_session:
        lan.get("/me/reports/unknown")
    own = all_calls[len(calls_of_the_session) - 1 :]  # the session's, less the read of a report that is not there
    assert own == ["TransactWriteItems", "Query"]
