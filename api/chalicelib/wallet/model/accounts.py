"""The accounts of the ledger: whose they are, which may fall below zero, and which lie in shards."""

import hashlib

SHARDS = 16
# A shop on a feast day, a biller at the end of the month and the way to a bank take more payments than one item can.
SHARDED = ("merchant", "biller", "bank", "fees", "promotions")
OPEN_BELOW = ("bank",)  # the mirror of what lies at the banks: money that came from there is missing here


def citizen_account(account_id: str) -> str:
    return f"citizen:{account_id}"


def bank_account(bank: str) -> str:
    """What went through this bank (its BIN)."""
    return f"bank:{bank}"


def kind_of(account_id: str) -> str:
    return account_id.partition(":")[0]


def is_sharded(account_id: str) -> bool:
    return kind_of(account_id) in SHARDED


def may_fall_below_zero(account_id: str) -> bool:
    return kind_of(account_id) in OPEN_BELOW


def shard_of(transfer_id: str, shards: int = SHARDS) -> int:
    return hashlib.sha256(transfer_id.encode()).digest()[0] % shards


def place_of(account_id: str, transfer_id: str) -> str:
    """Where a transfer meets an account: the account itself, or the one of its shards that the transfer falls into."""
    return f"{account_id}#{shard_of(transfer_id):02d}" if is_sharded(account_id) else account_id


def places_of(account_id: str) -> list[str]:
    """All places of an account."""
    return [f"{account_id}#{shard:02d}" for shard in range(SHARDS)] if is_sharded(account_id) else [account_id]
