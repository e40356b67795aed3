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


def told_by(dist: Path, address: str) -> dict[str, Any]:
    page = BuiltPage(dist, dist / address / "index.html")
    return dict(json.loads(page.tree.xpath("string(//script[@type='application/ld+json'])")))


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
        data = told_by(dist, f"{locale.tag}/{item.address}")
        location, days = data.pop("location"), [data.pop(name, None) for name in ("startDate", "endDate")]
        status = {"eventStatus": f"https://schema.org/Event{item.status.capitalize()}", "inLanguage": locale.tag}
        attendance = {"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode"}
        assert data == own_words(item, "Event", locale) | status | attendance
        coming = [one for one in item.around(hue_day(now)) if one.ends_on >= hue_day(now)]
        sure = [one for one in coming[:1] if one.is_exact and item.is_confirmed("dates")]
        assert days == ([str(sure[0].starts_on), str(sure[0].ends_on)] if sure else [None, None]), item.slug
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
