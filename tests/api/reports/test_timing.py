"""What time itself does to reports: once, bounded, and never to what has moved meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from chalicelib.reports.service import timing
from faults import CrashError, broken
from square import Square
from stage import Town


def history(town: Town, report_id: str) -> list[tuple[str, str]]:
    events = town.browser().get(f"/reports/{report_id}").body["history"]
    return [(one["move"], one["by"]) for one in events]


def test_what_falls_due_is_late_for_ever_and_listed_as_such(town: Town, square: Square) -> None:
    report_id = square.send(town.register())["id"]
    assert timing.move_in_time(square.world()) == 0
    town.wait(days=8)
    assert [timing.move_in_time(square.world()) for _ in range(2)] == [1, 0]
    assert history(town, report_id) == [("send", "reporter"), ("fall-due", "system")]
    assert [one["id"] for one in town.browser().get("/reports?late=true").body["reports"]] == [report_id]


def test_an_answer_that_nobody_rates_closes_after_fourteen_days(town: Town, square: Square) -> None:
    report_id = square.answered(town.register(), square.operations())
    town.wait(days=13, hours=23)
    assert timing.move_in_time(square.world()) == 0
    town.wait(hours=1)
    assert [timing.move_in_time(square.world()) for _ in range(2)] == [1, 0]
    assert history(town, report_id)[-1] == ("close", "system")


def test_a_question_without_a_reply_ends_after_ten_working_days(town: Town, square: Square) -> None:
    report_id = square.send(town.register())["id"]
    square.move(square.operations(), report_id, "ask-back", text="Cột đèn số mấy?")
    town.wait(days=14)
    assert timing.move_in_time(square.world()) == 0
    town.wait(days=1)
    assert [timing.move_in_time(square.world()) for _ in range(2)] == [1, 0]
    shown = town.browser().get(f"/reports/{report_id}").body
    assert (shown["state"], shown["is_late"]) == ("rejected", False), "it was not the city that it waited for"
    assert "10 ngày làm việc" in shown["history"][-1]["text"]


def test_who_replies_in_time_is_not_turned_away(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    square.move(operations, report_id, "ask-back", text="Cột đèn số mấy?")
    town.wait(days=9)
    lan.log_in()
    square.move(lan, report_id, "reply", text="Cột số 14.")
    town.wait(days=7)
    assert timing.move_in_time(square.world()) == 0


def test_two_at_once_move_each_report_once(town: Town, square: Square) -> None:
    lan = town.register()
    ids = [square.send(lan)["id"] for _ in range(3)]
    town.wait(days=8)
    with ThreadPoolExecutor(2) as pool:
        moved = sum(pool.map(lambda _: timing.move_in_time(square.world()), range(2)))
    assert moved == 3
    assert all(len(history(town, one)) == 2 for one in ids)


@pytest.mark.parametrize("when", ["before", "after"])
def test_wherever_a_run_is_cut_off_the_next_one_finishes_it(town: Town, square: Square, when: Any) -> None:
    lan = town.register()
    ids = [square.send(lan)["id"] for _ in range(2)]
    town.wait(days=8)
    for at in range(8):
        weak, _ = broken(square.world(), at, when)
        with suppress(CrashError):
            timing.move_in_time(weak)
    timing.move_in_time(square.world())
    assert all([move for move, _ in history(town, one)] == ["send", "fall-due"] for one in ids)


def test_a_run_ends_with_its_time(town: Town, square: Square) -> None:
    lan = town.register()
    for _ in range(3):
        square.send(lan)
    town.wait(days=8)
    left = iter([True, False])
    assert timing.move_in_time(square.world(), lambda: next(left)) == 1
    assert timing.move_in_time(square.world()) == 2
