"""Wallets, the codes that refer others to them, and who was referred."""

import msgspec

from ...dynamodb import Item, Table
from ..model.wallets import Wallet


def get_wallet(table: Table, account_id: str) -> Wallet | None:
    item = table.get(f"ACCOUNT#{account_id}", "WALLET")
    return msgspec.convert(item, Wallet) if item else None


def putting_wallet(table: Table, account_id: str, wallet: Wallet) -> Item:
    """A write that fails when this account has a wallet."""
    return table.putting({"pk": f"ACCOUNT#{account_id}", "sk": "WALLET", **msgspec.to_builtins(wallet)})


def checking_active(table: Table, account_id: str) -> Item:
    """A check that lets a transaction fail when this account has no wallet in use."""
    check = table.checking(f"ACCOUNT#{account_id}", "WALLET", "#status = :active", {":active": "active"})
    check["ConditionCheck"]["ExpressionAttributeNames"] = {"#status": "status"}
    return check


def closing(table: Table, account_id: str) -> Item:
    """What stays of a wallet: that there was one, and nothing that leads to its owner."""
    forget = "SET #status = :closed, citizen_hash = :nobody, referral_code = :nobody"
    write = table.updating(f"ACCOUNT#{account_id}", "WALLET", forget, "", {":closed": "closed", ":nobody": ""})
    write["Update"]["ExpressionAttributeNames"] = {"#status": "status"}
    return write


def get_referrer(table: Table, code: str) -> tuple[str, str] | None:
    """(account, citizen hash) of whoever gave this code."""
    item = table.get(f"REFERRAL#{code}", "CODE")
    return (item["account_id"], item["citizen_hash"]) if item else None


def putting_code(table: Table, code: str, account_id: str, citizen_hash: str) -> Item:
    """A write that fails when somebody has this code."""
    item = {"pk": f"REFERRAL#{code}", "sk": "CODE", "account_id": account_id, "citizen_hash": citizen_hash}
    return table.putting(item)


def deleting_code(table: Table, code: str) -> Item:
    return table.deleting(f"REFERRAL#{code}", "CODE")


def putting_referred(table: Table, person_hash: str, by: str, at: int) -> Item:
    """A write that fails when this person was referred before, whatever account they had then."""
    return table.putting({"pk": f"REFERRED#{person_hash}", "sk": "BY", "account_id": by, "referred_at": at})
