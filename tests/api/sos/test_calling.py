"""Calling for help: anybody, at once, and once however often it is sent."""

from contextlib import suppress
from typing import Any

import pytest
from chalicelib.sos.service import calling
from faults import Brittle, CrashError
from flood import ON_THE_ROOF, PHONE, Flood
from stage import listening

NUMBERS = ["112", "114", "115", "19001075"]


def test_a_call_needs_no_account_and_tells_what_happens_next(flood: Flood) -> None:
    call = flood.call()
    assert (call["state"], call["is_open"], call["is_first"]) == ("received", True, True)
    assert (call["next"], call["numbers"]) == ("stay-and-wait", NUMBERS)
    assert len(call["token"]) == 64


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0905123456", PHONE),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0234 3822 678", "+842343822678"),
        ("０９０５１２３４５６", PHONE),
    ],
)
def test_any_number_that_can_be_called_back_is_taken(flood: Flood, typed: str, kept: str) -> None:
    call, officer = flood.call(phone=typed), flood.rescue()
    assert officer.post(f"/sos-desk/{call['id']}/phone-views", None).body == {"phone": kept}


@pytest.mark.parametrize("typed", ["", "112", "0905 12", "Lan", "0905123456 #5", "9" * 60])
def test_a_number_that_nobody_can_call_is_told_before_it_is_too_late(flood: Flood, typed: str) -> None:
    assert flood.post(phone=typed).body["field_codes"] == {"phone": "phone-unreadable"}


@pytest.mark.parametrize(
    "place",
    [{"lat": 16.47, "long": 107.58}, {"ward": "phu-xuan"}, {"address": "Nhà thờ họ Lê"}, {"lat": 10.0, "long": 106.0}],
)
def test_one_of_point_ward_and_words_is_enough_wherever_it_is(flood: Flood, place: dict[str, Any]) -> None:
    call = flood.call(place=place)
    (seen,) = flood.shown(flood.rescue(), call)["places"]
    assert place.items() <= seen.items()


@pytest.mark.parametrize("place", [{}, {"address": "  "}, {"lat": 16.47}, {"ward": "atlantis"}])
def test_without_any_place_the_field_is_named(flood: Flood, place: dict[str, Any]) -> None:
    assert flood.post(place=place).body["field_codes"] == {"place": "place-missing"}


def test_number_and_place_are_all_that_must_be_given(flood: Flood) -> None:
    call = flood.call(people=None, water=None, needs=None, words=None, battery=None)
    seen = flood.shown(flood.rescue(), call)
    assert (seen["people"], seen["water"], seen["needs"], seen["battery"], seen["words"]) == (1, "none", [], None, [])


def test_sent_again_when_the_signal_returns_it_is_the_same_call(flood: Flood) -> None:
    first = flood.call(key="made-by-the-phone")
    flood.town.wait(minutes=40)
    assert flood.call(key="made-by-the-phone") == first
    officer = flood.rescue()
    assert [one["id"] for one in flood.listed(officer)] == [first["id"]]
    assert len(officer.get(f"/sos-desk/{first['id']}/history").body["lines"]) == 1


def test_sent_again_with_other_words_it_tells_them_too(flood: Flood) -> None:
    flood.call(key="made-by-the-phone")
    again = flood.call(key="made-by-the-phone", words="Nước tới mái rồi", battery=4)
    seen = flood.shown(flood.rescue(), again)
    assert [one["text"] for one in seen["words"]] == ["Nước tới mái rồi", ON_THE_ROOF["words"]]
    assert seen["battery"] == 4


def test_another_call_of_the_same_telephone_joins_the_open_one(flood: Flood) -> None:
    first = flood.call(water="knee")
    other = flood.call(water="chest", place={"ward": "vy-da"})
    assert (other["id"], other["is_first"]) == (first["id"], False)
    assert other["token"] != first["token"]
    (seen,) = flood.listed(flood.rescue())
    assert (seen["water"], [one["ward"] for one in seen["places"]]) == ("chest", ["vy-da", "phu-xuan"])
    assert [one["is_from_first"] for one in seen["places"]] == [False, True]
    assert flood.view(other).status == 200


def test_a_joined_call_is_joined_once_however_often_it_is_sent(flood: Flood) -> None:
    call = flood.call()
    joined = flood.call(key="the-second-phone")
    assert flood.call(key="the-second-phone") == joined
    lines = flood.rescue().get(f"/sos-desk/{call['id']}/history").body["lines"]
    assert [(one["move"], one["who"]) for one in lines] == [("call", "first"), ("call-again", "other")]


def test_who_knows_a_telephone_number_cannot_make_its_call_less_urgent(flood: Flood) -> None:
    call = flood.call()
    other = flood.call(water="none", people=1, needs=[], battery=100)
    flood.tell(other, safe=True)
    seen = flood.shown(flood.rescue(), call)
    assert (seen["water"], seen["people"], seen["needs"], seen["battery"]) == ("roof", 4, ["infants", "elderly"], 12)
    assert (seen["state"], seen["says_safe"]) == ("received", True)


def test_after_a_call_is_closed_the_same_telephone_begins_another(flood: Flood) -> None:
    first = flood.call()
    assert flood.tell(first, safe=True).body["state"] == "safe"
    assert flood.call()["id"] != first["id"]


def test_a_call_sent_again_after_it_was_closed_says_so(flood: Flood) -> None:
    call = flood.call(key="made-by-the-phone")
    flood.tell(call, safe=True)
    again = flood.call(key="made-by-the-phone")
    assert (again["id"], again["state"], again["next"]) == (call["id"], "safe", "call-again")


@pytest.mark.parametrize("limit", ["MOST_OF_PHONE", "MOST_OF_ADDRESS", "MOST_OF_ALL"])
def test_whoever_is_refused_is_told_whom_to_call(flood: Flood, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(calling, limit, 1)
    flood.tell(flood.call(), safe=True)
    refused = flood.post()
    assert (refused.status, refused.code) == (429, "too-many-calls")
    assert all(number in refused.body["detail"] for number in ("112", "114", "19001075"))
    assert int(refused.headers["Retry-After"]) > 0


def test_no_limit_stops_who_has_a_call_open(flood: Flood, monkeypatch: pytest.MonkeyPatch) -> None:
    call = flood.call(key="made-by-the-phone")
    for limit in ("MOST_OF_PHONE", "MOST_OF_ADDRESS", "MOST_OF_ALL"):
        monkeypatch.setattr(calling, limit, 1)
    assert flood.call(key="made-by-the-phone")["id"] == call["id"]
    assert flood.call()["id"] == call["id"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("at", range(4))
def test_a_call_that_was_cut_off_anywhere_is_one_call_when_it_is_sent_again(
    flood: Flood, monkeypatch: pytest.MonkeyPatch, at: int, when: Any
) -> None:
    client = flood.world().reports.client
    with monkeypatch.context() as patched:
        patched.setattr("chalicelib.world.dynamodb_client", lambda: Brittle(client, at, when))
        with suppress(CrashError):
            flood.post(key="made-by-the-phone")
    call = flood.call(key="made-by-the-phone")
    assert [(one["id"], one["version"]) for one in flood.listed(flood.rescue())] == [(call["id"], 1)]


def test_a_call_takes_four_calls_to_the_database(flood: Flood) -> None:
    with listening() as calls:
        flood.call()
    assert sorted(calls) == ["GetItem", "GetItem", "GetItem", "TransactWriteItems"]


def test_nothing_personal_is_to_be_read_in_the_database(flood: Flood) -> None:
    call = flood.call()
    flood.call(words="Cháu bé bị sốt")
    flood.tell(call, words="Hết nước uống", place={"address": "Trường Chi Lăng"})
    kept = flood.kept()
    for told in ("905123456", "Chi Lăng", "107.58", "107588500", "phu-xuan", "cháu", "Cháu", "Hết nước", "infants", "roof"):
        assert told not in kept
    assert call["token"] not in kept


def test_logs_have_no_word_of_who_called(flood: Flood, capsys: pytest.CaptureFixture[str]) -> None:
    call = flood.call()
    flood.tell(call, words="Hết nước uống")
    logged = "".join(capsys.readouterr())
    assert "SosReceived" in logged
    for told in ("905123456", "Chi Lăng", "16.47", call["token"], call["id"], "uống"):
        assert told not in logged
