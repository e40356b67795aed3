"""Pages of the press releases: one each, and the archive by kind and year."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ..i18n import TAG_OF
from ..models import Attachment, PressRelease
from ..models.clock import hue_day
from ..models.draft import Drafts
from .cards import card, press_state
from .corrections import correction_stamps, tell_corrections
from .frame import Crumb
from .lists import Filter, Listing, draft_listing
from .news_article import news_article
from .proofs import tell_proof
from .verify import VERIFY
from .view import View
from .weeks import WEEKLY


def draft_press(view: View, items: Iterable[PressRelease]) -> Drafts:
    for item in items:
        corrections = view.corrected.get(item.slug, [])
        corrected = view.site.press.get(item.corrects or "")
        others = [view.card_stamp(other) for other in (*corrections, *([corrected] if corrected else []))]
        made_of = (view.stamp(item), others, item.is_withdrawn(view.now), correction_stamps(item))
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
        "corrections": [] if withdrawn else tell_corrections(view, item),
        "corrected_by": corrections,
        "corrects": corrected,
        "sectors": view.formats.all_of([view.label("sector", sector) for sector in item.sectors]),
        "attachments": [attachment_row(view, one) for one in item.attachments],
        "proof": tell_proof(view, item),
        "json_ld": news_article(view, item, context),
        **context,
    }


def attachment_row(view: View, one: Attachment) -> dict[str, str]:
    name, locale = one.name_in(view.locale.id)
    return {
        "file": one.file,
        "media_type": one.media_type,
        "name": name,
        "tag": TAG_OF[locale],
        "ending": one.file.rpartition(".")[2].upper(),
        "size": view.formats.size(one.size_bytes),
        "sha256": one.sha256,
    }


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
        changes_with=[press_state(view, one) for one in releases],
        doors=[
            Crumb(view.translate("Week by week"), WEEKLY),
            Crumb(view.translate("Is this release genuine?"), VERIFY),
        ],
    )
    yield from draft_listing(view, listing)
