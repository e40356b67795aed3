"""What every page with forms must keep to, be it about an account, a wallet or a desk."""

from pathlib import Path
from typing import Any

from lxml.etree import _Element as Element


def assert_labelled(tree: Element, fields: str) -> list[Any]:
    """The fields (an XPath): each with one label, which says whether it is required, and a place for its error."""
    found: list[Any] = tree.xpath(fields)
    for field in found:
        (label,) = tree.xpath(f"//label[@for='{field.get('id')}']")
        described = field.get("aria-describedby").split()
        assert described[-1] == f"{field.get('id')}-error"
        assert all(tree.xpath(f"//p[@id='{one}']") for one in described)
        assert bool(field.get("required") is not None) == ("bắt buộc" in label.text_content())
    return found


def assert_waits_for_its_script(tree: Element) -> None:
    """No form writes into an address, nor is sent by the browser itself."""
    for form in tree.xpath("//form"):
        assert form.get("method") == "post"
        buttons = form.xpath(".//button[@type='submit']")
        assert buttons
        assert all("disabled" in button.attrib for button in buttons)


def assert_in_no_index(dist: Path, tree: Element, tag: str, address: str) -> None:
    """Neither search engines, nor our own search and sitemap; and the hotline stands there, without JavaScript, too."""
    assert tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert tree.xpath("//article//p[@class='help']/a[@href='tel:19001075']")
    assert tree.xpath("//article//noscript//a[@href='tel:19001075']")
    assert f"{tag}/{address}" not in (dist / "sitemap.xml").read_text("utf-8")
    assert f'"{address}"' not in (dist / tag / "search.json").read_text("utf-8")
