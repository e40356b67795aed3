"""A flooded street: who calls for help, and the officers who come."""

from dataclasses import dataclass
from typing import Any

from chalicelib.world import World, world
from officers import HOA, NAM, TAM, new_officer
from stage import Answer, Browser, Town

ON_THE_ROOF = {
    "phone": "0905 123 456",
    "people": 4,
    "water": "roof",
    "needs": ["elderly", "infants"],
    "place": {"lat": 16.4725, "long": 107.5885, "accuracy": 25, "ward": "phu-xuan", "address": "Kiệt 12 Chi Lăng"},
    "words": "Nước lên nhanh, nhà có cháu nhỏ",
    "battery": 12,
}
PHONE = "+84905123456"


@dataclass
class Flood:
    town: Town
    keys: int = 0

    def world(self) -> World:
        return world()

    def new_key(self) -> str:
        self.keys += 1
        return f"call-for-help-{self.keys:06d}"

    def post(self, key: str = "", browser: Browser | None = None, **changes: Any) -> Answer:
        """By somebody who has no account."""
        body = {name: value for name, value in (ON_THE_ROOF | changes).items() if value is not None}
        return (browser or self.town.browser()).post("/sos", body, **{"Idempotency-Key": key or self.new_key()})

    def call(self, **changes: Any) -> dict[str, Any]:
        answer = self.post(**changes)
        assert answer.status == 201, answer
        return answer.body

    def tell(self, call: dict[str, Any], key: str = "", **news: Any) -> Answer:
        body, key = {"token": call["token"]} | news, key or self.new_key()
        return self.town.browser().post(f"/sos/{call['id']}/updates", body, **{"Idempotency-Key": key})

    def view(self, call: dict[str, Any]) -> Answer:
        return self.town.browser().post(f"/sos/{call['id']}/views", {"token": call["token"]})

    def rescue(self) -> Browser:
        return self.officer(HOA, "rescue")

    def operations(self) -> Browser:
        return self.officer(NAM, "operations")

    def overseer(self) -> Browser:
        return self.officer(TAM, "", "admin")

    def officer(self, citizen_id: str, unit: str, role: str = "staff") -> Browser:
        return new_officer(self.town, self.world(), citizen_id, [unit] if unit else [], role)[0]

    def listed(self, officer: Browser) -> list[dict[str, Any]]:
        answer = officer.get("/sos-desk")
        assert answer.status == 200, answer
        calls: list[dict[str, Any]] = answer.body["calls"]
        return calls

    def shown(self, officer: Browser, call: dict[str, Any]) -> dict[str, Any]:
        return next(one for one in self.listed(officer) if one["id"] == call["id"])

    def move(self, officer: Browser, call: dict[str, Any], move: str, version: int = 0, text: str = "") -> Answer:
        """On what the officer sees now, unless a version is given."""
        version = version or self.shown(officer, call)["version"]
        return officer.post(f"/sos-desk/{call['id']}/moves", {"move": move, "version": version, "text": text})

    def kept(self) -> str:
        """All that the database has, as whoever stole it would read it."""
        return str(list(self.world().reports.scan()))
