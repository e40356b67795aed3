"""What the sweeper works through: pending transfers, voided ones to look at again, and claims that an operator settles."""

from contextlib import suppress
from dataclasses import asdict, dataclass

from ...dynamodb import RefusedError, Table
from ..model.accounts import shard_of
from ..model.transfers import Transfer
from .ledger import PENDING_SHARDS

CLAIMS = "CLAIM#bank"
NONCE_SECONDS = 3_600  # far longer than a signature counts


@dataclass(frozen=True, slots=True)
class Watch:
    """A voided transfer, and which look at it comes next."""

    pk: str
    sk: str
    look: int

    @property
    def transfer_id(self) -> str:
        return self.sk.partition("#")[2]


@dataclass(frozen=True, slots=True)
class Claim:
    """`account_id` has got `amount` twice, by this withdrawal."""

    transfer_id: str
    account_id: str
    amount: int
    sk: str


def list_due(table: Table, now_ms: int) -> list[str]:
    """Ids of pending transfers whose time has come."""
    return [sk.partition("#")[2] for _, sk, _ in due(table, "PENDING", now_ms)]


def list_watched(table: Table, now_ms: int) -> list[Watch]:
    return [Watch(pk, sk, look) for pk, sk, look in due(table, "WATCH", now_ms)]


def due(table: Table, sort: str, now_ms: int) -> list[tuple[str, str, int]]:
    """(partition, sort key, look) of what is due now, of all shards."""
    found = [table.between(f"{sort}#{shard}", "0", f"{now_ms:015d}~") for shard in range(PENDING_SHARDS)]
    return [(item["pk"], item["sk"], item.get("look", 0)) for items in found for item in items]


def watch(table: Table, transfer_id: str, due_ms: int, look: int) -> None:
    """To be looked at then; writing it twice is as good as once."""
    pk = f"WATCH#{shard_of(transfer_id, PENDING_SHARDS)}"
    with suppress(RefusedError):
        table.put({"pk": pk, "sk": f"{due_ms:015d}#{transfer_id}", "look": look})


def unwatch(table: Table, one: Watch) -> None:
    with suppress(RefusedError):
        table.delete(one.pk, one.sk)


def claim(table: Table, transfer: Transfer) -> None:
    """Money that left through the bank and cannot be taken from the wallet: an operator asks for it."""
    made = Claim(
        transfer.transfer_id, transfer.debit_account_id, transfer.amount, f"{transfer.at_ms:015d}#{transfer.transfer_id}"
    )
    with suppress(RefusedError):
        table.put({"pk": CLAIMS, **asdict(made)})


def list_claims(table: Table) -> list[Claim]:
    """Oldest first."""
    return [Claim(one["transfer_id"], one["account_id"], one["amount"], one["sk"]) for one in table.query(CLAIMS)]


def drop_claim(table: Table, one: Claim) -> None:
    with suppress(RefusedError):
        table.delete(CLAIMS, one.sk)


def note_nonce(table: Table, nonce: str, now: int) -> bool:
    """Whether this nonce has never come before."""
    try:
        table.put({"pk": f"BANKREF#{nonce}", "sk": "NONCE", "expires_at": now + NONCE_SECONDS})
    except RefusedError:
        return False
    return True
