"""ledger.json: every text of the press that was ever public, in order, each chained to the one before, and signed."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from ...i18n.locales import TAG_OF
from ...models import PressRelease
from ...models.clock import hue_time
from ...models.draft import Draft, Drafts, digest
from ...models.proof import LEDGER_FORM, NO_HASH, Entry, chain_hash, lines, list_entries
from ...render import View
from ...render.proofs import sign, text_path

PATH, VERIFY, KEYS = "press/ledger.json", "press/verify/", "keys/jwks.json"


def draft_ledger(views: Mapping[str, View]) -> Drafts:
    view = next(iter(views.values()))  # the ledger is the same for all languages
    releases = list(view.site.press.values())
    entries = list_entries(releases, TAG_OF, view.now)
    files = [(item.number, item.slug, one.file, one.sha256) for item in releases for one in item.attachments]
    withdrawn = [item.slug for item in releases if item.is_withdrawn(view.now)]
    key = digest(*entries, *files, *withdrawn)
    yield Draft(PATH, key, partial(make_ledger, view, entries, releases))


def make_ledger(view: View, entries: list[Entry], releases: list[PressRelease]) -> str:
    """One line an entry, so that what was added since can be seen at a glance."""
    rows, previous = [], NO_HASH
    for entry in entries:
        rows.append(row(view, entry, previous))
        previous = rows[-1]["hash"]
    signer = view.settings.keys.signer
    head = {
        "form": LEDGER_FORM,
        "about": view.absolute(VERIFY, "en"),
        "keys": f"{view.settings.site_url}{KEYS}" if signer else "",
        "key_id": signer.key_id if signer else "",
        "count": len(rows),
        "head": previous,
        "signature": sign(view, lines(LEDGER_FORM, len(rows), previous)),
    }
    files = [attachment_row(view, item, number) for item in releases for number in range(len(item.attachments))]
    parts = [f"{json.dumps(name)}:{dumps(value)}" for name, value in head.items()]
    parts += [f"{json.dumps(name)}:[{listed(values)}]" for name, values in (("entries", rows), ("attachments", files))]
    return "{" + ",\n".join(parts) + "}\n"


def row(view: View, entry: Entry, previous: str) -> dict[str, Any]:
    """`text` is where the words lie by themselves, as long as the release is not withdrawn."""
    item = view.site.press[entry.slug]
    return {
        "number": entry.number,
        "slug": entry.slug,
        "language": entry.language,
        "event": entry.event,
        "published_at": hue_time(entry.at).isoformat(),
        "title": entry.title,
        "text": "" if item.is_withdrawn(view.now) else text_path(item, entry.language, entry.version),
        "sha256": entry.sha256,
        "previous": previous,
        "hash": chain_hash(previous, entry),
        "signature": sign(view, entry.statement),
    }


def attachment_row(view: View, item: PressRelease, number: int) -> dict[str, Any]:
    one = item.attachments[number]
    path = f"media/{item.address}{one.file}"
    signature = sign(view, lines("huecity-press-attachment-1", item.number, one.file, one.sha256))
    return {"number": item.number, "slug": item.slug, "file": path, "sha256": one.sha256, "signature": signature}


def listed(values: list[dict[str, Any]]) -> str:
    return "".join(f"\n{dumps(value)}{',' if place < len(values) else ''}" for place, value in enumerate(values, 1))


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
