"""Pages of the services and of the hand-written guides and pages about the site."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ..i18n import TAG_OF
from ..models import Page, Service
from ..models.draft import Drafts
from .cards import Card, card, channels
from .frame import Crumb
from .lists import Filter, Listing, draft_listing
from .view import View

# What people come for most stands first.
FIRST = "safety report health tourism transport wallet account education land press".split()


def draft_services(view: View, items: Iterable[Service]) -> Drafts:
    for item in items:
        guide = view.site.pages.get(item.guide or "")
        made_of = (view.stamp(item), guide and view.card_stamp(guide))
        yield view.draft("service.html", item.address, made_of, partial(context_of, view, item, guide))


def context_of(view: View, item: Service, guide: Page | None) -> dict[str, Any]:
    return {
        "crumbs": [Crumb(view.label("kind", "services"), "services/")],
        "item": item,
        "category": view.label("service", item.category),
        "audience": " · ".join(view.label("role", role) for role in item.audience),
        "channels": " · ".join(channels(view, item)),
        "guide": guide,
        **view.item_context(item),
    }


def draft_service_lists(view: View) -> Drafts:
    listing = Listing(
        "services/",
        view.label("kind", "services"),
        view.translate("What the city does for you, and how to ask for it."),
        sorted(view.site.services.values(), key=lambda item: (FIRST.index(item.category), item.slug)),
        lambda item: card(view, item),
        view.card_stamp,
        (
            Filter("category", view.translate("Field"), lambda s: [s.category], lambda c: view.label("service", c)),
            Filter("role", view.translate("For whom"), lambda s: s.audience, lambda r: view.label("role", r)),
        ),
    )
    yield from draft_listing(view, listing)


def draft_guides(view: View, items: Iterable[Page]) -> Drafts:
    for item in items:
        yield view.draft("page.html", item.address, view.stamp(item), partial(page_context, view, item))


def page_context(view: View, item: Page) -> dict[str, Any]:
    crumbs = [Crumb(view.label("kind", "guides"), "guides/")] if item.section == "guides" else []
    return {"crumbs": crumbs, "item": item, **view.item_context(item)}


def draft_guide_lists(view: View) -> Drafts:
    guides = [page for page in view.site.pages.values() if page.section == "guides"]
    listing = Listing(
        "guides/",
        view.label("kind", "guides"),
        view.translate("Step by step: the app, your account, the wallet, reports, and staying safe."),
        sorted(guides, key=lambda page: (page.order, page.slug)),
        lambda page: guide_card(view, page),
        view.card_stamp,
    )
    yield from draft_listing(view, listing)


def guide_card(view: View, page: Page, level: int = 2) -> Card:
    shown = page.shown_in(view.locale.id)
    return Card(page.address, shown.title, TAG_OF[shown.title_locale], shown.summary, level=level)
