"""Locking who abuses reports: for a reason and a time, read by the person, who may ask once for other eyes."""

from typing import Any

import pytest
from officers import HOA
from square import Square
from stage import MINH, MINH_PHONE, Answer, Browser, Town
from test_senders import log_of

REASON = "Gửi hai mươi tin bịa trong một ngày"
PLEA = "Các tin đó do con tôi bấm nhầm, tôi xin lỗi."


def lock(officer: Browser, report_id: str, reason: str = REASON, days: int = 30) -> Answer:
    return officer.post(f"/report-desk/reports/{report_id}/sender-locks", {"reason": reason, "days": days})


def appeal(person: Browser, text: str = PLEA) -> Answer:
    return person.post("/me/report-lock-appeals", {"text": text})


def decide(officer: Browser, decision: str, reason: str = "Đã nghe giải thích, lần đầu") -> Answer:
    (waiting,) = officer.get("/report-desk/lock-appeals").body["appeals"]
    return officer.post(f"/report-desk/lock-appeals/{waiting['id']}/decisions", {"decision": decision, "reason": reason})


@pytest.fixture
def locked(town: Town, square: Square) -> tuple[Browser, Browser, str]:
    """(the person, the officer who has locked them, the report that it was for)."""
    lan, nam = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    assert lock(nam, report_id).status == 201
    return lan, nam, report_id


def test_who_is_locked_sends_nothing_reads_why_and_until_when(
    town: Town, square: Square, locked: tuple[Browser, Browser, str]
) -> None:
    lan, _, report_id = locked
    assert square.post(lan).code == "sender-locked"
    own = lan.get("/me/report-lock").body
    at = int(town.now.timestamp())
    assert (own["is_locked"], own["reason"], own["report_id"], own["may_appeal"]) == (True, REASON, report_id, True)
    assert (own["locked_at"], own["ends_at"]) == (at, at + 30 * 86_400)
    assert log_of(lan)[0] == ("reports-locked", "operations")
    assert square.post(town.register(MINH, MINH_PHONE)).status == 201, "nobody else is locked"


def test_a_lock_ends_by_itself(town: Town, square: Square, locked: tuple[Browser, Browser, str]) -> None:
    lan, nam, report_id = locked
    town.wait(days=30)
    lan.log_in()
    assert lan.get("/me/report-lock").body["is_locked"] is False
    assert square.post(lan).status == 201
    square.log_in(nam)
    assert lock(nam, report_id).status == 201, "and another may follow"


def test_two_locks_at_once_are_one(square: Square, locked: tuple[Browser, Browser, str]) -> None:
    _, nam, report_id = locked
    assert lock(nam, report_id, days=365).code == "already-locked"


def test_a_lock_needs_a_reason_an_end_and_the_operations_centre(town: Town, square: Square) -> None:
    lan, nam, lights = town.register(), square.operations(), square.agency()
    report_id = square.send(lan)["id"]
    assert lock(nam, report_id, reason=" ").body["field_codes"] == {"reason": "reason-short"}
    assert [list(lock(nam, report_id, days=days).body["fields"]) for days in (0, 366)] == [["days"], ["days"]]
    assert lock(lights, report_id).code == "not-allowed"
    assert lan.get("/me/report-lock").body["is_locked"] is False


def test_other_eyes_lift_a_lock_and_the_person_sends_again(
    town: Town, square: Square, locked: tuple[Browser, Browser, str]
) -> None:
    lan, nam, report_id = locked
    assert appeal(lan).body["appeal"] == PLEA
    assert decide(nam, "lift").code == "own-lock"
    hoa = square.officer(HOA, "operations")
    (waiting,) = hoa.get("/report-desk/lock-appeals").body["appeals"]
    assert (waiting["reason"], waiting["text"], waiting["report_id"], waiting["is_own"]) == (REASON, PLEA, report_id, False)
    town.wait(seconds=1)
    assert decide(hoa, "lift").body == {"decision": "lift", "ends_at": int(town.now.timestamp())}
    assert square.post(lan).status == 201
    assert log_of(lan)[0] == ("reports-lock-lifted", "operations")
    assert hoa.get("/report-desk/lock-appeals").body == {"appeals": []}


def test_a_lock_that_is_kept_says_why_and_is_not_looked_at_again(
    square: Square, locked: tuple[Browser, Browser, str]
) -> None:
    lan, _, _ = locked
    appeal(lan)
    assert decide(square.officer(HOA, "operations"), "keep", "Tin bịa vẫn được gửi sau khi nhắc").status == 200
    own = lan.get("/me/report-lock").body
    assert (own["decision"], own["answer"], own["may_appeal"]) == ("keep", "Tin bịa vẫn được gửi sau khi nhắc", False)
    assert square.post(lan).code == "sender-locked"
    assert appeal(lan).code == "appealed-already"


def test_there_is_one_appeal_and_only_against_a_lock(town: Town, locked: tuple[Browser, Browser, str]) -> None:
    lan, _, _ = locked
    assert appeal(lan, "xin").body["field_codes"] == {"text": "reason-short"}
    assert (appeal(lan).status, appeal(lan).code) == (201, "appealed-already")
    assert appeal(town.register(MINH, MINH_PHONE)).code == "not-locked"


def test_nobody_decides_about_themselves(town: Town, square: Square) -> None:
    nam, hoa = square.operations(), square.officer(HOA, "operations")
    report_id = square.send(nam)["id"]
    lock(hoa, report_id)
    appeal(nam)
    assert decide(nam, "lift").code == "own-lock"


def test_an_appeal_is_decided_once(square: Square, locked: tuple[Browser, Browser, str]) -> None:
    lan, _, _ = locked
    appeal(lan)
    hoa = square.officer(HOA, "operations")
    (waiting,) = hoa.get("/report-desk/lock-appeals").body["appeals"]
    path, body = f"/report-desk/lock-appeals/{waiting['id']}/decisions", {"decision": "keep", "reason": "Vẫn còn tin bịa"}
    assert [hoa.post(path, body).status, hoa.post(path, body | {"decision": "lift"}).code] == [200, "no-such-appeal"]


def test_each_step_of_a_lock_stands_in_the_audit(square: Square, locked: tuple[Browser, Browser, str]) -> None:
    lan, nam, report_id = locked
    appeal(lan)
    hoa = square.officer(HOA, "operations")
    decide(hoa, "lift", "Đã nghe giải thích")
    lines: list[dict[str, Any]] = square.overseer().get(f"/report-desk/reports/{report_id}/audit").body["lines"]
    officers = [one.get("/me").body["account_id"] for one in (nam, hoa)]
    assert sorted((one["what"], one["officer"], one["reason"]) for one in lines) == [
        ("appeal-sent", "", PLEA),
        ("lock-lifted", officers[1], "Đã nghe giải thích"),
        ("sender-locked", officers[0], REASON),
    ]
