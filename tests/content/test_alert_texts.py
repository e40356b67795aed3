"""Every alert says the same in all six languages: the same numbers, times, places and instructions."""

import re
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from scene import ROOT
from sitebuilder.errors import CatalogError
from sitebuilder.i18n import (
    KNOWN_LOCALES,
    LOCALE_IDS,
    AlertText,
    Catalogs,
    Formats,
    check_phrase_book,
    tell_alert,
)
from sitebuilder.i18n.phrases import phrase_book
from sitebuilder.models import Alert, Site
from sitebuilder.models.clock import hue_time

CATALOGS = Catalogs(ROOT / "locales")
CLOCK = re.compile(r"(?<!\d)([01]\d|2[0-3]):[0-5]\d(?!\d)")
NUMBER = re.compile(r"\d+(?:[.,\u202f\xa0]\d+)*")


def tell(alert: Alert, site: Site, locale: str) -> AlertText:
    return tell_alert(alert, site.city, CATALOGS[locale], Formats(locale))


def instants(alert: Alert) -> list[datetime]:
    found = [alert.sent_at, alert.effective_at, alert.expires_at, *([alert.ends_at] if alert.ends_at else [])]
    found += [m.measured_at for m in alert.measurements if m.measured_at]
    return [*found, *([alert.discharge.starts_at] if alert.discharge else [])]


def whole(text: AlertText) -> str:
    return " ".join([text.headline, *text.situation, text.in_force, *text.instructions])


def facts_in(text: str, alert: Alert, locale: str) -> tuple[list[float], list[str], list[str]]:
    """(numbers, clock times, days) that a text names, each in the same form for every language."""
    formats, days = Formats(locale), []
    for day in sorted({hue_time(instant).date() for instant in instants(alert)}):
        days += [day.isoformat()] * text.count(formats.day(day))
        text = text.replace(formats.day(day), " ")
    clocks = sorted(match[0] for match in CLOCK.finditer(text))
    text = CLOCK.sub(" ", text)
    return sorted(plain(number, formats) for number in NUMBER.findall(text)), clocks, sorted(days)


def plain(number: str, formats: Formats) -> float:
    symbols = formats.locale.number_symbols["latn"]
    return float(number.replace(symbols["group"], "").replace("\xa0", "").replace(symbols["decimal"], "."))


@pytest.mark.parametrize("locale", [locale for locale in LOCALE_IDS if locale != "vi"])
def test_numbers_times_and_days_are_those_of_the_vietnamese_text(site: Site, locale: str) -> None:
    for alert in site.alerts.values():
        expected = facts_in(whole(tell(alert, site, "vi")), alert, "vi")
        assert facts_in(whole(tell(alert, site, locale)), alert, locale) == expected, alert.slug


def test_the_comparison_notices_a_changed_number_time_or_day(site: Site) -> None:
    alert = site.alerts["lu-2025-11-03"]
    text = whole(tell(alert, site, "en"))
    expected = facts_in(text, alert, "en")
    for old, new in (("3.54", "3.45"), ("06:00", "08:00"), ("November 3, 2025", "November 5, 2025")):
        assert old in text
        assert facts_in(text.replace(old, new, 1), alert, "en") != expected


@pytest.mark.parametrize("locale", LOCALE_IDS)
def test_every_place_of_the_facts_is_named(site: Site, locale: str) -> None:
    for alert in site.alerts.values():
        text = tell(alert, site, locale)
        said = whole(text)
        for measured in alert.measurements if not alert.is_cancel else ():
            station = site.city.stations[measured.station]
            assert station.name in said
            assert site.city.rivers[station.river].names[locale].lower() in said.lower()
        if alert.discharge:
            assert site.city.reservoirs[alert.discharge.reservoir] in said
        if alert.storm:
            assert alert.storm.name in said
        assert len(text.areas) == len(alert.areas)
        assert len(text.instructions) == len(alert.instructions)
        assert all(text.areas)


@pytest.mark.parametrize("locale", LOCALE_IDS)
def test_every_alert_says_what_happens_and_leaves_no_placeholder(site: Site, locale: str) -> None:
    for alert in site.alerts.values():
        text = tell(alert, site, locale)
        assert text.headline
        assert text.situation, alert.slug
        assert "%(" not in whole(text)


def test_languages_do_not_fall_back_to_english(site: Site) -> None:
    for alert in site.alerts.values():
        said = {locale: whole(tell(alert, site, locale)) for locale in LOCALE_IDS}
        assert len(set(said.values())) == len(LOCALE_IDS), alert.slug


def test_the_phrase_book_is_complete_in_every_language(site: Site) -> None:
    check_phrase_book(CATALOGS, site.city)


@pytest.mark.parametrize("message", list(phrase_book()))
def test_one_missing_phrase_stops_the_build(site: Site, message: str) -> None:
    poorer = dict(CATALOGS)
    words = CATALOGS["ja"].words
    poorer["ja"] = replace(CATALOGS["ja"], words=words._replace(known=words.known - {message}))
    with pytest.raises(CatalogError, match="locales/ja"):
        check_phrase_book(poorer, site.city)


BARE = "has a % that is part of no placeholder; a percent sign is written %%"


@pytest.mark.parametrize(
    ("message", "translation", "problem"),
    [
        ("until %(time)s", "jusqu'à %(heure)s", "lacks %(time)s"),
        ("until %(time)s", "jusqu'à", "lacks %(time)s"),
        ("until %(time)s", "jusqu'à %(time)", "lacks %(time)s"),
        ("until %(time)s", "jusqu'à %(time)s, %(day)s", "names %(day)s, which the English does not have"),
        (
            "until %(time)s",
            "à 100 % jusqu'à %(time)s",
            BARE,
        ),
        ("Heavy rain", "Pluie à 100 %", BARE),
        ("until %(time)s", "à 100 %% jusqu'à %(time)s", ""),
        ("Heavy rain", "Pluie forte", ""),
    ],
)
def test_a_translation_that_does_not_fit_its_message_stops_the_build(
    tmp_path: Path, site: Site, message: str, translation: str, problem: str
) -> None:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    file = tmp_path / "locales/fr/LC_MESSAGES/messages.po"
    text, count = re.subn(rf'(msgid "{re.escape(message)}"\nmsgstr) ".*"', rf'\1 "{translation}"', file.read_text("utf-8"))
    assert count == 1
    file.write_text(text, "utf-8")
    catalogs = Catalogs(tmp_path / "locales")
    if not problem:
        check_phrase_book(catalogs, site.city)
        return
    with pytest.raises(CatalogError) as told:
        check_phrase_book(catalogs, site.city)
    assert str(told.value) == f"locales/fr/LC_MESSAGES/messages.po: the translation of {message!r} {problem}"


def test_every_form_of_a_plural_is_compared_and_all_faults_are_told_at_once(tmp_path: Path, site: Site) -> None:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    file = tmp_path / "locales/fr/LC_MESSAGES/messages.po"
    text, count = re.subn(r'(msgstr\[1\]) "%\(num\)s ', r'\1 "', file.read_text("utf-8"))
    assert count > 1
    file.write_text(text, "utf-8")
    with pytest.raises(CatalogError) as told:
        check_phrase_book(Catalogs(tmp_path / "locales"), site.city)
    assert str(told.value).count("lacks %(num)s") == count


def test_there_is_one_catalogue_a_language() -> None:
    assert set(CATALOGS) == {locale.id for locale in KNOWN_LOCALES}
