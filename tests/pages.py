"""Reading the built website as its visitors' programs do: pages, their links, and what their heads say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

ORIGIN = "https://huecity.example/"
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "form": "action"}


@dataclass
class BuiltPage:
    """One HTML file of the built site; `address` is its path from the root, as a browser asks for it."""

    root: Path
    path: Path
    ids: set[str] = field(default_factory=set)

    @property
    def address(self) -> str:
        return str(self.path.relative_to(self.root)).removesuffix("index.html")

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))

    @property
    def tag(self) -> str:
        return self.address.split("/")[0]

    @property
    def is_frame(self) -> bool:
        return self.address.endswith("alerts/banner/")

    @property
    def is_missing_page(self) -> bool:
        return self.path.name == "404.html"

    def canonical(self) -> str:
        return self.tree.xpath("string(//link[@rel='canonical']/@href)")

    def alternates(self) -> dict[str, str]:
        links = self.tree.xpath("//link[@rel='alternate'][@hreflang]")
        return {link.get("hreflang"): link.get("href") for link in links}

    def links(self) -> Iterator[tuple[str, str]]:
        """(element, address) of everything that the page links to or loads."""
        for anchor in self.tree.xpath("//a[@href]"):
            yield "a", anchor.get("href")
        for name, attribute in LOADED.items():
            for element in self.tree.xpath(f"//{name}[@{attribute}]"):
                if element.get("rel") not in ("canonical", "alternate"):
                    yield name, element.get(attribute)

    def target(self, address: str) -> Path | None:
        """The file that an own address leads to, or None for another host's or another scheme's."""
        parts = urlsplit(urljoin(f"{ORIGIN}{self.address}", address))
        if f"{parts.scheme}://{parts.netloc}/" != ORIGIN:
            return None
        path = self.root / unquote(parts.path).lstrip("/")
        return path / "index.html" if parts.path.endswith("/") else path


def built_pages(root: Path) -> list[BuiltPage]:
    return [BuiltPage(root, path) for path in sorted(root.rglob("*.html"))]
