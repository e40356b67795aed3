"""The proof of the books: every rule that money must keep, checked over all that was ever written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from .accounts import kind_of, place_of
from .books import Books
from .limits import group_of, hue_time, month_of
from .seals import START, make_seal
from .transfers import Transfer, content_hash, entries_of


def find_faults(books: Books) -> list[str]:
    """One sentence for each fault, empty where everything adds up."""
    rules = (transfers, entries, balances, sums, pending, reversals, outbox, spending, bills, seals)
    return [fault for rule in rules for fault in rule(books)]


def transfers(books: Books) -> Iterator[str]:
    """No transfer was edited after it was written."""
    for transfer_id, transfer in books.transfers.items():
        if transfer.transfer_id != transfer_id or content_hash(transfer) != books.hashes[transfer_id]:
            yield f"transfer {transfer_id} is not what was written"


def entries(books: Books) -> Iterator[str]:
    """Each transfer has its entries and there are no others."""
    expected: dict[str, dict[str, int]] = defaultdict(dict)
    for transfer in books.transfers.values():
        for entry in entries_of(transfer):
            place = place_of(entry.account_id, transfer.placed_by)
            expected[place][f"{transfer.at_ms:015d}#{transfer.transfer_id}"] = entry.amount
    for place in expected.keys() | books.entries.keys():
        ours, found = expected[place], books.entries[place]
        wrong = [sk for sk in ours.keys() | found.keys() if ours.get(sk) != found.get(sk)]
        yield from (f"entry {sk} of {place} is not that of its transfer" for sk in wrong)


def balances(books: Books) -> Iterator[str]:
    """A balance is the sum of its entries, what is held is in open holds, and nobody spends what they do not have."""
    held: dict[str, int] = defaultdict(int)
    for hold in books.open_holds():
        held[place_of(hold.debit_account_id, hold.placed_by)] += hold.total
    for place in books.balances.keys() | {place for place, found in books.entries.items() if found}:
        yield from balance_faults(books, place, 0 if kind_of(place) == "bank" else held[place])


def balance_faults(books: Books, place: str, held: int) -> Iterator[str]:
    account, moved = books.balances.get(place, {}), books.entries[place].values()
    has = {name: account.get(name, 0) for name in ("balance", "available", "held", "version")}
    should = {"balance": sum(moved), "available": sum(moved) - held, "held": held, "version": len(moved)}
    if has != should:
        yield f"account {place} has {has} and should have {should}"
    if has["available"] < 0 and kind_of(place) != "bank":
        yield f"account {place} has spent more than it had"


def sums(books: Books) -> Iterator[str]:
    """What some have, others have given."""
    if total := sum(account["balance"] for account in books.balances.values()):
        yield f"all balances together are {total} đồng instead of 0"


def pending(books: Books) -> Iterator[str]:
    """A pending transfer is decided once, and waits in the sweeper's index until then."""
    for transfer in books.transfers.values():
        if transfer.pending_id and books.resolution_of(transfer.pending_id) is not transfer:
            yield f"transfer {transfer.pending_id} was decided more than once"
    is_open = {hold.transfer_id for hold in books.open_holds()}
    yield from (
        f"pending transfer {one} is lost to the sweeper, or decided and still waiting" for one in is_open ^ books.waiting
    )


def reversals(books: Books) -> Iterator[str]:
    """No more was given back than was paid."""
    given: dict[str, int] = defaultdict(int)
    for transfer in books.transfers.values():
        if transfer.reverses:
            given[transfer.reverses] += transfer.amount
    for transfer_id in given.keys() | books.reversed.keys():
        original, back = books.transfers.get(transfer_id), given[transfer_id]
        if original is None or back > original.amount or back != books.reversed.get(transfer_id):
            yield f"of transfer {transfer_id} {back} đồng were given back"


def outbox(books: Books) -> Iterator[str]:
    """Every transfer was told to the world once."""
    for transfer_id in books.transfers.keys() | books.outbox.keys():
        told = [message["hash"] for message in books.outbox[transfer_id]]
        if told != [books.hashes.get(transfer_id)]:
            yield f"transfer {transfer_id} has {len(told)} messages, or another one"


def spending(books: Books) -> Iterator[str]:
    """The counters of each month are what was paid in it and not given back."""
    spent: dict[tuple[str, str], int] = defaultdict(int)
    for transfer in books.transfers.values():
        original = books.transfers.get(transfer.reverses, transfer)
        if group := group_of(original):
            amount = -transfer.amount if transfer.reverses else transfer.amount
            spent[original.debit_account_id, f"{month_of(original.at_ms)}#{group}"] += amount
    for key in spent.keys() | books.spent.keys():
        if spent[key] != books.spent.get(key, 0):
            yield f"the counter {key} has {books.spent.get(key)} and should have {spent[key]}"


def bills(books: Books) -> Iterator[str]:
    """A bill that is paid has one payment, and one that is not has none that was not given back."""
    paying: dict[str, list[str]] = defaultdict(list)
    for transfer in books.transfers.values():
        if transfer.kind == "bill" and not books.reversed.get(transfer.transfer_id):
            paying[transfer.subject.removeprefix("bill:")].append(transfer.transfer_id)
    for name in paying.keys() | books.bills.keys():
        bill = books.bills.get(name, {})
        expected = [bill["paid_by"]] if bill.get("standing") == "paid" else []
        if paying[name] != expected:
            yield f"bill {name} is {bill.get('standing')} and has the payments {paying[name]}"


def seals(books: Books) -> Iterator[str]:
    """Each seal follows from the one before it and from the transfers of its hour."""
    by_hour: dict[str, list[Transfer]] = defaultdict(list)
    for transfer in books.transfers.values():
        by_hour[f"{hue_time(transfer.at_ms):%Y-%m-%dT%H}"].append(transfer)
    previous = START
    for seal in books.seals:
        hashes = ((one.transfer_id, content_hash(one)) for one in by_hour.pop(seal.hour, []))
        if seal != make_seal(seal.hour, previous, hashes):
            yield f"the seal of {seal.hour} does not fit the transfers of that hour, or the seal before it"
        previous = seal.digest
    yield from unsealed(by_hour, books.seals[-1].hour if books.seals else "")


def unlike_known(books: Books, known: Mapping[str, str]) -> Iterator[str]:
    """Seals that are not what was noted of them elsewhere: digests by their hours."""
    digests = {seal.hour: seal.digest for seal in books.seals}
    for hour, digest in known.items():
        if digests.get(hour) != digest:
            yield f"the seal of {hour} is not the one that was noted"


def unsealed(by_hour: Iterable[str], last: str) -> Iterator[str]:
    yield from (f"transfers of {hour} appeared after that hour was sealed" for hour in by_hour if hour <= last)
