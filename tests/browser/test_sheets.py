"""Every alert's sheet is one page of A4 on paper, and its code leads to the alert."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page


@pytest.mark.parametrize("tag", ["vi", "fr", "ja"])
def test_a_sheet_is_one_page_of_a4(open_page: Callable[..., Page], today: str, dist: Path, tag: str) -> None:
    page = open_page("about:blank")
    sheets = sorted((dist / tag / "alerts").glob("*/print/index.html"))
    assert len(sheets) > 20
    for sheet in sheets:
        page.goto(f"{today}{sheet.parent.relative_to(dist)}/")
        paper = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, sheet
        assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12]", paper)
        (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(page.locator(".qr").screenshot())))
        assert code.text == f"https://huecity.example/{sheet.parent.parent.relative_to(dist)}/"
