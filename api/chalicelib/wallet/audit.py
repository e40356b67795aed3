"""The audit command: reads the whole table and proves every balance (python -m chalicelib.wallet.audit [HOUR=DIGEST ...]).

Run it on a table that is at rest, such as one restored to an instant: a scan of a busy one sees a payment half. Name the
newest seal of the log (LedgerSealed): who can write the table can make all of its seals again, but not that line.
"""

import argparse
from collections.abc import Sequence

from ..config import load_config
from ..dynamodb import Table, dynamodb_client
from .model.audit import find_faults, unlike_known
from .model.books import Books, read_books


def read_table(table: Table) -> Books:
    return read_books(table.scan())


def known_seal(text: str) -> tuple[str, str]:
    hour, _, digest = text.partition("=")
    if not (hour and digest):
        raise argparse.ArgumentTypeError(f"{text}: a seal is named by its hour and digest, such as 2026-11-27T15=0f3a…")
    return hour, digest


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Reads the whole wallet table and proves every balance.")
    parser.add_argument("seals", nargs="*", type=known_seal, metavar="HOUR=DIGEST", help="seals that the log tells of")
    known = dict(parser.parse_args(given).seals)
    books = read_table(Table(dynamodb_client(), load_config().wallet_table))
    faults = [*find_faults(books), *unlike_known(books, known)]
    print(
        f"{len(books.transfers)} transfers, {len(books.balances)} balances, {len(books.seals)} seals: {len(faults)} faults"
    )
    for fault in faults:
        print(f"- {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
