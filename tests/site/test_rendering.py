"""How values and Markdown come out in a page."""

from datetime import date, datetime

import pytest
from sitebuilder.i18n import Formats
from sitebuilder.models import Occurrence, Span
from sitebuilder.models.attraction import haversine_km
from sitebuilder.models.clock import HUE
from sitebuilder.render.attractions import script_safe
from sitebuilder.render.markdown import markdown_to_html

MORNING = datetime(2025, 11, 3, 6, 5, tzinfo=HUE)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("vi", "06:05 ngày 3 tháng 11 năm 2025"),
        ("en", "06:05, November 3, 2025"),
        ("fr", "06:05 le 3 novembre 2025"),
        ("ja", "2025年11月3日 06:05"),
        ("ko", "2025년 11월 3일 06:05"),
        ("zh_Hans", "2025年11月3日 06:05"),
    ],
)
def test_an_instant_is_told_in_hue_time_and_in_the_languages_order(locale: str, words: str) -> None:
    assert Formats(locale).instant(MORNING) == words


@pytest.mark.parametrize(("locale", "price"), [("vi", "200.000\xa0₫"), ("en", "₫200,000"), ("fr", "200\u202f000\xa0₫")])
def test_money_is_written_as_the_language_writes_it(locale: str, price: str) -> None:
    assert Formats(locale).money(200_000) == price


def test_levels_keep_their_two_decimals_and_spans_their_dash() -> None:
    assert Formats("vi").span(Span(4.5, 4.5), "m", 2) == "4,50 m"
    assert Formats("en").span(Span(800, 1500), "m3s") == "800–1,500 m³/s"


def test_several_days_are_told_from_the_first_to_the_last() -> None:
    several = Occurrence(date(2026, 12, 30), date(2027, 1, 2))
    assert "2026" in Formats("en").days(several)
    assert "2027" in Formats("en").days(several)


def test_distance_is_that_of_the_great_circle() -> None:
    assert haversine_km((16.4637, 107.5909), (16.0544, 108.2022)) == pytest.approx(79.6, abs=0.5)  # Huế to Đà Nẵng
    assert haversine_km((16.0, 107.0), (16.0, 107.0)) == 0


def test_own_links_lead_from_the_page_to_the_same_language() -> None:
    html = markdown_to_html("[x](/attractions/dai-noi/) ![y](/attractions/dai-noi/picture.svg)", "../../")
    assert '<a href="../../attractions/dai-noi/">' in html
    assert '<img src="../../../media/attractions/dai-noi/picture.svg"' in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](vbscript:x)",
        "![a](javascript:alert(1))",
        "<a href='javascript:x'>a</a>",
        "<iframe src=//evil.example></iframe>",
        "[a](<javascript:alert(1)>)",
        "[a](data:text/html;base64,xxxx)",
    ],
)
def test_hostile_markdown_is_harmless_even_if_it_came_this_far(hostile: str) -> None:
    html = markdown_to_html(hostile, "../").lower()
    for danger in ("<script", "onerror=", "javascript:", "vbscript:", "<iframe", "data:text"):
        assert f'"{danger}' not in html
        assert not (danger.startswith("<") and danger in html)
    assert "<img src=x" not in html


def test_structured_data_cannot_end_its_script_element() -> None:
    assert "</script" not in script_safe({"name": "</script><script>alert(1)</script>"})
