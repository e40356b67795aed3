"""Following: for whom it is, what may be followed, how many, and its end with and without logging in."""

from typing import Any

import pytest
from chalicelib.reports.service import follows
from chalicelib.reports.storage import following
from square import DONG_BA, Square
from stage import MINH, MINH_PHONE, PASSWORD, Town

PLACE = {"kind": "place", "channel": "sms", "lat": DONG_BA["lat"], "long": DONG_BA["long"], "metres": 300}
WARD = {"kind": "ward", "channel": "sms", "value": "phu-xuan"}


def test_what_a_person_follows_is_listed_and_ends(town: Town, square: Square) -> None:
    lan, minh = town.register(), town.register(MINH, MINH_PHONE)
    made = [lan.post("/me/report-follows", one).body for one in (PLACE, WARD)]
    assert (made[0]["lat"], made[0]["metres"], made[1]["value"]) == (DONG_BA["lat"], 300, "phu-xuan")
    listed = lan.get("/me/report-follows").body["follows"]
    assert sorted(one["id"] for one in listed) == sorted(one["id"] for one in made)
    assert minh.get("/me/report-follows").body["follows"] == []
    path = f"/me/report-follows/{made[0]['id']}"
    assert minh.delete(path).code == "no-such-follow"
    assert [lan.delete(path).status, lan.delete(path).code] == [200, "no-such-follow"]


def test_the_same_wish_is_one_follow_and_the_last_channel_counts(town: Town, square: Square) -> None:
    lan = town.register(email="lan@example.vn")
    for channel in ("sms", "email", "email"):
        lan.post("/me/report-follows", WARD | {"channel": channel})
    assert [one["channel"] for one in lan.get("/me/report-follows").body["follows"]] == ["email"]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"kind": "ward", "value": "ba-dinh"}, "value", "ward-unknown"),
        ({"kind": "category", "value": "dragons"}, "value", "category-unknown"),
        ({"kind": "report", "value": "f" * 32}, "value", "report-unknown"),
        ({"metres": 5000}, "value", "metres-unusable"),
        ({"lat": 21.03, "long": 105.85}, "value", "outside-city"),
        ({"lat": None}, "value", "outside-city"),
        ({"channel": "email"}, "channel", "email-missing"),
    ],
)
def test_what_cannot_be_followed_is_told(town: Town, square: Square, changes: dict[str, Any], field: str, code: str) -> None:
    answer = town.register().post("/me/report-follows", PLACE | changes)
    assert (answer.status, answer.body["field_codes"]) == (422, {field: code})


def test_nobody_follows_more_than_thirty(town: Town, square: Square) -> None:
    lan = town.register()
    answers = [lan.post("/me/report-follows", PLACE | {"metres": 50 + n}) for n in range(31)]
    assert [one.status for one in answers] == [201] * 30 + [409]
    assert lan.post("/me/report-follows", PLACE | {"metres": 50}).status == 201, "what is followed may be followed again"


def test_the_link_of_an_e_mail_ends_a_follow_without_logging_in(town: Town, square: Square) -> None:
    lan, guest = town.register(), town.browser()
    lan.post("/me/report-follows", WARD)
    (kept,) = following.list_followers(square.world().reports, "FOLLOW#ward#phu-xuan", "", 10)
    token = follows.ending_token(square.world(), kept)
    forged = token[:-1] + ("0" if token[-1] != "0" else "1")
    assert guest.post("/report-follow-endings", {"token": forged}).code == "no-such-follow-link"
    assert [guest.post("/report-follow-endings", {"token": token}).status for _ in range(2)] == [200, 200]
    assert lan.get("/me/report-follows").body["follows"] == []


def test_who_co_signs_follows_until_they_withdraw(town: Town, square: Square) -> None:
    report_id, minh = square.send(town.register())["id"], town.register(MINH, MINH_PHONE)
    minh.post(f"/reports/{report_id}/cosigns", None)
    assert [one["value"] for one in minh.get("/me/report-follows").body["follows"]] == [report_id]
    minh.delete(f"/reports/{report_id}/cosigns")
    assert minh.get("/me/report-follows").body["follows"] == []


def test_a_deleted_account_follows_nothing_and_its_follows_can_be_carried_away_before(town: Town, square: Square) -> None:
    lan = town.register()
    lan.post("/me/report-follows", WARD)
    assert lan.post("/me/exports", {"password": PASSWORD}).body["report_follows"][0]["value"] == "phu-xuan"
    assert lan.post("/me/deletion", {"password": PASSWORD}).status == 200
    assert not any(str(item["pk"]).startswith("FOLLOW") for item in square.world().reports.scan())


def test_the_database_does_not_say_who_follows(town: Town, square: Square) -> None:
    lan = town.register(email="lan@example.vn")
    lan.post("/me/report-follows", PLACE | {"channel": "email"})
    account_id = lan.get("/me").body["account_id"]
    kept = str(list(square.world().reports.scan()))
    assert "lan@" not in kept
    assert account_id not in kept
