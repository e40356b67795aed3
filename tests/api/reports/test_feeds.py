"""Atom feeds of reports: as feed readers and the W3C's checker want them, and only of what everybody may see."""

from typing import Any

import feedparser
import pytest
from chalicelib.reports.model.reports import Report
from chalicelib.reports.storage import reports
from lxml import etree
from msgspec import structs
from square import Square
from stage import Town

NAMES = {"a": "http://www.w3.org/2005/Atom"}
ORIGIN = "https://huecity.example"


def get(town: Town, path: str, status: int = 200) -> tuple[bytes, dict[str, Any]]:
    reply = town.client.http.get(f"/api/v1/report-feeds/{path}")
    assert reply.status_code == status, reply.body
    return reply.body, reply.headers


def read(town: Town, path: str) -> Any:
    """What feedparser makes of it; nothing of it may be strange to it."""
    parsed = feedparser.parse(get(town, path)[0])
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_each_feed_has_its_reports_and_no_others(town: Town, square: Square) -> None:
    report_id = square.send(town.register())["id"]
    for path in ("all/all", "ward/phu-xuan", "category/street-light", "unit/lighting"):
        (entry,) = read(town, path).entries
        assert entry.link == f"{ORIGIN}/vi/reports/report/#{report_id}"
        assert entry.content[0].value == "Đèn trước cổng chợ tắt đã ba đêm."
        assert entry.title == "Đèn đường hỏng: Đèn trước cổng chợ tắt đã ba đêm."
    for path in ("ward/vy-da", "category/waste", "unit/police"):
        assert read(town, path).entries == []


@pytest.mark.parametrize("path", ["all/some", "ward/ba-dinh", "category/dragons", "unit/nobody", "report/none", "x/y"])
def test_a_feed_of_what_is_not_there_is_not_found(town: Town, square: Square, path: str) -> None:
    get(town, path, 404)


def test_a_feed_is_whole_atom(town: Town, square: Square) -> None:
    """What the W3C's checker asks for, rule by rule."""
    lan = town.register()
    ids = [square.send(lan)["id"] for _ in range(3)]
    body, headers = get(town, "all/all")
    root = etree.fromstring(body)
    assert (headers["Content-Type"], headers["Cache-Control"]) == (
        "application/atom+xml; charset=utf-8",
        "public, max-age=60",
    )
    assert root.xpath("string(a:link[@rel='self']/@href)", namespaces=NAMES) == f"{ORIGIN}/api/v1/report-feeds/all/all"
    entries = root.xpath("a:entry", namespaces=NAMES)
    for element in (root, *entries):
        for name in ("id", "title", "updated", "author"):
            assert len(element.xpath(f"a:{name}", namespaces=NAMES)) == 1, name
    told = root.xpath("//a:id/text()", namespaces=NAMES)
    assert all(one.startswith("urn:uuid:") for one in told)
    assert len(set(told)) == len(ids) + 1
    instants = root.xpath("a:entry/a:updated/text()", namespaces=NAMES)
    assert instants == sorted(set(instants), reverse=True), "newest first, no two alike"
    assert all(one.endswith("+07:00") for one in instants)


def test_ids_stay_while_a_report_moves(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.send(lan)["id"]
    before = read(town, "all/all").entries[0]
    town.wait(minutes=5)
    square.move(operations, report_id, "assign", unit="lighting")
    after = read(town, "all/all").entries[0]
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated > before.updated


def test_a_reports_own_feed_is_its_history_the_newest_first(town: Town, square: Square) -> None:
    report_id = square.answered(town.register(), square.operations())
    parsed = read(town, f"report/{report_id}")
    assert [entry.title for entry in parsed.entries] == ["Đã trả lời", "Giao đơn vị", "Đã gửi"]
    assert parsed.entries[0].content[0].value == "Đã thay bóng đèn."


def change(square: Square, report_id: str, **values: Any) -> Report:
    table, old = square.world().reports, reports.get(square.world().reports, report_id)
    assert old
    new = structs.replace(old, **values)
    table.transact([reports.changing(table, old, new)])
    return new


def test_what_is_hidden_is_in_no_feed(town: Town, square: Square) -> None:
    report_id = square.send(town.register())["id"]
    change(square, report_id, is_hidden=True)
    assert read(town, "all/all").entries == []
    get(town, f"report/{report_id}", 404)


def test_signs_that_xml_does_not_know_break_nothing(town: Town, square: Square) -> None:
    square.send(town.register(), text="Đèn <tắt> & \x0bhỏng \ufffe suốt đêm ]]>")
    (entry,) = read(town, "all/all").entries
    assert "<tắt> &" in etree.fromstring(get(town, "all/all")[0]).xpath("string(//a:content)", namespaces=NAMES)
    assert entry.title
