"""What pages say in schema.org's words: the facts of their item, in their language, and nothing that nobody confirmed.

The properties allowed here were read off schema.org's pages of these types by hand: its own shapes are on no registry.
"""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pages import ORIGIN, BuiltPage
from sitebuilder.content.opening_hours import opening_hours
from sitebuilder.i18n import KNOWN_LOCALES
from sitebuilder.models import Site
from sitebuilder.render.structured import attraction_data, event_data
from views import view_of

PROPERTIES = {
    "TouristAttraction": "name description url isAccessibleForFree geo address additionalProperty openingHoursSpecification",
    "Event": "name description url inLanguage eventStatus eventAttendanceMode location startDate endDate",
    "Place": "name address url geo",
    "PostalAddress": "streetAddress addressLocality addressCountry",
    "GeoCoordinates": "latitude longitude",
    "PropertyValue": "propertyID name value",
    "OpeningHoursSpecification": "dayOfWeek opens closes",
    "Offer": "name price priceCurrency description validFrom",
    "DataCatalog": "name description url inLanguage license dataset",
    "Dataset": "url name description spatialCoverage license isAccessibleForFree creator distribution",
    "DataDownload": "contentUrl encodingFormat contentSize",
    "Organization": "name",
}
NEEDED = {
    "TouristAttraction": {"name", "description", "url"},
    "Event": {"name", "url", "eventStatus", "eventAttendanceMode", "location"},
    "Dataset": {"name", "description", "license", "distribution", "url"},
}
CONTEXT = {"title": "x", "description": "y", "title_tag": "en"}


def check(data: Any) -> None:
    """Every thing has a known type, that type's properties alone, and those that readers need."""
    if isinstance(data, list):
        for one in data:
            check(one)
    elif isinstance(data, dict):
        if "@type" in data:
            own = {name for name in data if not name.startswith("@")}
            assert own <= set(PROPERTIES[data["@type"]].split()), data
            assert own >= NEEDED.get(data["@type"], set()), data
        for value in data.values():
            check(value)


@pytest.mark.parametrize("locale", KNOWN_LOCALES, ids=lambda one: one.tag)
def test_places_events_and_tables_say_what_their_types_have(dist: Path, site: Site, locale: Any) -> None:
    for item in (*site.attractions.values(), *site.events.values()):
        page = BuiltPage(dist, dist / locale.tag / item.address / "index.html")
        data = json.loads(page.tree.xpath("string(//script[@type='application/ld+json'])"))
        check(data)
        assert data["name"] == item.texts[locale.id].title
        assert data["@id"] == data["url"] == f"{ORIGIN}{locale.tag}/{item.address}"
        assert "geo" not in data or item.is_confirmed("coordinates")
    page = BuiltPage(dist, dist / locale.tag / "data/index.html")
    check(json.loads(page.tree.xpath("string(//script[@type='application/ld+json'])")))


def test_an_event_says_where_it_takes_place_in_the_language_of_the_page(site: Site, now: datetime) -> None:
    data = event_data(view_of(site, now, "ja"), site.events["hue-nam-thu"], CONTEXT)
    assert data["location"]["name"] == site.attractions["dien-hon-chen"].texts["ja"].title
    assert data["location"]["url"] == f"{ORIGIN}ja/attractions/dien-hon-chen/"
    assert (data["startDate"], data["endDate"]) == ("2027-08-09", "2027-08-11")
    unsure = replace(site.events["hue-nam-thu"], unconfirmed=frozenset({"attraction", "dates"}))
    data = event_data(view_of(site, now), unsure, CONTEXT)
    assert data["location"]["name"] == "Huế"
    assert "startDate" not in data


def test_tickets_are_offered_with_the_resolution_and_the_day_since_when_where_these_are_confirmed(
    site: Site, now: datetime
) -> None:
    item, ticket = site.attractions["lang-duc-duc"], site.city.tickets["smaller-sites"]
    sure = replace(ticket, unconfirmed=frozenset())
    for rule, law in (
        (sure, {"description": "Resolution 27/2024/NQ-HĐND", "validFrom": "2025-01-01"}),
        (ticket, {"validFrom": "2025-01-01"}),
    ):
        city = replace(site.city, tickets={**site.city.tickets, "smaller-sites": rule})
        data = attraction_data(view_of(replace(site, city=city), now), item, CONTEXT)
        check(data)
        adult, child = data["@reverse"]["availableAtOrFrom"]
        assert (adult["price"], adult["priceCurrency"], child["price"]) == (50_000, "VND", 0)
        assert {name: adult[name] for name in ("description", "validFrom") if name in adult} == law


def test_a_price_that_nobody_confirms_is_not_offered(site: Site, now: datetime) -> None:
    assert "@reverse" not in attraction_data(view_of(site, now), site.attractions["lang-gia-long"], CONTEXT)


def test_confirmed_hours_are_told(site: Site, now: datetime) -> None:
    hours = opening_hours("Mo-Fr 08:00-11:30,13:30-17:00")
    for unconfirmed, is_told in ((frozenset({"opening_hours"}), False), (frozenset[str](), True)):
        item = replace(site.attractions["dai-noi"], opening_hours=hours, unconfirmed=unconfirmed)
        data = attraction_data(view_of(site, now), item, CONTEXT)
        check(data)
        assert ("openingHoursSpecification" in data) == ("additionalProperty" in data) == is_told
