"""Turning a Site into drafts of pages: pure functions that neither read nor write a file."""

from collections.abc import Mapping, Sequence

from ..models import Item
from ..models.draft import Draft, Drafts, digest, ready
from .account import draft_account
from .alerts import draft_alert_lists, draft_alerts
from .attractions import draft_attraction_lists, draft_attractions
from .banner import draft_banner
from .city import draft_city
from .desk import draft_desk
from .doors import draft_doors
from .events import draft_event_lists, draft_events
from .home import draft_homes
from .press import draft_press, draft_press_lists
from .reports import draft_reports
from .services import draft_guide_lists, draft_guides, draft_service_lists, draft_services
from .sos import draft_sos
from .verify import draft_verify
from .view import Settings, View
from .wallet import draft_wallet
from .weeks import draft_press_weeks

__all__ = [
    "Draft",
    "Drafts",
    "Settings",
    "View",
    "digest",
    "draft_doors",
    "draft_items",
    "draft_lists",
    "ready",
]

ITEM_PAGES = {
    "attractions": draft_attractions,
    "events": draft_events,
    "alerts": draft_alerts,
    "press": draft_press,
    "services": draft_services,
    "pages": draft_guides,
}
LISTS = (
    draft_homes,
    draft_attraction_lists,
    draft_event_lists,
    draft_alert_lists,
    draft_banner,
    draft_press_lists,
    draft_press_weeks,
    draft_verify,
    draft_service_lists,
    draft_guide_lists,
    draft_city,
    draft_account,
    draft_desk,
    draft_reports,
    draft_sos,
    draft_wallet,
)


def draft_items(view: View, kind: str, slugs: Sequence[str]) -> Drafts:
    """The pages of some items of one kind."""
    items: Mapping[str, Item] = getattr(view.site, kind)
    yield from ITEM_PAGES[kind](view, [items[slug] for slug in slugs])  # type: ignore[operator]


def draft_lists(view: View) -> Drafts:
    """Every page of a language that is not about one item."""
    for draft in LISTS:
        yield from draft(view)
