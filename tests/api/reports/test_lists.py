"""Lists and the map: newest first, page by page, by every filter, in one or two calls and never by a scan."""

from typing import Any

import pytest
from square import Square
from stage import LAN, MINH, MINH_PHONE, Town, listening


def send_many(town: Town, square: Square, count: int) -> list[str]:
    """Ids of street lights of two wards, oldest first."""
    senders = [town.register(), town.register(MINH, MINH_PHONE)]
    ids = []
    for number in range(count):
        town.wait(seconds=1)
        ward = ("phu-xuan", "vy-da")[number % 2]
        ids.append(square.send(senders[number % 2], ward=ward)["id"])
    return ids


def test_all_pages_together_are_all_reports_newest_first(town: Town, square: Square) -> None:
    ids = send_many(town, square, 30)
    guest, seen, after = town.browser(), [], ""
    while True:
        page = guest.get(f"/reports?after={after.replace('#', '%23')}").body
        seen += [one["id"] for one in page["reports"]]
        if not (after := page["next"]):
            break
    assert seen == ids[::-1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("category=street-light", 4),
        ("category=waste", 0),
        ("ward=vy-da", 2),
        ("unit=lighting&ward=phu-xuan", 2),
        ("unit=police", 0),
        ("status=open", 3),
        ("status=closed", 1),
        ("status=open&ward=vy-da&category=street-light", 2),
        ("late=true", 0),
    ],
)
def test_every_filter_alone_and_together(town: Town, square: Square, query: str, count: int) -> None:
    ids = send_many(town, square, 4)
    square.move(square.operations(), ids[0], "reject", text="Không tìm thấy")
    with listening() as calls:
        found = town.browser().get(f"/reports?{query}").body["reports"]
    assert len(found) == count
    assert set(calls) == {"Query"}
    assert len(calls) <= 2


@pytest.mark.parametrize("query", ["status=maybe", "after=nonsense", "colour=red", "late=perhaps"])
def test_a_filter_that_is_none_is_told(town: Town, square: Square, query: str) -> None:
    answer = town.browser().get(f"/reports?{query}")
    assert (answer.status, len(answer.body["fields"])) == (422, 1)


def test_the_map_shows_what_lies_in_a_tile_and_in_no_other(town: Town, square: Square) -> None:
    sent = square.send(town.register())
    with listening() as calls:
        here = town.browser().get("/report-tiles/26176/14863").body["reports"]
    assert calls == ["Query"]
    beside = town.browser().get("/report-tiles/26177/14863").body["reports"]
    assert ([one["id"] for one in here], beside) == ([sent["id"]], [])
    assert town.browser().get("/report-tiles/x/y").status == 404


def test_who_reports_the_same_is_shown_what_is_there(town: Town, square: Square) -> None:
    sent = square.send(town.register())
    assert found(town, 16.4735, 107.5885, "street-light") == [(111, sent["id"])]
    assert found(town, 16.4765, 107.5885, "street-light") == []
    assert found(town, 16.4735, 107.5885, "waste") == []


def found(town: Town, lat: float, long: float, category: str) -> list[tuple[int, Any]]:
    with listening() as calls:
        answer = town.browser().get(f"/report-neighbours?lat={lat}&long={long}&category={category}")
    assert 1 <= len(calls) <= 4, "one for each tile that it touches"
    assert set(calls) == {"Query"}
    return [(one["metres"], one["report"]["id"]) for one in answer.body["neighbours"]]


def test_lists_may_stay_in_a_cache_for_half_a_minute_and_own_reports_in_none(town: Town, square: Square) -> None:
    lan = town.register(LAN)
    square.send(lan)
    assert lan.get("/reports").headers["Cache-Control"] == "public, max-age=30"
    assert lan.get("/me/reports").headers["Cache-Control"] == "no-store"
