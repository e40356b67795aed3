"""What was counted last night, and the open data of each month in packed parts."""

import gzip

import msgspec

from ...dynamodb import Item, Table

PLACE = ("STATISTICS", "REPORTS")


class Counted(msgspec.Struct, frozen=True):
    """`numbers`: as JSON; `months`: a digest of each month's open data, to write what differs alone."""

    as_of: int
    numbers: bytes
    months: dict[str, str]


def put_counted(table: Table, as_of: int, numbers: bytes, months: dict[str, str]) -> None:
    pk, sk = PLACE
    item = {"pk": pk, "sk": sk, "as_of": as_of, "packed": gzip.compress(numbers, mtime=0), "months": months}
    table.put(item, "")


def get_counted(table: Table) -> Counted | None:
    item = table.get(*PLACE)
    return Counted(item["as_of"], gzip.decompress(bytes(item["packed"])), item["months"]) if item else None


def month_key(month: str) -> str:
    return f"OPEN-DATA#{month}"


def part_key(number: int) -> str:
    return f"PART#{number:04d}"


def put_month(table: Table, month: str, parts: list[bytes]) -> None:
    """All parts at once, in the place of what was there: nobody reads half of an old month and half of a new one."""
    new = [{"pk": month_key(month), "sk": part_key(number), "csv": part} for number, part in enumerate(parts)]
    gone = {item["sk"] for item in table.query(month_key(month))} - {item["sk"] for item in new}
    writes: list[Item] = [table.putting(item, "") for item in new]
    table.transact([*writes, *(table.deleting(month_key(month), sk) for sk in sorted(gone))])


def list_parts(table: Table, month: str) -> list[bytes]:
    return [bytes(item["csv"]) for item in table.query(month_key(month))]
