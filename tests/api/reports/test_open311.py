"""Open311 as any client of the standard meets it: discovery, services, formats and errors."""

import re
from xml.etree import ElementTree

import pytest
from chalicelib.reports.model.catalogue import categories
from chalicelib.reports.model.open311.documents import Document, TooMuchError, encode
from chalicelib.reports.model.open311.requests import EXTENDED
from chalicelib.reports.model.open311.words import LANGUAGES, words
from chalicelib.reports.model.states import STATES
from open311_client import Open311Client


def test_the_discovery_leads_to_the_endpoint_in_both_formats_with_bare_content_types(open311: Open311Client) -> None:
    told, as_xml = open311.ask("discovery.json"), open311.ask("discovery.xml")
    assert (told.headers["Content-Type"], as_xml.headers["Content-Type"]) == ("application/json", "text/xml")
    (endpoint,) = told.json_body["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert (endpoint["url"], endpoint["type"]) == ("https://huecity.example/open311/v2", "production")
    root = ElementTree.fromstring(as_xml.body)
    assert [one.text for one in root.findall("endpoints/endpoint/formats/format")] == endpoint["formats"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", str(root.findtext("changeset")))


def test_every_category_is_offered_but_the_one_with_a_door_of_its_own(open311: Open311Client) -> None:
    codes = [one["service_code"] for one in open311.get("services.json")]
    assert codes == [code for code, one in categories().items() if not one.door]
    assert [one.text for one in open311.xml("services.xml").findall("service/service_code")] == codes
    assert open311.ask("services/public-service.json").status_code == 404


def test_a_service_has_what_the_standard_asks_for(open311: Open311Client) -> None:
    light = open311.get("services.json")[1]
    assert (light["service_name"], light["metadata"], light["type"]) == ("Đèn đường hỏng", True, "realtime")
    assert open311.xml("services.xml").findtext("service/metadata") == "true"
    assert open311.get("services.json?locale=en_US")[1]["service_name"] == "Broken street lights"
    assert open311.get("services.json?locale=xx")[1]["service_name"] == "Đèn đường hỏng"


def test_a_definition_has_the_questions_of_its_category(open311: Open311Client) -> None:
    told = open311.get("services/street-light.json?locale=en")
    state, post = told["attributes"]
    assert (told["service_code"], state["code"], post["code"]) == ("street-light", "state", "post")
    assert (state["variable"], state["required"], state["order"], state["datatype"]) == (True, True, 1, "singlevaluelist")
    assert (state["description"], state["datatype_description"]) == ("What is wrong with the light?", "Choose one")
    assert state["values"][0] == {"key": "off", "name": "It is off"}
    assert (post["required"], post["values"]) == (False, [])
    root = open311.xml("services/street-light.xml")
    assert root.findtext("attributes/attribute/values/value/key") == "off"


MISSING = f"""
requests requests. requests.yaml nowhere.json .json services/street-light services/x.xml tokens/1.json nowhere/1.json
discovery/1.xml requests/{"a" * 3000}.json requests/%F0%9F%92%A1.xml requests/%00.json
""".split()


def test_what_is_not_there_is_told_in_the_standards_form(open311: Open311Client) -> None:
    for path in MISSING:
        reply = open311.ask(path)
        assert (reply.status_code, reply.headers["Cache-Control"]) == (404, "no-store"), path
        if path.endswith(".json"):
            assert (reply.json_body[0]["code"], bool(reply.json_body[0]["description"])) == (404, True)
        else:
            assert reply.headers["Content-Type"] == "text/xml; charset=utf-8"
            assert ElementTree.fromstring(reply.body).findtext("error/code") == "404"


def test_the_jurisdiction_may_be_left_out_but_no_other_is_served(open311: Open311Client) -> None:
    for path in ("services.json", "services/waste.json", "requests.json", "servicerequestupdates.json"):
        for known in ("", "?jurisdiction_id=", "?jurisdiction_id=hue.gov.vn", "?unknown=1&jurisdiction_id=HUE.gov.vn"):
            assert open311.ask(path + known).status_code == 200
        reply = open311.ask(path + "?jurisdiction_id=sfgov.org")
        assert (reply.status_code, "jurisdiction_id" in reply.json_body[0]["description"]) == (404, True)


def test_endings_may_be_written_large_and_encoded(open311: Open311Client) -> None:
    assert open311.ask("services.XML").headers["Content-Type"] == "text/xml; charset=utf-8"
    assert open311.get("services%2Ejson") == open311.get("services.JSON")


def test_reads_stay_in_caches_for_half_a_minute_and_pages_of_others_may_read_them(open311: Open311Client) -> None:
    headers = open311.ask("requests.json", Origin="https://other.example").headers
    assert (headers["Cache-Control"], headers["Access-Control-Allow-Origin"]) == ("public, max-age=30", "*")


def test_other_methods_are_answered_or_refused_in_the_standards_form(open311: Open311Client) -> None:
    for method, status in (("HEAD", 200), ("PUT", 405), ("DELETE", 405), ("PATCH", 405)):
        reply = open311.ask("requests.json", method)
        assert (reply.status_code, reply.headers["Content-Type"]) == (status, "application/json; charset=utf-8")


def test_a_content_type_on_a_read_does_no_harm(open311: Open311Client) -> None:
    for content_type in ("text/xml", "application/x-www-form-urlencoded", ""):
        assert open311.ask("services.xml", **{"Content-Type": content_type}).status_code == 200


def test_signs_that_xml_cannot_have_are_left_out_and_others_escaped() -> None:
    text = encode(Document("errors", [{"description": "a\x00b\x0b<&>\ufffe\n💡ế"}]), "xml")
    assert ElementTree.fromstring(text.encode()).findtext("error/description") == "ab<&>\n💡ế"
    assert encode(Document("errors", []), "xml").endswith("<errors />")


def test_more_than_a_function_can_answer_is_refused_with_a_way_out() -> None:
    with pytest.raises(TooMuchError, match="page_size"):
        encode(Document("service_requests", [{"description": "đ" * 2_500_001}]), "json")


def test_every_state_has_its_words_in_every_language() -> None:
    assert set(EXTENDED) == set(STATES)
    assert set(STATES) <= set(words())
    assert all(set(names) == set(LANGUAGES) for names in words().values())
