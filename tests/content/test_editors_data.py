"""The editors' real content: everything that was promised is there, and what nobody checked is marked as such."""

from datetime import date, datetime

import pytest
from sitebuilder.models import Site, TextState
from sitebuilder.models.alert import KINDS, Phase

GUIDES = (
    "install-app register-account open-wallet verify-identity link-bank pay-bill send-field-report stay-safe-online".split()
)
OTHERS = ("en", "fr", "ja", "ko", "zh_Hans")


def test_all_places_events_wards_and_numbers_are_there(site: Site) -> None:
    assert len(site.attractions) == 34
    assert len(site.events) == 23
    assert len(site.city.wards) == 40
    assert sum(ward.type == "ward" for ward in site.city.wards.values()) == 21
    assert len(site.city.tickets) == 6
    assert {line.number for line in site.city.hotlines.values()} >= {
        "112",
        "113",
        "114",
        "115",
        "111",
        "19001075",
        "0941260505",
    }


def test_open_data_is_told_since_when_each_place_and_event_is_there(site: Site) -> None:
    items = [*site.attractions.values(), *site.events.values()]
    assert [item.address for item in items if item.added_on is None] == [], "write the day: added_on: 2026-12-31"


def test_there_are_enough_alerts_releases_and_services(site: Site) -> None:
    assert len(site.alerts) >= 14
    assert {alert.type for alert in site.alerts.values()} == set(KINDS)
    assert any(alert.is_test for alert in site.alerts.values())
    assert len(site.press) >= 12
    assert len(site.services) >= 12
    assert {slug for slug, page in site.pages.items() if page.section == "guides"} >= set(GUIDES)


def test_recorded_alerts_are_past_and_the_test_is_announced(site: Site, now: datetime) -> None:
    for alert in site.alerts.values():
        is_announced = alert.slug == "thu-tin-2026-12-05"
        assert alert.phase(now) is (Phase.FUTURE if is_announced else Phase.PAST), alert.slug


def test_only_test_messages_are_updated_or_lifted_as_no_such_record_was_found(site: Site) -> None:
    assert all(alert.is_test for alert in site.alerts.values() if alert.message_type != "alert")


@pytest.mark.parametrize("locale", OTHERS)
def test_every_item_has_title_and_summary_in_every_language(site: Site, locale: str) -> None:
    missing = [i.address for i in site.items() if i.kind != "alerts" and i.text_state(locale) is TextState.MISSING]
    assert missing == []


@pytest.mark.parametrize("locale", OTHERS)
def test_guides_and_services_are_whole_and_current_in_every_language(site: Site, locale: str) -> None:
    items = [*site.pages.values(), *site.services.values()]
    assert [item.address for item in items if item.text_state(locale) is not TextState.TRANSLATED] == []


def test_english_is_whole_and_current_everywhere(site: Site) -> None:
    items = [item for item in site.items() if item.kind != "alerts"]
    assert [item.address for item in items if item.text_state("en") is not TextState.TRANSLATED] == []


def test_no_translation_is_outdated(site: Site) -> None:
    outdated = [
        f"{item.address}{locale}"
        for item in site.items()
        if item.kind != "alerts"
        for locale in item.texts
        if locale != "vi" and item.texts[locale].made_from != item.texts["vi"].fingerprint
    ]
    assert outdated == [], "read the change, mend the translation, then: python build.py confirm"


def test_positions_from_memory_are_never_shown_as_sure(site: Site) -> None:
    sure = {slug for slug, item in site.attractions.items() if item.is_confirmed("coordinates")}
    assert sure == {"lang-gia-long"}


def test_prices_and_alarm_levels_without_a_source_are_marked(site: Site) -> None:
    assert {slug for slug, t in site.city.tickets.items() if "adult_vnd" in t.unconfirmed} == {"gia-long", "dong-khanh"}
    assert site.city.stations["phu-oc"].unconfirmed == {"alarm_1"}


def test_alerts_without_a_source_say_that_they_are_examples(site: Site) -> None:
    for alert in site.alerts.values():
        assert alert.sources or alert.is_test or not alert.is_confirmed("event"), alert.slug


def test_prices_are_those_of_the_resolutions(site: Site) -> None:
    prices = {slug: (ticket.adult_vnd, ticket.child_vnd) for slug, ticket in site.city.tickets.items()}
    assert prices["imperial-city"] == (200_000, 40_000)
    assert prices["great-tombs"] == (150_000, 30_000)
    assert prices["smaller-sites"] == (50_000, 0)
    assert site.attractions["lang-duc-duc"].ticket == "duc-duc"
    laws = {slug: (ticket.resolution, ticket.valid_from) for slug, ticket in site.city.tickets.items() if ticket.resolution}
    assert laws == {"smaller-sites": ("22/2022/NQ-HĐND", None), "duc-duc": ("27/2024/NQ-HĐND", date(2025, 1, 1))}
    assert not any(site.city.tickets[slug].unconfirmed for slug in laws)
