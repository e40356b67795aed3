"""What pages say in schema.org's words: the facts of their item, in their language, and nothing that nobody confirmed."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pages import ORIGIN, BuiltPage
from sitebuilder.content.opening_hours import opening_hours
from sitebuilder.i18n import KNOWN_LOCALES, Locale
from sitebuilder.models import Attraction, Item, Site
from sitebuilder.models.clock import hue_day
from sitebuilder.render.structured import attraction_data, event_data
from views import view_of

CONTEXT = {"title": "x", "description": "y", "title_tag": "en"}


def blocks_of(dist: Path, address: str) -> list[dict[str, Any]]:
    page = BuiltPage(dist, dist / address / "index.html")
    return [json.loads(block) for block in page.tree.xpath("//script[@type='application/ld+json']/text()")]


def told_by(dist: Path, address: str) -> dict[str, Any]:
    (told,) = blocks_of(dist, address)
    return told


def own_words(item: Item, kind: str, locale: Locale) -> dict[str, Any]:
    here, text = f"{ORIGIN}{locale.tag}/{item.address}", item.texts[locale.id]
    names = {"name": text.title, "description": text.summary}
    return {"@context": "https://schema.org", "@type": kind, "@id": here, "url": here, **names}


def position(item: Attraction) -> dict[str, Any]:
    place = {"@type": "GeoCoordinates", "latitude": item.latitude, "longitude": item.longitude}
    return {"geo": place} if item.is_confirmed("coordinates") else {}


def picture(item: Attraction) -> dict[str, Any]:
    return {"image": f"{ORIGIN}media/{item.address}{item.picture}"} if item.picture else {}


def street(item: Attraction) -> dict[str, Any]:
    if not item.address_line or not item.is_confirmed("address_line"):
        return {}
    place = {"streetAddress": item.address_line, "addressLocality": "Huế", "addressCountry": "VN"}
    return {"address": {"@type": "PostalAddress", **place}}


@pytest.mark.parametrize("locale", KNOWN_LOCALES, ids=lambda one: one.tag)
def test_a_place_gives_back_every_confirmed_fact_and_no_other(dist: Path, site: Site, locale: Locale) -> None:
    for item in site.attractions.values():
        data = told_by(dist, f"{locale.tag}/{item.address}")
        offers = data.pop("@reverse", {}).get("availableAtOrFrom", [])
        hours = [one["value"] for one in data.pop("additionalProperty", ())]
        for name in ("openingHoursSpecification", "isAccessibleForFree"):
            data.pop(name, None)
        assert data == own_words(item, "TouristAttraction", locale) | position(item) | picture(item) | street(item)
        assert hours == ([item.opening_hours.text] if item.opening_hours and item.is_confirmed("opening_hours") else [])
        ticket = site.city.tickets.get(item.ticket or "") if item.is_confirmed("ticket") else None
        sure = [name for name in ("adult_vnd", "child_vnd") if ticket and name not in ticket.unconfirmed]
        assert [one["price"] for one in offers] == [
            getattr(ticket, name) for name in sure if getattr(ticket, name) is not None
        ]


@pytest.mark.parametrize("locale", KNOWN_LOCALES, ids=lambda one: one.tag)
def test_an_event_gives_back_every_confirmed_fact_and_no_other(
    dist: Path, site: Site, locale: Locale, now: datetime
) -> None:
    for item in site.events.values():
        coming = [one for one in item.around(hue_day(now)) if one.ends_on >= hue_day(now)]
        sure = [one for one in coming[:1] if one.is_exact and item.is_confirmed("dates")]
        told = blocks_of(dist, f"{locale.tag}/{item.address}")
        assert len(told) == len(sure), item.slug
        if not sure:
            continue
        (data,) = told
        location, days = data.pop("location"), [data.pop(name, None) for name in ("startDate", "endDate")]
        status = {"eventStatus": f"https://schema.org/Event{item.status.capitalize()}", "inLanguage": locale.tag}
        attendance = {"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode"}
        assert data == own_words(item, "Event", locale) | status | attendance
        coming = [one for one in item.around(hue_day(now)) if one.ends_on >= hue_day(now)]
        sure = [one for one in coming[:1] if one.is_exact and item.is_confirmed("dates")]
        assert days == [str(sure[0].starts_on), str(sure[0].ends_on)], item.slug
        place = site.attractions.get(item.attraction or "") if item.is_confirmed("attraction") else None
        assert location.pop("@type") == "Place"
        assert "Huế" in location.pop("address")
        here = (
            {"name": place.texts[locale.id].title, "url": f"{ORIGIN}{locale.tag}/{place.address}"}
            if place
            else {"name": "Huế"}
        )
        assert location == here | (position(place) | picture(place) if place else {})


def test_an_event_says_where_it_takes_place_in_the_language_of_the_page(site: Site, now: datetime) -> None:
    data = event_data(view_of(site, now, "ja"), site.events["hue-nam-thu"], CONTEXT)
    assert data
    assert data["location"]["name"] == site.attractions["dien-hon-chen"].texts["ja"].title
    assert data["location"]["url"] == f"{ORIGIN}ja/attractions/dien-hon-chen/"
    assert (data["startDate"], data["endDate"]) == ("2027-08-09", "2027-08-11")
    unsure = replace(site.events["hue-nam-thu"], unconfirmed=frozenset({"attraction"}))
    data = event_data(view_of(site, now), unsure, CONTEXT)
    assert data
    assert data["location"]["name"] == "Huế"


def test_an_event_whose_day_nobody_confirms_is_not_told_as_validators_refuse_one_without(
    dist: Path, site: Site, now: datetime
) -> None:
    feast = site.events["hue-nam-thu"]
    unsure = [replace(feast, unconfirmed=frozenset({"dates"})), site.events["te-xa-tac"], site.events["festival-4-mua"]]
    assert [event_data(view_of(site, now), item, CONTEXT) for item in unsure] == [None] * 3
    told = [block for item in site.events.values() for block in blocks_of(dist, f"en/{item.address}")]
    assert told
    assert all(block["startDate"] for block in told)


def test_pages_say_by_which_resolution_a_price_holds_and_since_when(dist: Path) -> None:
    pages = {
        slug: (dist / f"en/attractions/{slug}/index.html").read_text("utf-8") for slug in ("lang-duc-duc", "cung-an-dinh")
    }
    assert "Resolution 27/2024/NQ-HĐND</dd>" in pages["lang-duc-duc"]
    assert "<dt>Prices valid from</dt><dd>January 1, 2025</dd>" in pages["lang-duc-duc"]
    assert "Resolution 22/2022/NQ-HĐND</dd>" in pages["cung-an-dinh"]
    table = (dist / "en/tickets/index.html").read_text("utf-8")
    assert all(f"Resolution {number}/NQ-HĐND</span>" in table for number in ("22/2022", "27/2024"))


def test_tickets_are_offered_with_the_resolution_and_the_day_since_when_where_these_are_confirmed(
    site: Site, now: datetime
) -> None:
    item, ticket = site.attractions["lang-duc-duc"], site.city.tickets["duc-duc"]
    unsure = replace(ticket, unconfirmed=frozenset({"resolution"}))
    for rule, law in (
        (ticket, {"description": "Resolution 27/2024/NQ-HĐND", "validFrom": "2025-01-01"}),
        (unsure, {"validFrom": "2025-01-01"}),
    ):
        city = replace(site.city, tickets={**site.city.tickets, "duc-duc": rule})
        data = attraction_data(view_of(replace(site, city=city), now), item, CONTEXT)
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
        assert ("openingHoursSpecification" in data) == ("additionalProperty" in data) == is_told
