"""The desk of calls for help: who may see it, in which order, what officers decide, and that it is written down."""

from itertools import pairwise

import pytest
from flood import PHONE, Flood
from officers import HOA
from stage import LAN_PHONE

PHONES = ["0912000001", "0912000002", "0912000003", "0912000004", "0912000005", "0912000006"]
CALM = {"water": "none", "needs": [], "battery": None}


def test_operations_and_rescue_alone_see_calls(flood: Flood) -> None:
    call = flood.call()
    for officer in (flood.operations(), flood.rescue()):
        assert [one["id"] for one in flood.listed(officer)] == [call["id"]]


@pytest.mark.parametrize("unit", ["", "lighting", "ward-phu-xuan"])
def test_no_other_agency_sees_or_moves_one(flood: Flood, unit: str) -> None:
    call, officer = flood.call(), flood.officer(HOA, unit)
    path = f"/sos-desk/{call['id']}"
    told = [officer.get("/sos-desk"), officer.get(f"{path}/history"), officer.post(f"{path}/phone-views", None)]
    told.append(officer.post(f"{path}/moves", {"move": "see", "version": 1}))
    assert [one.code for one in told] == ["not-allowed"] * 4


def test_citizens_are_no_officers(flood: Flood) -> None:
    flood.call()
    assert flood.town.register().get("/sos-desk").code == "not-allowed"


def test_who_is_in_more_danger_stands_higher(flood: Flood) -> None:
    grave = [{"water": "roof"}, {"water": "chest"}, {"water": "waist"}, {"needs": ["infants"]}, {"needs": ["elderly"]}, {}]
    calls = [flood.call(phone=phone, **(CALM | danger))["id"] for phone, danger in zip(PHONES, grave, strict=True)]
    assert [one["id"] for one in flood.listed(flood.rescue())] == calls


def test_an_empty_battery_comes_first_among_equals_then_who_has_waited_longer(flood: Flood) -> None:
    first = flood.call(phone=PHONES[0], **CALM | {"water": "knee"})
    flood.town.wait(minutes=1)
    second = flood.call(phone=PHONES[1], **CALM | {"water": "knee"})
    low = flood.call(phone=PHONES[2], **CALM | {"water": "knee", "battery": 3})
    assert [one["id"] for one in flood.listed(flood.rescue())] == [low["id"], first["id"], second["id"]]


def test_whoever_waits_long_is_not_forgotten_behind_newer_calls(flood: Flood) -> None:
    old = flood.call(phone=PHONES[0], **CALM | {"water": "knee"})
    flood.town.wait(hours=7)
    new = flood.call(phone=PHONES[1], **CALM | {"water": "waist"})
    assert [one["id"] for one in flood.listed(flood.rescue())] == [old["id"], new["id"]]


def test_rising_water_moves_a_call_up_and_help_on_the_way_moves_it_down(flood: Flood) -> None:
    calm, grave = flood.call(phone=PHONES[0], **CALM), flood.call(phone=PHONES[1], **CALM | {"water": "waist"})
    officer = flood.rescue()
    flood.tell(calm, water="roof")
    assert [one["id"] for one in flood.listed(officer)] == [calm["id"], grave["id"]]
    flood.move(officer, calm, "send-help")
    assert [one["id"] for one in flood.listed(officer)] == [grave["id"], calm["id"]]


def test_a_long_list_goes_on_behind_its_last_call(flood: Flood, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.sos.service.desk.A_PAGE", 2)
    calls = [flood.call(phone=phone)["id"] for phone in PHONES[:3]]
    officer = flood.rescue()
    first = officer.get("/sos-desk").body
    rest = officer.get("/sos-desk?after=" + first["next"].replace("#", "%23")).body
    assert {one["id"] for one in first["calls"] + rest["calls"]} == set(calls)
    assert (len(first["calls"]), len(rest["calls"]), rest["next"]) == (2, 1, "")


def test_a_call_goes_from_received_to_safe_step_by_step(flood: Flood) -> None:
    call, officer = flood.call(), flood.rescue()
    for move, state in (("see", "seen"), ("send-help", "on-the-way"), ("reach", "reached")):
        assert flood.move(officer, call, move).body["state"] == state
    closed = flood.move(officer, call, "safe", text="Đã đưa lên bờ")
    assert (closed.body["state"], closed.body["moves"]) == ("safe", [])
    lines = officer.get(f"/sos-desk/{call['id']}/history").body["lines"]
    assert [one["move"] for one in lines] == ["call", "see", "send-help", "reach", "safe"]
    assert all(one["n"] + 1 == two["n"] for one, two in pairwise(lines))


@pytest.mark.parametrize("move", ["safe", "false-alarm"])
def test_nobody_closes_a_call_without_a_word_and_who_called_reads_it(flood: Flood, move: str) -> None:
    call, officer = flood.call(), flood.rescue()
    assert flood.move(officer, call, move).body["field_codes"] == {"text": "text-missing"}
    assert flood.move(officer, call, move, text="Đã gọi lại và gặp").body["state"] == move
    assert flood.view(call).body["answer"] == "Đã gọi lại và gặp"


def test_a_boat_that_turns_back_leaves_the_call_waiting(flood: Flood) -> None:
    call, officer = flood.call(), flood.rescue()
    flood.move(officer, call, "send-help")
    assert flood.move(officer, call, "turn-back", text="Nước xiết, đợi ca nô lớn").body["state"] == "seen"


def test_what_cannot_be_is_refused_with_what_can(flood: Flood) -> None:
    call, officer = flood.call(), flood.rescue()
    refused = flood.move(officer, call, "turn-back", text="x")
    assert (refused.status, refused.code) == (409, "call-move-refused")
    assert "send-help" in refused.body["detail"]


def test_of_two_officers_at_once_the_second_looks_again(flood: Flood) -> None:
    call, one, other = flood.call(), flood.rescue(), flood.operations()
    assert flood.move(one, call, "see", version=1).status == 200
    assert flood.move(other, call, "see", version=1).code == "call-changed"
    assert flood.move(one, call, "see", version=1).body["state"] == "seen", "the first one, whose answer was lost"


def test_news_of_who_called_stop_no_help(flood: Flood) -> None:
    call, officer = flood.call(), flood.rescue()
    flood.tell(call, battery=5)
    assert flood.move(officer, call, "send-help", version=1).body["state"] == "on-the-way"


@pytest.mark.parametrize("move", ["safe", "false-alarm"])
def test_nobody_closes_a_call_whose_last_words_they_have_not_seen(flood: Flood, move: str) -> None:
    call, officer = flood.call(), flood.rescue()
    flood.tell(call, words="Có người bị thương")
    assert flood.move(officer, call, move, version=1, text="Không liên lạc được").code == "call-changed"
    assert flood.view(call).body["is_open"]


def test_a_number_is_shown_whole_to_who_asks_and_every_look_is_written_down(flood: Flood) -> None:
    call, officer, overseer = flood.call(), flood.rescue(), flood.overseer()
    assert flood.shown(officer, call)["phone"] == "•••456"
    assert PHONE not in str(officer.get("/sos-desk").body)
    assert officer.post(f"/sos-desk/{call['id']}/phone-views", None).body == {"phone": LAN_PHONE}
    flood.move(officer, call, "see")
    who, at = officer.get("/me").body["account_id"], int(flood.town.now.timestamp())
    looks = overseer.get(f"/sos-desk/{call['id']}/audit").body["looks"]
    assert sorted(one["what"] for one in looks) == ["phone-seen", "see"]
    assert {(one["officer"], one["at"]) for one in looks} == {(who, at)}


def test_no_list_of_reports_ever_has_a_call(flood: Flood) -> None:
    flood.call()
    officer, anybody = flood.operations(), flood.town.browser()
    assert anybody.get("/reports").body["reports"] == []
    assert officer.get("/report-desk/inboxes/operations").body["reports"] == []
    assert officer.get("/report-desk/numbers").body["received_today"]["count"] == 0
    for inbox in ("sos", "SOS", "open"):
        assert officer.get(f"/report-desk/inboxes/{inbox}").body["reports"] == []
    requests = flood.town.client.http.get("/open311/v2/requests.json")
    assert requests.json_body == []
