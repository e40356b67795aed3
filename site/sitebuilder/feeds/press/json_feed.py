"""feed.json: the press as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with full texts."""

import json
from functools import partial
from typing import Any

from ...models import PressRelease
from ...models.draft import Draft, Drafts
from ...render import View
from .entries import PRESS, FeedEntry, feed_key, feed_title, list_newest, tell_entry

VERSION = "https://jsonfeed.org/version/1.1"
NAME = "feed.json"


def draft_json_feed(view: View) -> Drafts:
    items = list_newest(view)
    yield Draft(f"{view.locale.tag}/{PRESS}{NAME}", feed_key(view, items), partial(make_json_feed, view, items))


def make_json_feed(view: View, items: list[PressRelease]) -> str:
    feed = {
        "version": VERSION,
        "title": feed_title(view),
        "home_page_url": view.absolute(PRESS),
        "feed_url": view.absolute(f"{PRESS}{NAME}"),
        "language": view.locale.tag,
        "items": [item_of(tell_entry(view, item)) for item in items],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def item_of(entry: FeedEntry) -> dict[str, Any]:
    item = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "language": entry.body_tag,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.updated_at.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": list(entry.tags),
        "attachments": [
            {"url": url, "mime_type": one.media_type, "title": name, "size_in_bytes": one.size_bytes}
            for one, url, name in entry.attachments
        ],
    }
    return {name: value for name, value in item.items() if value not in ("", [])}
