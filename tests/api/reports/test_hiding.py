"""Photos of what was done, and what operations hide: a photo, a name, a whole report; each with its line in the history."""

import pytest
from chalicelib.reports.model.reports import is_intact
from chalicelib.reports.storage import reports
from gallery import Gallery
from square import Square
from stage import Town
from stores import in_both

WHY = "Ảnh có biển số xe."


@in_both
def test_an_answer_comes_with_photos_of_what_was_done(town: Town, gallery: Gallery) -> None:
    lan, operations = town.register(), gallery.square.operations()
    gallery.upload(lan)
    report_id = gallery.send(lan, "photo-1")["id"]
    gallery.let_in(operations, report_id)
    gallery.take_in(gallery.ask_after(operations, report_id))
    assert gallery.seen(lan, report_id, "/me/reports") == {"photo-1": "stored"}, "not before the answer"
    answered = gallery.square.move(operations, report_id, "answer", text="Đã thay bóng.", media=["after-1"])
    assert answered.body["history"][-1]["media"] == ["after-1"]
    public = town.browser().get(f"/reports/{report_id}").body
    assert [(one["slot"], one["kind"]) for one in public["media"]] == [("after-1", "after"), ("photo-1", "photo")]
    assert {gallery.store.kept_for(key) for key in gallery.store.list_keys()} == {"report"}


def test_each_answer_has_photos_of_its_own(town: Town, gallery: Gallery) -> None:
    lan, operations = town.register(), gallery.square.operations()
    report_id = gallery.square.send(lan)["id"]
    gallery.let_in(operations, report_id)
    gallery.take_in(gallery.ask_after(operations, report_id))
    gallery.square.move(operations, report_id, "answer", text="Đã thay bóng.", media=["after-1"])
    gallery.square.move(lan, report_id, "not-fixed", text="Đèn vẫn tắt.")
    assert gallery.ask_after(operations, report_id).code == "slot-taken"
    again = gallery.square.move(operations, report_id, "answer", text="Đã thay dây.", media=["after-1"])
    assert list(again.body["fields"]) == ["media"]
    gallery.take_in(gallery.ask_after(operations, report_id, "after-2"))
    assert gallery.square.move(operations, report_id, "answer", text="Đã thay dây.", media=["after-2"]).status == 200
    assert set(gallery.seen(town.browser(), report_id)) == {"after-1", "after-2"}


def test_only_who_may_answer_uploads_photos_for_an_answer(town: Town, gallery: Gallery) -> None:
    report_id, police = gallery.square.send(town.register())["id"], gallery.square.agency("police")
    assert gallery.ask_after(police, report_id).code == "not-allowed"
    assert gallery.ask_after(gallery.square.operations(), "0" * 32).code == "no-such-report"


@pytest.mark.parametrize(
    ("move", "media"),
    [
        ("assign", ["after-1"]),
        ("answer", ["photo-1"]),
        ("answer", ["after-9"]),
        ("hide-medium", []),
        ("hide-medium", ["video"]),
    ],
)
def test_only_an_answer_brings_photos_and_only_what_is_there_is_hidden(
    town: Town, gallery: Gallery, move: str, media: list[str]
) -> None:
    report_id, operations = gallery.square.send(town.register())["id"], gallery.square.operations()
    if move == "answer":
        gallery.let_in(operations, report_id)
    refused = gallery.square.move(operations, report_id, move, text=WHY, unit="lighting", media=media)
    assert list(refused.body["fields"]) == ["media"]


def test_a_hidden_photo_is_seen_by_its_sender_and_officers_alone_until_it_is_shown_again(
    town: Town, gallery: Gallery
) -> None:
    lan, operations, guest = town.register(), gallery.square.operations(), town.browser()
    gallery.upload(lan)
    report_id = gallery.send(lan, "photo-1")["id"]
    gallery.let_in(operations, report_id)
    hidden = gallery.square.move(operations, report_id, "hide-medium", text=WHY, media=["photo-1"])
    assert (hidden.body["state"], hidden.body["media"][0]["is_hidden"]) == ("assigned", True)
    shown = guest.get(f"/reports/{report_id}").body
    assert shown["media"] == []
    assert (shown["history"][-1]["move"], shown["history"][-1]["text"]) == ("hide-medium", WHY)
    assert gallery.seen(lan, report_id, "/me/reports") == {"photo-1": "stored"}
    assert list(gallery.square.move(operations, report_id, "hide-medium", text=WHY, media=["photo-1"]).body["fields"])
    gallery.square.move(operations, report_id, "show-medium", text="Không có gì riêng tư.", media=["photo-1"])
    assert gallery.seen(guest, report_id) == {"photo-1": "stored"}


def test_a_hidden_report_is_nowhere_until_it_is_shown_again(town: Town, square: Square) -> None:
    lan, operations, guest = town.register(), square.operations(), town.browser()
    report_id = square.send(lan)["id"]
    assert square.move(operations, report_id, "hide", text="Nói về việc riêng của một gia đình.").status == 200
    assert guest.get(f"/reports/{report_id}").code == "no-such-report"
    assert guest.get("/reports").body["reports"] == []
    assert lan.get(f"/me/reports/{report_id}").status == 200
    assert square.move(operations, report_id, "hide", text="Lần nữa").code == "move-refused"
    assert square.move(operations, report_id, "show", text="Đã bỏ tên riêng.").status == 200
    assert [one["id"] for one in guest.get("/reports").body["reports"]] == [report_id]


def test_a_name_in_the_words_is_left_out_and_stays_in_what_officers_read(town: Town, square: Square) -> None:
    report_id = square.send(town.register(), text="Ông Trần Văn Nam đổ rác ra đường mỗi đêm.")["id"]
    operations = square.operations()
    new = "Có người đổ rác ra đường mỗi đêm, gọi 0905 123 456."
    telling = square.move(operations, report_id, "hide-words", text="Bỏ tên ông Nam", public_text=new)
    assert "Nam" in telling.body["fields"]["text"]
    assert list(square.move(operations, report_id, "hide-words", text="Bỏ tên riêng").body["fields"]) == ["public_text"]
    hidden = square.move(operations, report_id, "hide-words", text="Bỏ tên riêng", public_text=new).body
    assert hidden["text"] == "Có người đổ rác ra đường mỗi đêm, gọi •••."
    assert hidden["full_text"].startswith("Ông Trần Văn Nam")
    assert "Nam" not in str(town.browser().get(f"/reports/{report_id}").body)


@pytest.mark.parametrize("move", ["hide", "hide-words", "hide-medium"])
def test_hiding_needs_a_reason_without_private_numbers_and_operations(town: Town, square: Square, move: str) -> None:
    lan = town.register()
    report_id, operations, lights = square.send(lan)["id"], square.operations(), square.agency()
    more = {"media": ["photo-1"], "public_text": "Đèn tắt."}
    assert list(square.move(operations, report_id, move, text=" ", **more).body["fields"]) == ["text"]
    assert list(square.move(operations, report_id, move, text="Có số 0905123456", **more).body["fields"])
    square.move(operations, report_id, "assign", unit="lighting")
    assert square.move(lights, report_id, move, text="Riêng tư", **more).code == "move-refused"
    assert square.move(lan, report_id, move, text="Riêng tư", **more).code == "move-refused"


def test_what_was_hidden_leaves_the_history_whole(town: Town, square: Square) -> None:
    report_id, operations = square.send(town.register())["id"], square.operations()
    square.move(operations, report_id, "hide", text="Việc riêng")
    square.move(operations, report_id, "show", text="Đã xem lại")
    history = reports.list_events(square.world().reports, report_id)
    assert ([one.move for one in history], is_intact(history)) == (["send", "hide", "show"], True)
