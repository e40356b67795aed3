"""Reading content/city/: the reference data that items point to."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import Mistake
from ..i18n import LABELS
from ..models import Bounds, City, Hotline, Removal, River, Station, Ticket, Ward
from . import fields as f
from .areas import point
from .files import UnreadableError, parse_fields, read_source
from .schemas import LATITUDES, LONGITUDES

PHONE = re.compile(r"\+?\d{3,15}")  # as it stands in links that call it
METRES = f.number(0, 20, "metres")
DATA_KINDS = ("attractions", "events")
VND = f.whole(0, 100_000_000)


def names(value: Any) -> frozenset[str]:
    return frozenset(f.list_of(f.text)(value))


def alarms(value: Any) -> tuple[float, ...]:
    parsed: tuple[float, ...] = f.list_of(METRES)(value)
    if len(parsed) != 3 or list(parsed) != sorted(parsed):
        raise f.WrongValueError("needs three rising levels", "[1.0, 2.0, 3.5]")
    return parsed


def address(value: Any) -> str:
    """kind/slug of an item that the open data has held."""
    kind, _, slug = f.text(value).partition("/")
    f.one_of(DATA_KINDS)(kind)
    f.slug(slug)
    return f"{kind}/{slug}"


def river(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or "vi" not in value:
        raise f.WrongValueError("needs names by language, Vietnamese at least", "{vi: sông Hương, en: Perfume River}")
    return {locale: f.text(name) for locale, name in value.items()}


def code(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\d{5}", value):
        raise f.WrongValueError(f"{value!r} is no code of a ward or commune", "five digits, such as 19753")
    return value


def bounds(value: Any) -> Bounds:
    parsed: Bounds = f.record(Bounds, BOUNDS, tuple(BOUNDS))(value)
    if parsed.south >= parsed.north or parsed.west >= parsed.east:
        raise f.WrongValueError("is turned over", "south below north, west below east")
    return parsed


BOUNDS = {"south": LATITUDES, "west": LONGITUDES, "north": LATITUDES, "east": LONGITUDES}


def phone(value: Any) -> str:
    if not PHONE.fullmatch(number := f.text(value)):
        raise f.WrongValueError(f"{number!r} is no telephone number", "digits alone, such as 19001075")
    return number


WARD = {
    "name": f.text,
    "type": f.one_of(["ward", "commune"]),
    "former_district": f.one_of(LABELS["district"]),
    "code": code,
    "bounds": bounds,
    "center": point,
    "area_km2": f.number(0.1, 5000, "km² of Huế"),
}
TICKET = {
    "adult_vnd": VND,
    "child_vnd": VND,
    "resolution": f.text,
    "valid_from": f.day,
    "sources": f.list_of(f.text),
    "unconfirmed": names,
}
HOTLINE = {"number": phone, "emergency": f.flag, "confirmed": f.flag}
RIVER_PARTS = ("rivers", "stations", "reservoirs")
STATION = {"name": f.text, "alarm_m": alarms, "unconfirmed": names}


def load_city(root: Path) -> tuple[City, dict[str, Collection[str]], list[Mistake]]:
    """The reference data, for each table the slugs that have a mistake, and the mistakes."""
    reader = Reader(root)
    ward = entry(Ward, WARD, ("name", "type", "former_district", "code"))
    ticket = entry(Ticket, TICKET, ("adult_vnd",))
    rivers = reader.table("rivers.yaml", "rivers", lambda slug, value: River(slug, river(value)), RIVER_PARTS)

    def river_of(value: Any) -> Any:
        return value if f.text(value) in reader.unread["rivers"] else f.one_of(rivers)(value)

    station = entry(Station, {**STATION, "river": river_of}, ("name", "river", "alarm_m"))
    city = City(
        wards=reader.table("wards.yaml", "wards", ward),
        tickets=reader.table("tickets.yaml", "tickets", ticket),
        hotlines=reader.table("hotlines.yaml", "hotlines", hotline),
        rivers=rivers,
        stations=reader.table("rivers.yaml", "stations", station, RIVER_PARTS),
        reservoirs=reader.table("rivers.yaml", "reservoirs", lambda slug, value: f.text(value), RIVER_PARTS),
        sources=reader.table("sources.yaml", "sources", lambda slug, value: f.text(value), key=f.text),
        removals=reader.table(
            "removed.yaml", "removals", lambda address, value: Removal(address, f.day(value)), key=address
        ),
    )
    return city, reader.unread, [*reader.mistakes, *check_codes(city.wards)]


def check_codes(wards: Mapping[str, Ward]) -> Iterable[Mistake]:
    """Machines know a ward by its code alone."""
    taken = Counter(ward.code for ward in wards.values())
    for slug, ward in wards.items():
        if taken[ward.code] > 1:
            yield Mistake("city/wards.yaml", f"{slug}.code", f"{ward.code} is taken twice", "one code a ward")


def entry(build: Callable[..., Any], fields: Mapping[str, f.Parser], required: tuple[str, ...]) -> Callable[[str, Any], Any]:
    return lambda slug, value: f.record(lambda **known: build(slug=slug, **known), fields, required)(value)


def hotline(slug: str, value: Any) -> Hotline:
    if slug not in LABELS["hotline"]:
        raise f.WrongValueError("has no name in the interface; add one to i18n/labels.py", ", ".join(LABELS["hotline"]))
    known = f.record(dict, HOTLINE, tuple(HOTLINE))(value)
    return Hotline(slug, known["number"], known["emergency"], known["confirmed"])


class Anything(frozenset[str]):
    """The slugs of a table that cannot be read: any may be among them."""

    def __contains__(self, slug: object) -> bool:
        return True


class Reader:
    """Reads tables of slug and value; a wrong entry is noted and left out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mistakes: list[Mistake] = []
        self.unread: dict[str, Collection[str]] = {}

    def table(
        self,
        file: str,
        table: str,
        parse: Callable[[str, Any], Any],
        parts: tuple[str, ...] = (),
        key: f.Parser = f.slug,
    ) -> dict[str, Any]:
        """One table; it is a part of its file where the file has `parts`."""
        rows = self.rows(file, table, parts)
        self.unread[table] = Anything() if rows is None else set()
        parsed = {}
        for slug, value in (rows or {}).items():
            try:
                key(slug)
                parsed[slug] = parse(slug, value)
            except f.WrongValueError as error:
                place = ".".join(filter(None, (table if parts else "", slug, error.field)))
                self.mistakes.append(Mistake(f"city/{file}", place, error.problem, error.allowed))
                self.unread[table] = {*self.unread[table], slug}
        return parsed

    def rows(self, file: str, table: str, parts: tuple[str, ...]) -> dict[str, Any] | None:
        try:
            raw = parse_fields(read_source(self.root / "city" / file))
        except UnreadableError as error:
            self.mistakes.append(Mistake(f"city/{file}", "file", error.problem, error.allowed))
            return None
        for name in raw.keys() - set(parts) if parts else ():
            self.mistakes.append(Mistake(f"city/{file}", name, "unknown field", ", ".join(parts)))
        rows = raw.get(table, {}) if parts else raw
        if not isinstance(rows, dict):
            self.mistakes.append(Mistake(f"city/{file}", table, "is not a list of `slug: value` lines"))
            return None
        return rows
