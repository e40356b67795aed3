"""Photos, videos and sounds on their way to reports: sent by forms as browsers do, and taken in as the cloud does."""

from dataclasses import dataclass
from typing import Any

from chalicelib.clients.files import UploadForm
from chalicelib.reports.service import taking_in
from snapshots import photo
from square import Square
from stage import Answer, Browser
from stores import Store

KEY = "key-of-this-report"


@dataclass
class Gallery:
    square: Square
    store: Store

    def ask(self, browser: Browser, slot: str = "photo-1", media_type: str = "image/jpeg", key: str = KEY) -> Answer:
        return browser.post("/report-uploads", {"report_key": key, "slot": slot, "media_type": media_type})

    def ask_after(self, officer: Browser, report_id: str, slot: str = "after-1") -> Answer:
        body = {"slot": slot, "media_type": "image/jpeg"}
        return officer.post(f"/report-desk/reports/{report_id}/uploads", body)

    def bring(self, form: Answer, data: bytes = b"") -> str:
        """The key under which it was sent."""
        assert form.status == 201, form
        assert self.store.send(UploadForm(**form.body), data or photo())
        return str(form.body["fields"]["key"])

    def take_in(self, form: Answer, data: bytes = b"") -> None:
        taking_in.receive(self.square.world(), self.bring(form, data))

    def upload(self, browser: Browser, slot: str = "photo-1", data: bytes = b"", media_type: str = "image/jpeg") -> None:
        self.take_in(self.ask(browser, slot, media_type), data)

    def uploaded(self, browser: Browser) -> dict[str, Any]:
        """What has arrived for the report to come, by slot."""
        return {one["slot"]: one for one in browser.get(f"/report-uploads?report_key={KEY}").body["media"]}

    def send(self, browser: Browser, *slots: str, **changes: Any) -> dict[str, Any]:
        answer = self.square.post(browser, KEY, media=list(slots), **changes)
        assert answer.status == 201, answer
        return answer.body

    def seen(self, browser: Browser, report_id: str, root: str = "/reports") -> dict[str, str]:
        """The states of what this reader sees, by slot."""
        return {one["slot"]: one["state"] for one in browser.get(f"{root}/{report_id}").body["media"]}

    def let_in(self, officer: Browser, report_id: str) -> None:
        assert self.square.move(officer, report_id, "assign", unit="lighting").status == 200
