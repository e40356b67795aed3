"""A person's balance and movements, as they may read them at any time."""

from ...access import Person
from ...dynamodb import Item
from ...world import World
from ..model.accounts import citizen_account, kind_of
from ..model.limits import limits_at, month_of
from ..model.movements import Balance, Month, Movement, movement_of, read_month, spending
from ..model.pins import NoWalletError
from ..storage import ledger, merchants
from .ledger import milliseconds

END = 10**15 - 1  # later than any movement


def show_balance(world: World, person: Person) -> Balance:
    """NoWalletError."""
    account_id, at_ms = citizen_account(person.account_id), milliseconds(world.now)
    month, limits = month_of(at_ms), limits_at(at_ms)
    keys = [(f"ACCOUNT#{account_id}", sk) for sk in (ledger.BALANCE, f"SPENT#{month}#all")]
    account, spent = world.wallet.get_many(keys)
    if account is None:
        raise NoWalletError
    known = {name: account[name] for name in ("balance", "available", "held")}
    return Balance(**known, month=month, spent=(spent or {}).get("amount", 0), monthly_limit=limits.monthly["all"])


def show_month(world: World, person: Person, text: str) -> Month:
    """Balances at its beginning and end are reckoned back from now by the entries since; NoSuchMonthError, NoWalletError."""
    account_id, (from_ms, until_ms) = citizen_account(person.account_id), read_month(text)
    entries = ledger.list_entries(world.wallet, account_id, from_ms, END)
    accounts = ledger.get_balances(world.wallet, account_id)
    if not accounts:
        raise NoWalletError
    within = [one for one in entries if str(one["sk"]) < f"{until_ms:015d}"]
    opening = accounts[0]["balance"] - total(entries)
    shops = merchants.names_of(world.wallet, shops_in(within))
    movements = [movement_of(one, shops) for one in reversed(within)]
    return Month(text, opening, opening + total(within), movements, spending(movements))


def list_all(world: World, person: Person) -> list[Movement]:
    """Everything that ever moved, newest first."""
    entries = ledger.list_entries(world.wallet, citizen_account(person.account_id), 0, END)
    shops = merchants.names_of(world.wallet, shops_in(entries))
    return [movement_of(one, shops) for one in reversed(entries)]


def total(entries: list[Item]) -> int:
    return sum(one["amount"] for one in entries)


def shops_in(entries: list[Item]) -> list[str]:
    others = (str(one["other"]) for one in entries)
    return list(dict.fromkeys(other.partition(":")[2] for other in others if kind_of(other) == "merchant"))
