"""Pages of the press releases: one each, and the archive by kind and year."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from markupsafe import Markup

from ..models import PressRelease
from ..models.clock import hue_day
from ..models.draft import Drafts
from .cards import card
from .environment import SITE_NAME
from .lists import Filter, Listing, draft_listing
from .structured import script_safe
from .view import Crumb, View


def draft_press(view: View, items: Iterable[PressRelease]) -> Drafts:
    releases = view.site.press
    for item in items:
        corrections = [other for other in releases.values() if other.corrects == item.slug]
        corrected = releases.get(item.corrects or "")
        others = [view.card_stamp(other) for other in (*corrections, *([corrected] if corrected else []))]
        made_of = (view.stamp(item), others, item.is_withdrawn(view.now))
        yield view.draft("press.html", item.address, made_of, partial(context_of, view, item, corrections, corrected))


def context_of(
    view: View, item: PressRelease, corrections: list[PressRelease], corrected: PressRelease | None
) -> dict[str, Any]:
    context = view.item_context(item)
    withdrawn = view.formats.instant(item.withdrawn_at) if item.withdrawn_at and item.is_withdrawn(view.now) else ""
    if withdrawn:
        context["description"] = view.translate("Withdrawn at %(time)s") % {"time": withdrawn}
    return {
        "crumbs": [Crumb(view.label("kind", "press"), "press/")],
        "item": item,
        "day": view.formats.weekday(hue_day(item.public_at)),
        "withdrawn": withdrawn,
        "corrected_by": corrections,
        "corrects": corrected,
        "sectors": view.formats.all_of([view.label("sector", sector) for sector in item.sectors]),
        "json_ld": json_ld(view, item, context),
        **context,
    }


def json_ld(view: View, item: PressRelease, context: dict[str, Any]) -> Markup:
    return script_safe(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": context["title"],
            "description": context["description"],
            "url": view.absolute(item.address),
            "inLanguage": context["title_tag"],
            "datePublished": item.public_at.isoformat(),
            "publisher": {"@type": "Organization", "name": SITE_NAME},
        }
    )


def draft_press_lists(view: View) -> Drafts:
    releases = sorted(view.site.press.values(), key=lambda item: (item.public_at, item.slug), reverse=True)
    listing = Listing(
        "press/",
        view.label("kind", "press"),
        view.translate("Numbered, dated releases of the demonstration desk, with their corrections."),
        releases,
        lambda item: card(view, item),
        view.card_stamp,
        (
            Filter("type", view.translate("Kind of release"), lambda p: [p.type], lambda t: view.label("press", t)),
            Filter(
                "year",
                view.translate("Year"),
                lambda p: [str(hue_day(p.public_at).year)],
                lambda year: year,
                lambda year: -int(year),
            ),
        ),
        changes_with=[(one.corrects, one.is_withdrawn(view.now)) for one in releases],
    )
    yield from draft_listing(view, listing)
