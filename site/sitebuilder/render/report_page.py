"""What a page of field reports is, and the names of categories, agencies and wards that its script may say."""

from collections.abc import Iterator
from dataclasses import dataclass

from .view import View


@dataclass(frozen=True, slots=True)
class ReportPage:
    """`modules` are what its script imports, so that the browser loads them all at once; `names`: the tables of names that
    it says; `is_own`: for who is logged in; `is_waiting`: nothing is to be seen before its script has begun."""

    name: str
    title: str
    description: str
    modules: tuple[str, ...]
    names: tuple[str, ...] = ()
    is_own: bool = False
    is_waiting: bool = False

    @property
    def address(self) -> str:
        return ADDRESSES.get(self.name) or f"reports/{self.name}/"


def modules(folder: str, names: str) -> tuple[str, ...]:
    """Such as reports/card and reports/words."""
    return tuple(f"{folder}/{name}" for name in names.split())


def names_of(view: View, page: ReportPage) -> dict[str, str]:
    """Such as category-waste, unit-police, ward-vy-da and answer-waste.kind.household, in this language."""
    return names_in(view, page.names)


def names_in(view: View, tables: tuple[str, ...]) -> dict[str, str]:
    return {f"{table}-{code}": name for table in tables for code, name in TABLES[table](view)}


def category_names(view: View) -> Iterator[tuple[str, str]]:
    for code, category in view.settings.reports.categories.items():
        yield code, category.names[view.locale.tag]


def unit_names(view: View) -> Iterator[tuple[str, str]]:
    for code, names in view.settings.reports.units.items():
        yield code, names[view.locale.tag]


def body_names(view: View) -> Iterator[tuple[str, str]]:
    for code, names in view.settings.reports.bodies.items():
        yield code, names[view.locale.tag]


def ward_names(view: View) -> Iterator[tuple[str, str]]:
    """Sorted as they stand in lists to choose from."""
    yield from sorted((ward.slug, ward.name) for ward in view.site.city.wards.values())


def question_names(view: View) -> Iterator[tuple[str, str]]:
    for category in view.settings.reports.categories.values():
        for one in category.questions:
            yield f"{category.code}.{one.code}", one.names[view.locale.tag]


def answer_names(view: View) -> Iterator[tuple[str, str]]:
    for category in view.settings.reports.categories.values():
        for one in category.questions:
            for code, names in one.options.items():
                yield f"{category.code}.{one.code}.{code}", names[view.locale.tag]


ADDRESSES = {"list": "reports/", "show": "reports/report/"}  # a script called report is what a report is made of
TABLES = {
    "category": category_names,
    "unit": unit_names,
    "body": body_names,
    "ward": ward_names,
    "question": question_names,
    "answer": answer_names,
}
