"""Officers of the city, with an account, a password and an authenticator app."""

from collections.abc import Sequence
from typing import Any

from chalicelib.accounts.service import staff
from chalicelib.world import World
from stage import PASSWORD, Browser, Town, app_code

NAM, HOA, TAM = "046088001111", "046092002222", "046095003333"
PHONES = {NAM: "+84901000001", HOA: "+84901000002", TAM: "+84901000003"}


def new_officer(town: Town, world: World, citizen_id: str, units: Sequence[str], role: Any = "staff") -> tuple[Browser, str]:
    """(logged in, the secret of the app)."""
    phone = PHONES[citizen_id]
    staff.create_staff(world, citizen_id, phone, "Trần Văn Nam", role, list(units))
    browser = town.browser()
    asked = browser.post("/password-resets", {"citizen_id": citizen_id, "phone": phone, "language": "vi"})
    path = f"/password-resets/{asked.body['id']}"
    proof = browser.post(f"{path}/code", {"code": town.phones.code()}).body["proof"]
    browser.post(f"{path}/password", {"proof": proof, "citizen_id": citizen_id, "password": PASSWORD})
    assert browser.log_in(citizen_id).status == 201
    secret = browser.post("/me/second-factor", {"password": PASSWORD}).body["secret"]
    assert browser.post("/me/second-factor/code", {"code": app_code(secret, town.now)}).status == 200
    return browser, secret
