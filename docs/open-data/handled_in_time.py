"""Counts from HueCity's open data how many reports were answered in time, with Python alone and none of the city's code.

    curl -O https://huecity.example/api/v1/report-data/2026-11
    python3 handled_in_time.py 2026-11

Each line: month, agency ("all": the whole city), received, answered, answered in time. A report is answered in time when it
has an answer, the answer is earlier than its deadline, and it was never late before. What was taken back, joined with
another report or ended because its sender never replied has no answer; an answer that is doubted counts until the report is
opened again. Rows that contradict themselves are told, and the command ends with 1.
"""

import csv
import sys
from collections import Counter
from datetime import datetime

Key = tuple[str, str]
FIGURES = ("received", "answered", "in_time")


def is_before_deadline(row: dict[str, str]) -> bool:
    return datetime.fromisoformat(row["answered"]) < datetime.fromisoformat(row["due"])


def is_contradictory(row: dict[str, str]) -> bool:
    """Not late, and yet answered after its deadline."""
    return bool(row["answered"]) and row["late"] == "no" and not is_before_deadline(row)


def count(rows: list[dict[str, str]]) -> dict[str, Counter[Key]]:
    counted: dict[str, Counter[Key]] = {name: Counter() for name in FIGURES}
    for row in rows:
        is_answered = bool(row["answered"])
        in_time = is_answered and row["late"] == "no" and is_before_deadline(row)
        for key in ((row["received"][:7], "all"), (row["received"][:7], row["unit"])):
            counted["received"][key] += 1
            counted["answered"][key] += is_answered
            counted["in_time"][key] += in_time
    return counted


def main(paths: list[str]) -> int:
    rows: list[dict[str, str]] = []
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    counted = count(rows)
    for key in sorted(counted["received"]):
        print(*key, *(counted[name][key] for name in FIGURES), sep=",")
    wrong = [row["id"] for row in rows if is_contradictory(row)]
    for report_id in wrong:
        print(f"{report_id}: not late, and answered after its deadline", file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
