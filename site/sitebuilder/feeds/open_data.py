"""Open data: the tables as JSON, CSV and GeoJSON, and the page of each language that lists and describes them."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from ..i18n import KNOWN_LOCALES
from ..models.draft import Draft, Drafts, digest
from ..render import View
from ..render.environment import SITE_NAME
from ..render.news_article import organization
from ..render.structured import compact, script_safe
from .datasets import DATASETS, Dataset, Row

LICENCE, LICENCE_NAME = "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"
TYPES = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json"}
NOTE = "null: not known or not translated. Facts named in `unconfirmed` are confirmed by no source."


class Files(dict[str, Callable[[], bytes]]):
    """How each file is made, by path; of what was made only the size is kept, as tables of many items are large."""

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}

    def make(self, path: str) -> bytes:
        content = self[path]()
        self.sizes[path] = len(content)
        return content

    def size_bytes(self, path: str) -> int:
        if path not in self.sizes:
            self.make(path)
        return self.sizes[path]


def draft_open_data(views: Mapping[str, View]) -> Drafts:
    """data/<name>.<ending> of all languages together, then data/ in each language that is built."""
    view, files, keys = next(iter(views.values())), Files(), []
    for dataset in DATASETS:
        key = digest(view.settings.site_url, NOTE, LICENCE, dataset.columns, dataset.stamp(view))
        keys.append(key)
        for ending in dataset.endings:
            path = f"data/{dataset.name}.{ending}"
            files[path] = partial(WRITERS[ending], dataset, about_table(view, dataset), partial(dataset.rows, view))
            yield Draft(path, key, partial(files.make, path))
    for own in views.values():
        yield own.draft("data.html", "data/", keys, partial(context_of, own, files))


def write_json(_dataset: Dataset, about: Row, rows: Callable[[], Iterable[Row]]) -> bytes:
    return dump(about, "items", rows())


def about_table(view: View, dataset: Dataset) -> Row:
    """What a file says of itself."""
    page = f"{view.absolute('data/', 'en')}#{dataset.name}"
    return {"dataset": dataset.name, "license": LICENCE, "attribution": "HueCity", "documentation": page, "note": NOTE}


def dump(about: Row, name: str, rows: Iterable[Row]) -> bytes:
    """JSON with a line for each row: a change shows where it is, and Python writes it twenty times as fast as indented."""
    lines = b",\n".join(compact(row).encode() for row in rows)
    return b"".join((f"{compact(about)[:-1]},{compact(name)}:[\n".encode(), lines, b"\n]}\n"))


def write_geojson(_dataset: Dataset, about: Row, rows: Callable[[], Iterable[Row]]) -> bytes:
    """RFC 7946: longitude first, WGS 84."""
    features = (
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {name: value for name, value in row.items() if name not in ("id", "latitude", "longitude")},
        }
        for row in rows()
    )
    return dump({"type": "FeatureCollection", **about}, "features", features)


class Lines(list[str]):
    """What the csv module writes to."""

    def write(self, line: str) -> None:
        self.append(line)


def write_csv(dataset: Dataset, _about: Row, rows: Callable[[], Iterable[Row]]) -> bytes:
    """RFC 4180 in UTF-8; several values of one field are parted by " | "."""
    columns, lines = list(columns_of(dataset)), Lines()
    writer = csv.writer(lines)
    writer.writerow(["_".join(path) for path in columns])
    writer.writerows([cell(row, path) for path in columns] for row in rows())
    return "".join(lines).encode()


def columns_of(dataset: Dataset) -> Iterator[list[str]]:
    for column in dataset.columns.split():
        name, _, part = column.partition(".")
        yield from [[name, locale.tag] for locale in KNOWN_LOCALES] if part else [[name]]


def cell(row: Row, path: list[str]) -> object:
    value: Any = row
    for name in path:
        value = value[name]
    if isinstance(value, bool):
        return str(value).lower()
    return " | ".join(value) if isinstance(value, list) else value


WRITERS = {"json": write_json, "csv": write_csv, "geojson": write_geojson}


def context_of(view: View, files: Files) -> dict[str, Any]:
    sizes = {path: files.size_bytes(path) for path in files}
    title, description = (
        view.translate("Open data"),
        view.translate("What HueCity knows as tables for programs, spreadsheets and maps, to be used freely."),
    )
    tables = [(dataset, files_of(dataset, sizes)) for dataset in DATASETS]
    return {
        "title": title,
        "description": description,
        "tables": tables,
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
        "json_ld": script_safe(catalog_data(view, title, description, sizes)),
    }


def files_of(dataset: Dataset, sizes: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """(ending, path, bytes) of a table's files."""
    paths = [(ending, f"data/{dataset.name}.{ending}") for ending in dataset.endings]
    return [(ending, path, sizes[path]) for ending, path in paths]


def catalog_data(view: View, title: str, description: str, sizes: Mapping[str, int]) -> dict[str, Any]:
    """schema.org DataCatalog, which data portals read as DCAT; Google passes over descriptions below 50 characters."""
    here = view.absolute("data/")
    about = {"license": LICENCE, "isAccessibleForFree": True, "creator": organization(view, SITE_NAME)}
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": title,
        "description": description,
        "url": here,
        "inLanguage": view.locale.tag,
        "license": LICENCE,
        "dataset": [
            {
                "@type": "Dataset",
                "@id": f"{here}#{dataset.name}",
                "url": f"{here}#{dataset.name}",
                "name": view.translate(dataset.title),
                "description": f"{view.translate(dataset.title)}. {view.translate(dataset.description)} {description}",
                "spatialCoverage": {"@type": "Place", "name": "Huế, Việt Nam"},
                **about,
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "contentUrl": f"{view.settings.site_url}{path}",
                        "encodingFormat": TYPES[ending],
                        "contentSize": f"{size} B",
                    }
                    for ending, path, size in files_of(dataset, sizes)
                ],
            }
            for dataset in DATASETS
        ],
    }
