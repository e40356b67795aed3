"""Who sent a report: the operations centre may ask, with a reason that is kept, and the person reads that it did."""

from typing import Any

import pytest
from square import Square
from stage import LAN, PASSWORD, Answer, Browser, Town

REASON = "Cần gọi lại vì có người bị thương"


def look(officer: Browser, report_id: str, reason: str = REASON) -> Answer:
    return officer.post(f"/report-desk/reports/{report_id}/identity-views", {"reason": reason})


def log_of(person: Browser) -> list[tuple[str, str]]:
    entries: list[dict[str, Any]] = person.get("/me/log").body["log"]
    return [(one["what"], one["by"]) for one in entries]


def test_the_operations_centre_learns_who_sent_it_with_masked_numbers(town: Town, square: Square) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    seen = look(operations, report_id)
    assert seen.status == 201
    assert seen.body == {"full_name": "Lê Thị Lan", "phone": "09•••••456", "citizen_id": "•••••••••234"}


def test_every_look_is_written_down_with_who_when_and_why_and_the_person_reads_of_it(town: Town, square: Square) -> None:
    lan, operations, overseer = town.register(), square.operations(), square.overseer()
    report_id = square.send(lan)["id"]
    look(operations, report_id)
    officer, at = operations.get("/me").body["account_id"], int(town.now.timestamp())
    looks = overseer.get(f"/report-desk/reports/{report_id}/identity-views").body["looks"]
    assert looks == [{"at": at, "officer": officer, "reason": REASON}]
    assert log_of(lan)[0] == ("report-sender-seen", "operations")
    audit = overseer.get(f"/report-desk/reports/{report_id}/audit").body["lines"]
    assert [(one["what"], one["reason"]) for one in audit] == [("sender-seen", REASON)]


@pytest.mark.parametrize("reason", ["", "   ", "vì sao?"])
def test_without_a_reason_nobody_is_shown_and_nothing_is_written_down(town: Town, square: Square, reason: str) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    assert look(operations, report_id, reason).body["field_codes"] == {"reason": "reason-short"}
    looks = square.overseer().get(f"/report-desk/reports/{report_id}/identity-views").body["looks"]
    assert looks == []


def test_neither_agencies_nor_overseers_nor_the_sender_may_ask(town: Town, square: Square) -> None:
    lan, lights, overseer = town.register(), square.agency(), square.overseer()
    report_id = square.send(lan)["id"]
    assert [look(one, report_id).code for one in (lights, overseer, lan)] == ["not-allowed"] * 3
    assert lights.get(f"/report-desk/reports/{report_id}/identity-views").code == "not-allowed"


def test_of_a_deleted_account_nobody_is_left_to_show(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    assert lan.post("/me/deletion", {"password": PASSWORD}).status == 200
    assert square.world().reports.get(f"REPORT#{report_id}", "REPORTER") is None
    assert look(operations, report_id).code == "sender-gone"
    assert look(operations, "f" * 32).code == "no-such-report"


def test_what_is_kept_of_the_sender_can_be_read_by_nobody_without_the_key(town: Town, square: Square) -> None:
    lan = town.register()
    account_id = lan.get("/me").body["account_id"]
    report_id = square.send(lan)["id"]
    kept = str(square.world().reports.query(f"REPORT#{report_id}"))
    assert account_id not in kept
    assert LAN not in kept
