"""CAP messages as aggregators read them: valid, complete in every language, chained, signed."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import feedparser
import pytest
from capparselib.parsers import CAPParser
from lxml import etree
from scene import FLOOD, ROOT
from signxml import InvalidDigest, InvalidSignature, XMLVerifier
from sitebuilder.content import load_site
from sitebuilder.feeds.alerts import draft_atom, draft_cap, draft_index
from sitebuilder.feeds.alerts.terms import CATEGORIES, RESPONSES
from sitebuilder.i18n import KNOWN_LOCALES, LABELS, LOCALE_IDS, Catalogs, Formats, tell_alert
from sitebuilder.models import Alert, Bounds, Site
from sitebuilder.models.alert import INSTRUCTIONS, KINDS
from sitebuilder.models.city import CITY_BOUNDS, Ward
from sitebuilder.models.clock import hue_time
from views import view_of

CAP = {"c": "urn:oasis:names:tc:emergency:cap:1.2"}
SCHEMAS = [
    etree.XMLSchema(file=str(files("capparselib") / "schema" / name)) for name in ("CAP-v1.2.xsd", "cap12_extended.xsd")
]
CATALOGS = Catalogs(ROOT / "locales")
PROFILE_KILOBYTES = 100  # what Google's guide calls ideal


@pytest.fixture(scope="session")
def messages(dist: Path) -> dict[str, Path]:
    return {path.stem: path for path in (dist / "alerts/cap").glob("*.xml") if path.stem != "feed"}


def test_every_message_is_there_valid_and_small(messages: dict[str, Path], site: Site, now: datetime) -> None:
    assert messages.keys() == {alert.slug for alert in site.alerts.values() if alert.sent_at <= now}
    for path in messages.values():
        tree = etree.parse(path)
        for schema in SCHEMAS:
            schema.assertValid(tree)
        assert path.stat().st_size < PROFILE_KILOBYTES * 1000


def read(path: Path) -> dict[str, Any]:
    (alert,) = CAPParser(path.read_text("utf-8").partition("?>")[2]).as_dict()
    return dict(alert)


def written(instant: datetime) -> str:
    return hue_time(instant).strftime("%Y-%m-%dT%H:%M:%S+07:00")


def test_another_reader_gets_every_fact_back_in_every_language(messages: dict[str, Path], site: Site) -> None:
    for slug, path in messages.items():
        alert, found = site.alerts[slug], read(path)
        assert found["cap_id"] == slug
        assert found["cap_sender"] == "huecity.example"
        assert found["cap_sent"] == written(alert.sent_at)
        assert found["cap_message_type"] == alert.message_type.capitalize()
        assert [str(info["cap_language"]) for info in found["cap_info"]] == [locale.tag for locale in KNOWN_LOCALES]
        for info, locale in zip(found["cap_info"], KNOWN_LOCALES, strict=True):
            assert_info_tells(info, alert, site, locale.id, locale.tag)


def assert_info_tells(info: dict[str, Any], alert: Alert, site: Site, locale: str, tag: str) -> None:
    text = tell_alert(alert, site.city, CATALOGS[locale], Formats(locale))
    say = CATALOGS[locale].translations.gettext
    assert info["cap_headline"] == text.headline
    assert info["cap_description"] == text.summary
    assert info["cap_instruction"] == " ".join(text.instructions)
    assert info["cap_event"] == say("Test" if alert.is_test else LABELS["alert"][alert.type])
    assert info["cap_sender_name"] == say(LABELS["issuer"][alert.issuer])
    assert info["cap_contact"] == f"{say(LABELS['hotline']['hueioc'])}: 19001075"
    assert info["cap_link"] == f"https://huecity.example/{tag}/{alert.address}"
    for name in ("severity", "urgency", "certainty"):
        assert info[f"cap_{name}"] == getattr(alert, name).capitalize()
    assert info["cap_effective"] == written(alert.effective_at)
    assert info["cap_expires"] == written(alert.expires_at)
    ends = {str(one["valueName"]): str(one["value"]) for one in info.get("cap_parameter", ())}
    assert ends == ({"eventEndingTime": written(alert.ends_at)} if alert.ends_at else {})
    assert [area["area_description"] for area in info["cap_area"]] == list(text.areas)
    codes = [str(area["geocodes"][0]["value"]) for area in info["cap_area"]]
    assert codes == ["46" if area.place == "city" else site.city.wards[area.place].code for area in alert.areas]
    assert str(info["cap_category"]) == CATEGORIES[alert.type]
    assert [str(one["value"]) for one in info["cap_event_code"]] == [alert.type]


def test_what_the_other_reader_passes_over_is_told_as_well(messages: dict[str, Path], site: Site) -> None:
    for slug, path in messages.items():
        alert, root = site.alerts[slug], etree.parse(path).getroot()
        assert root.findtext("c:scope", namespaces=CAP) == "Public"
        told = "AllClear" if alert.is_cancel else " ".join(dict.fromkeys(RESPONSES[name] for name in alert.instructions))
        for info in root.findall("c:info", CAP):
            assert " ".join(one.text for one in info.findall("c:responseType", CAP)) == told
            for area, shown in zip(alert.areas, info.findall("c:area", CAP), strict=True):
                polygon, circle = (shown.findtext(f"c:{name}", namespaces=CAP) for name in ("polygon", "circle"))
                if area.place == "city":
                    assert_box(polygon, CITY_BOUNDS)
                    assert circle is None
                else:
                    assert_surrounds(circle, site.city.wards[area.place])
                    assert polygon is None


def assert_box(shape: str | None, bounds: Bounds) -> None:
    """Four corners with the bounds' extremes, closed."""
    corners = [tuple(map(float, corner.split(","))) for corner in (shape or "").split()]
    assert (len(corners), len(set(corners))) == (5, 4)
    assert corners[0] == corners[-1]
    latitudes, longitudes = zip(*corners, strict=True)
    assert (min(latitudes), max(latitudes)) == (bounds.south, bounds.north)
    assert (min(longitudes), max(longitudes)) == (bounds.west, bounds.east)


def assert_surrounds(shape: str | None, ward: Ward) -> None:
    """A circle around the ward's own center, two to three times as large as the ward."""
    found = re.fullmatch(r"([\d.]+),([\d.]+) ([\d.]+)", shape or "")
    assert found
    assert (float(found[1]), float(found[2])) == ward.center
    assert ward.area_km2
    assert 2 < math.pi * float(found[3]) ** 2 / ward.area_km2 < 3


def test_every_place_to_see_lies_within_the_circle_of_its_ward(site: Site) -> None:
    for item in site.attractions.values():
        ward = site.city.wards[item.ward] if item.ward else None
        if ward and ward.center and ward.reach_km:
            km = math.hypot(item.latitude - ward.center[0], (item.longitude - ward.center[1]) * math.cos(math.radians(16.4)))
            assert km * 111.2 < ward.reach_km, item.slug


def test_languages_share_what_machines_compare(messages: dict[str, Path]) -> None:
    shared = ("category", "eventCode/c:value", "responseType", "urgency", "severity", "certainty", "effective", "expires")
    shared += ("area/c:geocode/c:value", "area/c:polygon", "parameter/c:value")
    for path in messages.values():
        infos = etree.parse(path).findall("c:info", CAP)
        facts = [[info.xpath(f"c:{name}/text()", namespaces=CAP) for name in shared] for info in infos]
        assert facts == [facts[0]] * len(KNOWN_LOCALES)
        for name in ("headline", "description", "instruction"):
            assert len({info.findtext(f"c:{name}", namespaces=CAP) for info in infos}) == len(KNOWN_LOCALES)


def test_the_profile_of_google_is_kept(messages: dict[str, Path]) -> None:
    for path in messages.values():
        tree = etree.parse(path)
        assert not tree.xpath("//*[text()='Unknown']")
        for info in tree.findall("c:info", CAP):
            headline, description, instruction = (
                info.findtext(f"c:{name}", namespaces=CAP) for name in ("headline", "description", "instruction")
            )
            assert len(headline) < 140
            assert len({headline, description, instruction}) == 3
            assert info.findall("c:responseType", CAP)
            for area in info.findall("c:area", CAP):
                assert area.findall("c:geocode", CAP)
        times = [text for text in tree.xpath("//text()") if re.fullmatch(r"\d{4}-\d\d-\d\dT.*", text)]
        assert all(text.endswith("+07:00") for text in times)


def test_an_update_and_a_cancel_name_all_that_they_replace(messages: dict[str, Path]) -> None:
    first = "huecity.example,thu-tin-2026-10-01,2026-10-01T09:00:00+07:00"
    second = "huecity.example,thu-tin-2026-10-01-cap-nhat,2026-10-01T09:30:00+07:00"
    assert "cap_references" not in read(messages["thu-tin-2026-10-01"])
    assert read(messages["thu-tin-2026-10-01-cap-nhat"])["cap_references"] == first
    assert read(messages["thu-tin-2026-10-01-ket-thuc"])["cap_references"] == f"{first} {second}"


def make(site: Site, slug: str) -> etree._Element:
    """The message as a build of this site makes it, in English."""
    drafts = {
        draft.path: draft for draft in draft_cap({"en": view_of(site, datetime.fromisoformat("2026-11-23T10:00+07:00"))})
    }
    data = drafts[f"alerts/cap/{slug}.xml"].make()
    assert isinstance(data, bytes)
    return etree.fromstring(data)


def with_alerts(site: Site, *changed: Alert) -> Site:
    return replace(site, alerts={**site.alerts, **{alert.slug: alert for alert in changed}})


def test_a_message_in_between_does_not_hide_the_first_from_the_last(site: Site) -> None:
    last = replace(site.alerts["thu-tin-2026-10-01-ket-thuc"], replaces=("thu-tin-2026-10-01-cap-nhat",))
    references = make(with_alerts(site, last), last.slug).findtext("c:references", namespaces=CAP)
    assert [one.split(",")[1] for one in references.split()] == ["thu-tin-2026-10-01", "thu-tin-2026-10-01-cap-nhat"]


def test_what_had_expired_before_is_named_only_where_it_is_replaced_itself(site: Site) -> None:
    first = site.alerts["thu-tin-2026-10-01"]
    over = replace(first, expires_at=first.sent_at + timedelta(minutes=10))
    last = replace(site.alerts["thu-tin-2026-10-01-ket-thuc"], replaces=("thu-tin-2026-10-01-cap-nhat",))
    changed = with_alerts(site, over, last)
    for slug in (last.slug, "thu-tin-2026-10-01-cap-nhat"):
        (reference,) = make(changed, slug).findtext("c:references", namespaces=CAP).split()
        assert reference.split(",")[1] == changed.alerts[slug].replaces[0]


def test_tests_and_examples_are_no_actual_warnings(messages: dict[str, Path], site: Site) -> None:
    for slug, path in messages.items():
        alert, found = site.alerts[slug], read(path)
        example = "event" in alert.unconfirmed
        assert found["cap_status"] == ("Test" if alert.is_test else "Exercise" if example else "Actual")
        assert ("An example" in str(found.get("cap_note", ""))) == example


def test_an_all_clear_says_so(messages: dict[str, Path]) -> None:
    (response,) = set(etree.parse(messages["thu-tin-2026-10-01-ket-thuc"]).xpath("//c:responseType/text()", namespaces=CAP))
    assert response == "AllClear"


def test_every_kind_and_instruction_has_a_term_of_cap() -> None:
    assert CATEGORIES.keys() == set(KINDS)
    assert RESPONSES.keys() == set(INSTRUCTIONS)


def test_a_ward_whose_bounds_are_known_is_drawn_and_one_of_which_nothing_is_known_is_named_by_its_code(site: Site) -> None:
    wards = site.city.wards
    drawn, unknown = (
        replace(wards["nam-dong"], bounds=Bounds(16.0, 107.5, 16.2, 107.8)),
        replace(wards["khe-tre"], center=None),
    )
    city = replace(site.city, wards={**wards, "nam-dong": drawn, "khe-tre": unknown})
    areas = {
        area.findtext("c:areaDesc", namespaces=CAP): area
        for area in make(replace(site, city=city), "sat-lo-2017-11-23").iter("{*}area")
    }
    assert (
        areas["Nam Đông"].findtext("c:polygon", namespaces=CAP) == "16.0,107.5 16.2,107.5 16.2,107.8 16.0,107.8 16.0,107.5"
    )
    assert areas["Nam Đông"].find("c:circle", CAP) is None
    assert areas["Khe Tre"].find("c:polygon", CAP) is None
    assert areas["Khe Tre"].find("c:circle", CAP) is None
    assert areas["Khe Tre"].findtext("c:geocode/c:value", namespaces=CAP) == "20161"


def test_a_polygon_that_editors_drew_stands_wherever_areas_are_drawn(content: Path, tmp_path: Path) -> None:
    points = "[[16.45, 107.55], [16.48, 107.55], [16.485, 107.6], [16.45, 107.55]]"
    facts = content / "alerts/lu-2025-11-03/alert.yaml"
    drawn = f"areas: [{{place: kim-long, polygon: {points}}}, phu-xuan]"
    facts.write_text(facts.read_text("utf-8").replace("areas: [city]", drawn), "utf-8")
    site, now = load_site(content, LOCALE_IDS), datetime.fromisoformat(FLOOD)
    views = {locale: view_of(site, now, locale) for locale in ("vi", "en")}

    message = {draft.path: draft.make() for draft in draft_cap(views)}["alerts/cap/lu-2025-11-03.xml"]
    assert isinstance(message, bytes)
    for schema in SCHEMAS:
        schema.assertValid(etree.fromstring(message))
    (found,) = CAPParser(message.decode().partition("?>")[2]).as_dict()
    for info in found["cap_info"]:
        first, second = info["cap_area"]
        assert first["area_description"] == "Kim Long"
        assert first["polygons"] == ["16.45,107.55 16.48,107.55 16.485,107.6 16.45,107.55"]
        assert str(first["geocodes"][0]["value"]) == site.city.wards["kim-long"].code
        assert second["area_description"] == "Phú Xuân"
        assert second["circles"] == ["16.4785,107.577 3.0"]
    for draft in (*draft_index(views), *draft_atom(views["en"])):
        feed = draft.make()
        assert isinstance(feed, bytes)
        (entry,) = feedparser.parse(feed).entries
        assert entry.where == {
            "type": "Polygon",
            "coordinates": ([(107.55, 16.45), (107.55, 16.48), (107.6, 16.485), (107.55, 16.45)],),
        }
        circles = etree.fromstring(feed).xpath("//g:circle/text()", namespaces={"g": "http://www.georss.org/georss"})
        assert circles == ["16.4785 107.577 3000"], "latitude, longitude and metres"
        index_only = etree.fromstring(feed).xpath("//c:polygon/text()", namespaces=CAP)[:1]
        assert index_only in ([], ["16.45,107.55 16.48,107.55 16.485,107.6 16.45,107.55"])


def test_the_longest_headline_still_fits(site: Site) -> None:
    storm = site.alerts["bao-vamco-2020"]
    assert storm.storm is not None
    endless = replace(storm, storm=replace(storm.storm, name="Vamco" * 40))
    headline = make(with_alerts(site, endless), storm.slug).findtext("c:info/c:headline", namespaces=CAP)
    assert len(headline) == 139
    assert headline.endswith("…")


def test_every_signature_holds_against_the_pinned_certificate_and_covers_the_whole(
    messages: dict[str, Path], dist: Path
) -> None:
    certificate = (dist / "keys/cap.pem").read_text("ascii")
    for path in messages.values():
        signed = path.read_bytes()
        trusted = XMLVerifier().verify(signed, x509_cert=certificate).signed_xml
        assert trusted is not None
        assert trusted.tag == "{urn:oasis:names:tc:emergency:cap:1.2}alert"
        assert len(trusted.findall("c:info", CAP)) == len(KNOWN_LOCALES)


@pytest.mark.parametrize(("old", "new"), [(b"5,05", b"5,06"), (b"Extreme", b"Extremf"), (b"2025-10-28", b"2025-10-29")])
def test_one_changed_byte_is_caught(messages: dict[str, Path], dist: Path, old: bytes, new: bytes) -> None:
    signed = messages["lu-2025-10-27"].read_bytes()
    assert old in signed
    with pytest.raises((InvalidDigest, InvalidSignature)):
        XMLVerifier().verify(signed.replace(old, new, 1), x509_cert=(dist / "keys/cap.pem").read_text("ascii"))


def test_a_message_signed_by_somebody_else_is_not_ours(messages: dict[str, Path], tmp_path: Path) -> None:
    from sitebuilder.keys import find_keys, make_keys

    make_keys(tmp_path, datetime.now().astimezone())
    stranger = find_keys(tmp_path, {}).cap_signer
    assert stranger is not None
    with pytest.raises(InvalidSignature):
        XMLVerifier().verify(messages["lu-2025-10-27"].read_bytes(), x509_cert=stranger.certificate)


def test_a_message_stays_the_same_as_time_passes(dist: Path, flood_dist: Path) -> None:
    name = "alerts/cap/lu-2025-11-03.xml"
    assert (dist / name).read_bytes() == (flood_dist / name).read_bytes()


def test_what_is_not_yet_sent_is_not_there(build_site: Callable[..., Path], flood_dist: Path) -> None:
    assert not (flood_dist / "alerts/cap/lu-2025-11-17.xml").exists()
    assert FLOOD < "2025-11-17"
