"""What pages say in schema.org's words is held against the whole of schema.org, as types (schema-dts, by Google)."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pages import ORIGIN, built_pages
from scene import ROOT
from sitebuilder.models import Site
from sitebuilder.render.structured import attraction_data, event_data
from views import view_of

TOOLS = ROOT / "tests/browser/node_modules"
CONTEXT = {"title": "x", "description": "y", "title_tag": "en"}
OPTIONS = {
    "noEmit": True,
    "strict": True,
    "skipLibCheck": True,
    "module": "esnext",
    "moduleResolution": "bundler",
    "types": [],
}
WRONG = [
    {"@type": "Event", "name": "x", "startsOn": "2027-01-01"},
    {"@type": "Event", "eventStatus": "Cancelled"},
    {"@type": "NewsArticle", "headline": ["x"], "correction": {"@type": "Place"}},
]
Data = dict[str, Any]
Blocks = list[tuple[str, Data]]  # with the address of their page


@pytest.fixture(scope="module")
def blocks(dist: Path) -> Blocks:
    pages = [page for page in built_pages(dist) if b"application/ld+json" in page.path.read_bytes()]
    scripts = [(page.address, page.tree.xpath("//script[@type='application/ld+json']/text()")) for page in pages]
    return [(address, json.loads(script)) for address, found in scripts for script in found]


def all_confirmed(site: Site, now: datetime) -> Blocks:
    """What pages would say if every fact were confirmed: more than any page says today."""
    view = view_of(site, now, "en")
    places = [replace(item, unconfirmed=frozenset()) for item in site.attractions.values()]
    events = [replace(item, unconfirmed=frozenset()) for item in site.events.values()]
    told = [attraction_data(view, item, CONTEXT) for item in places] + [event_data(view, item, CONTEXT) for item in events]
    return [(data["@id"], data) for data in told if data]


def turned_round(data: Data) -> Iterator[Data]:
    """schema-dts has no word for JSON-LD's @reverse: what points to a thing is told as a thing of its own that does so."""
    yield {name: value for name, value in data.items() if name != "@reverse"}
    for name, others in data.get("@reverse", {}).items():
        yield from ({"@context": data["@context"], **other, name: {"@id": data["@id"]}} for other in others)


def typed(data: Data) -> str:
    return f"({json.dumps(data, ensure_ascii=False)}) satisfies WithContext<dts.{data['@type']}>; "


def compile_types(folder: Path, lines: list[str]) -> list[str]:
    """What the compiler of TypeScript says of these lines."""
    options = {**OPTIONS, "paths": {"schema-dts": [str(TOOLS / "schema-dts")]}}
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["told.ts"]}), "utf-8")
    head = 'import type * as dts from "schema-dts"; import type { WithContext } from "schema-dts";'
    (folder / "told.ts").write_text("\n".join([head, *lines]), "utf-8")
    ran = subprocess.run([TOOLS / ".bin/tsc", "-p", folder], cwd=TOOLS, capture_output=True, text=True)
    return ran.stdout.splitlines()


def test_every_type_property_and_value_is_one_of_schema_org(
    blocks: Blocks, site: Site, now: datetime, tmp_path: Path
) -> None:
    assert len(blocks) > 6 * (len(site.attractions) + len(site.press))
    told = [f"{typed(one)}// {where}" for where, data in blocks + all_confirmed(site, now) for one in turned_round(data)]
    noticed = [f"// @ts-expect-error\n{typed({'@context': 'https://schema.org', **data})}" for data in WRONG]
    assert compile_types(tmp_path, told + noticed) == []


def test_what_points_somewhere_points_to_a_page_that_is_there(blocks: Blocks, dist: Path) -> None:
    for where, data in blocks:
        for address in (data["url"], data.get("@id", data["url"]), data.get("mainEntityOfPage", data["url"])):
            assert address == f"{ORIGIN}{where}"
        for address in addresses(data):
            path = dist / address.removeprefix(ORIGIN).partition("#")[0]
            assert (path / "index.html" if path.is_dir() else path).is_file(), f"{where}: {address}"


def addresses(data: Any) -> Iterator[str]:
    """Everything of our own that is named anywhere in it."""
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from addresses(value)
    elif isinstance(data, str) and data.startswith(ORIGIN):
        yield data


def test_search_engines_find_what_they_ask_of_news_and_tables(blocks: Blocks) -> None:
    """Google's pages on Article, Event and Dataset: what is needed, and what it would like."""
    for where, data in blocks:
        if data["@type"] == "NewsArticle":
            assert {"headline", "image", "datePublished", "dateModified", "author", "publisher"} <= data.keys(), where
            assert {"name", "url"} <= data["author"].keys()
            assert {"name", "url", "logo"} <= data["publisher"].keys()
        if data["@type"] == "Event":
            assert {"name", "startDate", "location"} <= data.keys(), where
        for table in data.get("dataset", ()):
            assert {"name", "description", "license", "creator", "distribution"} <= table.keys()
            assert 50 <= len(table["description"]) <= 5000, table
