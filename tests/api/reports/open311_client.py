"""A client of Open311 as a test holds it: a key, the form of a broken light, and answers in both formats."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from chalice.test import Client, HTTPResponse
from chalicelib.access import Level, Person
from chalicelib.reports.model.reports import Report
from chalicelib.reports.model.requests import MoveToMake
from chalicelib.reports.model.states import MoveName
from chalicelib.reports.service import api_keys
from chalicelib.reports.service.moving import move_as_officer
from chalicelib.reports.service.sending import get_report
from chalicelib.world import world

FORM = "application/x-www-form-urlencoded; charset=utf-8"
OFFICER = Person("officer", "", "", "staff", Level.IDENTITY, has_second_factor=True, units=("operations",))
BROKEN_LIGHT = {
    "service_code": "street-light",
    "lat": "16.4725",
    "long": "107.5885",
    "address_string": "Trước chợ Đông Ba",
    "address_id": "19753",
    "description": "Đèn trước cổng chợ tắt đã ba đêm.",
    "attribute[state]": "off",
}


@dataclass
class Open311Client:
    client: Client
    api_key: str = field(default_factory=lambda: api_keys.create(world(), "app-of-a-test", 50))

    def ask(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        return self.client.http.request(method, f"/open311/v2/{path}", headers=headers)

    def get(self, path: str) -> Any:
        """What a document in JSON says."""
        reply = self.ask(path)
        assert (reply.status_code, reply.headers["Content-Type"]) == (200, "application/json; charset=utf-8"), reply.body
        return reply.json_body

    def xml(self, path: str) -> ElementTree.Element:
        reply = self.ask(path)
        assert (reply.status_code, reply.headers["Content-Type"]) == (200, "text/xml; charset=utf-8"), reply.body
        assert reply.body.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
        return ElementTree.fromstring(reply.body)

    def post(
        self, ending: str = "json", content_type: str = FORM, body: bytes | None = None, **changed: Any
    ) -> HTTPResponse:
        fields = {"api_key": self.api_key} | BROKEN_LIGHT | changed
        raw = urlencode({name: value for name, value in fields.items() if value is not None}, doseq=True).encode()
        path = f"/open311/v2/requests.{ending}"
        return self.client.http.post(path, headers={"Content-Type": content_type}, body=raw if body is None else body)

    def send(self, **changes: Any) -> str:
        """The id of a new report."""
        reply = self.post(**changes)
        assert reply.status_code == 200, reply.body
        return str(reply.json_body[0]["service_request_id"])

    def move(self, report_id: str, move: MoveName, **wish: Any) -> Report:
        """By an officer of the operations centre, as the report stands now."""
        now = world()
        report = get_report(now, report_id)
        return move_as_officer(now, OFFICER, report_id, MoveToMake(move=move, version=report.version, **wish))

    def ids(self, query: str = "") -> list[str]:
        return [one["service_request_id"] for one in self.get(f"requests.json?{query}")]
