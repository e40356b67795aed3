"""What stands around every page of a language: made once for all that share it, and completed with what is a page's own."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ..i18n import KNOWN_LOCALES, LOCALE_IDS, TAG_OF

if TYPE_CHECKING:
    from .view import View

# Parts that are alike on all pages but for the page's address or title are made once, with these in their places.
ADDRESS_MARK, TITLE_MARK = "ADDRESS-OF-THE-PAGE/", "TITLE-OF-THE-PAGE"


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    address: str


class Frame:
    """Header, footer, links and crumbs of the pages of one view."""

    def __init__(self, view: "View") -> None:
        self.view = view
        self.part, self.readable_links = lru_cache(512)(self._part), lru_cache(64)(self._readable_links)

    def _part(self, name: str, **given: Any) -> Markup:
        return Markup(self.view.template(f"parts/{name}.html").render(given).rstrip())

    def around(self, base: str, root: str, address: str, *, is_hidden: bool) -> dict[str, Any]:
        """`base` leads to the page's language, `root` to the whole site."""
        section = address.partition("/")[0]
        return {
            "base": base,
            "root": root,
            "section": section,
            "links_html": self.part("links", base=base, root=root, section=section, is_hidden=is_hidden),
            "styles_html": self.part("styles", root=root),
            "header_html": self.part("menu", base=base, root=root, section=section),
            "languages_html": put(self.part("languages", root=root, address=ADDRESS_MARK), ADDRESS_MARK, address),
            "footer_html": self.part("foot", base=base, root=root),
        }

    def crumbs(self, base: str, crumbs: tuple[Crumb, ...], here: Markup) -> Markup:
        """The way from home to the page, whose title is the last of them."""
        return put(self.part("crumbs", base=base, crumbs=crumbs, title=TITLE_MARK), TITLE_MARK, here)

    def alternates(self, address: str, readable: tuple[str, ...]) -> Markup:
        """Links to all languages in which a page can really be read, if they are several, on the pages that they lead to."""
        return put(self.readable_links(readable), ADDRESS_MARK, address) if address else self.home_alternates()

    def _readable_links(self, readable: tuple[str, ...]) -> Markup:
        locales = [locale for locale in LOCALE_IDS if locale in readable]
        if len(locales) < 2 or self.view.locale.id not in locales:
            return Markup("")
        links = [(TAG_OF[locale], self.view.absolute(ADDRESS_MARK, locale)) for locale in locales]
        default = ("x-default", self.view.absolute(ADDRESS_MARK, "en" if "en" in locales else "vi"))
        return self.part("alternates", alternates=(*links, default))

    def home_alternates(self) -> Markup:
        """Links between the door and the homes of all languages: whoever reads none of these chooses at the door."""
        links = [(locale.tag, self.view.absolute("", locale.id)) for locale in KNOWN_LOCALES]
        return self.part("alternates", alternates=(*links, ("x-default", self.view.settings.site_url)))


def put(part: Markup, mark: str, value: str) -> Markup:
    """The part with a value in place of its mark: an address, all slugs and slashes, or a title that is markup."""
    return Markup(str(part).replace(mark, value))
