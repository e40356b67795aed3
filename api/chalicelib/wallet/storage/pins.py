"""Proofs made with the wallet password, under the account they belong to."""

from datetime import datetime

from ...dynamodb import Item, Table

IS_FOR_THIS = "subject = :subject AND amount = :amount AND ends_at > :now"


def using_proof(table: Table, account_id: str, proof_hash: str, subject: str, amount: int, now: datetime) -> Item:
    """A write that succeeds once for each proof, soon after it was made, for what it was made for."""
    values = {":subject": subject, ":amount": amount, ":now": int(now.timestamp())}
    return table.deleting(f"ACCOUNT#{account_id}", f"PROOF#{proof_hash}", IS_FOR_THIS, values)
