"""Photos, videos and sounds of reports, in S3 and on a laptop: sent before or after a report, cleaned, seen when let in."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from chalice.test import Client
from chalicelib.clients.files import FilesFailedError, UploadForm
from chalicelib.reports.service import taking_in
from clips import HERE, film, mp3
from gallery import KEY, Gallery
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from snapshots import PLACE, photo, png_bomb, saved
from square import DONG_BA
from stage import MINH, MINH_PHONE, Town, listening
from stores import in_both

NOWHERE = dict.fromkeys(DONG_BA)
TAKEN = int(datetime(2026, 11, 24, 3, 30, tzinfo=UTC).timestamp())


def photo_at_home(lat: tuple[float, ...] = (16.0, 28.0, 21.0), hour: str = "2026:11:24 10:30:00") -> bytes:
    """As a phone in Huế takes it."""
    exif = Image.Exif()
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitude: lat, GPS.GPSLatitudeRef: "N"})
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLongitude: (107.0, 35.0, 18.6), GPS.GPSLongitudeRef: "E"})
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = hour
    return saved(Image.new("RGB", (600, 400), "grey"), exif=exif)


@in_both
def test_a_photo_comes_before_its_report_and_everybody_sees_it_when_it_is_let_in(town: Town, gallery: Gallery) -> None:
    lan, guest, operations = town.register(), town.browser(), gallery.square.operations()
    gallery.upload(lan)
    report = gallery.send(lan, "photo-1")
    assert [(one["slot"], one["kind"], one["state"]) for one in report["media"]] == [("photo-1", "photo", "stored")]
    assert report["history"][0]["media"] == ["photo-1"]
    assert gallery.seen(guest, report["id"]) == {}
    assert gallery.seen(operations, report["id"], "/report-desk/reports") == {"photo-1": "stored"}
    gallery.let_in(operations, report["id"])
    assert gallery.seen(guest, report["id"]) == {"photo-1": "stored"}


@in_both
def test_lists_show_a_small_photo_at_an_address_that_stays(town: Town, gallery: Gallery) -> None:
    lan, guest, operations = town.register(), town.browser(), gallery.square.operations()
    gallery.upload(lan, "photo-2")
    late = gallery.ask(lan, "photo-1")
    report_id = gallery.send(lan, "photo-1", "photo-2")["id"]
    path = f"/reports/{report_id}/media"
    assert [one["cover"] for one in guest.get("/reports").body["reports"]] == [""]
    assert guest.get(f"{path}/photo-2").code == "no-such-medium"
    gallery.let_in(operations, report_id)
    gallery.take_in(late)
    assert [one["cover"] for one in guest.get("/reports").body["reports"]] == ["photo-2"]
    small, large = guest.get(f"{path}/photo-2?small=true"), guest.get(f"{path}/photo-2")
    assert (small.status, small.headers["Location"]) == (302, small.body["url"])
    assert "-small.jpg?" in small.body["url"]
    assert "-small" not in large.body["url"]
    gallery.square.move(operations, report_id, "hide-medium", text="Ảnh mờ", media=["photo-2"])
    assert guest.get(f"{path}/photo-2").code == "no-such-medium"
    assert [one["cover"] for one in guest.get("/reports").body["reports"]] == [""]


def test_the_first_photo_that_comes_after_its_report_is_the_one_in_lists(town: Town, gallery: Gallery) -> None:
    lan, operations = town.register(), gallery.square.operations()
    late = gallery.ask(lan)
    report_id = gallery.send(lan, "photo-1")["id"]
    gallery.let_in(operations, report_id)
    gallery.take_in(late)
    assert [one["cover"] for one in town.browser().get("/reports").body["reports"]] == ["photo-1"]


@in_both
def test_nothing_that_is_kept_of_a_photo_says_where_or_by_whom_it_was_taken(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan)
    gallery.upload(lan, "photo-2", photo_at_home())
    keys = gallery.store.list_keys()
    assert sum("-small" in key for key in keys) == 2
    assert len(keys) == 4, "what was sent is gone"
    for key in keys:
        kept = gallery.store.files.read(key)
        assert kept
        assert PLACE not in kept
        image = Image.open(BytesIO(kept))
        assert (image.format, dict(image.getexif()), dict(image.getexif().get_ifd(IFD.GPSInfo))) == ("JPEG", {}, {})
        assert max(image.size) <= 480 or "-small" not in key


@in_both
def test_a_video_and_a_sound_lose_where_they_were_taken(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan, "video", film(b"vide", b"soun"), "video/mp4")
    gallery.upload(lan, "sound", mp3(), "audio/mpeg")
    report = gallery.send(lan, "video", "sound")
    assert [(one["kind"], one["media_type"], one["thumbnail"]) for one in report["media"]] == [
        ("video", "video/mp4", ""),
        ("sound", "audio/mpeg", ""),
    ]
    keys = gallery.store.list_keys()
    assert sorted(key.rpartition(".")[2] for key in keys) == ["mp3", "mp4"]
    assert not any(HERE in (gallery.store.files.read(key) or HERE) for key in keys)


def test_a_photo_offers_its_place_and_hour_to_its_sender_and_officers_alone(town: Town, gallery: Gallery) -> None:
    lan, operations = town.register(), gallery.square.operations()
    gallery.upload(lan, data=photo_at_home())
    offered = gallery.uploaded(lan)["photo-1"]
    assert (offered["lat"], offered["long"], offered["taken_at"]) == (16.4725, 107.5885, TAKEN)
    report = gallery.send(lan, "photo-1", **NOWHERE)
    assert (report["lat"], report["long"]) == (16.4725, 107.5885), "without any other place it is where its photo is"
    gallery.let_in(operations, report["id"])
    (for_desk,) = operations.get(f"/report-desk/reports/{report['id']}").body["media"]
    assert (for_desk["lat"], for_desk["taken_at"]) == (16.4725, TAKEN)
    (public,) = town.browser().get(f"/reports/{report['id']}").body["media"]
    assert (public["lat"], public["long"], public["taken_at"]) == (None, None, 0)


@pytest.mark.parametrize(
    ("data", "place", "taken_at"),
    [
        (photo(), None, 0),
        (photo_at_home(lat=(16.0, 28.0, 21.0), hour="2031:01:01 00:00:00"), 16.4725, 0),
        (photo_at_home(lat=(91.0, 0.0, 0.0)), None, TAKEN),
        (photo_at_home(hour="yesterday"), None, 0),
    ],
)
def test_what_a_camera_writes_wrongly_is_not_offered(
    town: Town, gallery: Gallery, data: bytes, place: float | None, taken_at: int
) -> None:
    lan = town.register()
    gallery.upload(lan, data=data)
    offered = gallery.uploaded(lan)["photo-1"]
    assert (offered["state"], offered["lat"], offered["taken_at"]) == ("stored", place, taken_at)


def test_the_place_that_somebody_gives_is_not_changed_by_a_photo(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan, data=photo_at_home())
    assert gallery.send(lan, "photo-1", **{**NOWHERE, "ward": "phu-xuan"})["lat"] is None


def test_a_photo_from_another_city_is_no_place_for_a_report(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan, data=photo_at_home(lat=(21.0, 2.0, 0.0)))
    answer = gallery.square.post(lan, KEY, media=["photo-1"], **NOWHERE)
    assert answer.body["field_codes"] == {"lat": "place-missing"}


@in_both
def test_no_report_waits_for_what_has_not_arrived_and_it_may_still_come(town: Town, gallery: Gallery) -> None:
    lan, operations = town.register(), gallery.square.operations()
    late = gallery.ask(lan)
    report = gallery.send(lan, "photo-1", "photo-2")
    assert [(one["slot"], one["state"]) for one in report["media"]] == [("photo-1", "waiting"), ("photo-2", "missing")]
    gallery.take_in(late)
    town.wait(days=2)
    lan.log_in()
    gallery.upload(lan, "photo-2")
    gallery.square.log_in(operations)
    gallery.let_in(operations, report["id"])
    assert gallery.seen(town.browser(), report["id"]) == {"photo-1": "stored", "photo-2": "stored"}
    assert {gallery.store.kept_for(key) for key in gallery.store.list_keys()} == {"report"}


@in_both
def test_what_is_never_sent_ends_after_a_day_and_what_is_sent_stays(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan, "photo-1")
    gallery.upload(lan, "photo-2")
    assert {gallery.store.kept_for(key) for key in gallery.store.list_keys()} == {"unsent"}
    report = gallery.send(lan, "photo-1")
    kept = {key.split("/")[2][:7]: gallery.store.kept_for(key) for key in gallery.store.list_keys()}
    assert kept == {"photo-1": "report", "photo-2": "unsent"}
    town.wait(days=1, seconds=1)
    lan.log_in()
    assert list(gallery.uploaded(lan)) == ["photo-1"]
    assert gallery.seen(lan, report["id"], "/me/reports") == {"photo-1": "stored"}


def test_what_was_uploaded_too_long_ago_is_asked_for_again(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan)
    town.wait(days=1, seconds=1)
    lan.log_in()
    assert [one["state"] for one in gallery.send(lan, "photo-1")["media"]] == ["missing"]


def test_what_was_sent_with_a_report_is_not_replaced_and_before_that_it_is(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan)
    first = gallery.store.list_keys()
    gallery.upload(lan, data=photo(640, 480))
    assert set(gallery.store.list_keys()) & set(first) == set()
    assert len(gallery.store.list_keys()) == 2
    gallery.send(lan, "photo-1")
    assert gallery.ask(lan).code == "slot-taken"


def test_nobody_sends_or_sees_what_somebody_else_has_uploaded(town: Town, gallery: Gallery) -> None:
    lan, minh = town.register(), town.register(MINH, MINH_PHONE)
    gallery.upload(lan)
    assert gallery.uploaded(minh) == {}
    assert [one["state"] for one in gallery.send(minh, "photo-1")["media"]] == ["missing"]
    assert [one["state"] for one in gallery.send(lan, "photo-1")["media"]] == ["stored"]
    assert gallery.ask(town.browser()).code == "not-signed-in"


@pytest.mark.parametrize(
    ("slot", "media_type", "data", "reason"),
    [
        ("photo-1", "image/jpeg", b"xin chao", "picture-type"),
        ("photo-1", "image/png", png_bomb(30_000, 30_000), "picture-large"),
        ("photo-1", "image/jpeg", photo() + b"<script>", "picture-unsafe"),
        ("photo-1", "image/jpeg", photo(100, 100), "picture-small"),
        ("video", "video/mp4", photo(), "media-type"),
        ("video", "video/mp4", film(b"vide", tail=b"x"), "media-broken"),
        ("sound", "audio/mp4", film(b"vide"), "media-type"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_the_reason_and_not_kept(
    town: Town, gallery: Gallery, slot: str, media_type: str, data: bytes, reason: str
) -> None:
    lan = town.register()
    gallery.upload(lan, slot, data, media_type)
    told = gallery.uploaded(lan)[slot]
    assert (told["state"], told["reason"], told["url"]) == ("refused", reason, "")
    assert gallery.store.list_keys() == []
    gallery.upload(lan, "photo-2")
    assert gallery.uploaded(lan)["photo-2"]["state"] == "stored", "another try is free"


def test_a_form_takes_files_of_its_own_kind_and_size(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    assert gallery.ask(lan, "video", "video/webm").body["max_bytes"] == 50 * 1024 * 1024
    assert gallery.ask(lan, "sound", "audio/ogg").body["max_bytes"] == 10 * 1024 * 1024
    assert list(gallery.ask(lan, "photo-1", "video/mp4").body["fields"]) == ["media_type"]
    assert list(gallery.ask(lan, "photo-4").body["fields"]) == ["slot"]
    assert list(gallery.ask(lan, "photo-1", "image/svg+xml").body["fields"]) == ["media_type"]


def test_uploads_have_an_end_each_day(town: Town, gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.reports.service.uploads.UPLOADS_A_DAY", 2)
    lan = town.register()
    assert [gallery.ask(lan).status for _ in range(3)] == [201, 201, 429]


@in_both
def test_the_event_of_a_new_file_is_handled_in_the_cloud(town: Town, gallery: Gallery, client: Client) -> None:
    lan = town.register()
    form = gallery.ask(lan)
    gallery.store.send(UploadForm(**form.body), photo())
    detail = {"bucket": {"name": "huecity-reports"}, "object": {"key": form.body["fields"]["key"]}}
    event = client.events.generate_cw_event("aws.s3", "Object Created", detail, [], "ap-southeast-1")
    client.lambda_.invoke("receive_upload", event)
    assert gallery.uploaded(lan)["photo-1"]["state"] == "stored"


@in_both
def test_a_photo_that_is_taken_in_while_its_report_is_sent_is_kept_as_long_as_it(
    town: Town, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, reports = town.register(), []
    key = gallery.bring(gallery.ask(lan))
    clean = taking_in.clean

    def clean_meanwhile(*given: object) -> list[bytes]:
        monkeypatch.setattr(taking_in, "clean", clean)
        reports.append(gallery.send(lan, "photo-1"))
        return clean(*given)

    monkeypatch.setattr(taking_in, "clean", clean_meanwhile)
    taking_in.receive(gallery.square.world(), key)
    assert gallery.seen(lan, reports[0]["id"], "/me/reports") == {"photo-1": "stored"}
    assert [gallery.store.kept_for(key) for key in gallery.store.list_keys()] == ["report"] * 2


def test_a_report_is_sent_though_its_photo_arrives_in_this_moment(
    town: Town, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.register()
    key = gallery.bring(gallery.ask(lan))
    from chalicelib.reports.service import media

    look = media.wanted

    def look_too_early(*given: object) -> object:
        monkeypatch.setattr(media, "wanted", look)
        seen = look(*given)
        taking_in.receive(gallery.square.world(), key)
        return seen

    monkeypatch.setattr(media, "wanted", look_too_early)
    assert [one["state"] for one in gallery.send(lan, "photo-1")["media"]] == ["stored"]
    assert [gallery.store.kept_for(key) for key in gallery.store.list_keys()] == ["report"] * 2


def test_a_report_is_sent_though_its_files_cannot_be_reached(
    town: Town, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.register()
    gallery.upload(lan)

    def fail(*_: object) -> None:
        raise FilesFailedError

    keep = type(gallery.store.files).keep
    monkeypatch.setattr(type(gallery.store.files), "keep", fail)
    assert gallery.send(lan, "photo-1")["state"] == "received"
    assert {gallery.store.kept_for(key) for key in gallery.store.list_keys()} == {"unsent"}
    monkeypatch.setattr(type(gallery.store.files), "keep", keep)
    gallery.send(lan, "photo-1")
    assert {gallery.store.kept_for(key) for key in gallery.store.list_keys()} == {"report"}, "sent again, it is marked"


def test_sending_and_reading_a_report_with_media_take_three_calls(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan)
    with listening() as calls_of_a_session:
        lan.get("/me/reports/unknown")
    before = len(calls_of_a_session) - 1  # less the read of a report that is not there
    with listening() as sending:
        report = gallery.send(lan, "photo-1", "photo-2")
    assert sending[before:] == ["Query", "TransactWriteItems", "Query"]
    with listening() as reading:
        lan.get(f"/me/reports/{report['id']}")
    assert reading[before:] == ["GetItem", "Query", "Query"]


def test_sent_again_a_report_answers_with_the_same_media(town: Town, gallery: Gallery) -> None:
    lan = town.register()
    gallery.upload(lan)
    first, again = gallery.send(lan, "photo-1", "photo-2"), gallery.send(lan, "photo-1", "photo-2")
    assert again["id"] == first["id"]
    assert [one["state"] for one in again["media"]] == ["stored", "missing"]


def test_photos_of_a_report_that_was_rejected_or_withdrawn_are_not_shown(town: Town, gallery: Gallery) -> None:
    lan, operations = town.register(), gallery.square.operations()
    gallery.upload(lan)
    report_id = gallery.send(lan, "photo-1")["id"]
    assert gallery.square.move(lan, report_id, "withdraw").body["state"] == "closed"
    assert gallery.seen(town.browser(), report_id) == {}
    gallery.square.move(operations, report_id, "reopen", text="Vẫn còn hỏng")
    assert gallery.seen(town.browser(), report_id) == {"photo-1": "stored"}
