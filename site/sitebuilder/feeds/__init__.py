"""What machines read: feeds, calendars, data, the sitemap, and what the search looks through. Pure, like render.

A row of a table below names what is made of the items of one kind; it is asked for when any item of that kind has changed.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ..models.draft import Drafts
from ..render import View
from ..render.sheet import draft_sheets
from . import alerts, press
from .browsers import draft_for_browsers
from .calendar import draft_calendar, draft_event_calendars
from .events import draft_event_feed
from .keys import draft_keys
from .open_data import draft_open_data
from .search import draft_search, draft_search_parts, index_texts, search_parts
from .sitemap import draft_sitemap
from .texts import TextIndex

__all__ = [
    "TextIndex",
    "draft_data",
    "draft_feeds",
    "draft_item_feeds",
    "draft_keys",
    "draft_list_feeds",
    "draft_search",
    "draft_search_parts",
    "draft_shared_feeds",
    "draft_sitemap",
    "index_texts",
    "search_parts",
]

Views = Mapping[str, View]  # by locale id
FEEDS: Mapping[str, Sequence[Callable[[View], Drafts]]] = {  # one language, all items of the kind
    "alerts": (alerts.draft_atom,),
    "press": (press.draft_atom, press.draft_json_feed),
}
ITEM_FEEDS: Mapping[str, Sequence[Callable[[View, Sequence[Any]], Drafts]]] = {  # one language, one item a file
    "alerts": (alerts.draft_sms, alerts.draft_loudspeaker, draft_sheets),
    "events": (draft_event_calendars,),
    "press": (press.draft_release_texts,),
}
SHARED_FEEDS: Mapping[str, Sequence[Callable[[Views], Drafts]]] = {  # no language of its own, all items of the kind
    "alerts": (alerts.draft_cap, alerts.draft_index, alerts.draft_active),
    "press": (press.draft_news_sitemap, press.draft_ledger),
}
# Made of what others see of items (facts, titles, summaries): not asked for where only texts have changed.
LIST_FEEDS: Sequence[Callable[[View], Drafts]] = (draft_calendar, draft_event_feed, draft_for_browsers)  # one language
DATA: Sequence[Callable[[Views], Drafts]] = (draft_open_data,)  # no language of its own


def draft_feeds(view: View, kinds: Collection[str]) -> Drafts:
    """What a language has of all items of these kinds together."""
    for kind in kinds:
        for draft in FEEDS.get(kind, ()):
            yield from draft(view)


def draft_list_feeds(view: View) -> Drafts:
    """What a language has beside its lists, and like these of what all items show elsewhere."""
    for draft in LIST_FEEDS:
        yield from draft(view)


def draft_data(views: Views) -> Drafts:
    """What belongs to no language, of what all items show elsewhere."""
    for draft in DATA:
        yield from draft(views)


def draft_item_feeds(view: View, kind: str, slugs: Sequence[str]) -> Drafts:
    """What a language has of some items of one kind beside their pages."""
    items = getattr(view.site, kind)
    for draft in ITEM_FEEDS.get(kind, ()):
        yield from draft(view, [items[slug] for slug in slugs])


def draft_shared_feeds(views: Views, kinds: Collection[str]) -> Drafts:
    """What belongs to no language, of these kinds."""
    for kind in kinds:
        for draft in SHARED_FEEDS.get(kind, ()):
            yield from draft(views)
