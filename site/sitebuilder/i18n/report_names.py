"""Names of what can be reported and of who answers, as the API's own data files have them in every language."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import CatalogError
from .locales import KNOWN_LOCALES

Names = Mapping[str, str]  # by the languages' tags


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is Open311's: string, singlevaluelist or multivaluelist; `options` by their codes."""

    code: str
    kind: str
    is_required: bool
    names: Names
    options: Mapping[str, Names]


@dataclass(frozen=True, slots=True)
class Category:
    """`door`: where this kind of matter belongs instead, because another regulation is for it."""

    code: str
    working_days: int
    names: Names
    hints: Names
    questions: tuple[Question, ...]
    door: str


@dataclass(frozen=True, slots=True)
class ReportNames:
    """Categories, agencies and bodies outside the city by their codes, in the order in which they are shown.

    `templates`: texts that officers begin with, each for a move and a category ("" for all), in Vietnamese and English.
    """

    categories: Mapping[str, Category] = field(default_factory=dict)
    units: Mapping[str, Names] = field(default_factory=dict)
    bodies: Mapping[str, Names] = field(default_factory=dict)
    templates: tuple[Mapping[str, Any], ...] = ()


NO_NAMES = ReportNames()


def load_report_names(root: Path) -> ReportNames:
    """CatalogError where a file cannot be read or a name is missing in one of the languages."""
    categories = {code: category(code, raw) for code, raw in read(root / "categories.json").items()}
    units = {code: in_all(code, raw) for code, raw in read(root / "units.json").items()}
    bodies = {code: in_all(code, raw["names"]) for code, raw in read(root / "outside_bodies.json").items()}
    return ReportNames(categories, units, bodies, tuple(read(root / "templates.json")))


def read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogError(f"{path}: cannot be read: {error}") from None


def category(code: str, raw: Mapping[str, Any]) -> Category:
    questions = tuple(question(code, one) for one in raw["questions"])
    names, hints = in_all(code, raw["names"]), in_all(code, raw["hints"])
    return Category(code, raw["working_days"], names, hints, questions, raw.get("door", ""))


def question(of: str, raw: Mapping[str, Any]) -> Question:
    place = f"{of}.{raw['code']}"
    options = {code: in_all(f"{place}.{code}", names) for code, names in raw.get("options", {}).items()}
    return Question(raw["code"], raw["kind"], raw["required"], in_all(place, raw["names"]), options)


def in_all(place: str, names: Names) -> Names:
    if missing := [locale.tag for locale in KNOWN_LOCALES if not names.get(locale.tag)]:
        raise CatalogError(f"names of reports: {place} has no name in {', '.join(missing)}")
    return names
