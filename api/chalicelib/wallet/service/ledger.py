"""Moving money: one transaction a movement, and the same answer however often it is asked for."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from ...access import Person
from ...dynamodb import Item, RefusedError, TokenUsedError
from ...errors import KeyReusedError
from ...world import World
from ..model.accounts import citizen_account
from ..model.errors import AccountClosedError, AlreadyResolvedError, NoSuchTransferError, NotEnoughError
from ..model.transfers import Kind, Outcome, State, Transfer, resolution_id, transfer_id_of
from ..storage import ledger
from ..storage.guarded import Guarded


def post(world: World, transfer: Transfer, also: Sequence[Guarded] = ()) -> Transfer:
    """Moves money at once; `also` are writes of the same transaction. What was moved under this id before is returned."""
    return record(world, transfer, [*ledger.posting(world.wallet, transfer), *also])


def payment(
    world: World, person: Person, key: str, kind: Kind, *, amount: int, payee: str, subject: str, category: str
) -> Transfer:
    """What a person asks to be paid from their wallet, once for each key. Nothing has moved yet."""
    return Transfer(
        transfer_id=transfer_id_of(person.account_id, key),
        kind=kind,
        amount=amount,
        debit_account_id=citizen_account(person.account_id),
        credit_account_id=payee,
        at_ms=milliseconds(world.now),
        request=f"{subject} {amount}",
        subject=subject,
        category=category,
        by=person.account_id,
    )


def hold(world: World, transfer: Transfer, also: Sequence[Guarded] = ()) -> Transfer:
    """Begins what somebody outside must agree to; where money is to leave a wallet, it is set aside."""
    return record(world, transfer, [*ledger.holding(world.wallet, transfer), *also])


def resolve(world: World, pending_id: str, outcome: Outcome, by: str) -> Transfer:
    """Posts or voids a pending transfer, once; AlreadyResolvedError where it was decided otherwise before."""
    pending = get_transfer(world, pending_id)
    if pending.state != "pending":
        raise AlreadyResolvedError
    changes = {"transfer_id": resolution_id(pending_id), "state": outcome, "pending_id": pending_id, "by": by}
    resolution = msgspec.structs.replace(pending, **changes, at_ms=milliseconds(world.now), due_ms=0, request="")
    resolved = record(world, resolution, ledger.resolving(world.wallet, pending, resolution))
    if resolved.state != outcome:
        raise AlreadyResolvedError(f"it was {resolved.state}")
    return resolved


def reverse(
    world: World,
    original_id: str,
    amount: int,
    transfer_id: str,
    by: str,
    kind: Kind = "refund",
    request: str = "",
    also: Sequence[Guarded] = (),
) -> Transfer:
    """Gives all or a part of a posted transfer back, by a transfer of its own; TooMuchBackError."""
    original = get_transfer(world, original_id)
    if original.state != "posted" or original.reverses:
        raise NoSuchTransferError
    reversal = Transfer(
        transfer_id=transfer_id,
        kind=kind,
        amount=amount,
        debit_account_id=original.credit_account_id,
        credit_account_id=original.debit_account_id,
        at_ms=milliseconds(world.now),
        request=request,
        subject=original.subject,
        category=original.category,
        reverses=original_id,
        by=by,
    )
    return record(world, reversal, [*ledger.reversing(world.wallet, original, reversal), *also])


def record(world: World, transfer: Transfer, writes: Sequence[Guarded]) -> Transfer:
    """One transaction. Where it is refused, one read finds out whether this has been done before, or what is wrong."""
    try:
        world.wallet.transact([one.write for one in writes], transfer.transfer_id)
    except RefusedError as error:
        return done_before(world, transfer) or refuse(world, transfer, writes, error)
    except TokenUsedError:  # the same key within minutes, asked at another instant or for something else
        return done_before(world, transfer) or record_anew(world, transfer, writes)
    return transfer


def record_anew(world: World, transfer: Transfer, writes: Sequence[Guarded]) -> Transfer:
    """A first try that came to nothing may have used the token: the transfer itself still lets this happen only once."""
    try:
        world.wallet.transact([one.write for one in writes])
    except RefusedError as error:
        return done_before(world, transfer) or refuse(world, transfer, writes, error)
    return transfer


def done_before(world: World, transfer: Transfer) -> Transfer | None:
    """The transfer that has this id; KeyReusedError where it is another request's."""
    done = ledger.get_transfer(world.wallet, transfer.transfer_id)
    if done is not None and done.request != transfer.request:
        raise KeyReusedError
    return done


def refuse(world: World, transfer: Transfer, writes: Sequence[Guarded], error: RefusedError) -> Transfer:
    """Raises what the first refused write means; an account that refuses to pay may also be closed."""
    refusal = writes[error.refused[0]].refusal
    if refusal is NotEnoughError and not is_open(world, transfer.debit_account_id):
        raise AccountClosedError
    raise refusal


def is_open(world: World, account_id: str) -> bool:
    places = ledger.get_balances(world.wallet, account_id)
    return bool(places) and all(item.get("standing", "open") == "open" for item in places)


def get_transfer(world: World, transfer_id: str) -> Transfer:
    """NoSuchTransferError."""
    transfer = ledger.get_transfer(world.wallet, transfer_id)
    if transfer is None:
        raise NoSuchTransferError
    return transfer


def state_of(world: World, transfer: Transfer) -> State:
    """What a transfer has become by now."""
    if transfer.state != "pending":
        return transfer.state
    resolution = ledger.get_transfer(world.wallet, resolution_id(transfer.transfer_id))
    return resolution.state if resolution else "pending"


def list_entries(world: World, account_id: str, from_ms: int, until_ms: int) -> list[Item]:
    """From one instant to before another, oldest first."""
    return ledger.list_entries(world.wallet, account_id, from_ms, until_ms)


def balance_at(world: World, account_id: str, at_ms: int) -> int:
    """Explained by the entries alone, so it can be told for any instant."""
    return sum(item["amount"] for item in ledger.list_entries(world.wallet, account_id, 0, at_ms))


def get_balance(world: World, account_id: str) -> int:
    """What lies in all places of an account, held money included."""
    return sum(item["balance"] for item in ledger.get_balances(world.wallet, account_id))


def milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
