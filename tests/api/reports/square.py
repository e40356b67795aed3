"""A square of the city on which something is broken: who reports it, and the officers who answer."""

from dataclasses import dataclass, field
from typing import Any

from chalicelib.world import World, world
from officers import HOA, NAM, TAM, new_officer
from stage import Answer, Browser, Town, app_code

DONG_BA = {"lat": 16.4725, "long": 107.5885, "ward": "phu-xuan", "address": "Trước chợ Đông Ba"}
BROKEN_LIGHT = {
    "category": "street-light",
    "text": "Đèn trước cổng chợ tắt đã ba đêm.",
    "answers": {"state": ["off"]},
    **DONG_BA,
}


@dataclass
class Square:
    town: Town
    keys: int = 0
    apps: dict[int, tuple[str, str]] = field(default_factory=dict)

    def world(self) -> World:
        return world()

    def new_key(self) -> str:
        self.keys += 1
        return f"report-{self.keys:06d}"

    def post(self, browser: Browser, key: str = "", **changes: Any) -> Answer:
        body = {name: value for name, value in (BROKEN_LIGHT | changes).items() if value is not None}
        return browser.post("/reports", body, **{"Idempotency-Key": key or self.new_key()})

    def send(self, browser: Browser, **changes: Any) -> dict[str, Any]:
        answer = self.post(browser, **changes)
        assert answer.status == 201, answer
        return answer.body

    def operations(self) -> Browser:
        """An officer of the operations centre, the one door."""
        return self.officer(NAM, "operations")

    def agency(self, unit: str = "lighting") -> Browser:
        return self.officer(HOA, unit)

    def overseer(self) -> Browser:
        """An admin, who decides on nothing and reads who did."""
        return self.officer(TAM, "", "admin")

    def officer(self, citizen_id: str, unit: str, role: str = "staff") -> Browser:
        browser, secret = new_officer(self.town, self.world(), citizen_id, [unit] if unit else [], role)
        self.apps[id(browser)] = (citizen_id, secret)
        return browser

    def log_in(self, officer: Browser) -> None:
        """Again, half an hour or more later."""
        citizen_id, secret = self.apps[id(officer)]
        assert officer.log_in(citizen_id, second_factor=app_code(secret, self.town.now)).status == 201

    def move(self, browser: Browser, report_id: str, move: str, version: int = 0, **wish: Any) -> Answer:
        """As the report stands now, unless a version is given; by its reporter, or by an officer at the desk."""
        root = self.root_for(browser, report_id)
        version = version or browser.get(f"{root}/{report_id}").body["version"]
        return browser.post(f"{root}/{report_id}/moves", {"move": move, "version": version} | wish)

    def root_for(self, browser: Browser, report_id: str) -> str:
        is_own = browser.get(f"/me/reports/{report_id}").status == 200
        return "/me/reports" if is_own else "/report-desk/reports"

    def answered(self, citizen: Browser, officer: Browser) -> str:
        """The id of a report that operations have given to the lights and have answered."""
        report_id = str(self.send(citizen)["id"])
        assert self.move(officer, report_id, "assign", unit="lighting").status == 200
        assert self.move(officer, report_id, "answer", text="Đã thay bóng đèn.").status == 200
        return report_id
