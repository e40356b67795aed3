"""People who have their identity checked, and the officers who look at their papers."""

import json
from dataclasses import dataclass, field
from typing import Any

from chalicelib.clients.identity_checks import ScriptedChecks
from chalicelib.identity.model.cases import PARTS
from chalicelib.identity.service import pictures
from chalicelib.world import World, world
from letterbox import Mailbox
from officers import NAM, new_officer
from snapshots import photo
from stage import Answer, Browser, Town, app_code
from stores import Store

CHECKS = "/me/identity-checks"


@dataclass
class Office:
    town: Town
    store: Store
    checks: ScriptedChecks
    mailbox: Mailbox
    apps: dict[int, tuple[str, str]] = field(default_factory=dict)

    def world(self) -> World:
        return world()

    def advise(self, **told: Any) -> None:
        self.checks.script.write_text(json.dumps(told))

    def begin(self, browser: Browser, paper: str = "citizen-card") -> str:
        answer = browser.post(CHECKS, {"paper": paper, "agrees": True})
        assert answer.status == 201, answer
        return str(answer.body["id"])

    def ask_form(self, browser: Browser, check_id: str, part: str, media_type: str = "image/jpeg") -> Answer:
        return browser.post(f"{CHECKS}/{check_id}/uploads", {"part": part, "media_type": media_type})

    def upload(self, browser: Browser, check_id: str, part: str, data: bytes | None = None) -> str:
        """The key of what was sent and taken in."""
        from chalicelib.clients.files import UploadForm

        form = self.ask_form(browser, check_id, part)
        assert form.status == 201, form
        assert self.store.send(UploadForm(**form.body), photo() if data is None else data)
        key = str(form.body["fields"]["key"])
        pictures.receive(self.world(), key)
        return key

    def fill(self, browser: Browser, paper: str = "citizen-card") -> str:
        check_id = self.begin(browser, paper)
        for part in PARTS[paper]:
            self.upload(browser, check_id, part)
        return check_id

    def submit(self, browser: Browser, check_id: str, **more: Any) -> Answer:
        return browser.post(f"{CHECKS}/{check_id}/submission", {"is_confirmed": True} | more)

    def submitted(self, browser: Browser, **more: Any) -> str:
        check_id = self.fill(browser)
        assert self.submit(browser, check_id, **more).status == 200
        return check_id

    def officer(self, citizen_id: str = NAM, units: tuple[str, ...] = ("identity-desk",), role: Any = "staff") -> Browser:
        """Logged in, with an authenticator app."""
        browser, secret = new_officer(self.town, self.world(), citizen_id, units, role)
        self.apps[id(browser)] = (citizen_id, secret)
        return browser

    def log_in(self, officer: Browser) -> None:
        """Again, half an hour or more later."""
        citizen_id, secret = self.apps[id(officer)]
        assert officer.log_in(citizen_id, second_factor=app_code(secret, self.town.now)).status == 201

    def look(self, officer: Browser, check_id: str) -> Answer:
        return officer.post(f"/identity-checks/{check_id}/views", None)

    def decide(self, officer: Browser, check_id: str, decision: str, version: int = 0, **more: Any) -> Answer:
        """After a look, unless a version is given."""
        if not version:
            seen = self.look(officer, check_id)
            assert seen.status == 201, seen
            version = seen.body["version"]
        return officer.post(f"/identity-checks/{check_id}/decisions", {"decision": decision, "version": version} | more)
