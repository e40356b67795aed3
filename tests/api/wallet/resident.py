"""Somebody with an account and a wallet, made through the services, for tests that need many of them quickly."""

from dataclasses import dataclass

from chalicelib.access import Level, Person
from chalicelib.accounts.model.account import Details
from chalicelib.accounts.model.citizen_id import parse_citizen_id
from chalicelib.accounts.model.sessions import Visitor
from chalicelib.accounts.service import registration
from chalicelib.accounts.storage import logins
from chalicelib.otp.model.codes import Proven
from chalicelib.otp.service import hash_phone
from chalicelib.wallet.model.wallets import WalletToOpen
from chalicelib.wallet.service import opening
from chalicelib.world import World
from stage import PASSWORD, Phones
from wallet_owner import PIN


@dataclass(frozen=True)
class Resident:
    """`home`: an address of their own, as one may ask for thirty codes an hour."""

    person: Person
    number: str
    phone: str
    phones: Phones
    home: Visitor

    def told(self, words: str) -> int:
        """How many messages with these words came to their phone."""
        return sum(phone == self.phone and words in text for phone, text in self.phones.messages)


def make_resident(world: World, phones: Phones, serial: int) -> Resident:
    """Without the way by a code: their phone has had none yet."""
    number, phone = parse_citizen_id(f"046190{serial:06}", world.now.date()), f"+84905{serial:06}"
    citizen_hash = registration.hash_citizen(world, number)
    proven = Proven("", "registration", citizen_hash, phone, hash_phone(world, phone), language="vi")
    login = registration.make_login(world, number, PASSWORD, proven)
    profile = registration.make_profile(world, login.account_id, Details("Lê Thị Lan"), ())
    writes = [logins.putting_login(world.table, citizen_hash, login)]
    world.table.transact([*writes, logins.putting_profile(world.table, login.account_id, profile)])
    person = Person(login.account_id, citizen_hash, f"session of {serial}", "citizen", Level.IDENTITY)
    return Resident(person, number.digits, phone, phones, Visitor(f"2001:db8::{serial}", "Firefox", {}))


def prepare_opening(world: World, one: Resident, referral_code: str = "") -> tuple[str, WalletToOpen]:
    """(opening, the last step that is still to be taken)."""
    sent = opening.request_code(world, one.person, one.home)
    proof = opening.enter_code(world, one.person, sent.id, one.phones.code()).proof
    return sent.id, WalletToOpen(proof, True, PIN, referral_code)


def open_own(world: World, one: Resident) -> str:
    """The code by which they refer others to the wallet."""
    opening_id, body = prepare_opening(world, one)
    return opening.open_wallet(world, one.person, opening_id, body, one.home).referral_code
