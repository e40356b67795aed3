"""Codes by SMS for the wallet: always to the account's own phone, and each good for one step of one account."""

from typing import Literal

from ...access import Person
from ...accounts.model.requests import CodeSent
from ...accounts.model.sessions import Visitor, known_device
from ...accounts.service.profile import get_own
from ...accounts.service.registration import code_sent, owner_phone
from ...otp import service as otp
from ...otp.model.codes import CodeGoneError, ProofGoneError
from ...world import World

Step = Literal["opening", "unlocking"]


def subject_of(world: World, person: Person, step: Step) -> str:
    return world.keys.hash(f"wallet-{step}", person.account_id)


def send_wallet_code(world: World, person: Person, step: Step, visitor: Visitor) -> CodeSent:
    login, _ = get_own(world, person)
    device = known_device(world.keys, visitor.cookies, world.now, person.citizen_hash, login.phone_hash)
    subject, phone = subject_of(world, person, step), owner_phone(world, login)
    return code_sent(otp.send_code(world, "wallet", phone, subject, visitor.address, login.language, device))


def enter_wallet_code(world: World, person: Person, step: Step, challenge_id: str, code: str) -> str:
    """The proof to show when it is used; CodeGoneError where it was sent for something or somebody else."""
    proven, proof = otp.check_code(world, "wallet", challenge_id, code)
    if proven.subject != subject_of(world, person, step):
        raise CodeGoneError
    return proof


def get_wallet_code(world: World, person: Person, step: Step, challenge_id: str, proof: str) -> None:
    """ProofGoneError where this proof is not of this step of this account; whether it still counts, its use decides."""
    if otp.get_proven(world, "wallet", challenge_id, proof).subject != subject_of(world, person, step):
        raise ProofGoneError
