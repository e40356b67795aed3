"""The address on receipts: it belongs to no language, and leads to the page that checks a receipt in each."""

from pathlib import Path

from pages import BuiltPage
from sitebuilder.i18n import KNOWN_LOCALES


def test_the_code_of_a_receipt_leads_to_a_door_to_every_language(dist: Path) -> None:
    door = BuiltPage(dist, dist / "wallet/check/index.html")
    ways = {
        link.get("hreflang"): door.target(link.get("href"))
        for link in door.tree.xpath("//ul[@class='choices']//a[@hreflang]")
    }
    assert ways == {locale.tag: dist / locale.tag / "wallet/check/index.html" for locale in KNOWN_LOCALES}
    assert door.tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert "wallet" not in (dist / "sitemap.xml").read_text("utf-8")
