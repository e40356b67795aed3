"""People who have their identity checked, and the officers who look at their papers."""

import json
from dataclasses import dataclass, field
from typing import Any

from chalicelib.accounts.service import staff
from chalicelib.clients.email import EmailFailedError
from chalicelib.clients.identity_checks import ScriptedChecks
from chalicelib.identity.model.cases import PARTS
from chalicelib.identity.service import pictures
from chalicelib.world import World, world
from snapshots import photo
from stage import PASSWORD, Answer, Browser, Town, app_code
from stores import Store

CHECKS = "/me/identity-checks"
NAM, HOA, TAM = "046088001111", "046092002222", "046095003333"
OFFICERS = {NAM: "+84901000001", HOA: "+84901000002", TAM: "+84901000003"}


@dataclass
class Mailbox:
    letters: list[tuple[str, str]] = field(default_factory=list)
    is_down: bool = False

    def send(self, address: str, subject: str, text: str) -> None:
        if self.is_down:
            raise EmailFailedError
        self.letters.append((address, text))


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
        phone = OFFICERS[citizen_id]
        staff.create_staff(self.world(), citizen_id, phone, "Trần Văn Nam", role, list(units))
        browser = self.town.browser()
        asked = browser.post("/password-resets", {"citizen_id": citizen_id, "phone": phone, "language": "vi"})
        path = f"/password-resets/{asked.body['id']}"
        proof = browser.post(f"{path}/code", {"code": self.town.phones.code()}).body["proof"]
        browser.post(f"{path}/password", {"proof": proof, "citizen_id": citizen_id, "password": PASSWORD})
        assert browser.log_in(citizen_id).status == 201
        secret = browser.post("/me/second-factor", {"password": PASSWORD}).body["secret"]
        code = app_code(secret, self.town.now)
        assert browser.post("/me/second-factor/code", {"code": code}).status == 200
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
