"""Rating an answer: by its reporter, by those who co-signed, and by the link of a message; each once."""

from typing import Any

import pytest
from chalicelib.reports.service import rating_links
from chalicelib.reports.storage import reports
from square import Square
from stage import MINH, MINH_PHONE, Answer, Browser, Town

SATISFIED = {"rating": "satisfied", "version": 3}
UNSATISFIED = {"rating": "unsatisfied", "version": 3, "is_fixed": False}


def rate(browser: Browser, report_id: str, body: dict[str, Any]) -> Answer:
    return browser.post(f"/me/reports/{report_id}/ratings", body)


def new_link(square: Square, report_id: str) -> str:
    """The token of a link, as a message brings it."""
    report = reports.get(square.world().reports, report_id)
    assert report
    return rating_links.make_link(square.world(), report)


def test_a_satisfied_reporter_closes_the_report_and_everybody_sees_the_rating(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.answered(lan, operations)
    rated = rate(lan, report_id, SATISFIED)
    assert (rated.body["state"], rated.body["rating"]) == ("closed", "satisfied")
    assert rate(lan, report_id, SATISFIED).body["version"] == 4, "the same once more changes nothing"
    assert rate(lan, report_id, SATISFIED | {"version": 4}).code == "move-refused"
    assert town.browser().get("/reports").body["reports"][0]["rating"] == "satisfied"


def test_what_is_not_fixed_is_open_again_with_its_rating_and_a_reason(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.answered(lan, operations)
    assert list(rate(lan, report_id, UNSATISFIED).body["fields"]) == ["text"]
    again = rate(lan, report_id, UNSATISFIED | {"text": "Đèn vẫn tắt, gọi tôi 0905 123 456."}).body
    assert (again["state"], again["rating"], again["is_open"]) == ("reopened", "unsatisfied", True)
    assert again["history"][-1]["text"] == "Đèn vẫn tắt, gọi tôi •••."


def test_nobody_rates_before_there_is_an_answer(town: Town, square: Square) -> None:
    lan, minh = town.register(), town.register(MINH, MINH_PHONE)
    report_id = square.send(lan)["id"]
    minh.post(f"/reports/{report_id}/cosigns", None)
    assert [rate(one, report_id, SATISFIED | {"version": 1}).code for one in (lan, minh)] == ["move-refused"] * 2


def test_who_co_signed_is_counted_once_and_moves_nothing(town: Town, square: Square) -> None:
    lan, minh, operations = town.register(), town.register(MINH, MINH_PHONE), square.operations()
    report_id = square.send(lan)["id"]
    assert rate(minh, report_id, SATISFIED).code == "no-such-report", "who has nothing to do with it learns nothing"
    minh.post(f"/reports/{report_id}/cosigns", None)
    square.move(operations, report_id, "assign", unit="lighting")
    square.move(operations, report_id, "answer", text="Đã thay bóng đèn.")
    for _ in range(2):
        rated = rate(minh, report_id, {"rating": "acceptable", "version": 3}).body
        assert rated["cosign_ratings"] == {"satisfied": 0, "acceptable": 1, "unsatisfied": 0}
        assert (rated["state"], rated["rating"], rated["version"]) == ("answered", "", 3)
    assert rate(minh, report_id, SATISFIED).code == "already-rated"


def test_who_co_signed_rates_each_answer_once(town: Town, square: Square) -> None:
    lan, minh, operations = town.register(), town.register(MINH, MINH_PHONE), square.operations()
    report_id = square.send(lan)["id"]
    minh.post(f"/reports/{report_id}/cosigns", None)
    square.move(operations, report_id, "assign", unit="lighting")
    square.move(operations, report_id, "answer", text="Đã thay bóng đèn.")
    assert rate(minh, report_id, {"rating": "unsatisfied", "version": 3}).status == 200
    town.wait(minutes=1)
    square.move(lan, report_id, "not-fixed", text="Đèn vẫn tắt.")
    assert rate(minh, report_id, SATISFIED | {"version": 4}).code == "move-refused", "the answer is gone"
    square.move(operations, report_id, "answer", text="Đã thay dây.")
    late = rate(minh, report_id, SATISFIED)
    assert late.code == "report-changed", "what was thought of the first answer is nothing about the second"
    again = SATISFIED | {"version": 5}
    for _ in range(2):
        assert rate(minh, report_id, again).body["cosign_ratings"] == {"satisfied": 1, "acceptable": 0, "unsatisfied": 1}
    assert rate(minh, report_id, again | {"rating": "acceptable"}).code == "already-rated"


def test_a_link_shows_the_answer_and_rates_once_without_logging_in(town: Town, square: Square) -> None:
    lan, guest = town.register(), town.browser()
    report_id = square.answered(lan, square.operations())
    token = new_link(square, report_id)
    offer = guest.post("/report-rating-views", {"token": token}).body
    assert (offer["report"]["id"], offer["answer"], offer["version"]) == (report_id, "Đã thay bóng đèn.", 3)
    assert offer["report"] == town.browser().get("/reports").body["reports"][0], "nothing that not everybody sees"
    body = {"token": token, **SATISFIED}
    assert guest.post("/report-ratings", body).body["state"] == "closed"
    again = guest.post("/report-ratings", body)
    assert (again.status, again.code) == (410, "rating-link-used")
    assert guest.post("/report-rating-views", {"token": token}).code == "rating-link-used"


def test_a_link_works_for_fourteen_days(town: Town, square: Square) -> None:
    report_id, guest = square.answered(town.register(), square.operations()), town.browser()
    token = new_link(square, report_id)
    town.wait(days=13, hours=23)
    assert guest.post("/report-rating-views", {"token": token}).status == 200
    town.wait(hours=1)
    late = guest.post("/report-ratings", {"token": token, **SATISFIED})
    assert (late.status, late.code) == (410, "rating-link-late")


def test_a_link_is_for_one_answer_and_not_for_the_next(town: Town, square: Square) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.answered(lan, operations)
    token = new_link(square, report_id)
    town.wait(minutes=5)
    rate(lan, report_id, UNSATISFIED | {"text": "Đèn vẫn tắt."})
    square.move(operations, report_id, "answer", text="Đã thay dây.")
    assert town.browser().post("/report-ratings", {"token": token, **SATISFIED, "version": 5}).code == "rating-link-used"


@pytest.mark.parametrize(("token", "code"), [("AAAAAAAAAAA", "no-such-rating-link"), ("short", "invalid-input")])
def test_a_link_that_is_none_is_told(town: Town, square: Square, token: str, code: str) -> None:
    assert town.browser().post("/report-rating-views", {"token": token}).code == code


def test_links_cannot_be_tried_out(town: Town, square: Square) -> None:
    guest = town.browser("198.51.100.77")
    codes = [guest.post("/report-rating-views", {"token": f"{n:011d}"}).code for n in range(61)]
    assert codes == ["no-such-rating-link"] * 60 + ["too-many"]


def test_the_database_does_not_know_a_links_token(town: Town, square: Square) -> None:
    report_id = square.answered(town.register(), square.operations())
    token = new_link(square, report_id)
    assert token not in str(list(square.world().reports.scan()))
