"""The audit command: reads the whole table and proves every balance (python -m chalicelib.wallet.audit).

Run it on a table that is at rest, such as one restored to an instant: a scan of a busy one sees a payment half.
"""

import sys

from ..config import load_config
from ..dynamodb import Table, dynamodb_client
from .model.audit import find_faults
from .model.books import Books, read_books


def read_table(table: Table) -> Books:
    return read_books(table.scan())


def main() -> int:
    books = read_table(Table(dynamodb_client(), load_config().wallet_table))
    faults = find_faults(books)
    print(
        f"{len(books.transfers)} transfers, {len(books.balances)} balances, {len(books.seals)} seals: {len(faults)} faults"
    )
    for fault in faults:
        print(f"- {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
