"""The feed of events as another program reads it (feedparser): every event, in its own language, the next one first."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import struct_time
from typing import Any

import feedparser
import pytest
from lxml import html
from pages import BuiltPage
from scene import ROOT
from sitebuilder.content import load_site
from sitebuilder.feeds.events import draft_event_feed
from sitebuilder.i18n import KNOWN_LOCALES, LABELS, LOCALE_IDS, Catalogs, Formats, Locale
from sitebuilder.models import Event, Site
from sitebuilder.models.clock import HUE, hue_day
from views import view_of

HERE = "https://huecity.example/"
each_locale = pytest.mark.parametrize("locale", KNOWN_LOCALES, ids=lambda one: one.tag)


def read(dist: Path, locale: Locale) -> Any:
    return feedparser.parse((dist / locale.tag / "events/feed.xml").read_bytes(), sanitize_html=False)


def read_draft(site: Site, now: datetime, tag: str = "en") -> Any:
    (draft,) = draft_event_feed(view_of(site, now, tag))
    content = draft.make()
    assert isinstance(content, bytes)
    return feedparser.parse(content, sanitize_html=False)


def instant(parsed: struct_time) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


def changed(item: Event) -> datetime:
    assert item.added_on
    return item.changed_at[-1] if item.changed_at else datetime.combine(item.added_on, datetime.min.time(), HUE)


def when(item: Event, locale: Locale, now: datetime) -> str:
    """The words for the day, of what comes next."""
    if item.year_round:
        return str(Catalogs(ROOT / "locales")[locale.id].translations.gettext("All year round"))
    coming = item.upcoming(hue_day(now))
    assert coming
    return ("" if coming.is_exact and item.is_confirmed("dates") else "≈ ") + Formats(locale.id).days(coming)


@each_locale
def test_every_event_is_read_back_with_all_that_is_known_of_it(
    dist: Path, site: Site, now: datetime, locale: Locale
) -> None:
    feed, say = read(dist, locale), Catalogs(ROOT / "locales")[locale.id].translations.gettext
    own, home = f"{HERE}{locale.tag}/events/feed.xml", f"{HERE}{locale.tag}/events/"
    assert not feed.bozo
    assert (feed.feed.language, feed.feed.id, feed.feed.author) == (locale.tag, own, "HueCity")
    assert {link.rel: link.href for link in feed.feed.links} == {"self": own, "alternate": home}
    entries = {entry.id: entry for entry in feed.entries}
    assert entries.keys() == {f"{HERE}{locale.tag}/{item.address}" for item in site.events.values()}
    for item in site.events.values():
        page, text = f"{HERE}{locale.tag}/{item.address}", item.texts[locale.id]
        entry = entries[page]
        assert entry.title == ("" if item.is_confirmed("dates") else "≈ ") + text.title
        assert entry.title_detail.language == locale.tag
        assert timedelta(0) <= changed(item) - instant(entry.updated_parsed) < timedelta(seconds=len(entries))
        links = {(link.rel, link.type): link.href for link in entry.links}
        is_dated = bool(item.dated(hue_day(now)))
        assert links == {("alternate", "text/html"): page} | (
            {("related", "text/calendar"): f"{page}event.ics"} if is_dated else {}
        )
        assert not is_dated or (dist / locale.tag / item.address / "event.ics").is_file()
        assert [(tag.term, tag.label) for tag in entry.tags] == [(item.category, say(LABELS["event"][item.category]))]
        facts, summary = html.fromstring(f"<div>{entry.content[0].value}</div>").xpath("p")
        day, where = facts.xpath("text()")
        assert (day, summary.text_content()) == (when(item, locale, now), text.summary)
        place = site.attractions.get(item.attraction or "")
        named = place.texts[locale.id].title if place else site.city.wards[item.ward].name if item.ward else "Huế"
        assert named in where


def test_what_comes_next_stands_first_and_no_two_were_changed_at_one_instant(dist: Path, site: Site, now: datetime) -> None:
    for locale in KNOWN_LOCALES:
        entries = read(dist, locale).entries
        items = [site.events[entry.id.split("/")[-2]] for entry in entries]
        coming = [item.upcoming(hue_day(now)) for item in items]
        days = [max(one.starts_on, hue_day(now)) for one in coming if one]
        assert days == sorted(days)
        assert None not in coming[: len(days)]
        assert len({entry.updated for entry in entries}) == len(entries)


def test_time_moves_entries_and_changes_no_other_word_of_when_they_were_changed(site: Site, now: datetime) -> None:
    """Readers of feeds show again what was changed; that a year has passed is no change."""
    first, later = (read_draft(site, at).entries for at in (now, now + timedelta(days=100)))
    assert [one.id for one in first] != [one.id for one in later]
    assert {one.id: one.updated for one in first} == {one.id: one.updated for one in later}


def test_a_cancelled_event_says_so_and_is_the_same_entry_changed(content: Path, now: datetime) -> None:
    (before,) = read_draft(load_site(content, LOCALE_IDS), now).entries
    facts = content / "events/tet/event.yaml"
    facts.write_text(facts.read_text("utf-8") + "status: cancelled\nchanged_at: [2026-11-21T10:30+07:00]\n", "utf-8")
    site = load_site(content, LOCALE_IDS)
    (after,) = read_draft(site, now).entries
    assert (after.id, after.title) == (before.id, f"Cancelled: {before.title}")
    assert after.updated == read_draft(site, now).feed.updated == "2026-11-21T10:30:00+07:00"


def test_what_is_not_translated_is_marked_with_the_language_that_it_is_in(content: Path, now: datetime) -> None:
    (entry,) = read_draft(load_site(content, LOCALE_IDS), now, "fr").entries
    assert entry.title_detail.language == "vi"
    assert '<span lang="vi">' in entry.content[0].value


@each_locale
def test_lists_and_open_data_lead_to_the_feed(dist: Path, locale: Locale) -> None:
    target = dist / locale.tag / "events/feed.xml"
    for address, where in (("events", "//head/link[@type='application/atom+xml']/@href"), ("data", "//main//a/@href")):
        page = BuiltPage(dist, dist / locale.tag / address / "index.html")
        assert target in {page.target(link) for link in page.tree.xpath(where)}
