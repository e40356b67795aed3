"""What can be reported, who answers, and where: the categories, agencies and wards of data/, in the readers' languages."""

from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, TypeVar

import msgspec

from ...otp.model.codes import Language

DATA = Path(__file__).resolve().parent.parent / "data"
OPERATIONS_UNIT: Final = "operations"  # the one door: it sees every report first, and it alone who sent it
Names = dict[Language, str]
Kind = Literal["string", "singlevaluelist", "multivaluelist"]
Loaded = TypeVar("Loaded")


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`options` by their codes, for the kinds that have some."""

    code: str
    kind: Kind
    required: bool
    names: Names
    options: dict[str, Names] = {}


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`door`: where this kind of matter belongs instead, because another regulation is for it."""

    working_days: int
    names: Names
    hints: Names
    questions: list[Question]
    door: str = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Matches a category, and where they are given the wards and the answers; "ward" is the agency of the ward itself."""

    id: str
    category: str
    unit: str
    wards: list[str] = []
    answers: dict[str, list[str]] = {}


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number of the statistics, and what exactly it counts."""

    names: Names
    definitions: Names


class OutsideBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for something in the city without belonging to it; reports are handed over by e-mail."""

    names: Names
    email: str


def load(name: str, kind: type[Loaded]) -> Loaded:
    return msgspec.json.decode((DATA / name).read_bytes(), type=kind)


@lru_cache(maxsize=1)
def categories() -> dict[str, Category]:
    return load("categories.json", dict[str, Category])


@lru_cache(maxsize=1)
def units() -> dict[str, Names]:
    return load("units.json", dict[str, Names])


@lru_cache(maxsize=1)
def wards() -> dict[str, str]:
    """Names of the wards and communes."""
    return load("wards.json", dict[str, str])


@lru_cache(maxsize=1)
def ward_codes() -> dict[str, str]:
    """Wards and communes by their official numbers (Decision 19/2025/QĐ-TTg)."""
    return load("ward_codes.json", dict[str, str])


@lru_cache(maxsize=1)
def rules() -> list[Rule]:
    return load("routing.json", list[Rule])


@lru_cache(maxsize=1)
def outside_bodies() -> dict[str, OutsideBody]:
    return load("outside_bodies.json", dict[str, OutsideBody])


@lru_cache(maxsize=1)
def figures() -> dict[str, Figure]:
    return load("statistics.json", dict[str, Figure])
