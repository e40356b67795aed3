"""Reports from other applications: a key, a form, and one report however often it is sent."""

from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import api_keys
import msgspec
import pytest
from chalicelib.reports.model.open311.form import Contact
from chalicelib.reports.service import api_keys as keys
from chalicelib.reports.storage import reports
from open311_client import BROKEN_LIGHT, FORM, Open311Client
from square import Square
from stage import Town, listening


def test_a_report_gets_its_id_at_once_and_no_token(town: Town, square: Square, open311: Open311Client) -> None:
    reply = open311.post(account_id="42")
    assert reply.status_code == 200
    (told,) = reply.json_body
    assert set(told) == {"service_request_id", "service_notice", "account_id"}
    assert (told["service_notice"], told["account_id"]) == ("Thành phố trả lời chậm nhất ngày 01/12/2026.", "42")
    shown = town.browser().get(f"/reports/{told['service_request_id']}").body
    assert (shown["source"], shown["unit"], shown["ward"]) == ("open311", "lighting", "phu-xuan")
    assert (shown["answers"], shown["lat"]) == ({"state": ["off"]}, 16.4725)
    assert (reply.headers["Cache-Control"], reply.headers["Access-Control-Allow-Origin"]) == ("no-store", "*")


def test_the_reply_may_be_xml(open311: Open311Client) -> None:
    root = ElementTree.fromstring(open311.post("xml").body)
    assert (root.tag, len(str(root.findtext("request/service_request_id")))) == ("service_requests", 32)


def test_who_sent_it_is_sealed_and_shown_nowhere(square: Square, open311: Open311Client) -> None:
    secrets = {"email": "lan@example.vn", "phone": "0905123456", "first_name": "Hoa-Mai", "last_name": "Tôn-Nữ"}
    secrets |= {"device_id": "device-77", "media_url": "https://example.vn/anh.jpg"}
    report_id = open311.send(**secrets, account_id="account-9")
    world = square.world()
    seen = str(world.reports.query(f"REPORT#{report_id}")) + str(open311.get(f"requests/{report_id}.json"))
    assert not any(secret in seen for secret in secrets.values())
    reporter = reports.get_reporter(world.reports, report_id)
    assert reporter
    contact = msgspec.json.decode(world.keys.unseal(f"report/{report_id}", reporter.sealed), type=Contact)
    assert contact == Contact(application="app-of-a-test", account_id="account-9", **secrets)


def test_without_a_key_that_was_given_out_nothing_is_written(open311: Open311Client) -> None:
    for api_key in (None, "", "x", "a" * 43, "ế" * 5000):
        reply = open311.post(api_key=api_key)
        assert (reply.status_code, reply.json_body[0]["code"]) == (403, 403)
        assert "api_key" in reply.json_body[0]["description"]
    assert open311.ids() == []


MISTAKES: list[tuple[dict[str, Any], int, list[str]]] = [
    ({"service_code": None}, 400, ["service_code: this was not provided"]),
    ({"service_code": " "}, 400, ["service_code"]),
    ({"service_code": "dragons"}, 404, ["There is no service with the service_code 'dragons'"]),
    ({"service_code": "public-service"}, 404, ["There is no service"]),
    ({"jurisdiction_id": "sfgov.org"}, 404, ["jurisdiction_id"]),
    ({"attribute[state]": None}, 400, ["attribute: please answer"]),
    ({"attribute[state]": "purple"}, 400, ["attribute: please choose"]),
    ({"attribute[state]": ["off", "flickers"]}, 400, ["attribute: please give one answer"]),
    ({"attribute[mood]": "sad"}, 400, ["attribute: this category does not ask that"]),
    ({"attribute[post]": "1" * 201}, 400, ["attribute: each may have 200"]),
    ({"lat": None}, 400, ["lat, long: a point needs both"]),
    ({"lat": "sixteen", "long": "nan"}, 400, ["lat: please", "long: please"]),
    ({"lat": "16,4725"}, 400, ["lat: please"]),
    ({"lat": "1e2"}, 400, ["lat: please"]),
    ({"lat": "999"}, 400, ["lat, long: this place is not in Huế"]),
    ({"lat": "21.03", "long": "105.85"}, 400, ["lat, long: this place is not in Huế"]),
    ({"lat": None, "long": None, "address_string": " ", "address_id": ""}, 400, ["lat, long: please say where"]),
    ({"address_id": "1"}, 400, ["address_id: there is no such ward"]),
    ({"description": "đ" * 4001}, 400, ["description: this may have 4,000"]),
    ({"address_string": "a" * 301, "email": "e" * 201}, 400, ["address_string: this may", "email: this may"]),
    ({"media_url": "javascript:alert(1)"}, 400, ["media_url: this is no address"]),
    (
        {"description": "Tắt", "service_code": "health", "attribute[kind]": "clinic", "attribute[state]": None},
        400,
        ["descr"],
    ),
]


def test_each_mistake_is_told_by_the_name_that_the_client_sent(open311: Open311Client) -> None:
    for changes, status, told in MISTAKES:
        reply = open311.post(**changes)
        found = [one["description"] for one in reply.json_body]
        assert (reply.status_code, len(found)) == (status, len(told)), found
        assert all(one.startswith(begins) for one, begins in zip(found, told, strict=True)), found
    assert open311.ids() == []


NO_FORMS = [
    ("application/json", b'{"service_code": "waste"}'),
    ("multipart/form-data; boundary=x", b"--x--"),
    ("", b"service_code=waste"),
    (FORM, b"description=\xff"),
    (FORM, b"description=%FF%FE"),
    (FORM, b"&".join(b"a%d=1" % number for number in range(300))),
]


def test_what_is_no_form_in_utf_8_is_told(open311: Open311Client) -> None:
    for content_type, body in NO_FORMS:
        reply = open311.post(content_type=content_type, body=body)
        assert (reply.status_code, reply.json_body[0]["code"]) == (400, 400)
        assert "please send a form" in reply.json_body[0]["description"]


def test_words_arrive_as_they_were_written(open311: Open311Client) -> None:
    words = "Đèn <b>tắt</b> & “nhấp nháy”\nở cổng chợ \x07💡"
    report_id = open311.send(description=words)
    assert open311.get(f"requests/{report_id}.json")[0]["description"] == words
    as_xml = open311.xml(f"requests/{report_id}.xml").findtext("request/description")
    assert as_xml == words.replace("\x07", "")


def test_a_description_may_be_left_out_where_the_answers_say_it(open311: Open311Client) -> None:
    described = [
        open311.get(f"requests/{open311.send(description=given)}.json")[0]["description"] for given in ("", "Tắt rồi")
    ]
    assert described == ["Đèn đường hỏng: Tắt", "Đèn đường hỏng: Tắt rồi"]


def test_several_answers_may_be_given_to_one_question(town: Town, open311: Open311Client) -> None:
    for name in ("attribute[kind][]", "attribute[kind]", "attribute[kind][0]"):
        report_id = open311.send(service_code="waste", **{"attribute[state]": None, name: ["household", "other", "other"]})
        assert town.browser().get(f"/reports/{report_id}").body["answers"] == {"kind": ["household", "other"]}


def test_any_one_way_to_say_where_is_enough(open311: Open311Client) -> None:
    nowhere = dict.fromkeys(("lat", "long", "address_string", "address_id"))
    for place in ({"address_id": "phu-xuan"}, {"address_string": "12 Lê Lợi"}, {"lat": "16.46", "long": "107.59"}):
        assert open311.post(**nowhere | place).status_code == 200


def test_all_may_stand_in_the_address(open311: Open311Client) -> None:
    query = urlencode(BROKEN_LIGHT | {"api_key": open311.api_key})
    reply = open311.client.http.post(f"/open311/v2/requests.json?{query}")
    assert reply.status_code == 200, reply.body
    assert open311.send() == reply.json_body[0]["service_request_id"], "it is the same form"


def test_the_same_form_sent_again_is_the_same_report_for_ten_minutes(town: Town, open311: Open311Client) -> None:
    town.wait(minutes=9)  # near the end of a window, so that the next one must remember
    first = open311.send()
    for _ in range(3):
        town.wait(minutes=3)
        assert open311.send() == first
    town.wait(minutes=1)
    assert open311.send() != first
    assert open311.send(email="minh@example.vn") != open311.send(), "somebody else saw the same"


def test_two_applications_never_share_a_report(town: Town, open311: Open311Client) -> None:
    other = Open311Client(town.client, keys.create(api_keys.world(), "another-app", 1))
    assert other.send() != open311.send()


def test_sending_takes_three_calls(open311: Open311Client) -> None:
    with listening() as calls:
        open311.send()
    assert calls == ["GetItem", "GetItem", "TransactWriteItems"]


def test_a_page_of_somebody_else_may_send_with_a_key_and_nothing_else(town: Town, open311: Open311Client) -> None:
    foreign = {"Content-Type": FORM, "Origin": "https://other.example", "Sec-Fetch-Site": "cross-site"}
    body = urlencode(BROKEN_LIGHT | {"api_key": open311.api_key}).encode()
    assert town.client.http.post("/open311/v2/requests.json", headers=foreign, body=body).status_code == 200
    cookies = foreign | {"Cookie": f"__Host-session={'a' * 32}.{'x' * 43}"}
    reply = town.client.http.post("/open311/v2/requests.json", headers=cookies, body=urlencode(BROKEN_LIGHT).encode())
    assert reply.status_code == 403


def test_what_can_only_be_read_refuses_to_be_written(open311: Open311Client) -> None:
    for path in ("services.json", "discovery.json", "servicerequestupdates.json"):
        reply = open311.client.http.post(f"/open311/v2/{path}", headers={"Content-Type": FORM}, body=b"api_key=x")
        assert (reply.status_code, reply.json_body[0]["code"], reply.headers["Allow"]) == (405, 405, "GET, HEAD")


def test_a_key_has_its_own_limit_a_day(town: Town, square: Square) -> None:
    client = Open311Client(town.client, keys.create(square.world(), "small-app", 2))
    answers = [client.post(description=f"Đèn đường số {number} bị tắt.") for number in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
    assert client.post(description="Đèn đường số 0 bị tắt.").status_code == 200, "sent again, it counts no second time"


def test_operators_make_show_and_revoke_keys(
    square: Square, open311: Open311Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert api_keys.main(["create", "bus-app", "--most-a-day", "5"]) == 0
    key = capsys.readouterr().out.strip()
    client = Open311Client(open311.client, key)
    sent = client.send()
    capsys.readouterr()
    assert key not in str(list(square.world().reports.scan())), "only its hash is kept"
    assert api_keys.main(["create", "bus-app"]) == 1
    assert api_keys.main(["create", "Bus App"]) == 1
    assert api_keys.main(["list"]) == 0
    assert capsys.readouterr().out == "app-of-a-test: 50 a day\nbus-app: 5 a day\n"
    assert (api_keys.main(["revoke", "bus-app"]), api_keys.main(["revoke", "bus-app"])) == (0, 1)
    assert client.post(description="Một đèn khác bị tắt.").status_code == 403
    assert open311.ids() == [sent], "what it has sent stays"


def test_without_the_database_it_is_told_to_wait(disconnected: str, client: Any) -> None:
    reply = client.http.get("/open311/v2/requests.json")
    assert (reply.status_code, reply.json_body[0]["code"]) == (503, 503)
    assert reply.headers["Retry-After"]
    assert client.http.get("/open311/v2/services.json").status_code == 200
