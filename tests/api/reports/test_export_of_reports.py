"""What a person carries away holds all that field reports keep of them."""

import json
from typing import Any

import pytest
from gallery import Gallery
from officers import HOA
from square import Square
from stage import HUONG, HUONG_PHONE, MINH, MINH_PHONE, PASSWORD, Browser, Town
from test_locks import PLEA, REASON, appeal, decide, lock
from test_media import photo_at_home
from test_rating import UNSATISFIED, rate

WORDS = "Đèn trước cổng chợ tắt đã ba đêm, gọi tôi 0905 123 456."
# What the table has beside it, none of it about one person: lists by what is followed, counters that end by themselves, what
# others did with a report, who sent it (the account itself, sealed), and messages on their way.
OF_NOBODY = {"FOLLOW/", "LIMIT/", "OUTBOX/", "TOLD/", "REPORT/AUDIT", "REPORT/REPORTER", "DESK/"}
CARRIED = {"REPORT/REPORT", "REPORT/EVENT", "REPORT/MEDIA", "REPORT/COSIGN", "REPORTER/LOCK"}
CARRIED |= {"FOLLOWER/FOLLOW", "FOLLOWER/COSIGNED"}


def carry_away(browser: Browser) -> dict[str, Any]:
    return browser.post("/me/exports", {"password": PASSWORD}).body


@pytest.fixture
def busy(town: Town, gallery: Gallery) -> tuple[Browser, str, str]:
    """(who has done all that can be done, their report, the one that they co-signed)."""
    square, lan, minh = gallery.square, town.register(), town.register(MINH, MINH_PHONE)
    gallery.upload(lan, data=photo_at_home())
    own_id = gallery.send(lan, "photo-1", "photo-2", text=WORDS)["id"]
    other_id = square.send(minh)["id"]
    lan.post(f"/reports/{other_id}/cosigns", None)
    lan.post("/me/report-follows", {"kind": "ward", "channel": "sms", "value": "phu-xuan"})
    operations = square.operations()
    for one in (own_id, other_id):
        square.move(operations, one, "assign", unit="lighting")
        square.move(operations, one, "answer", text="Đã thay bóng đèn.")
    rate(lan, other_id, {"rating": "acceptable", "version": 3})
    rate(lan, own_id, UNSATISFIED | {"text": "Đèn vẫn tắt."})
    lock(operations, own_id)
    appeal(lan)
    decide(square.officer(HOA, "operations"), "keep")
    return lan, own_id, other_id


def test_reports_co_signs_ratings_lock_and_appeal_are_carried_away(
    town: Town, square: Square, busy: tuple[Browser, str, str]
) -> None:
    lan, own_id, other_id = busy
    whole = carry_away(lan)
    (report,) = whole["reports"]
    assert (report["id"], report["full_text"], report["answers"]) == (own_id, WORDS, {"state": ["off"]})
    assert (report["ward"], report["address"]) == ("phu-xuan", "Trước chợ Đông Ba")
    assert (round(report["lat"], 4), round(report["long"], 4)) == (16.4725, 107.5885)
    assert [(one["slot"], one["state"], bool(one["lat"])) for one in report["media"]] == [
        ("photo-1", "stored", True),
        ("photo-2", "missing", False),
    ]
    assert (report["rating"], report["history"][-1]["text"]) == ("unsatisfied", "Đèn vẫn tắt.")
    (cosign,) = whole["report_cosigns"]
    assert cosign == {"report_id": other_id, "at": cosign["at"], "rating": "acceptable"}
    held = whole["report_lock"]
    assert (held["report_id"], held["reason"], held["appeal"], held["decision"]) == (own_id, REASON, PLEA, "keep")
    assert {one["value"] for one in whole["report_follows"]} == {other_id, "phu-xuan"}


def test_every_kind_of_item_is_in_the_export_or_about_nobody(
    town: Town, square: Square, busy: tuple[Browser, str, str]
) -> None:
    """Whoever keeps something new must decide here whether the person gets it; what is found of this one stands there."""
    lan, own_id, _ = busy
    items = list(square.world().reports.scan())
    kinds = {f"{item['pk'].partition('#')[0]}/{item['sk'].partition('#')[0]}" for item in items}
    kinds = {one if one in CARRIED | OF_NOBODY else f"{one.partition('/')[0]}/" for one in kinds}
    assert CARRIED <= kinds <= CARRIED | OF_NOBODY
    told = json.dumps(carry_away(lan), ensure_ascii=False)
    for item in items:
        if item["pk"] == f"REPORT#{own_id}" and item["sk"].startswith(("EVENT#", "MEDIA#")):
            assert item.get("slot", item.get("digest")) in told
            assert item.get("text", "") in told


def test_who_has_done_nothing_carries_nothing_and_others_reports_are_in_no_export(
    town: Town, busy: tuple[Browser, str, str]
) -> None:
    whole = carry_away(town.register(HUONG, HUONG_PHONE))
    assert (whole["reports"], whole["report_cosigns"], whole["report_lock"]) == ([], [], None)


def test_a_co_sign_that_was_taken_back_is_in_no_export(town: Town, busy: tuple[Browser, str, str]) -> None:
    lan, _, other_id = busy
    lan.delete(f"/reports/{other_id}/cosigns")
    assert carry_away(lan)["report_cosigns"] == []


def test_the_database_does_not_say_who_co_signed_what(town: Town, square: Square) -> None:
    report_id, minh = square.send(town.register())["id"], town.register(MINH, MINH_PHONE)
    minh.post(f"/reports/{report_id}/cosigns", None)
    (follow,) = minh.get("/me/report-follows").body["follows"]
    minh.delete(f"/me/report-follows/{follow['id']}")
    kept = [item for item in square.world().reports.scan() if item["pk"].startswith("FOLLOWER#")]
    assert len(kept) == 1
    assert report_id not in str(kept)
