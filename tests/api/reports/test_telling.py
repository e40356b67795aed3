"""Telling reporters and followers: who hears of what, once each, however often it runs and wherever it is cut off."""

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from chalicelib.access import Level, Person
from chalicelib.accounts.service import staff
from chalicelib.reports.model.requests import ReportToSend
from chalicelib.reports.model.telling import TRIES
from chalicelib.reports.service import sending, telling
from chalicelib.reports.storage import reports
from faults import CrashError, broken
from letterbox import Mailbox
from msgspec import structs
from square import BROKEN_LIGHT, DONG_BA, Square
from stage import HUONG, HUONG_PHONE, LAN, LAN_PHONE, MINH, MINH_PHONE, Browser, Town

LAN_AT_WORK = Person("lan", "hash of lan", "", "citizen", Level.PHONE)
WARD = {"kind": "ward", "channel": "sms", "value": "phu-xuan"}
HERE = {"kind": "place", "channel": "sms", "lat": DONG_BA["lat"], "long": DONG_BA["long"], "metres": 300}


def tell(town: Town, square: Square) -> list[tuple[str, str]]:
    """The text messages of one run."""
    town.phones.messages.clear()
    telling.tell_all(square.world())
    return list(town.phones.messages)


def follow(browser: Browser, wish: dict[str, Any]) -> None:
    assert browser.post("/me/report-follows", wish).status == 201


@pytest.mark.parametrize(
    ("wish", "is_told"),
    [
        (WARD, True),
        (WARD | {"value": "vy-da"}, False),
        (HERE, True),
        (HERE | {"lat": DONG_BA["lat"] + 0.004}, False),
        (HERE | {"lat": DONG_BA["lat"] + 0.004, "metres": 500}, True),
        ({"kind": "category", "channel": "sms", "value": "street-light"}, True),
        ({"kind": "category", "channel": "sms", "value": "waste"}, False),
    ],
)
def test_a_new_report_is_told_to_who_follows_its_place_ward_or_category(
    town: Town, square: Square, wish: dict[str, Any], is_told: bool
) -> None:
    minh, lan = town.register(MINH, MINH_PHONE), town.register()
    follow(minh, wish)
    square.send(lan)
    assert [phone for phone, _ in tell(town, square)] == [MINH_PHONE] * is_told


def test_everybody_hears_of_an_event_once_however_many_ways_lead_to_them(town: Town, square: Square) -> None:
    minh, lan = town.register(MINH, MINH_PHONE), town.register()
    for wish in (WARD, HERE, {"kind": "category", "channel": "sms", "value": "street-light"}):
        follow(minh, wish)
        follow(lan, wish)
    square.send(lan)
    assert [phone for phone, _ in tell(town, square)] == [MINH_PHONE], "and nobody of their own report"
    assert tell(town, square) == []


def test_the_reporter_of_an_answer_gets_a_link_that_works(town: Town, square: Square) -> None:
    report_id = square.answered(town.register(), square.operations())
    ((phone, text),) = tell(town, square)
    link = re.search(r"https://huecity\.example/vi/reports/rate/#(\S+)", text)
    assert link
    assert (phone, len(text) <= 70) == (LAN_PHONE, True)
    offer = town.browser().post("/report-rating-views", {"token": link[1]}).body
    assert offer["report"]["id"] == report_id


@pytest.mark.parametrize(
    ("move", "wish", "part"),
    [("ask-back", {}, "hỏi thêm"), ("reject", {}, "không nhận")],
)
def test_the_reporter_hears_what_they_must_know(
    town: Town, square: Square, move: str, wish: dict[str, Any], part: str
) -> None:
    report_id = square.send(town.register())["id"]
    square.move(square.operations(), report_id, move, text="Cột đèn số mấy?", **wish)
    ((phone, text),) = tell(town, square)
    assert (phone, part in text) == (LAN_PHONE, True)


def test_what_is_not_so_any_more_is_not_told(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    square.move(operations, report_id, "ask-back", text="Cột đèn số mấy?")
    square.move(lan, report_id, "reply", text="Cột số 14.")
    assert tell(town, square) == []


def test_followers_of_a_report_hear_of_its_answer_and_its_reopening(town: Town, square: Square) -> None:
    lan, minh, operations = town.register(), town.register(MINH, MINH_PHONE), square.operations()
    report_id = square.send(lan)["id"]
    minh.post(f"/reports/{report_id}/cosigns", None)
    square.move(operations, report_id, "assign", unit="lighting")
    assert tell(town, square) == []
    square.move(operations, report_id, "answer", text="Đã thay bóng đèn.")
    assert sorted(phone for phone, _ in tell(town, square)) == [LAN_PHONE, MINH_PHONE]
    square.move(lan, report_id, "not-fixed", text="Đèn vẫn tắt.")
    assert [phone for phone, _ in tell(town, square)] == [MINH_PHONE]


def test_an_e_mail_has_the_report_its_address_and_a_way_out(town: Town, square: Square, mailbox: Mailbox) -> None:
    minh, lan = town.register(MINH, MINH_PHONE, email="minh@example.vn"), town.register()
    follow(minh, WARD | {"channel": "email"})
    report_id = square.send(lan)["id"]
    assert tell(town, square) == []
    ((address, text),) = mailbox.letters
    assert address == "minh@example.vn"
    assert "Đèn trước cổng chợ tắt đã ba đêm." in text
    assert f"https://huecity.example/vi/reports/report/#{report_id}" in text
    token = re.search(r"/vi/reports/unfollow/#(\w+)", text)
    assert token
    assert town.browser().post("/report-follow-endings", {"token": token[1]}).status == 200
    square.send(lan)
    tell(town, square)
    assert len(mailbox.letters) == 1


def test_the_real_owner_of_a_number_hears_nothing_of_what_an_impostor_sent_and_follows(town: Town, square: Square) -> None:
    """The account is released, and its number registered by whose it is."""
    minh, impostor, operations = town.register(MINH, MINH_PHONE), town.register(), square.operations()
    follow(impostor, WARD)
    sent = square.send(impostor)["id"]
    staff.release(square.world(), LAN)
    owner = town.register(LAN, HUONG_PHONE)
    square.log_in(operations)
    square.move(operations, sent, "assign", unit="lighting")
    square.move(operations, sent, "answer", text="Đã thay bóng đèn.")
    minh.log_in(MINH)
    square.send(minh)
    assert tell(town, square) == []
    follow(owner, WARD)
    square.send(minh)
    assert [phone for phone, _ in tell(town, square)] == [HUONG_PHONE], "only of what they follow themselves"


def test_of_a_hidden_report_nobody_hears(town: Town, square: Square) -> None:
    minh, lan = town.register(MINH, MINH_PHONE), town.register()
    follow(minh, WARD)
    table, report = square.world().reports, reports.get(square.world().reports, square.send(lan)["id"])
    assert report
    table.transact([reports.changing(table, report, structs.replace(report, is_hidden=True))])
    assert tell(town, square) == []


def test_what_cannot_leave_is_tried_again_with_growing_pauses_and_then_given_up(town: Town, square: Square) -> None:
    minh, lan = town.register(MINH, MINH_PHONE), town.register()
    follow(minh, WARD)
    square.send(lan)
    town.phones.is_down = True
    tries, minute = [], 0
    for until in (0, 1, 2, 9, 10, 41, 42, 169, 170, 400):
        town.wait(minutes=until - minute)
        minute = until
        telling.tell_all(square.world(), lambda minute=minute: tries.append(minute) is None)  # asked once for each message
    assert tries[::2] == [0, 2, 10, 42, 170], "and once for its follower"
    assert len(tries) == 2 * TRIES


def test_after_a_failure_only_who_was_left_out_is_told(town: Town, square: Square, mailbox: Mailbox) -> None:
    minh, huong = town.register(MINH, MINH_PHONE, email="minh@example.vn"), town.register(HUONG, HUONG_PHONE)
    follow(minh, WARD | {"channel": "email"})
    follow(huong, WARD)
    square.send(town.register())
    mailbox.is_down = True
    assert [phone for phone, _ in tell(town, square)] == [HUONG_PHONE]
    mailbox.is_down = False
    town.wait(minutes=3)
    assert tell(town, square) == []
    assert [address for address, _ in mailbox.letters] == ["minh@example.vn"]


def test_a_run_whose_time_is_over_is_followed_by_one_that_goes_on(town: Town, square: Square) -> None:
    for person in ((MINH, MINH_PHONE), (HUONG, HUONG_PHONE)):
        follow(town.register(*person), WARD)
    square.send(town.register())
    town.phones.messages.clear()
    for _ in range(4):
        asked = iter([True, True, False, False])
        telling.tell_all(square.world(), lambda asked=asked: next(asked))
    assert sorted(phone for phone, _ in town.phones.messages) == sorted([MINH_PHONE, HUONG_PHONE])


@pytest.mark.parametrize("when", ["before", "after"])
def test_wherever_a_run_is_cut_off_everybody_is_told_and_twice_only_at_one_place(
    town: Town, square: Square, when: Any
) -> None:
    """Twice only who was told when the function was stopped before it could write that down."""
    follow(town.register(MINH, MINH_PHONE), WARD)
    twice, at, is_cut_off = 0, 0, True
    while is_cut_off:
        town.wait(hours=12)  # a phone gets five notices of a kind a day, and begun ones count
        world = square.world()
        telling.tell_all(world)
        sending.send(world, LAN_AT_WORK, f"key {at}", ReportToSend(**BROKEN_LIGHT))
        town.phones.messages.clear()
        weak, client = broken(world, at, when)
        with suppress(CrashError):
            telling.tell_all(weak)
        is_cut_off, at = len(client.calls) > at, at + 1
        for _ in range(2):
            town.wait(minutes=3)
            telling.tell_all(square.world())
        assert town.phones.messages, (at, client.calls)
        twice += len(town.phones.messages) - 1
    assert at > 8
    assert twice == 1, "what was sent is written down by the next call"


def test_one_that_cannot_be_told_does_not_hold_up_the_others(town: Town, square: Square) -> None:
    minh, lan = town.register(MINH, MINH_PHONE), town.register()
    follow(minh, WARD)
    broken_one = square.send(lan)["id"]
    table = square.world().reports
    table.update(f"REPORT#{broken_one}", "REPORTER", "SET sealed = :torn", "", {":torn": "AAAA"})
    square.send(lan)
    assert [phone for phone, _ in tell(town, square)] == [MINH_PHONE]


def test_what_was_written_long_ago_and_never_told_is_told_when_it_runs_again(town: Town, square: Square) -> None:
    minh, lan = town.register(MINH, MINH_PHONE), town.register()
    telling.tell_all(square.world())
    follow(minh, WARD)
    square.send(lan)
    town.wait(days=3)
    assert [phone for phone, _ in tell(town, square)] == [MINH_PHONE]


def test_nothing_personal_stands_in_the_log(
    town: Town, square: Square, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(town.register(MINH, MINH_PHONE, email="minh@example.vn"), WARD | {"channel": "email"})
    square.answered(town.register(), square.operations())
    world = replace(square.world(), config=replace(square.world().config, stage="production"))
    capsys.readouterr()
    telling.tell_all(world)
    told = capsys.readouterr().out
    assert "NoticeSent" in told
    assert not any(part in told for part in ("minh@", "905123456", "912345678", "Đèn", "rate/#"))
