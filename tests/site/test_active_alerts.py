"""What is called active, in feeds and in active.json, is what is in force or announced at that instant, and nothing else."""

import json
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from lxml import etree
from scene import FLOOD
from sitebuilder.feeds.alerts.active import tell_state
from sitebuilder.feeds.alerts.atom import draft_atom, draft_index
from sitebuilder.feeds.alerts.terms import CATEGORIES
from sitebuilder.i18n import KNOWN_LOCALES, LABELS, LOCALE_IDS, Locale
from sitebuilder.models import Alert, Site
from sitebuilder.models.city import CITY_BOUNDS, CITY_CODE
from sitebuilder.render import View
from views import CATALOGS, view_of

NAMES = {"a": "http://www.w3.org/2005/Atom", "d": "http://purl.org/dc/terms/", "g": "http://www.georss.org/georss"}
CAP = "urn:oasis:names:tc:emergency:cap:1.2:"
ALL_FEEDS = ["alerts/cap/feed.xml", *(f"{locale.tag}/alerts/feed.xml" for locale in KNOWN_LOCALES)]


def seen(site: Site, instant: str, tag: str = "en") -> View:
    """What the public sees at an instant."""
    now = datetime.fromisoformat(instant)
    return view_of(site.public_at(now), now, tag)


def state(site: Site, instant: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(tell_state(seen(site, instant)))
    return told


def active(site: Site, instant: str) -> list[str]:
    return [alert["id"] for alert in state(site, instant)["alerts"]]


def in_feed(site: Site, instant: str, tag: str = "en") -> list[str]:
    (draft,) = draft_atom(seen(site, instant, tag))
    content = draft.make()
    assert isinstance(content, bytes)
    return [Path(one).stem for one in etree.fromstring(content).xpath("//a:entry/a:id/text()", namespaces=NAMES)]


@pytest.mark.parametrize(
    ("instant", "expected", "fed"),
    [
        ("2026-10-01T08:59+07:00", [], []),
        ("2026-10-01T09:00+07:00", ["thu-tin-2026-10-01"], ["thu-tin-2026-10-01"]),
        ("2026-10-01T09:30+07:00", ["thu-tin-2026-10-01-cap-nhat"], ["thu-tin-2026-10-01-cap-nhat"]),
        ("2026-10-01T10:00+07:00", [], ["thu-tin-2026-10-01-ket-thuc"]),
        ("2026-10-01T12:00+07:00", [], []),
        ("2026-11-20T09:00+07:00", ["thu-tin-2026-12-05"], ["thu-tin-2026-12-05"]),
    ],
)
def test_superseded_cancelled_and_expired_messages_are_not_active(
    site: Site, instant: str, expected: list[str], fed: list[str]
) -> None:
    assert active(site, instant) == expected
    assert in_feed(site, instant) == fed


def test_an_update_announced_for_later_leaves_the_first_message_active_until_then(site: Site) -> None:
    update = site.alerts["thu-tin-2026-10-01-cap-nhat"]
    later = replace(update, effective_at=update.sent_at + timedelta(minutes=15))
    alerts = {"thu-tin-2026-10-01": site.alerts["thu-tin-2026-10-01"], later.slug: later}
    changed = replace(site, alerts=alerts)
    assert active(changed, "2026-10-01T09:40+07:00") == ["thu-tin-2026-10-01", later.slug]
    told = state(changed, "2026-10-01T09:40+07:00")["alerts"][0]
    assert told["ends"] == "2026-10-01T09:45:00+07:00"
    assert active(changed, "2026-10-01T09:45+07:00") == [later.slug]


def test_the_state_says_since_when_and_until_when_it_holds(site: Site) -> None:
    told = state(site, "2025-11-03T07:00:12.345+07:00")
    assert told["generated_at"] == "2025-11-03T06:30:00+07:00"
    assert told["valid_until"] == "2025-11-04T00:00:00+07:00"
    quiet = state(site, "2026-11-23T10:00+07:00")
    assert quiet["generated_at"] == "2026-11-23T00:00:00+07:00"


def test_between_two_turns_the_state_has_the_same_bytes_and_after_them_others(site: Site) -> None:
    first, second, after = (
        tell_state(seen(site, instant))
        for instant in ("2025-11-03T06:30+07:00", "2025-11-03T23:59:59+07:00", "2025-11-04T00:00+07:00")
    )
    assert first == second != after


def test_the_state_gives_back_the_facts_of_an_alert(site: Site) -> None:
    (told,) = state(site, FLOOD)["alerts"]
    assert told == {
        "id": "lu-2025-11-03",
        "type": "flood",
        "status": "actual",
        "severity": "severe",
        "urgency": "immediate",
        "certainty": "observed",
        "sent_at": "2025-11-03T06:30:00+07:00",
        "starts": "2025-11-03T06:30:00+07:00",
        "ends": "2025-11-04T06:30:00+07:00",
        "areas": ["46"],
        "href": "alerts/lu-2025-11-03/",
        "cap": "alerts/cap/lu-2025-11-03.xml",
    }


def test_what_the_public_may_not_know_yet_is_not_announced_by_the_state(site: Site) -> None:
    assert state(site, "2026-11-20T08:00+07:00") == {
        "generated_at": "2026-11-20T00:00:00+07:00",
        "valid_until": "2026-11-21T00:00:00+07:00",
        "alerts": [],
    }


def test_ten_alerts_fit_into_four_kilobytes(site: Site) -> None:
    now = datetime.fromisoformat("2025-11-03T07:00+07:00")
    worst = max(site.alerts.values(), key=lambda alert: len(alert.areas))
    ten = [make_current(worst, f"{worst.slug}-{number}", now) for number in range(10)]
    text = tell_state(view_of(replace(site, alerts={alert.slug: alert for alert in ten}), now))
    assert len(json.loads(text)["alerts"]) == 10
    assert len(text.encode()) < 4096


def make_current(alert: Alert, slug: str, now: datetime) -> Alert:
    day = timedelta(days=1)
    return replace(alert, slug=slug, sent_at=now - day, effective_at=now - day, expires_at=now + day)


def test_the_signature_of_the_state_holds_and_a_changed_byte_is_caught(flood_dist: Path) -> None:
    key: Any = load_pem_public_key((flood_dist / "keys/signing.pem").read_bytes())
    text = (flood_dist / "alerts/active.json").read_bytes()
    signature = (flood_dist / "alerts/active.json.sig").read_bytes()
    key.verify(signature, text)
    with pytest.raises(InvalidSignature):
        key.verify(signature, text.replace(b"severe", b"minorr"))


def test_openssl_alone_can_check_the_state(flood_dist: Path) -> None:
    places = ["-inkey", "keys/signing.pem", "-in", "alerts/active.json", "-sigfile", "alerts/active.json.sig"]
    check = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin", *places]
    assert subprocess.run(check, cwd=flood_dist, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", ALL_FEEDS)
def test_every_feed_is_whole_atom_and_leads_to_what_is_there(flood_dist: Path, name: str) -> None:
    feed = etree.parse(flood_dist / name)
    for place in ("/a:feed", "/a:feed/a:entry"):
        for field in ("id", "title", "updated"):
            assert feed.xpath(f"{place}/a:{field}/text()", namespaces=NAMES)
    (own,) = feed.xpath("/a:feed/a:link[@rel='self']/@href", namespaces=NAMES)
    assert own == f"https://huecity.example/{name}"
    assert feed.xpath("/a:feed/a:entry", namespaces=NAMES)
    for link in feed.xpath("//a:link/@href", namespaces=NAMES):
        path = flood_dist / str(link).removeprefix("https://huecity.example/")
        assert (path / "index.html" if str(link).endswith("/") else path).is_file(), link


def test_aggregators_find_caps_own_elements_in_the_index_and_readers_in_no_other_feed(flood_dist: Path) -> None:
    index, *others = (etree.parse(flood_dist / name).getroot() for name in ALL_FEEDS)
    for entry in index.findall("a:entry", NAMES):
        message = etree.parse(flood_dist / entry.findtext("a:id", namespaces=NAMES).removeprefix("https://huecity.example/"))
        first = {one.tag: one.text for one in reversed(list(message.getroot().iter()))}
        told = {one.tag: one.text for one in entry if one.tag.startswith(f"{{{CAP[:-1]}}}") and not len(one)}
        assert len(told) >= 11
        for name, value in told.items():
            if not name.endswith(("areaDesc", "polygon")):
                assert first[name] == value
        assert entry.find(f"{{{CAP[:-1]}}}geocode/{{{CAP[:-1]}}}value").text
    assert not any(feed.xpath(f"//*[namespace-uri()='{CAP[:-1]}']") for feed in others)


def assert_entry_tells(entry: Any, alert: Alert, view: View, locales: list[Locale]) -> None:
    """All that feedparser makes of an entry, field by field; how instants are told apart has a test of its own."""
    text, say = view.tell(alert), CATALOGS[view.locale.id].translations.gettext
    message = f"https://huecity.example/alerts/cap/{alert.slug}.xml"
    assert (entry.id, entry.title, entry.author) == (message, text.headline, say(LABELS["issuer"][alert.issuer]))
    assert entry.summary == " ".join((text.summary, *text.instructions))
    assert datetime.fromisoformat(entry.published) == alert.sent_at
    assert timedelta(0) <= alert.sent_at - datetime.fromisoformat(entry.updated) < timedelta(minutes=1)
    assert {link.href: (link.rel, link.get("hreflang")) for link in entry.links} == {message: ("related", None)} | {
        f"https://huecity.example/{one.tag}/{alert.address}": ("alternate", one.tag) for one in locales
    }
    places = [(CITY_CODE if one.place == "city" else view.site.city.wards[one.place].code) for one in alert.areas]
    status = "Test" if alert.is_test else "Actual" if alert.is_confirmed("event") else "Exercise"
    words = [alert.message_type, CATEGORIES[alert.type], alert.urgency, alert.severity, alert.certainty]
    names = ["status", "msgType", "category", "urgency", "severity", "certainty"]
    event = say("Test" if alert.is_test else LABELS["alert"][alert.type])
    assert [(tag.scheme.removeprefix(CAP), tag.term, tag.label) for tag in entry.tags] == [
        *((name, word[0].upper() + word[1:], None) for name, word in zip(names, [status, *words], strict=True)),
        ("eventCode", alert.type, event),
        *(("geocode", code, name) for code, name in zip(places, text.areas, strict=True)),
    ]
    assert [part.partition("=")[2] for part in entry.validity.split("; ")[:2]] == [
        one.isoformat() for one in (alert.effective_at, alert.expires_at)
    ]
    if [one.place for one in alert.areas] == ["city"]:
        (corners,) = entry.where["coordinates"]
        box = CITY_BOUNDS
        assert set(corners) == {(x, y) for x in (box.west, box.east) for y in (box.south, box.north)}


def test_another_reader_gets_every_fact_of_every_alert_back_in_all_seven_feeds(site: Site) -> None:
    """At the instant at which each was sent, with all that was in force beside it; read by feedparser."""
    told = set()
    for instant in {alert.sent_at for alert in site.alerts.values()}:
        views = {one.id: seen(site, instant.isoformat(), one.tag) for one in KNOWN_LOCALES}
        feeds = [(draft, views["vi"], list(KNOWN_LOCALES)) for draft in draft_index(views)]
        feeds += [(draft, view, [view.locale]) for view in views.values() for draft in draft_atom(view)]
        for draft, view, locales in feeds:
            content = draft.make()
            assert isinstance(content, bytes)
            read = feedparser.parse(content, sanitize_html=False)
            assert not read.bozo
            assert (read.feed.language, read.feed.id) == (view.locale.tag, f"https://huecity.example/{draft.path}")
            there = [Path(entry.id).stem for entry in read.entries if not site.alerts[Path(entry.id).stem].is_cancel]
            assert sorted(there) == sorted(active(site, instant.isoformat()))
            for entry in read.entries:
                alert = site.alerts[Path(entry.id).stem]
                assert_entry_tells(entry, alert, view, locales)
                told.add((draft.path, alert.slug))
    assert len(told) == len(ALL_FEEDS) * len(site.alerts)


@pytest.mark.parametrize("locale", LOCALE_IDS)
def test_an_entry_tells_where_how_bad_and_until_when_in_its_own_language(site: Site, locale: str) -> None:
    view = seen(site, FLOOD, locale)
    (draft,) = draft_atom(view)
    content = draft.make()
    assert isinstance(content, bytes)
    (entry,) = etree.fromstring(content).findall("a:entry", NAMES)
    text = view.tell(site.alerts["lu-2025-11-03"])
    told = {
        one.get("scheme").removeprefix(CAP): (one.get("term"), one.get("label"))
        for one in entry.iterfind("a:category", NAMES)
    }
    assert told == {
        "status": ("Actual", None),
        "msgType": ("Alert", None),
        "category": ("Met", None),
        "urgency": ("Immediate", None),
        "severity": ("Severe", None),
        "certainty": ("Observed", None),
        "eventCode": ("flood", view.label("alert", "flood")),
        "geocode": ("46", text.areas[0]),
    }
    times = "start=2025-11-03T06:30:00+07:00; end=2025-11-04T06:30:00+07:00; scheme=W3C-DTF"
    assert entry.findtext("d:valid", namespaces=NAMES) == times
    corners = entry.findtext("g:polygon", namespaces=NAMES).split()
    assert corners[:2] == corners[-2:] == ["15.991", "107.015"]
    assert entry.findtext("a:title", namespaces=NAMES) == text.headline
    assert entry.findtext("a:summary", namespaces=NAMES) == " ".join((text.summary, *text.instructions))
    for name in ("updated", "published"):
        assert entry.findtext(f"a:{name}", namespaces=NAMES) == "2025-11-03T06:30:00+07:00"


def test_of_two_messages_of_one_instant_the_feed_says_which_is_the_later(site: Site) -> None:
    first = site.alerts["lu-2025-11-03"]
    both = replace(site, alerts={slug: replace(first, slug=slug) for slug in ("mot", "hai")})
    (draft,) = draft_atom(seen(both, FLOOD))
    content = draft.make()
    assert isinstance(content, bytes)
    told = etree.fromstring(content).xpath("//a:entry/a:updated/text()", namespaces=NAMES)
    assert told == ["2025-11-03T06:30:00+07:00", "2025-11-03T06:29:59+07:00"]


def test_a_site_without_any_alert_has_whole_feeds(site: Site) -> None:
    assert in_feed(replace(site, alerts={}), "2026-11-23T10:00+07:00") == []


def test_the_list_says_of_when_it_is_as_its_data_does(dist: Path, flood_dist: Path) -> None:
    for root in (dist, flood_dist):
        generated = datetime.fromisoformat(json.loads((root / "alerts/active.json").read_text("utf-8"))["generated_at"])
        page = (root / "en/alerts/index.html").read_text("utf-8")
        assert f"As of {generated:%H:%M}, {generated:%B} {generated.day}, {generated.year}." in page
