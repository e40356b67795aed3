"""Co-signing: this one is mine, too. Counted once each, taken back, and refused where nobody waits any more."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from chalicelib.access import Level, Person
from chalicelib.reports.service import cosigning
from chalicelib.reports.storage import reports
from msgspec import structs
from square import Square
from stage import HUONG, HUONG_PHONE, MINH, MINH_PHONE, Town


def test_twice_is_as_good_as_once_and_everybody_sees_the_count(town: Town, square: Square) -> None:
    report_id, minh = square.send(town.register())["id"], town.register(MINH, MINH_PHONE)
    path = f"/reports/{report_id}/cosigns"
    assert minh.get(path).body == {"cosigns": 0, "is_mine": False}
    assert [minh.post(path, None).body for _ in range(2)] == [{"cosigns": 1, "is_mine": True}] * 2
    town.register(HUONG, HUONG_PHONE).post(path, None)
    assert town.browser().get("/reports").body["reports"][0]["cosigns"] == 2
    assert [minh.delete(path).body for _ in range(2)] == [{"cosigns": 1, "is_mine": False}] * 2


def test_a_count_survives_the_moves_of_the_report(town: Town, square: Square) -> None:
    report_id, minh, operations = square.send(town.register())["id"], town.register(MINH, MINH_PHONE), square.operations()
    assert minh.post(f"/reports/{report_id}/cosigns", None).status == 200
    assert square.move(operations, report_id, "assign", unit="lighting").body["cosigns"] == 1
    assert square.move(operations, report_id, "answer", text="Đã thay bóng đèn.").body["cosigns"] == 1


def test_what_is_closed_hidden_ones_own_or_not_there_is_not_co_signed(town: Town, square: Square) -> None:
    lan, minh, operations = town.register(), town.register(MINH, MINH_PHONE), square.operations()
    closed, hidden = square.answered(lan, operations), square.send(lan)["id"]
    table, old = square.world().reports, reports.get(square.world().reports, hidden)
    assert old
    table.transact([reports.changing(table, old, structs.replace(old, is_hidden=True))])
    assert minh.post(f"/reports/{closed}/cosigns", None).code == "report-closed"
    assert minh.post(f"/reports/{hidden}/cosigns", None).code == "no-such-report"
    assert minh.post(f"/reports/{'0' * 32}/cosigns", None).code == "no-such-report"
    assert lan.post(f"/reports/{closed}/cosigns", None).code == "own-report"
    assert town.browser().post(f"/reports/{closed}/cosigns", None).code == "not-signed-in"


def test_many_at_once_are_each_counted_once(town: Town, square: Square) -> None:
    report_id, world = square.send(town.register())["id"], square.world()
    people = [Person(f"{n:032d}", f"hash {n}", "", "citizen", Level.PHONE) for n in range(6)] * 2
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda one: cosigning.cosign(replace(world), one, report_id), people))
    assert town.browser().get(f"/reports/{report_id}").body["cosigns"] == 6


def test_nobody_co_signs_more_than_fifty_a_day(town: Town, square: Square) -> None:
    report_id, other = square.send(town.register())["id"], square.send(town.register(HUONG, HUONG_PHONE))["id"]
    minh = town.register(MINH, MINH_PHONE)
    for _ in range(25):
        minh.post(f"/reports/{report_id}/cosigns", None)
        minh.delete(f"/reports/{report_id}/cosigns")
    for _ in range(25):
        minh.post(f"/reports/{other}/cosigns", None)
        minh.delete(f"/reports/{other}/cosigns")
    refused = minh.post(f"/reports/{report_id}/cosigns", None)
    assert (refused.code, int(refused.headers["Retry-After"]) > 0) == ("too-many", True)
