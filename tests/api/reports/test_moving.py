"""Moving a report: who may do what, what it makes of the deadline, and a history that nobody can edit."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from chalicelib.reports.model.reports import Event, ReportChangedError, is_intact
from chalicelib.reports.model.requests import MoveToMake
from chalicelib.reports.service import moving, sending
from chalicelib.reports.storage import reports
from msgspec.structs import replace
from square import Square
from stage import MINH, MINH_PHONE, Town


def test_from_the_square_to_the_light_and_a_satisfied_citizen(town: Town, square: Square) -> None:
    lan, operations, lights = town.register(), square.operations(), square.agency()
    report_id = square.send(lan)["id"]
    assert square.move(operations, report_id, "assign", unit="lighting").body["state"] == "assigned"
    assert square.move(lights, report_id, "start").body["state"] == "in-progress"
    answered = square.move(lights, report_id, "answer", text="Đã thay bóng đèn.").body
    assert (answered["state"], answered["is_late"], answered["is_open"]) == ("answered", False, False)
    assert square.move(lan, report_id, "close").body["state"] == "closed"
    history = town.browser().get(f"/reports/{report_id}").body["history"]
    assert [one["move"] for one in history] == ["send", "assign", "start", "answer", "close"]
    assert history[3]["text"] == "Đã thay bóng đèn."


def test_each_officer_moves_only_what_lies_on_their_own_desk(town: Town, square: Square) -> None:
    report_id = square.send(town.register())["id"]
    police = square.agency("police")
    assert square.move(police, report_id, "start", version=1).code == "not-allowed"
    assert police.get(f"/report-desk/reports/{report_id}").code == "not-allowed"
    assert police.get("/report-desk/inboxes/lighting").code == "not-allowed"
    assert town.register(MINH, MINH_PHONE).get(f"/report-desk/reports/{report_id}").code == "not-allowed"


def test_an_agency_cannot_do_what_only_operations_may(town: Town, square: Square) -> None:
    report_id, lights = square.send(town.register())["id"], square.agency()
    refused = square.move(lights, report_id, "reject", version=1, text="Không đúng")
    assert (refused.code, refused.body["detail"]) == (
        "move-refused",
        "in the state received this may be done: ask-back, forward",
    )


def test_a_stranger_does_not_even_learn_that_it_is_not_theirs(town: Town, square: Square) -> None:
    report_id = square.send(town.register())["id"]
    minh = town.register(MINH, MINH_PHONE)
    body = {"move": "withdraw", "version": 1}
    assert minh.post(f"/me/reports/{report_id}/moves", body).code == "no-such-report"
    assert minh.post(f"/me/reports/{'0' * 32}/moves", body).code == "no-such-report"


@pytest.mark.parametrize("move", ["reject", "ask-back", "forward"])
def test_who_waits_is_told_why(town: Town, square: Square, move: str) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    answer = square.move(operations, report_id, move, text="  ")
    assert list(answer.body["fields"]) == ["text"]


def test_passing_a_report_on_needs_a_reason_and_keeps_its_deadline(town: Town, square: Square) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    assert list(square.move(operations, report_id, "assign", unit="police").body["fields"]) == ["text"]
    due_on = town.browser().get(f"/reports/{report_id}").body["due_on"]
    moved = square.move(operations, report_id, "assign", unit="police", text="Thuộc công an").body
    assert (moved["unit"], moved["due_on"]) == ("police", due_on)
    assert square.move(operations, report_id, "assign", unit="dragons", text="Thử").body["fields"]["unit"]


def test_two_officers_at_once_are_one_move(town: Town, square: Square) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    first = square.move(operations, report_id, "assign", version=1, unit="lighting")
    again = square.move(operations, report_id, "assign", version=1, unit="lighting")
    other = square.move(operations, report_id, "reject", version=1, text="Trùng")
    assert (first.status, again.status, again.body["version"], other.code) == (200, 200, 2, "report-changed")


def test_of_many_at_once_one_moves_the_report_and_the_others_look_again(town: Town, square: Square) -> None:
    """Officers of the centre, of the agency and the citizen, all on what they saw in the same moment."""
    lan = town.register()
    report_id, world = square.send(lan)["id"], square.world()
    report = sending.get_report(world, report_id)
    reporter = moving.Acting("reporter", "lan")
    officers = [moving.Acting("operations", f"officer-{n}") for n in range(6)]
    wishes = [(one, MoveToMake("assign", 1, unit="lighting")) for one in officers[:3]]
    wishes += [(one, MoveToMake("reject", 1, text="Không tìm thấy")) for one in officers[3:]]

    def move(wish: tuple[moving.Acting, MoveToMake]) -> str:
        try:
            moving.move(world, report, *wish)
        except ReportChangedError:
            return "looks again"
        return "moved"

    with ThreadPoolExecutor(7) as pool:
        outcomes = sorted(pool.map(move, [*wishes, (reporter, MoveToMake("withdraw", 1))]))
    assert outcomes == ["looks again"] * 6 + ["moved"]
    history = reports.list_events(world.reports, report_id)
    assert (len(history), is_intact(history)) == (2, True)


def test_asking_back_stops_the_clock_and_the_reply_starts_it_again(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    square.move(operations, report_id, "ask-back", text="Cột đèn số mấy?")
    town.wait(days=20)
    lan.log_in()
    shown = lan.get(f"/me/reports/{report_id}").body
    assert (shown["state"], shown["is_late"]) == ("returned", False)
    replied = square.move(lan, report_id, "reply", text="Cột số 14.").body
    assert (replied["state"], replied["due_on"], replied["is_late"]) == ("received", "2026-12-21", False)


def test_late_stays_late_when_it_is_answered(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    square.move(operations, report_id, "assign", unit="lighting")
    town.wait(days=8)
    square.log_in(operations)
    assert town.browser().get(f"/reports/{report_id}").body["is_late"]
    square.move(operations, report_id, "answer", text="Đã thay.")
    assert town.browser().get(f"/reports/{report_id}").body["is_late"]
    assert [one["id"] for one in town.browser().get("/reports?late=true").body["reports"]] == [report_id]


def test_the_deadline_moves_once_with_a_reason_and_not_when_it_is_over(town: Town, square: Square) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    square.move(operations, report_id, "assign", unit="lighting")
    longer = square.move(operations, report_id, "extend", text="Chờ vật tư").body
    assert (longer["due_on"], longer["is_extended"]) == ("2026-12-08", True)
    assert square.move(operations, report_id, "extend", text="Vẫn chờ").code == "move-refused"


def test_not_fixed_opens_it_again_once_and_then_somebody_decides(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.answered(lan, operations)
    town.wait(minutes=20)
    again = square.move(lan, report_id, "not-fixed", text="Đèn vẫn tắt.").body
    assert (again["state"], again["reopened"], again["unit"], again["answered_at"]) == ("reopened", 1, "lighting", 0)
    square.move(operations, report_id, "answer", text="Đã thay dây.")
    assert square.move(lan, report_id, "not-fixed", text="Vẫn tắt.").body["state"] == "reopen-requested"
    assert square.move(operations, report_id, "leave-closed", text="Đã kiểm tra, đèn sáng.").body["state"] == "closed"


def test_what_is_urgent_has_a_day_from_its_receipt_and_a_reason(town: Town, square: Square) -> None:
    sent, operations = square.send(town.register()), square.operations()
    town.wait(hours=5)
    square.log_in(operations)
    wish = {"unit": "lighting", "procedure": "urgent"}
    assert list(square.move(operations, sent["id"], "assign", **wish).body["fields"]) == ["text"]
    urgent = square.move(operations, sent["id"], "assign", text="Dây điện rơi xuống đường", **wish).body
    assert (urgent["procedure"], urgent["due_at"], urgent["due_on"]) == ("urgent", sent["received_at"] + 86_400, "")


def test_no_change_of_agency_or_procedure_makes_a_deadline_later(town: Town, square: Square) -> None:
    """Back to working days, too: who has promised a day extends it, once and with a reason."""
    report_id, operations = square.send(town.register())["id"], square.operations()
    wishes = [
        ("lighting", "timed"),
        ("lighting", "urgent"),
        ("police", "timed"),
        ("police", "urgent"),
        ("lighting", "timed"),
    ]
    due = []
    for unit, procedure in wishes:
        town.wait(minutes=5)
        moved = square.move(operations, report_id, "assign", unit=unit, procedure=procedure, text="Xem lại")
        due.append(moved.body["due_at"])
    assert due == sorted(due, reverse=True)
    assert due[1:] == [due[1]] * 4


def test_a_change_of_procedure_keeps_extension_and_pauses(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    sent = square.send(lan)
    square.move(operations, sent["id"], "assign", unit="lighting")
    square.move(operations, sent["id"], "extend", text="Chờ vật tư")
    square.move(operations, sent["id"], "ask-back", text="Cột đèn số mấy?")
    town.wait(minutes=25)
    square.move(lan, sent["id"], "reply", text="Cột số 14.")
    urgent = square.move(operations, sent["id"], "assign", unit="lighting", procedure="urgent", text="Dây rơi").body
    assert urgent["due_at"] == sent["received_at"] + 2 * 86_400 + 25 * 60
    assert square.move(operations, sent["id"], "extend", text="Vẫn chờ").code == "move-refused"


def test_after_reopening_terms_count_from_then_also_where_somebody_must_decide(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.answered(lan, operations)
    town.wait(days=2)
    lan.log_in()
    square.log_in(operations)
    first = square.move(lan, report_id, "not-fixed", text="Đèn vẫn tắt.").body
    again = int(town.now.timestamp())
    urgent = square.move(operations, report_id, "assign", unit="lighting", procedure="urgent", text="Dây rơi").body
    assert (first["due_at"] > urgent["due_at"], urgent["due_at"]) == (True, again + 86_400)
    square.move(operations, report_id, "answer", text="Đã thay dây.")
    asked = square.move(lan, report_id, "not-fixed", text="Vẫn tắt.").body
    town.wait(hours=20)
    square.log_in(operations)
    granted = square.move(operations, report_id, "reopen", text="Đúng là vẫn tắt.").body
    assert granted["due_at"] == asked["due_at"] == again + 86_400, "deciding takes of the city's time"


def test_what_is_asked_back_when_it_is_late_stays_late(town: Town, square: Square) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    town.wait(days=8)
    square.log_in(operations)
    assert square.move(operations, report_id, "ask-back", text="Cột đèn số mấy?").body["is_late"]


def test_a_duplicate_names_the_report_that_was_there_first(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    first, second = square.send(lan)["id"], square.send(lan)["id"]
    assert list(square.move(operations, second, "merge", original=second).body["fields"]) == ["original"]
    assert list(square.move(operations, second, "merge", original="f" * 32).body["fields"]) == ["original"]
    merged = square.move(operations, second, "merge", original=first).body
    assert (merged["state"], merged["duplicate_of"], merged["is_open"]) == ("duplicate", first, False)


def test_no_line_of_a_history_can_be_changed_left_out_or_moved(town: Town, square: Square) -> None:
    report_id = square.answered(town.register(), square.operations())
    history = reports.list_events(square.world().reports, report_id)
    assert is_intact(history)
    changed: list[Event] = [history[0], replace(history[1], unit="police"), history[2]]
    for forged in (changed, history[:1] + history[2:], [history[1], history[0], history[2]]):
        assert not is_intact(forged)


def test_the_inbox_is_sorted_by_deadline(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    slow = square.send(lan, category="infrastructure", answers={"thing": ["road"]})["id"]
    town.wait(minutes=1)
    quick = square.send(lan, category="security", answers={"ongoing": ["repeated"]})["id"]
    waiting = operations.get("/report-desk/inboxes/operations").body["reports"]
    assert [one["id"] for one in waiting] == [quick, slow]
    square.move(operations, quick, "reject", text="Không có ở nơi đó")
    assert [one["id"] for one in operations.get("/report-desk/inboxes/operations").body["reports"]] == [slow]


def test_strangers_read_a_reply_without_the_numbers_in_it_and_can_still_check_the_chain(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    square.move(operations, report_id, "ask-back", text="Hỏi thêm: 19001075.")
    own = square.move(lan, report_id, "reply", text="Gọi tôi 0905 123 456.").body["history"]
    public = town.browser().get(f"/reports/{report_id}").body["history"]
    assert [one["text"] for one in own] == ["", "Hỏi thêm: 19001075.", "Gọi tôi 0905 123 456."]
    assert [one["text"] for one in public] == ["", "Hỏi thêm: 19001075.", "Gọi tôi •••."]
    digests = [hashlib.sha256(one["text"].encode()).hexdigest() for one in own]
    assert [one["text_digest"] for one in public] == digests
    assert operations.get(f"/report-desk/reports/{report_id}").body["history"][2]["text"] == own[2]["text"]
