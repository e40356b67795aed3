"""Requests in Open311: every filter, every limit, and nothing of what is hidden."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from chalicelib.reports.model.deadlines import HUE
from gallery import Gallery
from open311_client import Open311Client
from square import Square
from stage import Town, listening

DAYS_90 = timedelta(days=90)


def send_three(town: Town, open311: Open311Client) -> list[str]:
    """Ids of a light, a rejected light and of waste, a minute after another, the newest first."""
    light = open311.send()
    town.wait(minutes=1)
    rejected = open311.send(description="Đèn ở cổng chợ phía sau cũng tắt.")
    open311.move(rejected, "reject", text="Không tìm thấy, gọi 0905 123 456")
    town.wait(minutes=1)
    return [open311.send(**WASTE), rejected, light]


WASTE = {"service_code": "waste", "attribute[state]": None, "attribute[kind][]": ["household", "other"]}


def test_a_request_shows_what_everybody_may_know_and_its_real_deadline(
    town: Town, square: Square, open311: Open311Client
) -> None:
    report_id = open311.send(
        email="lan@example.vn", phone="0905123456", first_name="Lan", description="Gọi 0905 123 456 nhé."
    )
    (told,) = open311.get(f"requests/{report_id}.json")
    assert told == {
        "service_request_id": report_id,
        "status": "open",
        "status_notes": "Đã nhận",
        "service_name": "Đèn đường hỏng",
        "service_code": "street-light",
        "description": "Gọi ••• nhé.",
        "agency_responsible": "Đơn vị quản lý chiếu sáng công cộng",
        "service_notice": "Thành phố trả lời chậm nhất ngày 01/12/2026.",
        "requested_datetime": "2026-11-24T12:00:00+07:00",
        "updated_datetime": "2026-11-24T12:00:00+07:00",
        "expected_datetime": "2026-12-02T00:00:00+07:00",
        "address": "Trước chợ Đông Ba",
        "address_id": "phu-xuan",
        "zipcode": "",
        "lat": 16.4725,
        "long": 107.5885,
    }
    assert open311.get("requests.json") == [told]
    for path in (f"requests/{report_id}.xml", f"request/{report_id}.xml", "requests.xml"):
        (as_xml,) = open311.xml(path)
        assert as_xml.tag == "request"
        assert {one.tag: one.text or "" for one in as_xml} == {name: str(value) for name, value in told.items()}


def test_what_is_not_known_of_a_place_is_left_out(open311: Open311Client) -> None:
    report_id = open311.send(lat=None, long=None, address_string=None)
    (told,) = open311.get(f"requests/{report_id}.json?locale=en")
    assert (told["address"], told["address_id"], told["status_notes"]) == ("Phú Xuân", "phu-xuan", "Received")
    assert "lat" not in told


def test_a_closed_request_says_when_and_with_which_words(town: Town, open311: Open311Client) -> None:
    _, rejected, _ = send_three(town, open311)
    (told,) = open311.get(f"requests/{rejected}.json")
    assert (told["status"], told["status_notes"]) == ("closed", "Không tiếp nhận: Không tìm thấy, gọi •••")
    assert (told["updated_datetime"], told["service_notice"]) == ("2026-11-24T12:01:00+07:00", "")


def test_what_is_left_closed_says_when_that_was_decided(town: Town, square: Square, open311: Open311Client) -> None:
    lan, operations = town.register(), square.operations()
    report_id = square.answered(lan, operations)
    for move, text in (("not-fixed", "Đèn vẫn tắt."), ("answer", "Đã thay dây."), ("not-fixed", "Vẫn tắt.")):
        town.wait(minutes=1)
        square.move(operations if move == "answer" else lan, report_id, move, text=text)
    town.wait(minutes=1)
    left = square.move(operations, report_id, "leave-closed", text="Đã kiểm tra, đèn sáng.").body
    (told,) = open311.get(f"requests/{report_id}.json")
    assert told["updated_datetime"] == f"{town.now.astimezone(HUE):%Y-%m-%dT%H:%M:%S}+07:00"
    assert int(town.now.timestamp()) - left["answered_at"] == 120


def test_a_duplicate_names_the_request_that_was_there_first(town: Town, open311: Open311Client) -> None:
    waste, _, light = send_three(town, open311)
    open311.move(waste, "merge", original=light)
    (told,) = open311.get(f"requests/{waste}.json?locale=en")
    assert (told["status"], told["status_notes"]) == ("closed", f"The same as report {light}")


FILTERS = [
    ("", [0, 1, 2]),
    ("status=open", [0, 2]),
    ("status=closed", [1]),
    ("status=Open,CLOSED", [0, 1, 2]),
    ("status=open&status=closed", [0, 1, 2]),
    ("status=", [0, 1, 2]),
    ("service_code=waste", [0]),
    ("service_code=street-light,%20waste", [0, 1, 2]),
    ("service_code=street-light&service_code=waste&status=open", [0, 2]),
    ("service_code=street-light&status=closed", [1]),
    ("service_code=unknown", []),
    ("service_code=unknown,waste,public-service", [0]),
    ("start_date=2026-11-24T12:01:00%2B07:00", [0, 1]),
    ("start_date=2026-11-24T12:01:00+07:00", [0, 1]),
    ("start_date=2026-11-24T05:01:00Z&end_date=2026-11-24T05:01:00Z", [1]),
    ("start_date=2026-11-24T05:01:00.5Z", [0]),
    ("end_date=2026-11-24T05:00:59.999999999Z", [2]),
    ("start_date=2026-11-24t05:01z&end_date=2026-11-24T05:01:30.25z", [1]),
    ("start_date=2026-11-24&end_date=2026-11-24", [0, 1, 2]),
    ("end_date=2026-11-23", []),
    ("start_date=2026-11-25", []),
    ("start_date=0001-01-01T00:00:00Z", []),
    ("end_date=9999-12-31T23:59:59-14:00", []),
    ("page_size=2", [0, 1]),
    ("page_size=2&page=2", [2]),
    ("page_size=2&page=0", [0, 1]),
    ("page_size=2&page=3", []),
    ("page=5", []),
    ("page_size=999999", [0, 1, 2]),
    ("service_code=street-light,waste&page_size=1&page=2", [1]),
    ("status=open&page_size=1&page=2", [2]),
    ("status=closed&page_size=1", [1]),
    ("colour=red&api_key=none", [0, 1, 2]),
]


def test_every_filter_finds_what_it_should_newest_first(town: Town, open311: Open311Client) -> None:
    ids = send_three(town, open311)
    for query, found in FILTERS:
        with listening() as calls:
            assert open311.ids(query) == [ids[place] for place in found], query
        assert set(calls) <= {"Query"}
        assert len(calls) <= 2, "one for each list that is looked into"


UNUSABLE = """
status=maybe status=open,maybe page=-1 page=one page=1.0 page=6 page=999999999&page_size=1 page_size=0 page_size=99999999999
start_date=yesterday start_date=2026-11-24T12:00:00 start_date=2026-11-24T05:00:60Z start_date=2026-11-24T05:00:00%2B25:00
start_date=2026-W48-1 start_date=٢٠٢٦-11-24 start_date=2026-11-24&end_date=2026-11-23
end_date=2026-13-01 end_date=2026-02-29T00:00:00Z end_date=0000-01-01 end_date=2026-11-24%2012:00:00Z
""".split()


def test_what_cannot_be_asked_is_told(open311: Open311Client) -> None:
    for query in UNUSABLE:
        reply = open311.ask(f"requests.json?{query}")
        assert reply.status_code == 400, query
        assert reply.json_body[0]["description"].startswith(("status: ", "page: ", "start_date: ", "end_date: "))


def test_two_mistakes_are_two_errors(open311: Open311Client) -> None:
    root = open311.ask("requests.xml?status=maybe&page=one").body
    assert root.count(b"<error><code>400</code><description>") == 2


@pytest.mark.parametrize(("more", "status"), [({}, 200), ({"seconds": 1}, 400)])
def test_a_span_has_ninety_days_and_not_a_second_more(
    town: Town, open311: Open311Client, more: dict[str, float], status: int
) -> None:
    start = town.now - DAYS_90 - timedelta(**more)
    query = f"start_date={quote(start.isoformat())}&end_date={quote(town.now.isoformat())}"
    assert open311.ask(f"requests.json?{query}").status_code == status


def test_without_dates_the_last_ninety_days_are_shown_and_one_date_opens_a_span(town: Town, open311: Open311Client) -> None:
    report_id, sent_at = open311.send(), town.now
    town.wait(days=90)
    assert open311.ids() == [report_id]
    town.wait(seconds=1)
    assert open311.ids() == []
    assert open311.ids(f"start_date={quote(sent_at.isoformat())}") == [report_id]
    assert open311.ids(f"end_date={quote((sent_at + DAYS_90).isoformat())}") == [report_id]
    assert open311.ids("start_date=2026-11-24&end_date=2027-02-22") == [report_id], "ninety days of the calendar"
    assert open311.ids(f"service_request_id={report_id}") == [report_id], "ids know no span"


def test_ids_override_all_else(town: Town, open311: Open311Client) -> None:
    ids = send_three(town, open311)
    given = f"{ids[2]}, {ids[0]},{ids[2]},unknown,{'0' * 32},{'x' * 3000}"
    with listening() as calls:
        assert open311.ids(f"service_request_id={quote(given)}&status=closed&start_date=nonsense") == [ids[2], ids[0]]
    assert calls == ["BatchGetItem"]
    assert open311.ids(f"service_request_id={ids[0]}&service_request_id={ids[1]}") == ids[:2]
    assert open311.ids("service_request_id=unknown") == []
    assert open311.ids("service_request_id=") == ids


def test_a_hidden_report_is_in_no_answer(town: Town, square: Square, open311: Open311Client) -> None:
    hidden, rejected, light = send_three(town, open311)
    open311.move(hidden, "reject", text="Lời xúc phạm")
    open311.move(hidden, "hide", text="Có lời xúc phạm.")
    assert open311.ids() == [rejected, light]
    assert open311.ids(f"service_request_id={hidden},{light}") == [light]
    for path in (f"requests/{hidden}.json", f"request/{hidden}.json", f"tokens/{hidden}.json"):
        assert open311.ask(path).status_code == 404
    updates = open311.get("servicerequestupdates.json")
    assert [one["service_request_id"] for one in updates] == [rejected]


def test_an_id_is_its_own_token(open311: Open311Client) -> None:
    report_id = open311.send()
    assert open311.get(f"tokens/{report_id}.json") == [{"service_request_id": report_id, "token": report_id}]
    assert open311.xml(f"tokens/{report_id}.xml").findtext("request/token") == report_id
    assert open311.ask(f"tokens/{report_id[:-1]}.json").status_code == 404


def test_reports_of_the_website_are_requests_too(town: Town, square: Square, open311: Open311Client) -> None:
    sent = square.send(town.register())
    assert open311.ids() == [sent["id"]]


def test_a_photo_is_shown_where_everybody_may_see_it(town: Town, gallery: Gallery, open311: Open311Client) -> None:
    lan = town.register()
    gallery.upload(lan)
    report_id = gallery.send(lan, "photo-1")["id"]
    assert "media_url" not in open311.get(f"requests/{report_id}.json")[0]
    open311.move(report_id, "assign", unit="lighting")
    assert open311.get(f"requests/{report_id}.json")[0]["media_url"].startswith("https://")
    open311.move(report_id, "hide-medium", text="Có khuôn mặt trẻ em.", media=["photo-1"])
    (told,) = open311.get(f"requests/{report_id}.json")
    assert "media_url" not in told
    assert told["status_notes"] == "Đã giao cho đơn vị xử lý", "why something was hidden is no news of the matter"
    assert [one["status"] for one in open311.get("servicerequestupdates.json")] == ["INVESTIGATING"]


def test_updates_tell_what_happened_since_with_the_words_that_were_said(town: Town, open311: Open311Client) -> None:
    report_id = open311.send()
    assert open311.get("servicerequestupdates.json") == [], "sending is no update"
    town.wait(minutes=5)
    open311.move(report_id, "assign", unit="lighting")
    town.wait(minutes=5)
    open311.move(report_id, "answer", text="Đã thay bóng, hỏi thêm: 0905 123 456")
    answered, assigned = open311.get("servicerequestupdates.json")
    assert answered == {
        "update_id": f"{report_id}-3",
        "service_request_id": report_id,
        "status": "CLOSED",
        "updated_datetime": "2026-11-24T12:10:00+07:00",
        "description": "Đã thay bóng, hỏi thêm: •••",
        "external_status_code": "answered",
    }
    assert (assigned["status"], assigned["description"]) == ("INVESTIGATING", "")
    since = "servicerequestupdates.xml?start_date=2026-11-24T05:06:00Z&end_date=2026-11-24T05:10:00Z"
    assert [one.findtext("update_id") for one in open311.xml(since).findall("request_update")] == [f"{report_id}-3"]
    assert [one["status"] for one in open311.get("servicerequestupdates.json?page_size=1&page=2")] == ["INVESTIGATING"]
    assert open311.ask("servicerequestupdates.json?start_date=now").status_code == 400


def test_updates_take_two_calls(town: Town, open311: Open311Client) -> None:
    send_three(town, open311)
    with listening() as calls:
        open311.get("servicerequestupdates.json")
    assert calls == ["Query", "BatchGetItem"]
