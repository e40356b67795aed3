"""Open data as other programs read it: every fact of every item, each language's words under its own tag, nothing more."""

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import geojson
import pytest
from pages import ORIGIN, BuiltPage
from sitebuilder.content import load_site
from sitebuilder.feeds.datasets import DATASETS, change_rows
from sitebuilder.feeds.open_data import write_csv
from sitebuilder.i18n import KNOWN_LOCALES, LABELS, LOCALE_IDS, TAG_OF
from sitebuilder.models import Item, Site
from sitebuilder.models.clock import hue_day
from views import view_of

TAGS = [locale.tag for locale in KNOWN_LOCALES]
KINDS = ("attractions", "events")


def read_json(dist: Path, name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((dist / f"data/{name}.json").read_text("utf-8"))["items"]
    return items


def read_csv(dist: Path, name: str) -> list[dict[str, str]]:
    with (dist / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def facts_of(item: Item) -> Iterator[tuple[str, Any]]:
    """(column, value) of what stands in the facts of an item, as its file writes it."""
    for name in (
        "category",
        "latitude",
        "longitude",
        "ward",
        "unesco",
        "built_from",
        "built_to",
        "ticket",
        "status",
        "years",
        "attraction",
        "lunar_month",
        "year_round",
    ):
        if hasattr(item, name):
            yield name, getattr(item, name)
    for name in ("solar_date", "lunar_date"):
        if hasattr(item, name):
            yield name, getattr(item, name) and "-".join(f"{part:02}" for part in getattr(item, name))
    for name in ("starts_at", "ends_at"):
        if hasattr(item, name):
            yield name, getattr(item, name) and getattr(item, name).isoformat()
    yield "added_on", item.added_on and str(item.added_on)
    yield "changed_at", item.changed_at[-1].isoformat() if item.changed_at else None
    if hasattr(item, "opening_hours"):
        yield "picture", item.picture and f"{ORIGIN}media/{item.address}{item.picture}"  # type: ignore[attr-defined]
        yield "opening_hours", item.opening_hours and item.opening_hours.text
        yield "address", item.address_line  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
def test_every_item_is_there_with_all_its_facts_and_words(dist: Path, site: Site, kind: str) -> None:
    rows = {row["id"]: row for row in read_json(dist, kind)}
    assert rows.keys() == getattr(site, kind).keys()
    for slug, item in getattr(site, kind).items():
        row = rows[slug]
        for locale in KNOWN_LOCALES:
            text = item.texts.get(locale.id)
            assert row["name"][locale.tag] == (text.title if text else None)
            assert row["summary"][locale.tag] == (text.summary if text else None)
            is_readable = locale.id in item.locales_readable()
            assert row["url"][locale.tag] == (f"{ORIGIN}{locale.tag}/{item.address}" if is_readable else None)
            assert not is_readable or (dist / locale.tag / item.address / "index.html").is_file()
        assert {name: row[name] for name, _ in facts_of(item)} == dict(facts_of(item))
        assert row["unconfirmed"] == sorted(item.unconfirmed)
        assert row["sources"] == [site.city.sources[source] for source in item.sources]


def test_events_tell_their_known_days_and_the_seasons_of_the_others(dist: Path, site: Site, now: datetime) -> None:
    for row in read_json(dist, "events"):
        around = site.events[row["id"]].around(hue_day(now))
        told = {name: [tuple(one.split("/")) for one in row[name]] for name in ("dates", "seasons")}
        for name, is_exact in (("dates", True), ("seasons", False)):
            assert told[name] == [(str(one.starts_on), str(one.ends_on)) for one in around if one.is_exact == is_exact]


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda one: one.name)
def test_the_table_for_spreadsheets_has_what_the_json_has(dist: Path, dataset: Any) -> None:
    rows, cells = read_json(dist, dataset.name), read_csv(dist, dataset.name)
    assert len(rows) == len(cells)
    for row, line in zip(rows, cells, strict=True):
        flat = dict(flatten(row))
        missing = set(flat) - set(line) - {f"summary_{tag}" for tag in TAGS}
        assert missing == set()
        assert {name: flat[name] for name in line} == line


def flatten(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{name}_{part}", one or "") for part, one in value.items())
        elif isinstance(value, list):
            yield name, " | ".join(value)
        else:
            yield name, "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_the_map_is_valid_and_has_every_place_longitude_first(dist: Path, site: Site) -> None:
    whole = geojson.loads((dist / "data/attractions.geojson").read_text("utf-8"))
    assert whole.is_valid, whole.errors()
    assert {feature["id"]: feature.geometry.coordinates for feature in whole.features} == {
        item.slug: [item.longitude, item.latitude] for item in site.attractions.values()
    }
    rows = {row["id"]: row for row in read_json(dist, "attractions")}
    for feature in whole.features:
        own = {name: value for name, value in rows[feature["id"]].items() if name in feature.properties}
        assert feature.properties == own
        assert rows[feature["id"]].keys() - own.keys() == {"id", "latitude", "longitude"}
        is_unsure = "coordinates" in feature.properties["unconfirmed"]
        assert is_unsure != site.attractions[feature["id"]].is_confirmed("coordinates")


def test_the_citys_own_tables_are_whole(dist: Path, site: Site) -> None:
    city = site.city
    for row in read_json(dist, "wards"):
        ward = city.wards[row["id"]]
        assert (row["code"], row["type"], row["former_district"]) == (ward.code, ward.type, ward.former_district)
        assert (row["latitude"], row["longitude"]) == ward.center
        assert row["area_km2"] == ward.area_km2
        assert all(ward.name in name for name in row["name"].values())
        assert len(set(row["name"].values())) > 1
    whole = sum(row["area_km2"] for row in read_json(dist, "wards"))
    assert whole == pytest.approx(4947.1, abs=0.1), "what the city as a whole has"
    assert {row["id"]: (row["number"], row["is_confirmed"]) for row in read_json(dist, "hotlines")} == {
        line.slug: (line.number, line.is_confirmed) for line in city.hotlines.values()
    }
    for row in read_json(dist, "hotlines"):
        assert row["is_emergency"] == city.hotlines[row["id"]].is_emergency
        assert row["name"]["en"] == LABELS["hotline"][row["id"]]
        assert all(row["name"].values())
    for row in read_json(dist, "gauges"):
        station = city.stations[row["id"]]
        assert (row["name"], row["river"], row["unconfirmed"]) == (station.name, station.river, sorted(station.unconfirmed))
        assert [row[f"alarm_{n}_m"] for n in (1, 2, 3)] == list(station.alarm_m)
        assert row["river_name"] == {TAG_OF[locale]: name for locale, name in city.rivers[station.river].names.items()}
    for row in read_json(dist, "tickets"):
        ticket = city.tickets[row["id"]]
        assert (row["adult_vnd"], row["child_vnd"], row["resolution"]) == (
            ticket.adult_vnd,
            ticket.child_vnd,
            ticket.resolution,
        )
        assert row["valid_from"] == (ticket.valid_from and str(ticket.valid_from))
        assert row["sources"] == [city.sources[source] for source in ticket.sources]
        assert row["unconfirmed"] == sorted(ticket.unconfirmed)
        assert row["attractions"] == [item.slug for item in site.attractions.values() if item.ticket == ticket.slug]
    assert len(read_json(dist, "wards")) == len(city.wards)


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_lists_every_file_with_licence_and_true_size(dist: Path, tag: str) -> None:
    page = BuiltPage(dist, dist / tag / "data/index.html")
    data = json.loads(page.tree.xpath("string(//script[@type='application/ld+json'])"))
    files = {one["contentUrl"]: one for table in data["dataset"] for one in table["distribution"]}
    there = {f"{ORIGIN}{path.relative_to(dist)}": path for path in (dist / "data").iterdir()}
    assert files.keys() == there.keys()
    for address, path in there.items():
        assert files[address]["contentSize"] == f"{path.stat().st_size} B"
    linked = {page.target(link) for link in page.tree.xpath("//ul[@class='files']//a/@href")}
    assert linked == set(there.values())
    assert page.tree.xpath("//a[contains(@rel, 'license')]/@href") == [data["license"]]
    ids = set(page.tree.xpath("//h2/@id"))
    for table in data["dataset"]:
        assert table["url"].partition("#")[2] in ids
        assert table["license"] == data["license"]
        assert table["name"] in page.tree.text_content()


def test_every_file_says_its_licence_and_where_it_is_described(dist: Path) -> None:
    for path in (*(dist / "data").glob("*.json"), *(dist / "data").glob("*.geojson")):
        whole = json.loads(path.read_text("utf-8"))
        assert whole["license"].startswith("https://creativecommons.org/licenses/")
        page, _, part = whole["documentation"].removeprefix(ORIGIN).partition("#")
        assert f'id="{part}"' in (dist / page / "index.html").read_text("utf-8")


def test_the_changes_are_told_the_latest_first(content: Path, now: datetime) -> None:
    shutil.rmtree(content / "attractions/dai-noi")
    for line, file in (
        ("added_on: 2026-11-01", "attractions/ky-dai/attraction.yaml"),
        ("changed_at: [2026-11-02T23:30+07:00, 2026-11-20T09:00+07:00]", "events/tet/event.yaml"),
        ("events/hoi-cu: 2026-11-10", "city/removed.yaml"),
    ):
        path = content / file
        path.write_text(path.read_text("utf-8").replace("added_on: 2026-11-20\n", "") + f"{line}\n", "utf-8")
    rows = change_rows(view_of(load_site(content, LOCALE_IDS), now))
    assert [(row["on"], row["change"], row["kind"], row["id"]) for row in rows] == [
        ("2026-11-20", "changed", "events", "tet"),
        ("2026-11-10", "removed", "events", "hoi-cu"),
        ("2026-11-02", "changed", "events", "tet"),
        ("2026-11-01", "added", "attractions", "ky-dai"),
    ]
    assert rows[0]["at"] == "2026-11-20T09:00:00+07:00"


def test_the_changes_hold_since_when_everything_is_there(dist: Path, site: Site) -> None:
    told = {(row["kind"], row["id"]): row["on"] for row in read_json(dist, "changes") if row["change"] == "added"}
    assert told == {(kind, item.slug): str(item.added_on) for kind in KINDS for item in getattr(site, kind).values()}


def test_an_empty_table_still_names_its_columns() -> None:
    (changes,) = (dataset for dataset in DATASETS if dataset.name == "changes")
    assert write_csv(changes, {}, list) == b"on,at,change,kind,id\r\n"
