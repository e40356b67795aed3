"""How the city does: numbers that anybody can count again from the open data, and open data without a word or a name."""

import csv
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from chalicelib.otp.model.texts import LANGUAGES
from chalicelib.reports.model.catalogue import figures
from chalicelib.reports.model.open_data import COLUMNS, PART_ROWS, Row, pack, unpack
from chalicelib.reports.model.statistics import Numbers, count_all
from chalicelib.reports.service import statistics, timing
from faults import CrashError, broken
from scene import ROOT
from square import Square
from stage import Town, listening

SCRIPT = ROOT / "docs" / "open-data" / "handled_in_time.py"
DAY = 86_400
NIGHT = 1_795_600_000


def rows(count: int, seed: int = 7) -> list[Row]:
    """As they may be after some years: any agency, answered in time, late or not at all."""
    chance = random.Random(seed)
    return [random_row(chance) for _ in range(count)]


def random_row(chance: random.Random) -> Row:
    received_at = NIGHT - chance.randrange(150 * DAY)
    due_at, took = received_at + 7 * DAY, chance.randrange(14 * DAY)
    answered_at = chance.choice([0, received_at + took])
    return Row(
        id=f"{chance.getrandbits(128):032x}",
        category="waste",
        ward=chance.choice(["phu-xuan", "vy-da", ""]),
        unit=chance.choice(["lighting", "police", ""]),
        received_at=received_at,
        due_at=due_at,
        answered_at=answered_at,
        late=(answered_at or NIGHT) >= due_at,
        state="answered" if answered_at else "assigned",
        rating=chance.choice(["", "satisfied", "acceptable", "unsatisfied"]),
        reopened=chance.randrange(2),
        lat=16.4 + chance.random() / 10,
        long=107.5 + chance.random() / 10,
    )


def recount(folder: Path, months: dict[str, str]) -> subprocess.CompletedProcess[str]:
    for month, text in months.items():
        (folder / f"{month}.csv").write_text(text, "utf-8", newline="")
    command = [sys.executable, "-I", str(SCRIPT), *sorted(map(str, folder.glob("*.csv")))]
    return subprocess.run(command, capture_output=True, text=True)


def as_the_script_tells(numbers: list[Numbers]) -> set[str]:
    return {f"{one.month},{one.unit},{one.received},{one.answered},{one.answered_in_time}" for one in numbers}


def test_anybody_counts_the_same_from_the_open_data(tmp_path: Path) -> None:
    made = rows(3000)
    months = {month: unpack(pack([row for row in made if row.month == month])) for month in {row.month for row in made}}
    told = recount(tmp_path, months)
    assert (told.returncode, told.stderr) == (0, "")
    assert set(told.stdout.splitlines()) == as_the_script_tells(count_all(made))


def test_the_script_tells_rows_that_contradict_themselves(tmp_path: Path) -> None:
    text = unpack(pack(rows(50))).replace(",yes,", ",no,")
    told = recount(tmp_path, {"2026-11": text})
    assert (told.returncode, "answered after its deadline" in told.stderr) == (1, True)


def test_a_part_fits_into_an_item_of_the_database() -> None:
    parts = pack(rows(PART_ROWS + 1))
    assert [len(part) < 300_000 for part in parts] == [True, True]


def test_every_number_says_what_it_counts_in_every_language() -> None:
    counted = set(Numbers.__struct_fields__) - {"unit", "month"}
    assert set(figures()) == counted
    for figure in figures().values():
        assert list(figure.names) == list(figure.definitions) == list(LANGUAGES)


def month_of(town: Town, month: str) -> list[dict[str, str]]:
    reply = town.client.http.get(f"/api/v1/report-data/{month}")
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, "text/csv; charset=utf-8; header=present")
    return list(csv.DictReader(reply.body.decode().splitlines()))


def of_city(town: Town, month: str = "2026-11") -> dict[str, Any]:
    numbers = town.browser().get("/report-statistics").body["numbers"]
    return next(one for one in numbers if (one["unit"], one["month"]) == ("all", month))


def test_a_night_counts_what_the_city_has_done(town: Town, square: Square, tmp_path: Path) -> None:
    lan, operations = town.register(), square.operations()
    answered = square.answered(lan, operations)
    town.wait(minutes=10)
    late, withdrawn, hidden = (square.send(lan)["id"] for _ in range(3))
    square.move(lan, withdrawn, "withdraw")
    lan.post(f"/me/reports/{answered}/ratings", {"rating": "satisfied", "version": 3})
    square.move(operations, hidden, "hide", text="Có tên người trong ảnh.")
    town.wait(days=8)
    timing.move_in_time(square.world())
    assert statistics.recompute(square.world()) == 3
    told = town.browser().get("/report-statistics").body
    assert told["as_of"] == int(town.now.timestamp())
    assert "working days" in told["definitions"]["answered_in_time"]["definitions"]["en"]
    city = of_city(town)
    assert (city["received"], city["answered"], city["answered_in_time"], city["late"]) == (3, 1, 1, 1)
    assert (city["satisfied"], city["unsatisfied"], city["median_days"]) == (1, 0, 0.0)
    published = month_of(town, "2026-11")
    assert {row["id"]: (row["late"], row["state"]) for row in published} == {
        answered: ("no", "closed"),
        late: ("yes", "received"),
        withdrawn: ("no", "closed"),
    }
    assert list(published[0]) == COLUMNS
    assert "Đèn" not in str(published)


def published_row(town: Town, report_id: str, month: str = "2026-11") -> dict[str, str]:
    return next(row for row in month_of(town, month) if row["id"] == report_id)


def test_what_its_sender_never_completed_was_not_answered(town: Town, square: Square, tmp_path: Path) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    square.move(operations, report_id, "ask-back", text="Cột đèn số mấy?")
    town.wait(days=15)
    timing.move_in_time(square.world())
    statistics.recompute(square.world())
    city, row = of_city(town), published_row(town, report_id)
    assert (city["received"], city["answered"], city["answered_in_time"], city["median_days"]) == (1, 0, 0, None)
    assert (row["state"], row["answered"], row["late"]) == ("rejected", "", "no")
    text = town.client.http.get("/api/v1/report-data/2026-11").body.decode()
    assert recount(tmp_path, {"2026-11": text}).stdout.splitlines()[0] == "2026-11,all,1,0,0"
    square.log_in(operations)
    anew = square.move(operations, report_id, "reopen", text="Người gửi đã gọi lại.").body
    assert (anew["state"], anew["reopened"]) == ("reopened", 0), "it had no answer that could be doubted"


def test_a_request_to_open_again_is_counted_once_and_only_when_it_is_granted(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.answered(lan, operations)
    square.move(lan, report_id, "not-fixed", text="Đèn vẫn tắt.")
    square.move(operations, report_id, "answer", text="Đã thay dây.")
    asked = square.move(lan, report_id, "not-fixed", text="Vẫn tắt.").body
    granted = square.move(operations, report_id, "reopen", text="Đúng là vẫn tắt.").body
    assert [(one["state"], one["reopened"]) for one in (asked, granted)] == [("reopen-requested", 1), ("reopened", 2)]
    assert granted["answered_at"] == 0


def test_an_answer_that_is_left_as_it_is_was_given_when_it_was_given(town: Town, square: Square) -> None:
    """Its doubt was answered late, which is late for ever."""
    lan, operations = town.register(), square.operations()
    report_id = square.answered(lan, operations)
    square.move(lan, report_id, "not-fixed", text="Đèn vẫn tắt.")
    answered = square.move(operations, report_id, "answer", text="Đã thay dây.").body["answered_at"]
    town.wait(minutes=20)
    asked = square.move(lan, report_id, "not-fixed", text="Vẫn tắt.").body
    left = square.move(operations, report_id, "leave-closed", text="Đã kiểm tra, đèn sáng.").body
    assert [(one["answered_at"], one["reopened"], one["is_late"]) for one in (asked, left)] == [(answered, 1, False)] * 2
    square.move(lan, report_id, "not-fixed", text="Vẫn tắt.")
    town.wait(days=9)
    square.log_in(operations)
    left = square.move(operations, report_id, "leave-closed", text="Đã kiểm tra, đèn sáng.").body
    assert (left["answered_at"], left["is_late"]) == (answered, True)


def test_two_nights_write_the_same_and_what_is_hidden_later_vanishes(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    statistics.recompute(square.world())
    with listening() as calls:
        statistics.recompute(square.world())
    assert calls == ["Query", "GetItem", "PutItem"], "the list, what was counted before, and the numbers"
    square.move(operations, report_id, "hide", text="Có tên người trong ảnh.")
    assert statistics.recompute(square.world()) == 0
    assert town.client.http.get("/api/v1/report-data/2026-11").status_code == 404
    assert town.browser().get("/report-statistics").body["numbers"] == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_night_that_is_cut_off_is_made_good_by_the_next(town: Town, square: Square, when: Any) -> None:
    square.send(town.register())
    for at in range(6):
        weak, _ = broken(square.world(), at, when)
        with suppress(CrashError):
            statistics.recompute(weak)
    statistics.recompute(square.world())
    assert (of_city(town)["received"], len(month_of(town, "2026-11"))) == (1, 1)


@pytest.mark.parametrize("month", ["2026-12", "2026-13", "latest", "2026-11-24"])
def test_a_month_that_is_none_is_not_found(town: Town, square: Square, month: str) -> None:
    assert town.client.http.get(f"/api/v1/report-data/{month}").status_code == 404


def test_numbers_and_open_data_cost_one_call_each_and_stay_in_caches(town: Town, square: Square) -> None:
    square.send(town.register())
    statistics.recompute(square.world())
    for path, call in (("/api/v1/report-statistics", "GetItem"), ("/api/v1/report-data/2026-11", "Query")):
        with listening() as calls:
            reply = town.client.http.get(path)
        assert (calls, reply.headers["Cache-Control"]) == ([call], "public, max-age=600")


def test_before_the_first_night_there_are_no_numbers(town: Town, square: Square) -> None:
    told = town.browser().get("/report-statistics").body
    assert (told["as_of"], told["numbers"]) == (0, [])
