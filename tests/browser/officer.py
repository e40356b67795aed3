"""Somebody of the city's staff at a desk: an account with a role, a unit and an authenticator app."""

from datetime import UTC, datetime

import pyotp
from chalicelib.accounts.service import staff
from chalicelib.accounts.service.factor_check import totp_place
from chalicelib.identity.storage import cases
from citizen import Citizen
from city import City
from stage import Phones
from visiting import visit

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def employ(citizen: Citizen, role: str = "staff", units: tuple[str, ...] = ("identity-desk",), has_app: bool = True) -> None:
    """Gives a new account these rights, and logs its owner in."""
    citizen.register_yesterday()
    world = citizen.city.world_before(Phones(), 0)
    citizen_hash, login = staff.find(world, citizen.number)
    changes = {"sealed_totp": world.keys.seal(totp_place(login), SECRET)} if has_app else {}
    staff.change(world, citizen_hash, login, "created-as-staff", role=role, units=list(units), **changes)
    if has_app:
        citizen.log_in(second_factor=pyotp.TOTP(SECRET).at(datetime.now(UTC)))
    else:
        citizen.log_in()


def open_desk(citizen: Citizen, address: str) -> None:
    visit(citizen.page, f"{citizen.city.origin}/{citizen.tag}/desk/{address}")


def empty_desk(city: City) -> None:
    """Nobody of another test waits before this one's people."""
    world = city.world_before(Phones(), 0)
    for item in cases.list_queue(world.wallet, "", 100):
        world.wallet.delete(item["pk"], item["sk"])
