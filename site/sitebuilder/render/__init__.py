"""Turning a Site into pages: pure functions that yield (path, text) and neither read nor write a file."""

from collections.abc import Iterable, Sequence

from ..models import KINDS, Item, Site
from .alerts import render_alert_lists, render_alerts
from .attractions import render_attraction_lists, render_attractions
from .city import render_city
from .doors import render_doors
from .events import render_event_lists, render_events
from .home import render_home
from .press import render_press, render_press_lists
from .services import render_guide_lists, render_guides, render_service_lists, render_services
from .view import Rendered, Settings, View

__all__ = ["Rendered", "Settings", "View", "item_batches", "render_doors", "render_items", "render_lists"]

ITEM_PAGES = {
    "attractions": render_attractions,
    "events": render_events,
    "alerts": render_alerts,
    "press": render_press,
    "services": render_services,
    "pages": render_guides,
}
LISTS = (
    render_home,
    render_attraction_lists,
    render_event_lists,
    render_alert_lists,
    render_press_lists,
    render_service_lists,
    render_guide_lists,
    render_city,
)


def render_items(view: View, kind: str, slugs: Sequence[str]) -> Rendered:
    """The pages of some items of one kind."""
    items: dict[str, Item] = getattr(view.site, kind)
    yield from ITEM_PAGES[kind](view, [items[slug] for slug in slugs])  # type: ignore[operator]


def render_lists(view: View) -> Rendered:
    """Every page of a language that is not about one item."""
    for render in LISTS:
        yield from render(view)


def item_batches(site: Site, size: int) -> Iterable[tuple[str, list[str]]]:
    """(kind, slugs) in portions of at most `size`, for sharing out between processes."""
    for kind in KINDS:
        slugs = list(getattr(site, kind))
        for start in range(0, len(slugs), size):
            yield kind, slugs[start : start + size]
