"""Alerts as officers pass them on: short messages that fit and lose nothing, words for loudspeakers, a sheet of paper."""

import re
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from pages import BuiltPage
from scene import TODAY
from sitebuilder.feeds.alerts.loudspeaker import make_script
from sitebuilder.feeds.alerts.sms import LATIN, make_marked, make_plain, split_parts, tell, ucs2_length, without_marks
from sitebuilder.i18n import KNOWN_LOCALES, LOCALE_IDS
from sitebuilder.i18n.spoken import SpokenVietnamese, say_whole
from sitebuilder.models import Site, Span
from sitebuilder.render import View
from sitebuilder.render.sheet import MASK
from views import view_of

NOW = datetime.fromisoformat(TODAY)
# GSM 03.38, as far as our texts need it: none of these takes two places.
GSM = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
          "abcdefghijklmnopqrstuvwxyzäöñüà")  # fmt: skip
NUMBERED = re.compile(r"\d+/\d+ ")


@pytest.fixture(params=LOCALE_IDS)
def view(site: Site, request: pytest.FixtureRequest) -> View:
    return view_of(site, NOW, request.param)


@pytest.fixture
def vietnamese(site: Site) -> View:
    return view_of(site, NOW, "vi")


def parts_of(text: str) -> list[str]:
    assert text.endswith("\n")
    return text[:-1].split("\n")


def unnumbered(parts: list[str]) -> list[str]:
    return [NUMBERED.sub("", part, count=1) for part in parts] if len(parts) > 1 else parts


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_part_fits_into_one_message_and_none_of_the_text_is_lost(view: View) -> None:
    for alert in view.site.alerts.values():
        parts = parts_of(make_marked(view, alert))
        assert all(len(part.encode("utf-16-le")) <= 140 for part in parts), alert.slug
        assert bare("".join(unnumbered(parts))) == bare(tell(view, alert))
        assert all(part.startswith(f"{number}/{len(parts)} ") for number, part in enumerate(parts, 1) if len(parts) > 1)


def test_messages_without_marks_are_in_the_seven_bit_alphabet(view: View) -> None:
    if view.locale.id not in LATIN:
        return
    for alert in view.site.alerts.values():
        parts = parts_of(make_plain(view, alert))
        assert max(map(len, parts)) <= (160 if len(parts) == 1 else 153)
        assert set("".join(parts)) <= GSM
        assert "?" not in "".join(parts)
        assert bare("".join(unnumbered(parts))) == bare(without_marks(tell(view, alert)))


def test_the_first_part_begins_with_how_bad_and_what(vietnamese: View) -> None:
    alert = vietnamese.site.alerts["lu-2025-10-27"]
    assert (
        parts_of(make_marked(vietnamese, alert))[0]
        == "1/9 Đặc biệt nguy hiểm. Lũ trên sông Hương và sông Bồ. Toàn thành phố"
    )
    assert parts_of(make_plain(vietnamese, alert))[0].startswith("1/4 Dac biet nguy hiem. Lu tren song Huong va song Bo. ")


def test_words_numbers_with_their_units_and_addresses_stay_whole(view: View) -> None:
    for alert in view.site.alerts.values():
        words = set(tell(view, alert).replace("。", "。 ").split())
        whole = unnumbered(parts_of(make_marked(view, alert)))
        assert whole[-1].split()[-1] in (view.absolute(alert.address), view.absolute(alert.address).removeprefix("https://"))
        for part, following in pairwise(whole):
            assert not re.match(r"(m³/s|mm|m|°C)\b", following)
            if view.locale.id not in ("ja", "zh_Hans"):
                assert {part.split()[-1], following.split()[0]} <= words


@pytest.mark.parametrize("tag", ["ja", "zh_Hans"])
def test_where_words_have_no_spaces_parts_begin_with_a_word(site: Site, tag: str) -> None:
    view = view_of(site, NOW, tag)
    for alert in site.alerts.values():
        for part in unnumbered(parts_of(make_marked(view, alert))):
            assert part[0] not in "、。，；：！？」』）ぁぃぅぇぉっゃゅょー", part


def test_examples_and_tests_say_what_they_are(vietnamese: View) -> None:
    for alert in vietnamese.site.alerts.values():
        first = parts_of(make_marked(vietnamese, alert))[0]
        assert ("(Ví dụ)" in first) == ("event" in alert.unconfirmed)
        assert ("Thử nghiệm." in first) == alert.is_test


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=2500), st.integers(20, 160)
)
def test_any_text_is_cut_into_parts_that_fit(text: str, room: int) -> None:
    parts = split_parts(text, room, room, ucs2_length)
    assert all(ucs2_length(part) <= room for part in parts)
    assert bare("".join(unnumbered(parts))) == bare(text)


def test_an_address_longer_than_a_part_is_cut_and_none_of_it_is_lost(site: Site) -> None:
    address = f"https://{'a' * 200}.example/"
    parts = split_parts(f"Lũ. {address}", 70, 70, ucs2_length)
    assert all(len(part) <= 70 for part in parts)
    assert "".join(unnumbered(parts)).replace(" ", "") == f"Lũ.{address}"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (101, "một trăm lẻ một"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (500, "năm trăm"),
        (1005, "một nghìn không trăm lẻ năm"),
        (1500, "một nghìn năm trăm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (10_000, "mười nghìn"),
        (2_000_000, "hai triệu"),
        (1_000_021, "một triệu không trăm hai mươi mốt"),
    ],
)
def test_numbers_are_read_as_people_read_them(number: int, words: str) -> None:
    assert say_whole(number) == words


def test_decimals_times_and_days_are_read_so_that_nobody_mishears_them() -> None:
    spoken = SpokenVietnamese()
    assert spoken.span(Span(5.05, 5.05), "m", 2) == "năm phẩy không năm mét"
    assert spoken.span(Span(5.5, 5.5), "m", 2) == "năm phẩy năm mét"
    assert spoken.span(Span(3.0, 3.5), "m", 2) == "từ ba đến ba phẩy năm mét"
    assert spoken.span(Span(800, 1500), "m3s") == "từ tám trăm đến một nghìn năm trăm mét khối trên giây"
    assert spoken.day(date(2026, 4, 30)) == "ba mươi tháng tư năm hai nghìn không trăm hai mươi sáu"
    assert spoken.clock(datetime.fromisoformat("2026-10-01T02:00+00:00")) == "chín giờ"
    evening = datetime.fromisoformat("2025-11-01T20:05+07:00")
    assert spoken.instant(evening).startswith("hai mươi giờ năm phút ngày mồng một tháng mười một năm")


def test_a_script_is_said_twice_and_has_no_figures(vietnamese: View) -> None:
    for alert in vietnamese.site.alerts.values():
        blocks = make_script(vietnamese, alert).strip().split("\n\n")
        assert len(blocks) == 5
        assert blocks[1] == blocks[3]
        assert not re.search(r"[\d%/³°()+]", "".join(blocks[1:])), alert.slug
        assert all(line[0].isupper() and line[-1] in ".:" for line in blocks[1].split("\n"))
        assert blocks[0].startswith("(Ví dụ, không phát trên loa.)") == ("event" in alert.unconfirmed)
        assert "một một hai" in blocks[1]


def test_a_script_names_every_area_and_all_that_is_to_be_done(vietnamese: View) -> None:
    script = make_script(vietnamese, vietnamese.site.alerts["sat-lo-2017-11-23"])
    assert "A Lưới một, A Lưới hai, A Lưới ba, A Lưới bốn, A Lưới năm, Nam Đông, Khe Tre và Bình Điền" in script
    for line in vietnamese.tell(vietnamese.site.alerts["sat-lo-2017-11-23"]).instructions:
        assert script.count(line) == 2


def test_the_alerts_page_leads_to_all_forms_of_it(dist: Path) -> None:
    for locale in KNOWN_LOCALES:
        page = BuiltPage(dist, dist / locale.tag / "alerts/lu-2025-11-03/index.html")
        linked = {page.target(href) for _, href in page.links()}
        forms = [f"{locale.tag}/alerts/lu-2025-11-03/{name}" for name in ("print/index.html", "sms.txt")]
        forms += ["vi/alerts/lu-2025-11-03/loudspeaker.txt", "alerts/cap/lu-2025-11-03.xml"]
        plain = dist / f"{locale.tag}/alerts/lu-2025-11-03/sms-plain.txt"
        assert {dist / form for form in forms} <= linked
        assert (plain in linked) == plain.exists() == (locale.id in LATIN)


@pytest.mark.parametrize("tag", [locale.tag for locale in KNOWN_LOCALES])
def test_a_sheet_has_every_headline_in_its_language_and_a_code_for_its_own_page(dist: Path, site: Site, tag: str) -> None:
    sheet = BuiltPage(dist, dist / tag / "alerts/lu-2025-11-03/print/index.html")
    for locale in KNOWN_LOCALES:
        headline = view_of(site, NOW, locale.id).tell(site.alerts["lu-2025-11-03"]).headline
        where = "//h1" if locale.tag == tag else f"//li[@lang='{locale.tag}']"
        assert headline in sheet.tree.xpath(f"string({where})")
    (drawn,) = sheet.tree.xpath("//div[@class='qr']//path[@stroke]/@d")
    code = segno.make_qr(f"https://huecity.example/{tag}/alerts/lu-2025-11-03/", error="q", mask=MASK)
    assert f'd="{drawn}"' in code.svg_inline(border=4)
    assert sheet.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_sheets_are_no_pages_of_their_own(dist: Path) -> None:
    assert "/print/" not in (dist / "sitemap.xml").read_text("utf-8")


def test_a_storm_with_a_hostile_name_breaks_nothing(site: Site) -> None:
    alert = site.alerts["bao-vamco-2020"]
    assert alert.storm is not None
    hostile = replace(alert, storm=replace(alert.storm, name="<b>\U0001f300" * 60))
    for locale in LOCALE_IDS:
        parts = parts_of(make_marked(view_of(site, NOW, locale), hostile))
        assert all(ucs2_length(part) <= 70 for part in parts)
