"""The desk: how much waits and is late, the day's numbers, and what may be a duplicate; all of it counted by indexes."""

import pytest
from chalicelib.access import Level, Person
from chalicelib.reports.model.following import place_of
from chalicelib.reports.model.requests import MoveToMake
from chalicelib.reports.service import desk, moving, telling
from chalicelib.reports.storage import following
from officers import HOA
from square import Square
from stage import MINH, MINH_PHONE, Browser, Town, listening


def counts(officer: Browser) -> dict[str, tuple[int, int]]:
    """(waiting, late) by agency."""
    inboxes = officer.get("/report-desk/inboxes").body["inboxes"]
    return {one["unit"]: (one["waiting"]["count"], one["late"]["count"]) for one in inboxes}


def numbers(officer: Browser) -> dict[str, int]:
    return {name: one["count"] for name, one in officer.get("/report-desk/numbers").body.items()}


def test_an_officer_sees_how_much_waits_in_their_own_inboxes_and_how_much_is_late(town: Town, square: Square) -> None:
    lan, operations, lights = town.register(), square.operations(), square.agency()
    given, _ = square.send(lan)["id"], square.send(lan)["id"]
    square.move(operations, given, "assign", unit="lighting")
    assert (counts(operations), counts(lights)) == ({"operations": (1, 0)}, {"lighting": (1, 0)})
    town.wait(days=8)
    square.log_in(operations)
    square.log_in(lights)
    assert (counts(operations), counts(lights)) == ({"operations": (1, 1)}, {"lighting": (1, 1)})
    square.move(lights, given, "answer", text="Đã thay bóng đèn.")
    assert counts(lights) == {"lighting": (0, 0)}


def test_what_waits_for_its_sender_is_last_in_the_inbox_and_never_late(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    asked, other = square.send(lan)["id"], square.send(lan, category="infrastructure", answers={"thing": ["road"]})["id"]
    square.move(operations, asked, "ask-back", text="Cột đèn số mấy?")
    square.move(operations, asked, "reply", text="Cột số 14.")
    town.wait(days=30)
    square.log_in(operations)
    lan.log_in()
    assert counts(operations) == {"operations": (1, 1)}, "the lights' own report waits for its sender in their inbox"
    lights = square.agency()
    assert counts(lights) == {"lighting": (1, 0)}
    assert [one["id"] for one in operations.get("/report-desk/inboxes/operations").body["reports"]] == [other]


def test_the_days_numbers_begin_at_midnight_in_hue(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    square.answered(lan, operations)
    square.move(operations, square.send(lan)["id"], "ask-back", text="Cột đèn số mấy?")
    assert numbers(operations) == {"received_today": 2, "answered_today": 1, "late_now": 0, "waiting_for_people": 1}
    town.wait(hours=11)
    square.log_in(operations)
    assert numbers(operations) == {"received_today": 0, "answered_today": 0, "late_now": 0, "waiting_for_people": 1}
    lan.log_in()
    square.send(lan)
    town.wait(days=9)
    square.log_in(operations)
    assert numbers(operations) == {"received_today": 0, "answered_today": 0, "late_now": 1, "waiting_for_people": 1}


def test_numbers_take_bounded_counts_and_no_scan(town: Town, square: Square) -> None:
    operations = square.operations()
    for path, most in (("/report-desk/inboxes", 2), ("/report-desk/numbers", 4)):
        with listening() as calls:
            assert operations.get(path).status == 200
        assert calls[1:] == ["Query"] * most, "behind the session's"


def test_an_answer_stands_in_no_public_list(town: Town, square: Square) -> None:
    report_id = square.answered(town.register(), square.operations())
    assert [one["id"] for one in town.browser().get("/reports").body["reports"]] == [report_id]


@pytest.mark.parametrize("path", ["numbers", "lock-appeals", "reports/{id}/duplicate-candidates"])
def test_what_is_for_the_operations_centre_is_for_no_agency(town: Town, square: Square, path: str) -> None:
    report_id, lights = square.send(town.register())["id"], square.agency()
    assert lights.get(f"/report-desk/{path.format(id=report_id)}").code == "not-allowed"


def test_open_reports_of_the_same_kind_nearby_are_offered_as_originals(town: Town, square: Square) -> None:
    lan, minh, operations = town.register(), town.register(MINH, MINH_PHONE), square.operations()
    first, again = square.send(lan)["id"], square.send(minh, lat=16.4730)["id"]
    square.send(minh, category="waste", answers={"kind": ["household"]})
    square.send(minh, lat=16.40)
    offered = operations.get(f"/report-desk/reports/{again}/duplicate-candidates").body["neighbours"]
    assert [(one["metres"], one["report"]["id"]) for one in offered] == [(56, first)]
    nowhere = square.send(minh, lat=None, long=None)["id"]
    assert operations.get(f"/report-desk/reports/{nowhere}/duplicate-candidates").body == {"neighbours": []}


def test_nothing_is_joined_with_what_is_a_duplicate_itself(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    first, second, third = (square.send(lan)["id"] for _ in range(3))
    square.move(operations, second, "merge", original=first)
    for original, code in ((second, "original-duplicate"), ("f" * 32, "original-unknown"), ("", "original-missing")):
        assert square.move(operations, third, "merge", original=original).body["field_codes"] == {"original": code}


def test_who_co_signed_a_duplicate_follows_its_original(town: Town, square: Square) -> None:
    lan, minh, operations = town.register(), town.register(MINH, MINH_PHONE), square.operations()
    first, second = square.send(lan)["id"], square.send(lan)["id"]
    minh.post(f"/reports/{second}/cosigns", None)
    (follow,) = following.list_followers(square.world().reports, place_of("report", second), "", 10)
    assert square.move(operations, second, "merge", original=first).status == 200
    (carried,) = following.list_followers(square.world().reports, place_of("report", first), "", 10)
    assert (carried.follower, carried.channel, carried.value) == (follow.follower, follow.channel, first)
    own = [one.value for one in following.list_follows(square.world().reports, follow.follower)]
    assert sorted(own) == sorted([first, second])


def followed(square: Square, report_id: str) -> list[str]:
    """The channels by which it is followed."""
    found = following.list_followers(square.world().reports, place_of("report", report_id), "", 100)
    return [one.channel for one in found]


def test_a_merge_revives_no_follow_that_was_ended_and_changes_none(town: Town, square: Square) -> None:
    lan, minh, operations = town.register(), town.register(MINH, MINH_PHONE, email="minh@example.vn"), square.operations()
    first, second, third = (square.send(lan)["id"] for _ in range(3))
    for one in (second, third):
        minh.post("/me/report-follows", {"kind": "report", "value": one, "channel": "sms"})
    square.move(operations, second, "merge", original=first)
    (own,) = [one for one in minh.get("/me/report-follows").body["follows"] if one["value"] == first]
    minh.delete(f"/me/report-follows/{own['id']}")
    square.move(operations, second, "hide-words", public_text="Đèn tắt.", text="Có tên người trong lời kể")
    assert followed(square, first) == [], "a later move of the duplicate"
    minh.post("/me/report-follows", {"kind": "report", "value": first, "channel": "email"})
    square.move(operations, third, "merge", original=first)
    assert followed(square, first) == ["email"], "another duplicate"


@pytest.mark.parametrize("again", ["officer", "reminder"])
def test_a_merge_that_was_cut_off_carries_over_once_it_is_sent_again_or_told(town: Town, square: Square, again: str) -> None:
    lan, minh, world = town.register(), town.register(MINH, MINH_PHONE), square.world()
    first, second = square.send(lan)["id"], square.send(lan)["id"]
    minh.post(f"/reports/{second}/cosigns", None)
    nam = Person("nam", "", "", "staff", Level.IDENTITY, units=("operations",))
    body = MoveToMake(move="merge", version=1, original=first)
    moving.move_as_officer(world, nam, second, body)
    assert followed(square, first) == []

    def go_on() -> None:
        if again == "officer":
            desk.move(world, nam, second, body)
        else:
            telling.tell_all(world)

    go_on()
    assert followed(square, first) == ["sms"]
    (own,) = [one for one in minh.get("/me/report-follows").body["follows"] if one["value"] == first]
    minh.delete(f"/me/report-follows/{own['id']}")
    go_on()
    assert followed(square, first) == []


def test_an_overseer_reads_which_officer_did_what_and_nobody_else_does(town: Town, square: Square) -> None:
    lan, operations, overseer = town.register(), square.operations(), square.overseer()
    report_id = square.send(lan)["id"]
    hoa = square.officer(HOA, "lighting")
    square.move(operations, report_id, "assign", unit="lighting")
    town.wait(seconds=1)
    square.move(hoa, report_id, "answer", text="Đã thay bóng đèn.")
    square.move(lan, report_id, "close")
    lines = overseer.get(f"/report-desk/reports/{report_id}/audit").body["lines"]
    officers = [one.get("/me").body["account_id"] for one in (operations, hoa)]
    assert [(one["what"], one["officer"]) for one in lines] == list(zip(("assign", "answer"), officers, strict=True))
    assert operations.get(f"/report-desk/reports/{report_id}/audit").code == "not-allowed"
    public = str(town.browser().get(f"/reports/{report_id}").body)
    assert not any(one in public for one in officers)
