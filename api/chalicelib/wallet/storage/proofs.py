"""Proofs of the wallet password: each for one thing and one amount, for a short time, and once."""

from ...dynamodb import Item, Table
from ...keys import token_hash
from ..model.accounts import citizen_account
from ..model.errors import ProofNeededError
from .ledger import Guarded

PROOF_SECONDS = 300
IS_FOR_THIS = "subject = :subject AND amount = :amount AND expires_at > :now"


def key(account_id: str, token: str) -> tuple[str, str]:
    return f"ACCOUNT#{citizen_account(account_id)}", f"PROOF#{token_hash(token)}"


def putting(table: Table, account_id: str, token: str, subject: str, amount: int, now: int) -> Item:
    pk, sk = key(account_id, token)
    item = {"pk": pk, "sk": sk, "subject": subject, "amount": amount, "expires_at": now + PROOF_SECONDS}
    return table.putting(item)


def using(table: Table, account_id: str, token: str, subject: str, amount: int, now: int) -> Guarded:
    """A write of the transaction that acts on a proof; it fails where the proof is another's, late or used."""
    values = {":subject": subject, ":amount": amount, ":now": now}
    return Guarded(table.deleting(*key(account_id, token), IS_FOR_THIS, values), ProofNeededError)
