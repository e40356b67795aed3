"""Who called tells more, hears what becomes of it, and ends it; with the secret of their browser alone."""

import pytest
from chalicelib.sos.service import telling
from flood import Flood


def test_what_is_told_changes_that_alone(flood: Flood) -> None:
    call = flood.call(water="knee", people=2)
    assert flood.tell(call, water="chest", battery=3).status == 200
    seen = flood.shown(flood.rescue(), call)
    assert (seen["water"], seen["battery"], seen["people"], seen["needs"]) == ("chest", 3, 2, ["infants", "elderly"])


def test_a_new_place_stands_before_the_old_one_which_is_not_forgotten(flood: Flood) -> None:
    call = flood.call()
    flood.tell(call, place={"lat": 16.48, "long": 107.6, "accuracy": 9})
    assert [one["lat"] for one in flood.shown(flood.rescue(), call)["places"]] == [16.48, 16.4725]


def test_a_message_that_is_sent_again_is_told_once(flood: Flood) -> None:
    call = flood.call()
    for _ in range(3):
        assert flood.tell(call, key="one-message", words="Còn ba người").status == 200
    seen = flood.shown(flood.rescue(), call)
    assert [one["text"] for one in seen["words"]].count("Còn ba người") == 1
    assert seen["version"] == 2


def test_who_is_safe_says_so_and_the_call_is_closed(flood: Flood) -> None:
    call, officer = flood.call(), flood.rescue()
    assert flood.tell(call, key="safe-now", safe=True).body["state"] == "safe"
    assert flood.listed(officer) == []
    assert flood.tell(call, key="safe-now", safe=True).body["state"] == "safe", "its answer was lost"
    late = flood.tell(call, words="Cảm ơn")
    assert (late.status, late.code) == (409, "call-closed")


def test_the_page_reads_when_it_was_seen_and_that_help_is_on_the_way(flood: Flood) -> None:
    call, officer = flood.call(), flood.rescue()
    at = int(flood.town.now.timestamp())
    flood.move(officer, call, "see")
    flood.town.wait(minutes=5)
    flood.move(officer, call, "send-help", text="Ca nô đang tới, hãy vẫy áo sáng màu")
    seen = flood.view(call).body
    assert (seen["state"], seen["seen_at"], seen["on_the_way_at"]) == ("on-the-way", at, at + 300)
    assert seen["answer"] == "Ca nô đang tới, hãy vẫy áo sáng màu"


def test_a_look_at_ones_call_has_nothing_personal(flood: Flood) -> None:
    call = flood.call()
    other = flood.call(words="Nhà bên cạnh", place={"ward": "vy-da"})
    for one in (call, other):
        assert set(flood.view(one).body) == {
            *("id", "state", "is_open", "is_first", "received_at", "seen_at"),
            *("on_the_way_at", "reached_at", "closed_at", "answer"),
        }


@pytest.mark.parametrize("token", ["x" * 64, "x" * 20])
def test_without_the_secret_there_is_no_such_call(flood: Flood, token: str) -> None:
    call = flood.call()
    answers = [flood.view(call | {"token": token}), flood.tell(call | {"token": token}, safe=True)]
    assert [(one.status, one.code) for one in answers] == [(404, "no-such-call")] * 2
    assert flood.view(call | {"id": "f" * 32}).code == "no-such-call"
    assert flood.view(call).body["state"] == "received"


def test_the_secret_of_one_call_opens_no_other(flood: Flood) -> None:
    call, other = flood.call(), flood.call(phone="0912345678")
    assert flood.view(call | {"token": other["token"]}).code == "no-such-call"


def test_messages_without_end_are_refused_with_the_numbers_to_call(flood: Flood, monkeypatch: pytest.MonkeyPatch) -> None:
    call = flood.call()
    monkeypatch.setattr(telling, "MOST_NEWS", 1)
    assert flood.tell(call, battery=9).status == 200
    refused = flood.tell(call, battery=8)
    assert (refused.status, refused.code) == (429, "too-many-calls")
    assert "112" in refused.body["detail"]


def test_a_month_after_it_is_closed_nothing_personal_is_left(flood: Flood) -> None:
    call, officer = flood.call(), flood.rescue()
    flood.move(officer, call, "safe", text="Đã đưa tới trường Chi Lăng")
    items = [one for one in flood.world().reports.scan() if str(one["pk"]).startswith("SOS")]
    closed = flood.view(call).body["closed_at"]
    month = closed + 30 * 24 * 60 * 60
    assert all(one["expires_at"] <= month for one in items if not str(one["sk"]).startswith("AUDIT")), (
        "and nothing without an end"
    )
    assert not any(str(one["pk"]).startswith("SOS-PHONE") for one in items)
    flood.town.wait(days=29)
    assert flood.view(call).status == 200
    flood.town.wait(days=1)
    assert flood.view(call).code == "no-such-call", "also before the database has deleted it"
