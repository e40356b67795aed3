"""alerts/active.json: what is in force or announced, small enough for any line, with a signature beside it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ...models import Alert
from ...models.alert import Phase
from ...models.clock import tomorrow
from ...models.draft import Draft, Drafts, digest, ready
from ...render import View
from ...render.alerts import alerts_by_phase, state_since
from . import terms

PATH = "alerts/active.json"
SIGNATURE = f"{PATH}.sig"


def draft_active(views: Mapping[str, View]) -> Drafts:
    """The state, and 64 bytes that prove it: Ed25519 over the file as it is."""
    view = next(iter(views.values()))
    text = tell_state(view)
    yield ready(PATH, text)
    if signer := view.settings.keys.signer:
        yield Draft(SIGNATURE, digest(text, signer.key_id), lambda: signer.sign(text.encode()))


def tell_state(view: View) -> str:
    """Facts alone, without the words of a language.

    `generated_at` is not the clock of the build but `state_since`: two builds of the same content at two moments between
    which nothing happens give the same bytes. Whoever holds a copy after `valid_until` must ask for another, for by then
    something has happened, be it a new day.
    """
    told = [tell(view, alert) for alert in list_active(view) if not alert.is_cancel]
    state = {
        "generated_at": terms.instant(state_since(view)),
        "valid_until": terms.instant(next_turn(view)),
        "alerts": told,
    }
    return json.dumps(state, separators=(",", ":"))


def tell(view: View, alert: Alert) -> dict[str, Any]:
    """`ends` is when it expires or another replaces it; `href` is below any language's tag, `cap` below the site."""
    return {
        "id": alert.slug,
        "type": alert.type,
        "status": terms.status(alert).lower(),
        "severity": alert.severity,
        "urgency": alert.urgency,
        "certainty": alert.certainty,
        "sent_at": terms.instant(alert.sent_at),
        "starts": terms.instant(alert.effective_at),
        "ends": terms.instant(view.ends_for_readers(alert)),
        "areas": [terms.code(view.site.city, area) for area in alert.areas],
        "href": alert.address,
        "cap": terms.cap_address(alert),
    }


def list_active(view: View) -> list[Alert]:
    """Messages in force, the worst first, then those announced: none that has expired or that another has replaced."""
    by_phase = alerts_by_phase(view)
    return [*by_phase[Phase.CURRENT], *by_phase[Phase.FUTURE]]


def next_turn(view: View) -> datetime:
    turns = [turn for alert in view.site.alerts.values() for turn in alert.turns]
    return min([tomorrow(view.now), *(turn for turn in turns if turn > view.now)])
