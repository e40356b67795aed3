"""Somebody who pays: a person with a wallet, and proofs as if they had just entered their wallet password."""

import secrets

from chalicelib.access import Level, Person
from chalicelib.keys import new_token, token_hash
from chalicelib.wallet.model.accounts import citizen_account
from chalicelib.world import World
from purse import open_wallet

PROOF_SECONDS = 300


def make_payer(world: World, with_vnd: int = 1_000_000) -> Person:
    account_id = open_wallet(world, with_vnd).partition(":")[2]
    return Person(account_id, secrets.token_hex(32), secrets.token_hex(32), "citizen", Level.IDENTITY)


def prove(world: World, person: Person, subject: str, amount: int) -> str:
    token = new_token()
    key = {"pk": f"ACCOUNT#{person.account_id}", "sk": f"PROOF#{token_hash(token)}"}
    ends_at = int(world.now.timestamp()) + PROOF_SECONDS
    world.wallet.put({**key, "subject": subject, "amount": amount, "ends_at": ends_at, "expires_at": ends_at})
    return token


def money_of(person: Person) -> str:
    """Their account in the ledger."""
    return citizen_account(person.account_id)
