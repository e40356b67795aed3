"""What can be read on a paper: the ID number, and the day until which it is valid in the machine-readable lines."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

DIGITS = 12
RUN = re.compile(r"\d{12,}")
MACHINE_LINE = re.compile(r"[A-Z0-9<]{30,44}")
# ICAO 9303: in both kinds of papers a check digit follows the birth date, a sex the check digit, then the last valid day.
VALIDITY = re.compile(r"[0-9]{6}[0-9][MFX<]([0-9]{6})([0-9])")
WEIGHTS = (7, 3, 1)


def numbers_in(lines: Sequence[str]) -> Iterator[str]:
    """Every twelve digits in a row: machine-readable lines have them amid others."""
    for line in lines:
        for run in RUN.findall(re.sub(r"[\s.]", "", line)):
            yield from (run[start : start + DIGITS] for start in range(len(run) - DIGITS + 1))


def clear_number(lines: Sequence[str]) -> str:
    """The number that stands alone on a line, as cards print it; "" where there is none."""
    alone = (re.sub(r"[\s.]", "", line.rpartition(":")[2]) for line in lines)
    return next((text for text in alone if re.fullmatch(rf"\d{{{DIGITS}}}", text)), "")


def valid_until(lines: Sequence[str]) -> date | None:
    """None where no machine-readable line tells it, or its check digit says that it was misread."""
    for line in lines:
        text = re.sub(r"\s", "", line).upper()
        found = VALIDITY.search(text) if MACHINE_LINE.fullmatch(text) else None
        if found and check_digit(found[1]) == int(found[2]):
            return read_day(found[1])
    return None


def check_digit(digits: str) -> int:
    return sum(int(digit) * WEIGHTS[place % 3] for place, digit in enumerate(digits)) % 10


def read_day(text: str) -> date | None:
    """YYMMDD of a day in this century; papers without an end say so with other signs."""
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None
