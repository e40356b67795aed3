"""Reading content/city/: the reference data that items point to."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..errors import Mistake
from ..models import City, Hotline, River, Station, Ticket, Ward
from . import fields as f
from .files import UnreadableError, parse_fields, read_source

METRES = f.number(0, 20, "metres")
VND = f.whole(0, 100_000_000)


def names(value: Any) -> frozenset[str]:
    return frozenset(f.list_of(f.text)(value))


def alarms(value: Any) -> tuple[float, ...]:
    parsed: tuple[float, ...] = f.list_of(METRES)(value)
    if len(parsed) != 3 or list(parsed) != sorted(parsed):
        raise f.WrongValueError("needs three rising levels", "[1.0, 2.0, 3.5]")
    return parsed


def river(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or "vi" not in value:
        raise f.WrongValueError("needs names by language, Vietnamese at least", "{vi: sông Hương, en: Perfume River}")
    return {locale: f.text(name) for locale, name in value.items()}


WARD = {"name": f.text, "type": f.one_of(["ward", "commune"]), "former_district": f.slug}
TICKET = {"adult_vnd": VND, "child_vnd": VND, "sources": f.list_of(f.text), "unconfirmed": names}
HOTLINE = {"number": f.text, "emergency": f.flag, "confirmed": f.flag}
STATION = {"name": f.text, "river": f.slug, "alarm_m": alarms, "unconfirmed": names}


def load_city(root: Path) -> tuple[City, list[Mistake]]:
    mistakes: list[Mistake] = []

    def table(file: str, parse: Callable[[str, Any], Any], part: str | None = None) -> dict[str, Any]:
        return read_table(root, file, part, parse, mistakes)

    ward = entry(Ward, WARD, ("name", "type", "former_district"))
    ticket = entry(Ticket, TICKET, ("adult_vnd",))
    station = entry(Station, STATION, ("name", "river", "alarm_m"))
    city = City(
        wards=table("wards.yaml", ward),
        tickets=table("tickets.yaml", ticket),
        hotlines=table("hotlines.yaml", hotline),
        rivers=table("rivers.yaml", lambda slug, value: River(slug, river(value)), "rivers"),
        stations=table("rivers.yaml", station, "stations"),
        reservoirs=table("rivers.yaml", lambda slug, value: f.text(value), "reservoirs"),
        sources=table("sources.yaml", lambda slug, value: f.text(value)),
    )
    return city, mistakes


def entry(build: Callable[..., Any], fields: Mapping[str, f.Parser], required: tuple[str, ...]) -> Callable[[str, Any], Any]:
    return lambda slug, value: f.record(lambda **known: build(slug=slug, **known), fields, required)(value)


def hotline(slug: str, value: Any) -> Hotline:
    known = f.record(dict, HOTLINE, tuple(HOTLINE))(value)
    return Hotline(slug, known["number"], known["emergency"], known["confirmed"])


def read_table(
    root: Path, file: str, part: str | None, parse: Callable[[str, Any], Any], mistakes: list[Mistake]
) -> dict[str, Any]:
    """One mapping of slug to value; a wrong entry is noted and left out."""
    try:
        raw = parse_fields(read_source(root / "city" / file))
    except UnreadableError as error:
        mistakes.append(Mistake(f"city/{file}", "file", str(error)))
        return {}
    rows = raw.get(part, {}) if part else raw
    parsed = {}
    for slug, value in rows.items() if isinstance(rows, dict) else ():
        try:
            parsed[slug] = parse(slug, value)
        except f.WrongValueError as error:
            mistakes.append(
                Mistake(f"city/{file}", ".".join(filter(None, (part, slug, error.field))), error.problem, error.allowed)
            )
    return parsed
