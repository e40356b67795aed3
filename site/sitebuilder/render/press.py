"""Pages of the press releases: one each, and the archive by kind and year."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from ..models import PressRelease
from ..models.clock import hue_day
from .attractions import script_safe
from .cards import card
from .lists import Filter, Listing, render_listing
from .view import SITE_NAME, Crumb, Rendered, View


def render_press(view: View, items: Iterable[PressRelease]) -> Rendered:
    crumbs = [Crumb(view.label("kind", "press"), "press/")]
    releases = view.site.press
    for item in items:
        context = view.item_context(item, "../../")
        yield view.page(
            "press.html",
            item.address,
            crumbs=crumbs,
            item=item,
            day=view.formats.weekday(hue_day(item.published_at)),
            withdrawn=view.formats.instant(item.withdrawn_at) if item.withdrawn_at and item.is_withdrawn(view.now) else "",
            corrected_by=[card(view, other) for other in releases.values() if other.corrects == item.slug],
            corrects=card(view, releases[item.corrects]) if item.corrects in releases else None,
            sectors=view.formats.all_of([view.label("sector", sector) for sector in item.sectors]),
            json_ld=json_ld(view, item, context),
            **context,
        )


def json_ld(view: View, item: PressRelease, context: dict[str, Any]) -> Markup:
    return script_safe(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": context["title"],
            "description": context["description"],
            "url": view.absolute(item.address),
            "inLanguage": context["title_tag"],
            "datePublished": item.published_at.isoformat(),
            "publisher": {"@type": "Organization", "name": SITE_NAME},
        }
    )


def render_press_lists(view: View) -> Rendered:
    listing = Listing(
        "press/",
        view.label("kind", "press"),
        view.translate("Numbered, dated releases of the demonstration desk, with their corrections."),
        sorted(view.site.press.values(), key=lambda item: (item.published_at, item.slug), reverse=True),
        lambda item: card(view, item),
        (
            Filter("type", view.translate("Kind of release"), lambda p: [p.type], lambda t: view.label("press", t)),
            Filter(
                "year",
                view.translate("Year"),
                lambda p: [str(hue_day(p.published_at).year)],
                lambda year: year,
                lambda year: -int(year),
            ),
        ),
    )
    yield from render_listing(view, listing)
