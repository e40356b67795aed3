"""Parsers of single fields: from what an editor typed to a typed value, or the reason why not.

Every scalar arrives as a string (the YAML is read without guessing types), so `no`, `08:00` and `1.10` mean what they say.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from ..models.clock import YEARS, hue_time

Parser = Callable[[Any], Any]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Signs that show nothing, or turn the direction of what follows; most may not stand in HTML or XML at all.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
LEAP_YEAR = 2024  # any year that has 29 February: rules such as 02-29 are checked against it


def find_control(text: str) -> re.Match[str] | None:
    """The first sign that nobody can see; Python's own answer, four times as fast, is enough for most texts."""
    return None if text.replace("\n", "").isprintable() else CONTROL.search(text)


class WrongValueError(ValueError):
    """A value that does not fit its field; `allowed` says what would, `field` the part of it that is wrong."""

    def __init__(self, problem: str, allowed: str = "", field: str = "") -> None:
        super().__init__(problem)
        self.problem, self.allowed, self.field = problem, allowed, field


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError("is empty or not a text", "a text")
    if match := find_control(value):
        raise WrongValueError(f"holds the invisible character U+{ord(match[0]):04X}", "a text without it")
    if len(value.strip().splitlines()) > 1:
        raise WrongValueError("has more than one line", "one line")
    return unicodedata.normalize("NFC", value.strip())


def one_of(options: Iterable[str]) -> Parser:
    choices = list(options)

    def parse(value: Any) -> str:
        if value not in choices:
            raise WrongValueError(f"unknown value {value!r}", ", ".join(choices))
        return str(value)

    return parse


def flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise WrongValueError(f"{value!r} is neither true nor false", "true, false")
    return bool(value == "true")


def number(low: float, high: float, what: str) -> Parser:
    """A number from `low` to `high`; `what` names the range for the editor ("latitude of Vietnam")."""

    def parse(value: Any) -> float:
        try:
            parsed = float(value)
        except (TypeError, ValueError):
            raise WrongValueError(f"{value!r} is not a number", f"{what}: {low:g} to {high:g}") from None
        if not low <= parsed <= high:
            raise WrongValueError(f"{value} is out of range", f"{what}: {low:g} to {high:g}")
        return parsed

    return parse


def whole(low: int, high: int) -> Parser:
    def parse(value: Any) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,12}", value) or not low <= int(value) <= high:
            raise WrongValueError(f"{value!r} is not a whole number in range", f"{low} to {high}")
        return int(value)

    return parse


def instant(value: Any) -> datetime:
    """An aware instant on Huế's clock; the offset must be written, because a time without one is an hour nobody can name."""
    example = "2025-11-03T06:00+07:00"
    try:
        parsed = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise WrongValueError(f"{value!r} is not a date and time", example) from None
    if parsed.tzinfo is None:
        raise WrongValueError(f"{value!r} has no offset from UTC", example)
    if parsed.year not in YEARS:
        raise WrongValueError(f"{value!r} is out of range", f"years {YEARS.start} to {YEARS.stop - 1}, such as {example}")
    return hue_time(parsed)


def day(value: Any) -> date:
    try:
        parsed = date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None
    except (TypeError, ValueError):
        parsed = None
    if parsed is None or parsed.year not in YEARS:
        raise WrongValueError(f"{value!r} is not a day", f"YYYY-MM-DD, years {YEARS.start} to {YEARS.stop - 1}")
    return parsed


def solar_day(value: Any) -> tuple[int, int]:
    match = re.fullmatch(r"(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    try:
        parsed = date(LEAP_YEAR, int(match[1]), int(match[2])) if match else None
    except ValueError:
        parsed = None
    if parsed is None:
        raise WrongValueError(f"{value!r} is not a day of the year", "MM-DD")
    return parsed.month, parsed.day


def lunar_day(value: Any) -> tuple[int, int]:
    match = re.fullmatch(r"(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    if not match or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 30:
        raise WrongValueError(f"{value!r} is not a lunar date", "MM-DD, month 01 to 12, day 01 to 30")
    return int(match[1]), int(match[2])


def slug(value: Any) -> str:
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        raise WrongValueError(f"{value!r} is not a slug", "small letters a-z, digits and single hyphens")
    return value


def list_of(parse_one: Parser) -> Parser:
    def parse(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise WrongValueError("is not a list", "[one, another]")
        parsed = tuple(parse_one(entry) for entry in value)
        for number, entry in enumerate(parsed):
            if entry in parsed[:number]:
                raise WrongValueError(f"{value[number]!r} is named twice", "each once")
        return parsed

    return parse


def record(build: Callable[..., Any], fields: Mapping[str, Parser], required: Iterable[str]) -> Parser:
    """A small group of fields, such as one measurement; made into a value by `build`."""
    needed = list(required)

    def parse(value: Any) -> Any:
        if not isinstance(value, dict):
            raise WrongValueError("is not a group of fields", ", ".join(fields))
        for name in value:
            if name not in fields:
                raise WrongValueError(f"unknown field {name!r}", ", ".join(fields))
        for name in needed:
            if name not in value:
                raise WrongValueError(f"field {name!r} is missing", ", ".join(fields))
        return build(**{name: parse_part(name, value[name]) for name in value})

    def parse_part(name: str, value: Any) -> Any:
        try:
            return fields[name](value)
        except WrongValueError as error:
            raise WrongValueError(error.problem, error.allowed, f"{name}{error.field and '.'}{error.field}") from None

    return parse
