"""Pages of the services and of the hand-written guides and pages about the site."""

from collections.abc import Iterable

from ..models import Page, Service
from .cards import Card, card, channels
from .lists import Filter, Listing, render_listing
from .view import TAGS, Crumb, Rendered, View


def render_services(view: View, items: Iterable[Service]) -> Rendered:
    crumbs = [Crumb(view.label("kind", "services"), "services/")]
    for item in items:
        guide = view.site.pages.get(item.guide or "")
        yield view.page(
            "service.html",
            item.address,
            crumbs=crumbs,
            item=item,
            category=view.label("service", item.category),
            audience=view.formats.all_of([view.label("role", role) for role in item.audience]),
            channels=view.formats.all_of(channels(view, item)),
            guide=card(view, guide) if guide else None,
            **view.item_context(item, "../../"),
        )


def render_service_lists(view: View) -> Rendered:
    listing = Listing(
        "services/",
        view.label("kind", "services"),
        view.translate("What the city does for you, and how to ask for it."),
        sorted(view.site.services.values(), key=lambda item: (item.category, item.slug)),
        lambda item: card(view, item),
        (
            Filter("category", view.translate("Field"), lambda s: [s.category], lambda c: view.label("service", c)),
            Filter("role", view.translate("For whom"), lambda s: s.audience, lambda r: view.label("role", r)),
        ),
    )
    yield from render_listing(view, listing)


def render_guides(view: View, items: Iterable[Page]) -> Rendered:
    for item in items:
        crumbs = [Crumb(view.label("kind", "guides"), "guides/")] if item.section == "guides" else ()
        context = view.item_context(item, "../" * item.address.count("/"))
        yield view.page("page.html", item.address, crumbs=crumbs, item=item, **context)


def render_guide_lists(view: View) -> Rendered:
    guides = [page for page in view.site.pages.values() if page.section == "guides"]
    listing = Listing(
        "guides/",
        view.label("kind", "guides"),
        view.translate("Step by step: the app, your account, the wallet, reports, and staying safe."),
        sorted(guides, key=lambda page: (page.order, page.slug)),
        lambda page: guide_card(view, page),
    )
    yield from render_listing(view, listing)


def guide_card(view: View, page: Page, level: int = 2) -> Card:
    shown = page.shown_in(view.locale.id)
    return Card(page.address, shown.title, TAGS[shown.title_locale], shown.summary, level=level)
